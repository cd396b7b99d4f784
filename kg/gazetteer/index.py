"""The index of entities, on disk: what a name may mean, and who held which office when.

    from kg.gazetteer import open_index

    index = open_index()                       # the project's own; open_index(path) for another
    index.candidates("Zelenskiy")              # Candidates, the likeliest first: exact, folded, variant
    index.candidates("Blinken")                # by surname too: kind "surname", to be chosen by context
    index.candidates("German")                 # demonyms: the state, kind "demonym"
    index.candidate("Q159")                    # one by its QID, or None
    index.positions("Q7747")                   # what a person held, with dates
    index.description("Q7747")                 # a few words, or None
    index.holders_at("foreign minister", "Q142", "2013-05-01")  # who it was; `sure`: the facts say so
    index.offices("foreign minister", "Q142")  # the office itself, where the facts give it a QID
    index.seat("Kremlin")                      # the place, the body that it stands for, and its state

What is given is ordered: by kind of name, spelling, prior and key, the same every time. Names are
folded by `kg.gazetteer.folding`, offices classified by `kg.gazetteer.offices`. A lookup takes some
20 microseconds; an index may be asked from several threads, and after a fork.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kg.gazetteer.candidates import Candidate, Holder, Seat, compare, likelihood, to_candidate
from kg.gazetteer.database import Database, decode_date, decode_qid
from kg.gazetteer.folding import fold_name, fold_plainly
from kg.gazetteer.listing import tell_position
from kg.gazetteer.offices import OfficeKind, classify_office
from kg.gazetteer.records import NAME_KINDS, Position
from kg.gazetteer.surfaces import clean, is_latin, normalise
from kg.gazetteer.tenures import Fitting, Tenure, choose_holders, find_tenures
from kg.resources import find_resource

_CACHE_SIZE = 65536
_COLUMNS = "r.id, r.key, r.label, r.aliases, r.class, r.country, r.prior, r.gender"
_BY_NAME = f"SELECT n.kind, {_COLUMNS} FROM name n JOIN record r ON r.id = n.record WHERE n.folded IN (?, ?)"
_BY_ID = f"SELECT {_COLUMNS} FROM record r WHERE r.id = ?"
_BY_KEY = f"SELECT {_COLUMNS} FROM record r WHERE r.id < 0 AND r.key = ?"
_OFFICES = (
    f"SELECT {_COLUMNS} FROM record r JOIN class c ON c.id = r.class WHERE c.type = 'Office' ORDER BY r.id"
)
_POSITIONS = (
    "SELECT o.label, o.qid, p.state, p.start, p.finish, p.seen FROM position p "
    "JOIN office o ON o.id = p.office WHERE p.person = ? ORDER BY p.number"
)
_TENURES = (
    "SELECT p.person, o.label, o.qid, p.start, p.finish, p.seen FROM position p "
    "JOIN office o ON o.id = p.office WHERE p.state = ? ORDER BY p.person, p.number"
)
_COUNT = (
    "SELECT c.type, count(*) FROM record r JOIN class c ON c.id = r.class GROUP BY c.type ORDER BY 2 DESC, 1"
)


class EntityIndex:
    """The index at `path`, opened at the first question. OntologyError if it is missing or broken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = Database(path)
        self._look_up = lru_cache(maxsize=_CACHE_SIZE)(self._ask)
        self._tenures_of = lru_cache(maxsize=512)(self._ask_tenures)
        self._fitting = lru_cache(maxsize=_CACHE_SIZE)(self._find_tenures)
        self._names = lru_cache(maxsize=512)(self._ask_names)
        self._classify = lru_cache(maxsize=_CACHE_SIZE)(self._classify_office)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The entities that a name may mean, the likeliest first; none if it is unknown.

        Initials are met only where they are in capitals or written as the index writes them.
        """
        return self._look_up(clean(name) or normalise(name).strip())

    def candidate(self, key: str) -> Candidate | None:
        """The entity with that QID or other key, as if by its label; None if there is none."""
        known = key[:1] == "Q" and key[1:].isdecimal()
        rows = self._data.ask(_BY_ID, int(key[1:])) if known else self._data.ask(_BY_KEY, key)
        return self._plain(rows[0]) if rows else None

    def description(self, key: str) -> str | None:
        """A few words on an entity, in English; None where no source that may be carried has any."""
        number = self._number(key)
        rows = self._data.ask("SELECT description FROM record WHERE id = ?", number)
        told = rows[0][0] if rows else None
        if not isinstance(told, int):
            return told
        position = self.positions(key)[told]
        of = position.of and self.candidate(position.of)
        return tell_position(position.label, of.label if of else None, position.start, position.end)

    def positions(self, key: str) -> tuple[Position, ...]:
        """The offices that a person held, in the order of the source."""
        return tuple(
            Position(str(label), decode_qid(office), decode_qid(of), *map(decode_date, dates))
            for label, office, of, *dates in self._data.ask(_POSITIONS, self._number(key))
        )

    def holders_at(self, office: str, of: str, date: str) -> tuple[Holder, ...]:
        """Who held an office of a state or body (its QID) on a date (ISO), the likeliest first.

        `office` is what a text calls it ("foreign minister", "President", "ambassador to Russia",
        "head of state", "leader"). On the day of a change the newcomer comes first. Where the date
        is later than all that the facts tell, the last holder is given, with `sure` False, and so is
        in a gap of the facts who held it before and after; else where they have a gap, or begin
        later, nobody is.
        """
        asked = self._classify(office, of)
        chosen = choose_holders(self._fitting(of, asked), asked, date, self.data_end)
        people = ((self.candidate(tenure.person), tenure, sure, extra) for tenure, sure, extra in chosen)
        return tuple(
            Holder(person, tenure.position, sure, tenure.kind.acting, extra)
            for person, tenure, sure, extra in people
            if person
        )

    def offices(self, office: str, of: str) -> tuple[Candidate, ...]:
        """The offices of a state (its QID) that a phrase names, the closest first."""
        asked = self._classify(office, of)
        fitting = ((kind.fits(asked), c) for kind, c in self._offices.get(of, ()))
        found = [(fit, -c.prior, c.key, c) for fit, c in fitting if fit is not None]
        return tuple(candidate for *_, candidate in sorted(found, key=lambda item: item[:3]))

    def seat(self, surface: str) -> Seat | None:
        """The seat of power that a surface names."""
        rows = self._data.ask("SELECT place, body, state FROM seat WHERE surface = ?", normalise(surface))
        if not rows:
            return None
        place, body, state = (self._by_number(number) for number in rows[0])
        return Seat(place, body, state) if body else None

    @cached_property
    def data_end(self) -> str:
        """The last day of which the facts tell who is in office (ISO); empty if they do not say."""
        return str(self.about.get("data_end", ""))

    @cached_property
    def about(self) -> dict[str, str | int]:
        """What the index says of itself."""
        return dict(self._data.ask("SELECT subject, value FROM about"))

    def count(self) -> dict[str, int]:
        """How many entities of each class it holds, the most frequent first."""
        return {str(kind): int(number) for kind, number in self._data.ask(_COUNT)}

    def _ask(self, name: str) -> tuple[Candidate, ...]:
        rows = self._data.ask(_BY_NAME, fold_name(name), fold_plainly(name) if name.isupper() else None)
        found = [candidate for row in rows if (candidate := self._met(name, row))]
        return tuple(sorted(found, key=likelihood))

    def _met(self, name: str, row: Sequence[Any]) -> Candidate | None:
        """The candidate of a row, unless it is initials that the name does not write as such."""
        kind, label = NAME_KINDS[row[0]], row[3]
        if name == label:
            spelling, met = "exact", name
        elif kind in {"short", "surname"}:
            spelling, met = "exact" if name in label else "variant", label
        else:
            aliases = row[4].split("\n") if row[4] else []
            spelling, met = compare(name, label, aliases) or self._compare_surface(name, row[1])
        if kind == "acronym" and spelling != "exact" and (len(name) < 2 or not name.isupper()):
            return None
        return to_candidate(row[1:], self._classes, (kind, spelling, met))

    def _compare_surface(self, name: str, record: object) -> tuple[str, str]:
        """How a name is spelled that is none of the entity's own, but a surface."""
        known = self._data.ask("SELECT 1 FROM surface WHERE surface = ? AND record = ?", name, record)
        return ("exact" if known else "folded"), name

    def _plain(self, row: Sequence[Any]) -> Candidate:
        return to_candidate(row, self._classes, ("name", "exact", row[2]))

    @cached_property
    def _classes(self) -> dict[int, tuple[str, str]]:
        return {n: (str(t), str(s)) for n, t, s in self._data.ask("SELECT id, type, subtype FROM class")}

    @cached_property
    def _offices(self) -> dict[str, list[tuple[OfficeKind, Candidate]]]:
        offices: dict[str, list[tuple[OfficeKind, Candidate]]] = {}
        for candidate in map(self._plain, self._data.ask(_OFFICES)):
            of = candidate.country or ""
            offices.setdefault(of, []).append((self._classify(candidate.label, of), candidate))
        return offices

    def _classify_office(self, office: str, of: str) -> OfficeKind:
        kind = classify_office(office, of=self._names(of))
        return (
            replace(kind, topics=frozenset(map(self._accredit, kind.topics)))
            if kind.head == "ambassador"
            else kind
        )

    def _accredit(self, name: str) -> str:
        """The QID of the state or body that an ambassador is sent to, or else its name."""
        wanted = {"State", "InternationalOrganization"}
        found = (*self.candidates(name.title()), *self.candidates(name.upper()))
        return next((c.key for c in found if c.type in wanted), name)

    def _ask_names(self, key: str) -> tuple[str, ...]:
        """What a state or body is called, as labels of its offices may end."""
        whose = self.candidate(key)
        names = (clean(whose.label), *whose.aliases) if whose else ()
        return tuple(clean(name) for name in names if is_latin(name) and len(name) > 3)

    def _find_tenures(self, of: str, asked: OfficeKind) -> list[Fitting]:
        return find_tenures(self._tenures_of(of), asked)

    def _ask_tenures(self, of: str) -> tuple[Tenure, ...]:
        rows = self._data.ask(_TENURES, self._number(of))
        return tuple(
            Tenure(
                f"Q{person}",
                Position(str(label), decode_qid(qid), of, *map(decode_date, dates)),
                self._classify(str(label), of),
            )
            for person, label, qid, *dates in rows
        )

    def _by_number(self, number: int | None) -> Candidate | None:
        rows = self._data.ask(_BY_ID, number) if number is not None else []
        return self._plain(rows[0]) if rows else None

    def _number(self, key: str) -> int:
        """The number of a record; 0, which none has, if there is no such key."""
        if key[:1] == "Q" and key[1:].isdecimal():
            return int(key[1:])
        rows = self._data.ask("SELECT id FROM record WHERE id < 0 AND key = ?", key)
        return int(rows[0][0]) if rows else 0


@lru_cache(maxsize=8)
def _open(path: Path) -> EntityIndex:
    return EntityIndex(path)


def open_index(path: Path | None = None) -> EntityIndex:
    """The index at `path`, by default the project's own; the same object for the same path."""
    return _open(path or find_resource("ontology", "gazetteer.sqlite"))
