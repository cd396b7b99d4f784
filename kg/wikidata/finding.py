"""Finds online what the entities of a graph may be: items that bear their names, and what they say."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer.folding import fold_name
from kg.gazetteer.records import Position, Record
from kg.linking import Portrait
from kg.linking.tenures import holds
from kg.wikidata.classes import Classes, choose_class
from kg.wikidata.client import Client
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


@dataclass(frozen=True, slots=True)
class Found:
    """An item that an entity may be: as a record, with its names and the offices that it held.

    `shared` is an office of the graph that words about the item tell of.
    """

    record: Record
    names: tuple[str, ...]
    positions: tuple[Position, ...]
    shared: str | None


class OnlineKnowledge:
    """The items that were found for one entity, as linking asks for them."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = {each.record.key: each for each in found}

    def find(self, surface: str) -> tuple[Record, ...]:
        """The items that bear a name, however it is written, the best known first."""
        folded = fold_name(surface)
        bearers = (f.record for f in self._found.values() if any(fold_name(n) == folded for n in f.names))
        return tuple(sorted(bearers, key=lambda record: (-record.priority, record.key)))

    def record(self, qid: str) -> Record | None:
        """The item of that QID, if it was found."""
        return self._found[qid].record if qid in self._found else None

    def body(self, state_qid: str, name: str) -> None:
        """None: kinds of bodies are not looked for online."""

    def person_names(self) -> tuple[tuple[str, str], ...]:
        """The names of the people that were found."""
        people = (each for each in self._found.values() if each.record.type == "Person")
        return tuple((name, each.record.key) for each in people for name in each.names)

    def positions(self, qid: str) -> tuple[Position, ...]:
        """The offices that somebody held."""
        return self._found[qid].positions if qid in self._found else ()

    def holders(self, state_qid: str, office: str, date: str) -> tuple[Record, ...]:
        """Those who were found by a name and held an office on a date, best known first."""
        pattern = re.compile(rf"(?:{office})(?: of .+)?", re.IGNORECASE)
        held = (
            found.record
            for found in self._found.values()
            for each in found.positions
            if each.of == state_qid and pattern.fullmatch(each.label) and holds(each, date)
        )
        return tuple(sorted(set(held), key=lambda record: (-record.priority, record.key)))


def list_searched(portrait: Portrait) -> tuple[str, ...]:
    """The names of an entity that are searched for; none where it has but a part of a person's name."""
    whole = (name for name in portrait.names if portrait.type != "Person" or " " in name)
    return tuple(whole)[:_NAMES]


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
    record = Record(
        key=item.qid,
        qid=item.qid,
        label=names[0] if names else item.qid,
        type=kind,
        subtype="",
        country=item.qid if kind == "State" else country,
        priority=min(1.0, math.log(1 + item.sitelinks) / _FAME),
        gender=None,
        kind_of_surface="name",
    )
    work = [_label(others[qid]) for qid in item.values(_WORK) if qid in others]
    told = (item.descriptions.get("en", ""), *work, *(position.label for position in positions))
    shared = next((office for office in entity.portrait.offices if is_told(office.words, told)), None)
    if shared is None:
        return Found(record, names, positions, None)
    meant = Position(shared.words, None, next(iter(sorted(shared.owners)), None), None, None, None)
    return Found(record, names, (*positions, meant), shared.words)


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
