"""The columns of the tables on Spark, and an extraction as a row of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from kg.model import Document, Entity, Evidence, Extraction, Fact, Literal, Tenure

Row: TypeAlias = tuple[Any, ...]

ABOUT: Final = ("published", "title", "url", "publisher")
"""What may be known of a document beside its text and its source."""

DOCUMENTS: Final = (
    "place string, source string, text string,"
    " published string, title string, url string, publisher string, dropped string"
)
"""Documents as they are read: `place` orders them; `dropped` says why something is no document."""

_QUOTE = "quote: string, start: int, end: int"
_FACT = (
    "subject: string, subjectLabel: string, subjectWikidata: string, predicate: string,"
    " object: string, objectLabel: string, objectWikidata: string, datatype: string,"
    " status: string, confidence: double, accordingTo: string, accordingToLabel: string, frame: string,"
    f" event: string, tenure: string, organization: string, {_QUOTE}, further: array<struct<{_QUOTE}>>"
)

EXTRACTED: Final = (
    "place string, document string, source string,"
    " published string, title string, url string, publisher string,"
    f" entities int, events int, facts array<struct<{_FACT}>>, quads string, dropped string"
)
"""What was read: a row a document, or a row that says why something was passed over."""


def to_row(extraction: Extraction, *, quads: str) -> Row:
    """An extraction, with its quads, as a row of `EXTRACTED` without its first column, the place."""
    document = extraction.document
    known = {entity.id: entity for entity in extraction.entities}
    told: Iterable[Fact | Tenure] = (*extraction.facts, *extraction.tenures)
    facts = [_to_fact(each, known) for each in told]
    about = tuple(getattr(document, name) for name in ABOUT)
    counts = (len(extraction.entities), len(extraction.events))
    return (document.id, document.source, *about, *counts, facts, quads, None)


def to_dropped_row(*, place: str, reason: str) -> Row:
    """Why something was passed over, as a row of `EXTRACTED`."""
    return (place, *(None for _ in range(10)), reason)


def to_document_row(document: Document, *, place: str) -> Row:
    """A document as a row of `DOCUMENTS`."""
    about = (getattr(document, name) for name in ABOUT)
    return (place, document.source, document.text, *about, None)


def to_undocumented_row(*, place: str, reason: str) -> Row:
    """Why something is no document, as a row of `DOCUMENTS`."""
    return (place, *(None for _ in range(6)), reason)


def _to_fact(told: Fact | Tenure, known: dict[str, Entity]) -> Row:
    """A fact, or a tenure as the fact that somebody holds an office."""
    said: Row
    rest: Row
    if isinstance(told, Fact):
        said = (*_name(told.subject, known), told.predicate, *_to_object(told.object, known))
        rest = (told.event, told.tenure, None)
    else:
        said = (*_name(told.person, known), "holdsOffice", *_to_object(told.office, known))
        rest = (None, told.tenure, told.of)
    quotes = [_to_quote(each) for each in told.evidence] or [(None, None, None)]
    by = _name(told.according_to, known)[:2]
    return (*said, told.status, told.confidence, *by, told.frame, *rest, *quotes[0], quotes[1:])


def _to_object(thing: str | Literal, known: dict[str, Entity]) -> Row:
    """An object, its label, its item of Wikidata, and the datatype of what is no entity."""
    if isinstance(thing, Literal):
        return thing.value, thing.value, None, thing.datatype
    return (*_name(thing, known), None)


def _name(iri: str | None, known: dict[str, Entity]) -> tuple[str | None, str | None, str | None]:
    """An entity's IRI, its label and its item of Wikidata."""
    entity = known.get(iri or "")
    return iri, entity.label if entity else None, entity.wikidata if entity else None


def _to_quote(evidence: Evidence) -> Row:
    return evidence.quote, evidence.span.start, evidence.span.end
