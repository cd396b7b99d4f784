"""Parses documents with a spaCy pipeline, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.language.openings import is_dateline, is_label
from kg.language.paragraphs import find_paragraphs
from kg.language.repair import repair
from kg.model import Document, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

_LONGEST_OPENING = 40
"""Words of a dateline or a label, at the most."""


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded model: its name and version, and the spaCy pipeline."""

    name: str
    version: str
    pipeline: Pipeline

    def sentences(self, document: Document, parsed: Doc) -> tuple[Sentence, ...]:
        """The sentences of a `Doc` that a pipeline has parsed from the whole text of `document`."""
        return _number([((document, 0, Span(0, len(document.text))), parsed)])

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """The parsed sentences of `document`, in the order of the text."""
        return next(self.parse_all([document]))

    def parse_all(self, documents: Iterable[Document]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each of `documents`, in their order; paragraphs are parsed in batches."""
        for batch in _batches(documents):
            pieces = [(d, n, span) for d in batch for n, span in enumerate(find_paragraphs(d.text))]
            texts = [span.of(document.text) for document, _, span in pieces]
            parsed = zip(pieces, self.pipeline.pipe(texts, batch_size=64), strict=True)
            found = {id(d): _number(parts) for d, parts in _by_document(parsed)}
            yield from (found.get(id(document), ()) for document in batch)


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


def _by_document(parsed: Iterable[Any]) -> Iterator[tuple[Document, list[Any]]]:
    for _, group in groupby(parsed, key=lambda item: id(item[0][0])):
        parts = list(group)
        yield parts[0][0][0], parts


def _number(parts: list[Any]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for (document, paragraph, span), parsed in parts:
        for sentence in _sentences(parsed):
            tokens = _tokens(sentence, span.start)
            if tokens:
                found.append(Sentence(document, len(found), repair(tokens), paragraph))
    return tuple(found)


def _sentences(parsed: Doc) -> Iterable[SpacySpan]:
    """The sentences of a parsed paragraph; a dateline or a label is one, whatever stops stand in it."""
    opening = len(parsed) < _LONGEST_OPENING and (is_label(parsed.text) or is_dateline(parsed.text))
    return [parsed[:]] if opening else parsed.sents


def _tokens(sentence: SpacySpan, offset: int) -> tuple[Token, ...]:
    """The words of a spaCy sentence; white space is left out, and what hung on it hangs on its head."""
    words = [word for word in sentence if not word.is_space]
    places = {word.i: index for index, word in enumerate(words)}
    return tuple(_token(word, places, offset) for word in words)


def _token(word: SpacyToken, places: dict[int, int], offset: int) -> Token:
    head = word.head
    while head.i not in places and head.head.i != head.i:
        head = head.head
    start = offset + word.idx
    return Token(
        index=places[word.i],
        start=start,
        end=start + len(word.text),
        text=word.text,
        lemma=word.lemma_.lower(),
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_,
        head=places.get(head.i, places[word.i]),
        name_type=word.ent_type_,
        name_start=word.ent_iob_ == "B",
    )
