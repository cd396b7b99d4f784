"""Finds what stands before the text of a paragraph: a dateline, or the label of who speaks.

"TUNIS, 3 May (Reuters) - …" and "MR. PRICE: …" are no part of the sentence after them, and a parser that
reads them with it reads it wrong; so they are cut off as paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Span

_CAPITALS = r"[A-Z][A-Z.'’À-Ý-]*"
_LABEL = rf"(?:Q|A|{_CAPITALS}(?: (?:Mc|Mac|De|La|von|van|al-)?{_CAPITALS}){{0,6}})"
_COURTESY = r"(?:Mr|Mrs|Ms|Dr)\. [A-Z]\w+(?: [A-Z]\w+)?"
_OFFICE = r"(?:(?:Prime|Foreign) Minister|President|Secretary|Ambassador|Chancellor|Spokes\w+) [A-Z]\w+"
_LABELS = re.compile(
    rf"(?:{_LABEL}|{_COURTESY}|{_OFFICE}|Question|Answer):(?: ?\([^()\n]{{1,40}}\))?(?=\s+\S)"
)
_INNER_LABELS = re.compile(rf"(?<=[.!?\"”)] )(?:{_LABEL}|{_COURTESY}):(?=\s+\S)")
_DASH = r"\s*(?:--|[-–—])(?=\s+[A-Z(\"“])"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DATE = rf",? {_DAY}(?:,? \d{{4}})?\.?"
_AGENCY = r" \([A-Z][A-Za-z/ .-]{1,24}\)"
_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|of|the)){0,3}"
_UPPER = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,5}}"
_COUNTRY = rf"(?:, {_NAME})?"
_DATELINES = re.compile(
    rf"(?:{_UPPER}{_COUNTRY}(?:{_DATE})?(?:{_AGENCY})?"
    rf"|{_NAME}{_COUNTRY}(?:{_DATE}(?:{_AGENCY})?|{_AGENCY})){_DASH}"
    rf"|\({_NAME}{_COUNTRY}{_DATE}\)(?=\s+[A-Z])"
)
_SHORTEST = 40
"""Characters that must follow a dateline; what follows the first words of a headline is shorter."""


def split_openings(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph from `start` to `end` in pieces: each dateline or label, and what follows it."""
    borders = {start, end}
    first = _find_first(text, start, end)
    if first is not None:
        borders.add(first.end())
    for match in _INNER_LABELS.finditer(text, first.end() if first else start, end):
        borders |= set(match.span())
    ordered = sorted(borders)
    for piece in pairwise(ordered):
        if text[slice(*piece)].strip():
            yield _stripped(text, *piece)


def _find_first(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _DATELINES.match(text, start, end)
    if match is not None and end - match.end() >= _SHORTEST:
        return match
    return _LABELS.match(text, start, end)


def is_label(text: str) -> bool:
    """Whether a piece of a text is the label of who speaks.

    >>> is_label("MR. PRICE:"), is_label("He said:")
    (True, False)
    """
    match = _LABELS.match(f"{text} A")
    return match is not None and match.end() == len(text)


def is_dateline(text: str) -> bool:
    """Whether a piece of a text is a dateline, with the dash or the bracket that ends it.

    >>> is_dateline("TUNIS, 3 May (Reuters) -")
    True
    """
    match = _DATELINES.match(f"{text} A")
    return match is not None and match.end() == len(text)


def _stripped(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)
