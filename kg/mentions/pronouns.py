"""Finds the pronouns that can stand for a person or a body."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.mention import Mention, make_mention
from kg.model import Sentence

PRONOUNS = {
    "he": ("Person", "male"),
    "him": ("Person", "male"),
    "his": ("Person", "male"),
    "himself": ("Person", "male"),
    "she": ("Person", "female"),
    "her": ("Person", "female"),
    "hers": ("Person", "female"),
    "herself": ("Person", "female"),
    "it": ("Agent", None),
    "its": ("Agent", None),
    "they": ("Agent", "plural"),
    "their": ("Agent", "plural"),
    "them": ("Agent", "plural"),
}
"""The pronouns of the third person, with the class and the gender of what they may stand for."""


def find_pronouns(sentence: Sentence) -> Iterator[Mention]:
    """The pronouns of the third person in a sentence."""
    for token in sentence.tokens:
        known = PRONOUNS.get(token.text.lower())
        if known is not None and token.pos in {"PRON", "DET"}:
            yield make_mention(
                sentence, token.index, token.index + 1, type=known[0], kind="pronoun", gender=known[1]
            )
