"""The sentences that quotes stand in, by which two documents are seen to print the same report."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from pyoxigraph import NamedNode

from kg.language.paragraphs import find_paragraphs
from kg.model import Evidence, Span
from kg.rdf.iris import words_iri

FEWEST_WORDS = 8
"""The words of a sentence that two writers do not hit upon alone."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"'”’)\]]*(?=\s)|$)", re.DOTALL)


class Sentences:
    """The sentences of one document, found by their marks alone, so that any print of them gives the same."""

    def __init__(self, text: str, *, base: str) -> None:
        self._text, self._base = text, base
        self._spans = [each for paragraph in find_paragraphs(text) for each in _cut(text, paragraph)]
        self._starts = [each.start for each in self._spans]
        self._found: dict[tuple[int, int], NamedNode] = {}

    def find_print(self, evidence: Evidence) -> NamedNode:
        """What every print of the sentences that a quote stands in has in common.

        A short sentence is the same only in a text of the same words.
        """
        first, last = self._find(evidence.span.start), self._find(evidence.span.end - 1)
        if (first, last) not in self._found:
            self._found[first, last] = self._name(first, last)
        return self._found[first, last]

    @cached_property
    def whole(self) -> NamedNode:
        """The same of the whole text."""
        return words_iri(self._base, self._text)

    def _find(self, character: int) -> int:
        return max(0, bisect_right(self._starts, character) - 1)

    def _name(self, first: int, last: int) -> NamedNode:
        told = " ".join(each.of(self._text) for each in self._spans[first : last + 1])
        is_short = len(told.split()) < FEWEST_WORDS
        return words_iri(self._base, f"{told} {self.whole.value}" if is_short else told)


def _cut(text: str, paragraph: Span) -> list[Span]:
    found = _SENTENCE.finditer(text, paragraph.start, paragraph.end)
    return [Span(match.start(), match.end()) for match in found]
