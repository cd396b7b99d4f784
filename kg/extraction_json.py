"""An extraction as JSON, the shape that `kg extract` prints and `kg build` reads back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from kg.errors import InputError
from kg.model import (
    Candidate,
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
    Tenure,
    Time,
)

_Json = dict[str, Any]
_Value = TypeVar("_Value")
_ABOUT = ("title", "url", "publisher")
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What ends a line for some readers, and how JSON says it otherwise."""


def to_json(extraction: Extraction) -> _Json:
    """`extraction` as plain dicts and lists, keys always in the same order.

    What a document does not say of itself (title, url, publisher), a tenure, what a statement says
    and on whose sidelines an event was are left out where there are none; other missing values are None.
    """
    document = extraction.document
    return {
        "id": document.id,
        "source": document.source,
        "sha256": document.sha256,
        "published": document.published,
        **_present(**{name: getattr(document, name) for name in _ABOUT}),
        "text": document.text,
        "entities": [_from_entity(entity) for entity in extraction.entities],
        "facts": [_from_fact(fact) for fact in extraction.facts],
        "events": [_from_event(event) for event in extraction.events],
        "tenures": [_from_tenure(tenure) for tenure in extraction.tenures],
        "dropped": [_from_dropped(dropped) for dropped in extraction.dropped],
    }


def from_json(data: Mapping[str, Any]) -> Extraction:
    """The extraction that `to_json` made `data` of.

    Raises `InputError` for what is none, or whose evidence does not quote its own text.
    """
    try:
        return _to_extraction(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"is no extraction ({f'it lacks {error}' if isinstance(error, KeyError) else error})"
        where = str(data.get("source", "a line")) if isinstance(data, Mapping) else "a line"
        raise InputError(why, where=where, hint="a line that kg extract printed") from error


def dumps_line(extraction: Extraction) -> str:
    """`extraction` as one line of JSON Lines, without its line end; the same one in the same bytes.

    Nothing but its own end looks like the end of a line, also to readers who know Unicode's.
    """
    return json.dumps(to_json(extraction), ensure_ascii=False, allow_nan=False).translate(LINE_ENDS)


def _present(**values: object) -> _Json:
    return {name: value for name, value in values.items() if value}


def _from_evidence(evidence: Evidence) -> _Json:
    return {"start": evidence.span.start, "end": evidence.span.end, "quote": evidence.quote}


def _from_quotes(evidence: Iterable[Evidence]) -> list[_Json]:
    return [_from_evidence(each) for each in evidence]


def _from_entity(entity: Entity) -> _Json:
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "wikidata": entity.wikidata,
        **_present(seat=entity.seat, candidates=[_from_candidate(each) for each in entity.candidates]),
        "mentions": [_from_mention(mention) for mention in entity.mentions],
    }


def _from_candidate(candidate: Candidate) -> _Json:
    return {
        "wikidata": candidate.wikidata,
        "label": candidate.label,
        "score": candidate.score,
        "features": dict(candidate.features),
    }


def _from_mention(mention: NamedMention) -> _Json:
    span = mention.span
    return {"start": span.start, "end": span.end, "text": mention.text, "kind": mention.kind}


def _from_fact(fact: Fact) -> _Json:
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": _from_literal(fact.object) if isinstance(fact.object, Literal) else fact.object,
        "status": fact.status,
        "accordingTo": fact.according_to,
        "event": fact.event,
        **_present(tenure=fact.tenure, office=fact.office),
        "evidence": _from_quotes(fact.evidence),
        "frame": fact.frame,
        "confidence": fact.confidence,
    }


def _from_literal(literal: Literal) -> _Json:
    return {"value": literal.value, "datatype": literal.datatype}


def _from_event(event: Event) -> _Json:
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "accordingTo": event.according_to,
        "roles": _from_roles(event),
        **_present(content=event.content and _from_evidence(event.content), subEventOf=list(event.part_of)),
        "evidence": _from_quotes(event.evidence),
        "frame": event.frame,
        "confidence": event.confidence,
    }


def _from_roles(event: Event) -> _Json:
    """The fillers by role, roles by name; times and topics stand last."""
    times = [{"text": time.text, "value": time.value} for time in event.times]
    fillers = {role: list(event.roles[role]) for role in sorted(event.roles)}
    return {**fillers, **_present(time=times, topic=list(event.topics))}


