"""Finds the pronouns that can stand for a person or a body."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.mention import Mention, make_mention
from kg.mentions.offices import is_possessive
from kg.model import Sentence, Token

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


COUNTRY_WORDS = frozenset({"country", "nation"})
"""Nouns that, definite and possessive, may stand for the state that the text is about."""


def find_pronouns(sentence: Sentence) -> Iterator[Mention]:
    """The pronouns of the third person in a sentence."""
    for token in sentence.tokens:
        known = PRONOUNS.get(token.text.lower())
        if known is not None and token.pos in {"PRON", "DET"}:
            yield make_mention(
                sentence, token.index, token.index + 1, type=known[0], kind="pronoun", gender=known[1]
            )
        elif is_the_country(sentence, token):
            yield make_mention(sentence, token.index, token.index + 1, type="State", kind="pronoun")


def is_the_country(sentence: Sentence, token: Token) -> bool:
    """Whether the word is *country* or *nation* in "the country's", which may stand for a state named before."""
    before, after = (
        sentence.tokens[token.index - 1],
        sentence.tokens[min(token.index + 1, -1 + len(sentence.tokens))],
    )
    plain = token.text in COUNTRY_WORDS and token.index > 0 and before.text.lower() == "the"
    return plain and is_possessive(after)
