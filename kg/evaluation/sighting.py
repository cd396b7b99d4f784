"""Where the sentences and the names of a document are: what an error is told with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Document, Extraction, Sentence, Span

if TYPE_CHECKING:
    from kg.pipeline import Extractor

_END = re.compile(
    r"""(?<![.\s][A-Za-z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?]["”’)]*\s+(?=["“‘(]?[A-Z0-9])|\n+"""
)


@dataclass(frozen=True, slots=True)
class Sight:
    """A name, description or pronoun that was seen in the text: where, its words, its class and its kind."""

    span: Span
    text: str
    type: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """The sentences of a document and all that was seen in them, said of anybody or not."""

    sentences: tuple[Span, ...]
    seen: tuple[Sight, ...]


def extract_with_sightings(
    documents: Iterable[Document], extractor: Extractor
) -> Iterator[tuple[Extraction, Sighting]]:
    """What each document says, with its sentences and all mentions, also of those of whom nothing is said."""
    from kg.mentions import find_mentions

    parts = {name: getattr(extractor, name) for name in ("lexicon", "ontology", "gazetteer")}
    waiting = list(documents)
    for document, sentences in zip(waiting, extractor.language.parse_all(waiting), strict=True):
        extraction = extractor.read(document, sentences)
        mentions = [each for found in find_mentions(sentences, **parts) for each in found.all]
        names = tuple(Sight(each.span, each.text, each.type, each.kind) for each in mentions)
        yield extraction, Sighting(_to_spans(sentences), (*names, *_read_sights(extraction)))


def sight_again(extraction: Extraction) -> Sighting:
    """The same from an extraction alone: sentences end at full stops, mentions are those it has."""
    return Sighting(tuple(_cut(extraction.document.text)), tuple(_read_sights(extraction)))


def _to_spans(sentences: Iterable[Sentence]) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in sentences)


def _read_sights(extraction: Extraction) -> Iterator[Sight]:
    for entity in extraction.entities:
        for mention in entity.mentions:
            yield Sight(mention.span, mention.text, entity.type, mention.kind)


def _cut(text: str) -> Iterator[Span]:
    """The sentences of a text, as far as full stops and line ends tell; abbreviations end none."""
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        if text[start:end].strip():
            yield Span(start, end)
        start = end
