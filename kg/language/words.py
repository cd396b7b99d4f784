"""The words of a parsed text as tokens: plain values, which know nothing of spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.model import Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_COLUMNS: list[int | str] = [
    "HEAD",
    "IDX",
    "ORTH",
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "ENT_TYPE",
    "ENT_IOB",
    "IS_SPACE",
]
_FIRST_OF_NAME = 3  # as spaCy counts
_MOST_STRINGS = 200_000


def read_words(parsed: Doc, bounds: Iterable[tuple[int, int]], *, offset: int) -> Iterator[tuple[Token, ...]]:
    """The words of each sentence of a text that begins at the character `offset` of its document.

    `bounds` are the first and last (half-open) word of each sentence. White space is left out, and what
    hung on it hangs on its head.
    """
    rows, strings = _read_rows(parsed), _find_strings(parsed.vocab.strings)
    for first, last in bounds:
        words = [i for i in range(first, last) if not rows[i][-1]]
        places = {word: place for place, word in enumerate(words)}
        yield tuple(_to_token(i, rows, places, strings, offset) for i in words)


def _read_rows(parsed: Doc) -> list[list[int]]:
    """The annotations of each word, as numbers."""
    found: Any = parsed.to_array(_COLUMNS)
    heads = found[:, 0].astype("int64").tolist()  # which are counted from the word itself
    return [[i + head, *row] for i, (head, row) in enumerate(zip(heads, found[:, 1:].tolist(), strict=True))]


def _to_token(
    word: int, rows: list[list[int]], places: dict[int, int], strings: _Strings, offset: int
) -> Token:
    head, start, orth, lemma, pos, tag, dep, name_type, name_part, _ = rows[word]
    while head not in places and rows[head][0] != head:
        head = rows[head][0]
    place, text = places[word], strings[orth]
    return Token(
        index=place,
        start=offset + start,
        end=offset + start + len(text),
        text=text,
        lemma=strings.lower(lemma),
        pos=strings[pos],
        tag=strings[tag],
        dep=strings[dep],
        head=places.get(head, place),
        name_type=strings[name_type],
        name_start=name_part == _FIRST_OF_NAME,
    )


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their numbers; each is made once, and shared by all words."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store
        self._lowered: dict[int, str] = {}

    def __missing__(self, number: int) -> str:
        if len(self) > _MOST_STRINGS:
            self.clear()
        text: str = self._store[number]
        self[number] = text
        return text

    def lower(self, number: int) -> str:
        """The string in lower case."""
        text = self._lowered.get(number)
        if text is None:
            if len(self._lowered) > _MOST_STRINGS:
                self._lowered.clear()
            text = self._lowered[number] = self[number].lower()
        return text


@lru_cache(maxsize=1)
def _find_strings(store: Any) -> _Strings:
    return _Strings(store)
