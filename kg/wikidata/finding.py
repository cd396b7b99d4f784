"""Finds online what the entities of a graph may be: items that bear their names, and what they say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.gazetteer import Candidate, Position
from kg.gazetteer.folding import fold_name
from kg.linking import Portrait
from kg.wikidata.classes import Classes, choose_class
from kg.wikidata.client import Client
from kg.wikidata.found import Found, drop_initials
from kg.wikidata.items import Item
from kg.wikidata.office_words import is_told
from kg.wikidata.portraits import Unlinked

_CITIZEN, _COUNTRY, _HELD, _WORK = "P27", "P17", "P39", "P106"
_OWNERS = ("P1001", "P2389", "P17")
_BORN, _DIED = "P569", "P570"

_NAMES = 3
"""The names of an entity that are searched for, at most."""

_FAME = math.log(1 + 424)
"""The logarithm that the most linked item has: priors are told as in the index on disk."""

_FORGOTTEN = 25
"""The years after a death in which the news still speaks of somebody as if alive, at most."""


def list_searched(portrait: Portrait) -> tuple[str, ...]:
    """The names of an entity that are searched for; none where it has but a part of a person's name."""
    if portrait.type != "Person":
        return portrait.names[:_NAMES]
    whole = [name for name in portrait.names if " " in name]
    return tuple(dict.fromkeys([*whole, *map(drop_initials, whole)]))[:_NAMES]


def find_online(entities: Sequence[Unlinked], client: Client, classes: Classes) -> dict[str, list[Found]]:
    """The items that each entity may be, by its IRI: those of its class that bear one of its names."""
    asked = {each.iri: list_searched(each.portrait) for each in entities}
    hits = dict(client.search_all(name for names in asked.values() for name in names))
    wanted = {
        iri: {hit.qid for name in names for hit in hits[name] if fold_name(hit.match) == fold_name(name)}
        for iri, names in asked.items()
    }
    items = _find(client, (qid for qids in wanted.values() for qid in qids))
    kinds = classes.classify(items.values())
    others = _find(client, _list_mentioned(items.values()))
    found: dict[str, list[Found]] = defaultdict(list)
    for entity in entities:
        for qid in sorted(wanted[entity.iri] & items.keys()):
            kind = choose_class(kinds[items[qid].qid], entity.portrait.type)
            if kind and _may_live(items[qid], entity.setting.day):
                found[entity.iri].append(_describe(items[qid], kind, entity, others))
    return found


def _find(client: Client, qids: Iterable[str]) -> dict[str, Item]:
    """The items that exist, by the QIDs that they were asked for by."""
    return {qid: item for qid, item in client.find_items(set(qids)).items() if item is not None}


def _list_mentioned(items: Iterable[Item]) -> set[str]:
    """The offices and occupations of items, whose names are wanted."""
    return {each.value for item in items for name in (_HELD, _WORK) for each in item.statements.get(name, ())}


def _may_live(item: Item, day: str | None) -> bool:
    """Whether somebody was born before a day, and not dead for long."""
    year = int(day[:4]) if day else None
    born, died = (min(item.values(name), default="")[:4] for name in (_BORN, _DIED))
    if year is None:
        return True
    return not (born.isdigit() and int(born) > year) and not (
        died.isdigit() and int(died) < year - _FORGOTTEN
    )


def _describe(item: Item, kind: str, entity: Unlinked, others: Mapping[str, Item]) -> Found:
    names = item.names("en")
    country = _choose_country(item, kind, entity)
    positions = tuple(_list_positions(item, entity, country, others))
    record = Candidate(
        key=item.qid,
        qid=item.qid,
        label=names[0] if names else item.qid,
        aliases=names[1:],
        type=kind,
        subtype="",
        country=item.qid if kind == "State" else country,
        prior=min(1.0, math.log(1 + item.sitelinks) / _FAME),
        gender=None,
        kind="name",
        spelling="exact",
        name=names[0] if names else item.qid,
    )
    work = [_label(others[qid]) for qid in item.values(_WORK) if qid in others]
    told = (item.descriptions.get("en", ""), *work, *(position.label for position in positions))
    shared = next((office for office in entity.portrait.offices if is_told(office.words, told)), None)
    if shared is None:
        return Found(record, positions, None)
    meant = Position(shared.words, None, next(iter(sorted(shared.owners)), None), None, None, None)
    return Found(record, (*positions, meant), shared.words)


def _list_positions(
    item: Item, entity: Unlinked, country: str | None, others: Mapping[str, Item]
) -> Iterator[Position]:
    """The offices that somebody held; what has no end goes on until the day of the documents, or a death."""
    seen = min(filter(None, (entity.setting.day, *item.values(_DIED))), default=None)
    for each in item.statements.get(_HELD, ()):
        if office := others.get(each.value):
            owner = _choose_owner(office, entity, country)
            yield Position(_label(office), each.value, owner, each.start, each.end, seen)


def _label(item: Item) -> str:
    return next(iter(item.names("en")), "")


def _choose_country(item: Item, kind: str, entity: Unlinked) -> str | None:
    """The state that an item belongs to: that which the graph ties the entity to, where it is one of them."""
    name = _CITIZEN if kind == "Person" else _COUNTRY
    now = [each.value for each in item.statements.get(name, ()) if each.end is None]
    told = sorted(set(now) & (entity.portrait.countries or entity.setting.states.keys()))
    return next(iter(told or now), None)


def _choose_owner(office: Item, entity: Unlinked, country: str | None) -> str | None:
    """Whose office it is: a state or body that the graph speaks of, where it is one of them."""
    owners = office.values(*_OWNERS)
    stated = {owner for each in entity.portrait.offices for owner in each.owners}
    return next((owner for owner in owners if owner in stated), next(iter(owners), country))
