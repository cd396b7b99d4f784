"""A record as an extraction, whoever wrote it: a reader of gold, this software, or another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from kg.evaluation.records import Record, read_records
from kg.model import (
    Document,
    Dropped,
    Entity,
    Event,
    Evidence,
    Extraction,
    Fact,
    Literal,
    NamedMention,
    Span,
    Time,
)


def read_predictions(source: str) -> Iterator[Extraction]:
    """What was read of each document: a file that `kg extract` printed, or another of that shape.

    Frames, confidences, mentions and what was dropped may be missing, and quotes are not checked.
    Raises InputError where a line is none.
    """
    for record in read_records(source):
        yield to_extraction(record)


def to_extraction(record: Record) -> Extraction:
    """The document, entities, facts, events and what was dropped."""
    return Extraction(
        to_document(record),
        to_entities(record),
        tuple(map(to_fact, record.records("facts"))),
        tuple(map(to_event, record.records("events"))),
        dropped=tuple(map(_to_dropped, record.records("dropped"))),
    )


def to_document(record: Record) -> Document:
    """The document; its `source` is the line where it stands, its `publisher` its source."""
    text = record.text("text")
    about = {name: record.maybe(name) for name in ("published", "title", "url")}
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    publisher = record.maybe("publisher") or record.maybe("source")
    return Document(record.text("id"), text, record.where, digest, **about, publisher=publisher)


def to_entities(record: Record) -> tuple[Entity, ...]:
    """The entities of a record."""
    return tuple(map(_to_entity, record.records("entities")))


def to_fact(record: Record) -> Fact:
    """A fact; it is sure where no confidence is given."""
    return Fact(
        record.text("subject"),
        record.text("predicate"),
        _to_object(record),
        record.maybe("status") or "asserted",
        _to_evidence(record.records("evidence")),
        record.maybe("frame") or "",
        _to_confidence(record),
        according_to=record.maybe("accordingTo"),
        event=record.maybe("event"),
        tenure=record.maybe("tenure"),
    )


def to_event(record: Record) -> Event:
    """An event; it is sure where no confidence is given."""
    roles = record.record("roles")
    fillers = {role: roles.texts(role) for role in roles.data if role not in ("time", "topic")}
    return Event(
        record.maybe("id") or record.path,
        record.text("type"),
        record.maybe("status") or "held",
        fillers,
        _to_evidence(record.records("evidence")),
        record.maybe("frame") or "",
        _to_confidence(record),
        according_to=record.maybe("accordingTo"),
        times=tuple(_to_time(value) for value in roles.values("time")),
        topics=tuple(map(str, roles.values("topic"))),
    )


def _to_entity(record: Record) -> Entity:
    mentions = tuple(map(_to_mention, record.records("mentions")))
    about = (record.text("id"), record.text("type"), record.text("label"))
    return Entity(*about, record.texts("aliases"), mentions, record.maybe("wikidata"))


def _to_mention(record: Record) -> NamedMention:
    return NamedMention(_to_span(record), record.text("text"), record.maybe("kind") or "name")


def _to_object(record: Record) -> str | Literal:
    if not isinstance(record.get("object"), dict):
        return record.text("object")
    value = record.record("object")
    words = value.get("text") or value.get("value") or ""
    return Literal(str(words), value.maybe("datatype") or "")


def _to_time(value: Any) -> Time:
    if isinstance(value, dict):
        return Time(str(value.get("text") or value.get("value") or ""), value.get("value"))
    return Time(str(value), None)


def _to_evidence(records: Iterable[Record]) -> tuple[Evidence, ...]:
    return tuple(Evidence(_to_span(each), each.text("quote")) for each in records)


def _to_span(record: Record) -> Span:
    start, end = record.get("start"), record.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise record.fail("has no 'start' and 'end' in characters")
    return Span(start, end)


def _to_confidence(record: Record) -> float:
    value = record.get("confidence", 1.0)
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise record.fail("has a 'confidence' that is not between 0 and 1")
    return float(value)


def _to_dropped(record: Record) -> Dropped:
    evidence = _to_evidence((record.record("evidence"),)) if record.get("evidence") else (None,)
    return Dropped(record.text("stage"), record.text("reason"), evidence[0])
