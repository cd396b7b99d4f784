"""The shapes of names: how a surface is written down so that the words of a text find it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "‑": "-", "−": "-"})
_GAPS = re.compile(r" ?- ?| (?=[,'])|(?<=[A-Za-z]') (?=\w)")
_MARKS = frozenset("-,'")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_INITIAL = re.compile(r" (?:[A-Z]\. ?)+(?=[A-Z])")
_BETWEEN_INITIALS = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")
_ACRONYM = re.compile(
    r"(?:[A-Z]\.?){2,7}(?:-[A-Z0-9]+|\d+|\+)?|[A-Z][A-Za-z]*[A-Z]{2}[A-Za-z]*|[A-Z]-\d+|[A-Z]\d+"
)
_FOREIGN_WORDS = """
de du des la le les et y e el los las del della di do da dos das für der die das und den dem von zur zum
im i oraz na pour para sur aux au en nationale internationale
"""
_FOREIGN = frozenset(_FOREIGN_WORDS.split())
_SPECIAL_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ə": "a",
        "Ə": "A",
        "ð": "d",
        "þ": "th",
    }
)


def normalise(text: str) -> str:
    """`text` as surfaces are stored: straight quotes, no gap around hyphens and before commas.

    >>> normalise("Guinea - Bissau"), normalise("Washington , D.C."), normalise("Sana’a")
    ('Guinea-Bissau', 'Washington, D.C.', "Sana'a")
    """
    plain = text if text.isascii() else text.translate(_QUOTES)
    return plain if _MARKS.isdisjoint(plain) else _GAPS.sub(_close, plain)


def _close(gap: re.Match[str]) -> str:
    return "-" if "-" in gap.group() else ""


def join_words(words: Sequence[str]) -> str:
    """The surface that these words of a text spell."""
    return normalise(" ".join(words))


def is_latin(text: str) -> bool:
    """Whether every letter of `text` is Latin.

    >>> is_latin("Chișinău"), is_latin("Москва")
    (True, False)
    """
    return all(c.isascii() or not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in text)


def fold(text: str) -> str:
    """`text` without diacritics.

    >>> fold("Recep Tayyip Erdoğan")
    'Recep Tayyip Erdogan'
    """
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text.translate(_SPECIAL_LETTERS))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def is_acronym(surface: str) -> bool:
    """Whether a surface looks like initials.

    >>> is_acronym("CIS"), is_acronym("U.S."), is_acronym("UNESCO"), is_acronym("Chad")
    (True, True, True, False)
    """
    return " " not in surface and _ACRONYM.fullmatch(surface) is not None


def is_proper(surface: str) -> bool:
    """Whether a surface is written like a proper name: a capital or digit first, and some letter."""
    first = surface[:1]
    return (first.isupper() or first.isdigit()) and any(c.isalpha() for c in surface)


def is_foreign(surface: str) -> bool:
    """Whether small words betray that a name is not English."""
    return any(word in _FOREIGN for word in surface.split()[1:])


def clean(name: str) -> str:
    """A name as a surface: no parenthesis, no article before it, one space between words."""
    text = " ".join(normalise(_PARENTHESIS.sub("", name)).split())
    return text[4:] if text.startswith("the ") else text


def vary(surface: str) -> Iterator[str]:
    """The surface, and itself without diacritics where it has any."""
    yield surface
    if not surface.isascii():
        yield fold(surface)


def vary_person(surface: str) -> Iterator[str]:
    """A full name with and without middle initials, diacritics and gaps between initials.

    >>> list(vary_person("James A. Himes"))
    ['James A. Himes', 'James Himes']
    """
    forms = (surface, _INITIAL.sub(" ", surface), _BETWEEN_INITIALS.sub("", surface))
    for form in dict.fromkeys(forms):
        yield from vary(form)


def english(names: Iterable[str]) -> Iterator[str]:
    """Those names, cleaned, that an English text may use."""
    for name in names:
        surface = clean(name)
        if len(surface) > 1 and is_latin(surface) and is_proper(surface) and not is_foreign(surface):
            yield surface
