"""Finds the pronouns that can stand for a person or a body."""

from __future__ import annotations

from collections.abc import Iterator, Set

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


def find_pronouns(sentence: Sentence, bodies: Set[str] = frozenset()) -> Iterator[Mention]:
    """The pronouns of the third person in a sentence, and the nouns among `bodies` that stand for a name."""
    for token in sentence.tokens:
        known = PRONOUNS.get(token.text.lower())
        if known is not None and token.pos in {"PRON", "DET"}:
            yield make_mention(
                sentence, token.index, token.index + 1, type=known[0], kind="pronoun", gender=known[1]
            )
        elif is_the_country(sentence, token):
            yield make_mention(sentence, token.index, token.index + 1, type="State", kind="pronoun")
        elif token.text.lower() in bodies and is_the_body(sentence, token):
            yield make_mention(sentence, token.index, token.index + 1, type="Organization", kind="pronoun")


def is_the_country(sentence: Sentence, token: Token) -> bool:
    """Whether the word stands in "the country's", which may speak of a state named before."""
    around = sentence.tokens[max(0, token.index - 1) : token.index + 2]
    definite = token.text in COUNTRY_WORDS and around[0].text.lower() == "the"
    return definite and is_possessive(around[-1])


def is_the_body(sentence: Sentence, token: Token) -> bool:
    """Whether nothing but *the* stands with a body's kind: "the ministry", as said of one named before."""
    before, after = sentence.tokens[max(0, token.index - 1)], sentence.tokens[token.index + 1 :]
    plain = token.dep not in {"compound", "appos", "attr"} and token.tag in {"NN", "NNP"}
    if after and after[0].text[0].isupper():
        return False
    follows = after[0].text.lower() if after else ""
    return plain and before.text.lower() == "the" and follows not in {"of", "in", "for", "-"}
