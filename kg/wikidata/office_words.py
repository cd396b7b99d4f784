"""Whether words about somebody tell of an office, which texts and Wikidata call by other names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.minting import slug

_SPOKEN = re.compile(r"\bspokes(man|woman|person)\b")
_LESSER = frozenset({"deputy", "vice", "assistant", "under"})
_SHORT = 3


def is_told(office: str, phrases: Iterable[str]) -> bool:
    """Whether one of some phrases has most words of an office, and makes it no lesser one.

    >>> is_told("Kremlin spokesman", ["Russian diplomat", "press secretary of the President of Russia"])
    True
    >>> is_told("Prime Minister of Armenia", ["deputy prime minister of Armenia"])
    False
    """
    own = _list_words(office)
    return any(_fits(own, _list_words(phrase)) for phrase in phrases)


def _fits(own: frozenset[str], told: frozenset[str]) -> bool:
    return bool(own) and own & _LESSER == told & _LESSER and len(own & told) * 2 > len(own)


def _list_words(text: str) -> frozenset[str]:
    """The words that carry a meaning, folded; a spokesman is a press secretary."""
    words = slug(_SPOKEN.sub("press secretary", text.lower())).split("-") if text.strip() else []
    return frozenset(word for word in words if len(word) > _SHORT)
