"""Where the name of a treaty ends: "the *Treaty on the Law of the Sea* in Montego Bay"."""

from __future__ import annotations

from kg.language.tree import subtree
from kg.model import Sentence, Token

_OUTSIDE = frozenset({"in", "at", "by", "under", "during", "after", "before", "with"})
"""Prepositions that tell where or when an agreement was made, and are no part of its name."""


def end_of_capitals(sentence: Sentence, token: Token) -> int:
    """Where a name with the capitalised word `token` ends (half-open), through "on the … of …"."""
    tokens, end = sentence.tokens, token.index + 1
    _, last = subtree(sentence, token)
    for index in range(end, last):
        if tokens[index].text[0].isupper() or tokens[index].text[0].isdigit():
            end = index + 1
        elif tokens[index].lemma in _OUTSIDE or _is_outside(tokens, index):
            break
    return end


def _is_outside(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word in small letters, or a mark, cannot stand inside a name."""
    return tokens[index].pos not in {"ADP", "DET", "CCONJ"} and not _is_before_year(tokens, index)


def _is_before_year(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a comma stands in a date: "December 22*,* 2020"."""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    year = len(after) == 4 and after.isdigit()
    return tokens[index].text == "," and tokens[index - 1].text.isdigit() and year
