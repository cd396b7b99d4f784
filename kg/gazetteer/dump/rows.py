"""An item of a dump as rows of the index: the work of the other processes while an index is written."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.gazetteer.dump.items import Part
from kg.gazetteer.dump.staging import unpack
from kg.gazetteer.listing import list_aliases, list_names
from kg.gazetteer.names import split_surname
from kg.gazetteer.records import NAME_KINDS, SURFACE_KINDS
from kg.gazetteer.rows import Entry, Row, is_kept, is_listed, to_entry
from kg.gazetteer.surfaces import clean, is_acronym, is_latin, is_proper, vary, vary_person
from kg.gazetteer.tables import first_word
from kg.resources import find_resource

_GENDERS = {6581097: "male", 6581072: "female"}
_NAME_KIND = {kind: number for number, kind in enumerate(NAME_KINDS)}
_SURFACE_KIND = {kind: number for number, kind in enumerate(SURFACE_KINDS)}
_KNOWN = 20
"""Sitelinks of a place or body that is well known: it is recognised by one word, or its initials."""


@dataclass(slots=True)
class Rows:
    """What the index keeps of items: their records, and what goes into the other tables."""

    records: list[dict[str, Any]] = field(default_factory=list)
    names: list[tuple[str, int, int]] = field(default_factory=list)
    surfaces: list[tuple[str, int, int, str, int]] = field(default_factory=list)
    surnames: list[tuple[str]] = field(default_factory=list)


def draw_rows(items: list[tuple[bytes, str]], *, family_first: Set[str]) -> Rows:
    """The rows of items, packed, with their types; those left out that have no name."""
    rows = Rows()
    for data, kind in items:
        part = unpack(data)
        row = _to_row(part, kind)
        if is_listed(row):
            _draw(part, row, rows, family_first)
    return rows


def _draw(part: Part, row: Row, rows: Rows, family_first: Set[str]) -> None:
    entry = to_entry(row)
    if entry.type == "State":
        entry.country = entry.key
        entry.surfaces.update((demonym, "demonym") for demonym in part.demonyms if is_latin(demonym))
    if is_kept(row) and entry.type != "Office":
        entry.surfaces.update(_recognise(entry, part.links))
    first = entry.country in family_first
    rows.records.append(_record(entry, part))
    rows.names += ((name, part.id, _NAME_KIND[kind]) for name, kind in list_names(entry, family_first=first))
    rows.surfaces += (
        (surface, part.id, _SURFACE_KIND[kind], *first_word(surface))
        for surface, kind in sorted(entry.surfaces)
    )
    if entry.type == "Person":
        rows.surnames += ((surname,) for surname in split_surname(entry.label, family_first=first))


def _to_row(part: Part, kind: str) -> Row:
    countries = part.countries or part.jurisdictions
    return {
        "qid": f"Q{part.id}",
        "label": part.label,
        "aliases": part.aliases,
        "type": kind,
        "tier": 3,
        "sources": ["wikidata"],
        "sitelinks": part.links,
        "description": part.description,
        "country_qid": f"Q{countries[0]}" if countries else None,
        "gender": _GENDERS.get(part.gender),
    }


def _record(entry: Entry, part: Part) -> dict[str, Any]:
    """The columns of a record, but for its class the type and the subtype."""
    return {
        "id": part.id,
        "type": entry.type,
        "subtype": entry.subtype,
        "label": entry.label,
        "country": int(entry.country[1:]) if entry.country else None,
        "priority": round(entry.priority * 1000),
        "gender": entry.gender and entry.gender[0],
        "prior": round(entry.prior * 1000),
        "aliases": "\n".join(list_aliases(entry)) or None,
        "description": part.description or None,
    }


def _recognise(entry: Entry, links: int) -> Iterator[tuple[str, str]]:
    """The surfaces by which texts are searched for an entity that the project's own names do not hold."""
    label = clean(entry.label)
    if entry.type == "Person":
        for name in filter(_is_full_name, map(clean, (label, *list_aliases(entry)))):
            yield from ((form, "name") for form in vary_person(name))
    elif _is_distinct(label, links):
        yield from ((form, "name") for form in vary(label))
    if entry.type == "InternationalOrganization" and links >= _KNOWN:
        yield from ((name, "acronym") for name in list_aliases(entry) if len(name) > 2 and is_acronym(name))


def _is_full_name(name: str) -> bool:
    words = name.split()
    return 1 < len(words) < 8 and is_latin(name) and "," not in name and words[-1][:1].isupper()


def _is_distinct(name: str, links: int) -> bool:
    ordinary = all(word.lower() in _common_words() for word in name.split())
    return is_latin(name) and is_proper(name) and not ordinary and (" " in name or links >= _KNOWN)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(find_resource("ontology", "gazetteer-common-words.txt").read_text("utf-8").split())