def _from_tenure(tenure: Tenure) -> _Json:
    return {
        "id": tenure.id,
        "person": tenure.person,
        "office": tenure.office,
        "of": tenure.of,
        "tenure": tenure.tenure,
        "evidence": _from_quotes(tenure.evidence),
        "frame": tenure.frame,
        "confidence": tenure.confidence,
        "status": tenure.status,
        "accordingTo": tenure.according_to,
    }


def _from_dropped(dropped: Dropped) -> _Json:
    evidence = dropped.evidence and _from_evidence(dropped.evidence)
    return {"stage": dropped.stage, "reason": dropped.reason, "evidence": evidence}


def _to_extraction(data: Mapping[str, Any]) -> Extraction:
    about = {name: data.get(name) for name in ("published", *_ABOUT)}
    extraction = Extraction(
        Document(data["id"], data["text"], data["source"], data["sha256"], **about),
        _to_all(_to_entity, data["entities"]),
        _to_all(_to_fact, data["facts"]),
        _to_all(_to_event, data["events"]),
        _to_all(_to_tenure, data.get("tenures", ())),
        _to_all(_to_dropped, data.get("dropped", ())),
    )
    for evidence in _find_evidence(extraction):
        if evidence.span.of(extraction.document.text) != evidence.quote:
            span = evidence.span
            raise ValueError(f"characters {span.start} to {span.end} are not {evidence.quote!r}")
    return extraction


def _find_evidence(extraction: Extraction) -> Iterable[Evidence]:
    values: tuple[Fact | Event | Tenure, ...] = (*extraction.facts, *extraction.events, *extraction.tenures)
    yield from (evidence for value in values for evidence in value.evidence)
    yield from (event.content for event in extraction.events if event.content)
    yield from (dropped.evidence for dropped in extraction.dropped if dropped.evidence)


def _to_all(convert: Callable[[_Json], _Value], items: Iterable[_Json]) -> tuple[_Value, ...]:
    return tuple(convert(item) for item in items)


def _to_evidence(data: _Json) -> Evidence:
    return Evidence(Span(data["start"], data["end"]), data["quote"])


def _to_entity(data: _Json) -> Entity:
    mentions = _to_all(_to_mention, data.get("mentions", ()))
    aliases = tuple(data.get("aliases", ()))
    return Entity(
        data["id"],
        data["type"],
        data["label"],
        aliases,
        mentions,
        data.get("wikidata"),
        _to_all(_to_candidate, data.get("candidates", ())),
        data.get("seat"),
    )


def _to_candidate(data: _Json) -> Candidate:
    return Candidate(data["wikidata"], data["label"], data["score"], dict(data.get("features", {})))


def _to_mention(data: _Json) -> NamedMention:
    return NamedMention(Span(data["start"], data["end"]), data["text"], data["kind"])


def _to_fact(data: _Json) -> Fact:
    found = data["object"]
    return Fact(
        data["subject"],
        data["predicate"],
        Literal(found["value"], found["datatype"]) if isinstance(found, Mapping) else found,
        data["status"],
        _to_all(_to_evidence, data["evidence"]),
        data["frame"],
        data["confidence"],
        according_to=data.get("accordingTo"),
        event=data.get("event"),
        tenure=data.get("tenure"),
        office=data.get("office"),
    )


def _to_event(data: _Json) -> Event:
    roles = {role: tuple(ids) for role, ids in data["roles"].items() if role not in ("time", "topic")}
    content = data.get("content")
    return Event(
        data["id"],
        data["type"],
        data["status"],
        roles,
        _to_all(_to_evidence, data["evidence"]),
        data["frame"],
        data["confidence"],
        according_to=data.get("accordingTo"),
        times=tuple(Time(time["text"], time["value"]) for time in data["roles"].get("time", ())),
        topics=tuple(data["roles"].get("topic", ())),
        content=_to_evidence(content) if content else None,
        part_of=tuple(data.get("subEventOf", ())),
    )


def _to_tenure(data: _Json) -> Tenure:
    return Tenure(
        data["id"],
        data["person"],
        data["office"],
        data["of"],
        data["tenure"],
        _to_all(_to_evidence, data["evidence"]),
        data["frame"],
        data["confidence"],
        status=data["status"],
        according_to=data.get("accordingTo"),
    )


def _to_dropped(data: _Json) -> Dropped:
    evidence = data.get("evidence")
    return Dropped(data["stage"], data["reason"], _to_evidence(evidence) if evidence else None)
