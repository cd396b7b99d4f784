"""Parses documents with a spaCy pipeline, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from kg.language.openings import is_dateline, is_label
from kg.language.paragraphs import find_paragraphs
from kg.language.remembering import ParagraphMemory, ParsedParagraph
from kg.language.repair import repair
from kg.language.words import read_words
from kg.model import Document, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

Piece: TypeAlias = tuple[Document, int, Span]
"""A paragraph: its document, its number there, and where it stands."""

_LONGEST_OPENING = 40
"""Words of a dateline or a label, at the most."""

_PARAGRAPHS = 64
"""The paragraphs that a pipeline takes at a time."""


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded model: its name and version, and the spaCy pipeline."""

    name: str
    version: str
    pipeline: Pipeline

    memory: ParagraphMemory = field(default_factory=ParagraphMemory, repr=False, compare=False)
    """The paragraphs that were parsed last."""

    def sentences(self, document: Document, parsed: Doc) -> tuple[Sentence, ...]:
        """The sentences of a `Doc` that a pipeline has parsed from the whole text of `document`."""
        return _number([((document, 0, Span(0, len(document.text))), _read(parsed, 0))])

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """The parsed sentences of `document`, in the order of the text."""
        return next(self.parse_all([document]))

    def parse_all(self, documents: Iterable[Document]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each of `documents`, in their order; paragraphs are parsed in batches.

        A paragraph that several texts share, as reprints of one agency's copy do, is parsed once.
        """
        for batch in _batches(documents):
            pieces = [(d, n, span) for d in batch for n, span in enumerate(find_paragraphs(d.text))]
            found = {id(d): _number(parts) for d, parts in _by_document(self._parse_pieces(pieces))}
            yield from (found.get(id(document), ()) for document in batch)

    def _parse_pieces(self, pieces: list[Piece]) -> Iterator[tuple[Piece, ParsedParagraph]]:
        texts = [span.of(document.text) for document, _, span in pieces]
        known = self.memory.recall(texts)
        new = {
            text: span.start for text, (_, _, span) in zip(texts, pieces, strict=True) if text not in known
        }
        by_length = sorted(new, key=len)  # a parser takes as many steps for a batch as its longest needs
        for text, doc in zip(by_length, self.pipeline.pipe(by_length, batch_size=_PARAGRAPHS), strict=True):
            known[text] = _read(doc, new[text])
        self.memory.keep({text: known[text] for text in new})
        return ((piece, known[text]) for piece, text in zip(pieces, texts, strict=True))


def _batches(documents: Iterable[Document], *, characters: int = 200_000) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _by_document(
    parsed: Iterable[tuple[Piece, ParsedParagraph]],
) -> Iterator[tuple[Document, list[tuple[Piece, ParsedParagraph]]]]:
    for _, group in groupby(parsed, key=lambda item: id(item[0][0])):
        parts = list(group)
        yield parts[0][0][0], parts


def _number(parts: Iterable[tuple[Piece, ParsedParagraph]]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for (document, paragraph, span), parsed in parts:
        for tokens in parsed.place(span.start):
            found.append(Sentence(document, len(found), tokens, paragraph))
    return tuple(found)


def _read(parsed: Doc, start: int) -> ParsedParagraph:
    """The sentences of a parsed paragraph that stands at the character `start` of its text."""
    sentences = read_words(parsed, _sentences(parsed), offset=start)
    return ParsedParagraph(start, tuple(repair(tokens) for tokens in sentences if tokens))


def _sentences(parsed: Doc) -> Iterable[tuple[int, int]]:
    """Where each sentence begins and ends; a dateline or a label is one, whatever stops stand in it."""
    opening = len(parsed) < _LONGEST_OPENING and (is_label(parsed.text) or is_dateline(parsed.text))
    return [(0, len(parsed))] if opening else ((s.start, s.end) for s in parsed.sents)
