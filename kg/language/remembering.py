"""Remembers the paragraphs parsed last, so that what many texts share is parsed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import Token

MOST_WORDS = 300_000
"""The words of remembered paragraphs, at the most; they take some 90 MB."""


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """The sentences of a paragraph, and the character of a text at which it was found."""

    start: int
    sentences: tuple[tuple[Token, ...], ...]

    def place(self, start: int) -> Iterator[tuple[Token, ...]]:
        """The sentences as they are where the paragraph begins at another character."""
        if start == self.start:
            return iter(self.sentences)
        by = start - self.start
        return (tuple(_move(token, by) for token in tokens) for tokens in self.sentences)

    @property
    def length(self) -> int:
        """How many words there are."""
        return sum(map(len, self.sentences))


class ParagraphMemory:
    """Parsed paragraphs by their text; the ones not asked for go first."""

    def __init__(self, most_words: int = MOST_WORDS) -> None:
        self._most_words = most_words
        self._known: OrderedDict[str, ParsedParagraph] = OrderedDict()
        self._words = 0

    def recall(self, texts: Iterable[str]) -> dict[str, ParsedParagraph]:
        """Those of some paragraphs that are known."""
        found = {text: self._known[text] for text in texts if text in self._known}
        for text in found:
            self._known.move_to_end(text)
        return found

    def keep(self, parsed: Mapping[str, ParsedParagraph]) -> None:
        """Remembers paragraphs that are not known, and forgets others for them."""
        self._known.update(parsed)
        self._words += sum(paragraph.length for paragraph in parsed.values())
        while self._words > self._most_words:
            _, forgotten = self._known.popitem(last=False)
            self._words -= forgotten.length

    def clear(self) -> None:
        """Forgets everything."""
        self._known.clear()
        self._words = 0


def _move(token: Token, by: int) -> Token:
    return replace(token, start=token.start + by, end=token.end + by)
