"""Wikidata's IRIs as the nodes of linked entities, in place of minted ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import Event, Extraction, Fact, Literal, Tenure
from kg.rdf.vocabulary import WD


def use_wikidata_iris(extraction: Extraction) -> Extraction:
    """The extraction with each linked entity under Wikidata's own IRI, wherever it is spoken of."""
    ids = {entity.id: WD + entity.wikidata for entity in extraction.entities if entity.wikidata}
    return replace(
        extraction,
        entities=tuple(replace(each, id=ids.get(each.id, each.id)) for each in extraction.entities),
        facts=tuple(_rename_fact(each, ids) for each in extraction.facts),
        events=tuple(_rename_event(each, ids) for each in extraction.events),
        tenures=tuple(_rename_tenure(each, ids) for each in extraction.tenures),
    )


def _of(ids: Mapping[str, str], name: str | None) -> str | None:
    return ids.get(name, name) if name is not None else None


def _rename_fact(fact: Fact, ids: Mapping[str, str]) -> Fact:
    thing = fact.object if isinstance(fact.object, Literal) else ids.get(fact.object, fact.object)
    subject = ids.get(fact.subject, fact.subject)
    return replace(fact, subject=subject, object=thing, according_to=_of(ids, fact.according_to))


def _rename_event(event: Event, ids: Mapping[str, str]) -> Event:
    roles = {role: tuple(ids.get(each, each) for each in fillers) for role, fillers in event.roles.items()}
    return replace(event, roles=roles, according_to=_of(ids, event.according_to))


def _rename_tenure(tenure: Tenure, ids: Mapping[str, str]) -> Tenure:
    return replace(
        tenure,
        person=ids.get(tenure.person, tenure.person),
        office=ids.get(tenure.office, tenure.office),
        of=_of(ids, tenure.of),
        according_to=_of(ids, tenure.according_to),
    )
