"""An item of a dump as rows of the index: the work of the other processes while an index is written."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cache

from kg.gazetteer.dump.items import Part
from kg.gazetteer.listing import list_aliases, list_names
from kg.gazetteer.names import split_surname
from kg.gazetteer.records import NAME_KINDS, SURFACE_KINDS
from kg.gazetteer.rows import Entry, Row, is_kept, is_listed, to_entry
from kg.gazetteer.surfaces import clean, is_acronym, is_latin, is_proper, vary, vary_person
from kg.resources import find_resource

_GENDERS = {6581097: "male", 6581072: "female"}
_KNOWN = 20
"""Sitelinks of a place or body that is well known: it is recognised by one word, or its initials."""


@dataclass(slots=True)
class Rows:
    """What the index keeps of an item: its record, and what goes into the other tables."""

    number: int
    kind: tuple[str, str]
    record: dict[str, object]
    names: list[tuple[str, int, int]] = field(default_factory=list)
    surfaces: list[tuple[str, int, int]] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)


def draw_rows(items: list[tuple[Part, str]], *, family_first: Set[str]) -> list[Rows]:
    """The rows of items with their types; those left out that have no name."""
    drawn = (_draw(part, kind, family_first) for part, kind in items)
    return [rows for rows in drawn if rows is not None]


def _draw(part: Part, kind: str, family_first: Set[str]) -> Rows | None:
    row = _to_row(part, kind)
    if not is_listed(row):
        return None
    entry = to_entry(row)
    if entry.type == "State":
        entry.country = entry.key
        entry.surfaces.update((demonym, "demonym") for demonym in part.demonyms if is_latin(demonym))
    if is_kept(row) and entry.type != "Office":
        entry.surfaces.update(_recognise(entry, part.links))
    first = entry.country in family_first
    names = [(name, part.id, NAME_KINDS.index(kind)) for name, kind in list_names(entry, family_first=first)]
    surfaces = [(surface, part.id, SURFACE_KINDS.index(kind)) for surface, kind in sorted(entry.surfaces)]
    surnames = split_surname(entry.label, family_first=first) if entry.type == "Person" else ()
    return Rows(part.id, (entry.type, entry.subtype), _record(entry, part), names, surfaces, [*surnames])


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


def _record(entry: Entry, part: Part) -> dict[str, object]:
    """The columns of a record but its class."""
    return {
        "id": part.id,
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
