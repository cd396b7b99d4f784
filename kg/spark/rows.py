"""The columns of the tables on Spark, and an extraction as a row of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from kg.model import Document, Dropped, Entity, Evidence, Extraction, Fact, Literal, Tenure
from kg.running.works import Told

Row: TypeAlias = tuple[Any, ...]

ABOUT: Final = ("published", "title", "url", "publisher")
"""What may be known of a document beside its text and its source."""

DROPPED: Final = "struct<stage: string, reason: string, count: int>"
"""Why something was passed over."""

DOCUMENTS: Final = (
    "place string, source string, text string,"
    f" published string, title string, url string, publisher string, dropped {DROPPED}"
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
    "place string, copies int, words int, entities int, events int, document string, source string,"
    " published string, title string, url string, publisher string,"
    f" facts array<struct<{_FACT}>>, quads string, dropped {DROPPED}"
)
"""What was read: a row a document, or a row that says why something was passed over."""


def to_row(place: str, told: Told[Row]) -> Row:
    """A row of `EXTRACTED`, of what `to_values` gave and the counts."""
    return (place, 0, told.words, told.entities, told.events, *told.value, None)


def to_values(extraction: Extraction, *, quads: str) -> Row:
    """The document, the facts and the quads of an extraction, as they stand in `EXTRACTED`."""
    document = extraction.document
    known = {entity.id: entity for entity in extraction.entities}
    told: Iterable[Fact | Tenure] = (*extraction.facts, *extraction.tenures)
    about = tuple(getattr(document, name) for name in ABOUT)
    return (document.id, document.source, *about, [_to_fact(each, known) for each in told], quads)


def to_dropped_row(place: str, dropped: Dropped) -> Row:
    """Why something was passed over, as a row of `EXTRACTED`."""
    return (place, *(None for _ in range(12)), _to_reason(dropped))


def to_document_row(place: str, value: Document | Dropped) -> Row:
    """A document, or why something is none, as a row of `DOCUMENTS`."""
    if isinstance(value, Dropped):
        return (place, *(None for _ in range(6)), _to_reason(value))
    about = (getattr(value, name) for name in ABOUT)
    return (place, value.source, value.text, *about, None)


def _to_reason(dropped: Dropped) -> Row:
    return dropped.stage, dropped.reason, dropped.count


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
