"""The hand-written tables: how English names states, and what the sourced facts lack.

They hold words; a QID is always that of a sourced row, found by its label and class.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.gazetteer.rows import Entry
from kg.gazetteer.surfaces import fold, vary

_SUPPLEMENT_PRIORITY = 0.4
_MEANT_PRIORITY = 0.5


@dataclass(frozen=True, slots=True)
class StateNames:
    """How English names a state: each field a tuple of surfaces."""

    label: str
    names: tuple[str, ...]
    initials: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """Surfaces of one entity that is found by label and class, with the label of its state."""

    kind: str
    surfaces: tuple[str, ...]
    label: str
    type: str
    state: str


def read_table(path: Path, *, columns: int) -> Iterator[list[str]]:
    """The lines of a tab-separated table, comments left out; OntologyError where one has other columns."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise OntologyError("cannot be read", where=str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) != columns:
                raise OntologyError(f"{len(fields)} columns, not {columns}", where=f"{path}:{number}")
            yield fields


def _parts(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split("|") if part.strip())


def read_states(path: Path) -> list[StateNames]:
    """The table of states."""
    return [StateNames(label, *map(_parts, rest)) for label, *rest in read_table(path, columns=6)]


def read_namings(path: Path) -> list[Naming]:
    """The table of other names."""
    rows = read_table(path, columns=5)
    return [
        Naming(kind, _parts(surfaces), label, type_, state) for kind, surfaces, label, type_, state in rows
    ]


_NEAR = {
    "PoliticalGroup": ("Organization",),
    "InternationalOrganization": ("Organization", "GovernmentBody"),
    "Organization": ("GovernmentBody", "PoliticalGroup"),
    "GovernmentBody": ("Organization",),
}
_Table = Mapping[tuple[str, str], list[Entry]]


def _near(labels: _Table, kind: str) -> list[tuple[_Table, str]]:
    return [(labels, near) for near in _NEAR.get(kind, ())]


class Index:
    """Finds entries by label, or else by a surface that only one entry of the class has."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._labels: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._surfaces: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda entry: -entry.priority):
            self._labels[entry.label, entry.type].append(entry)
            for surface, _ in sorted(entry.surfaces):
                self._surfaces[surface, entry.type].append(entry)

    def find(self, label: str, kind: str, *, country: str | None = None) -> Entry | None:
        """The entry of that label and class, or else of that surface, or else of that label and a near class.

        Of the country, where one is given; a surface or a near class counts only if one entry fits.
        """
        for table, near in ((self._labels, kind), (self._surfaces, kind), *_near(self._labels, kind)):
            fitting = [
                e for e in table.get((label, near), ()) if country is None or e.country in (country, None)
            ]
            if fitting and (len(fitting) == 1 or (table is self._labels and near == kind)):
                return fitting[0]
        return None

    def state(self, label: str) -> Entry:
        """The state of that label, or the region that the table holds to be one; OntologyError if none."""
        found = self.find(label, "State") or next(iter(self._labels.get((label, "Place"), ())), None)
        if found:
            found.type, found.country = "State", found.key
            return found
        raise OntologyError(f"no state {label!r} in the facts", hint="use the label of the facts")


def name_states(states: Iterable[StateNames], index: Index) -> None:
    """Adds the surfaces of the table of states."""
    for names in states:
        state = index.state(names.label)
        _add(state, names.names, "name")
        _add(state, names.initials, "acronym")
        _add(state, names.adjectives, "demonym")
        _add(state, names.people, "people")
        _add(state, names.capitals, "capital")


def _add(entry: Entry, surfaces: Iterable[str], kind: str) -> None:
    for surface in surfaces:
        entry.surfaces.update((form, kind) for form in vary(surface))


def add_namings(
    namings: Iterable[Naming], entries: dict[str, Entry], index: Index
) -> dict[str, tuple[str, str]]:
    """Adds the table of other names; gives the seats in it: surface → (key of the body, key of the state)."""
    seats: dict[str, tuple[str, str]] = {}
    for naming in namings:
        state = index.state(naming.state).key if naming.state else None
        entry = index.find(naming.label, naming.type, country=state) or make_entry(
            naming.label, naming.type, state
        )
        entry = entries.setdefault(entry.key, entry)
        entry.country = entry.country or state
        entry.type = naming.type
        if entry.type == "InternationalOrganization":
            entry.country = None
        if naming.kind in {"name", "acronym"}:
            entry.priority = max(entry.priority, _MEANT_PRIORITY)
        _add(entry, naming.surfaces, "name" if naming.kind == "person" else naming.kind)
        if naming.kind == "seat" and state:
            seats.update((form, (entry.key, state)) for surface in naming.surfaces for form in vary(surface))
    return seats


def make_entry(label: str, kind: str, country: str | None) -> Entry:
    """An entry without a QID: its key says that the supplement names it."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(label).lower()).strip("-")
    key = f"supplement:{kind}/{slug}"
    return Entry(
        key, label, kind, kind, country=country, priority=_SUPPLEMENT_PRIORITY, surfaces={(label, "name")}
    )
