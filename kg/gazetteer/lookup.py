"""Finds what a surface may name, from the compiled gazetteer on disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from kg.gazetteer.database import Database, decode_date, decode_qid
from kg.gazetteer.records import SURFACE_KINDS, Position, Record
from kg.gazetteer.surfaces import join_words, normalise
from kg.resources import find_resource

_CACHE_SIZE = 65536
_SHOUTED_LENGTH = 4
_RECORD = (
    "SELECT r.id, r.key, r.label, c.type, c.subtype, r.country, r.priority, r.gender, {kind} "
    "FROM {source} JOIN record r ON r.id = {id} JOIN class c ON c.id = r.class WHERE {where}"
)
_FIND = _RECORD.format(kind="s.kind", source="surface s", id="s.record", where="s.surface = ?")
_CAPITAL = _RECORD.format(kind="4", source="capital p", id="p.state", where="p.place = ?")
_STATE = _RECORD.format(kind="0", source="(SELECT ? AS id) q", id="q.id", where="c.type = 'State'")
_BY_ID = _RECORD.format(kind="0", source="(SELECT ? AS id) q", id="q.id", where="1")
_BODY = _RECORD.format(kind="5", source="seat p", id="p.body", where="p.surface = ?")
_SEAT_STATE = _RECORD.format(kind="0", source="seat p", id="p.state", where="p.surface = ?")
_HOLDERS = _RECORD.format(
    kind="0",
    source="position p JOIN office o ON o.id = p.office",
    id="p.person",
    where="p.state = ? AND o.label REGEXP ? AND coalesce(p.start, 0) <= ? "
    "AND ? <= coalesce(p.finish, p.seen, p.start + 60000)",
)
_POSITIONS = (
    "SELECT o.label, o.qid, p.state, p.start, p.finish, p.seen FROM position p "
    "JOIN office o ON o.id = p.office WHERE p.person = ? ORDER BY p.number"
)
_OFFICES = (
    "SELECT o.label, o.qid FROM position p JOIN office o ON o.id = p.office "
    "WHERE p.state = ? AND o.label REGEXP ? GROUP BY o.id ORDER BY count(*) DESC, o.id"
)
_KIND_WEIGHT = {
    "name": 1.0,
    "acronym": 1.0,
    "demonym": 1.0,
    "people": 0.95,
    "seat": 1.05,
    "capital": 0.5,
    "generic": 0.7,
}
_GENDERS = {"m": "male", "f": "female"}


class Gazetteer:
    """The compiled gazetteer at `path`; the file is opened at the first question.

    Safe to ask from several threads and after a fork. OntologyError if the file is missing or broken.
    """

    def __init__(self, path: Path) -> None:
        self._data = Database(path)
        self._look_up = lru_cache(maxsize=_CACHE_SIZE)(self._ask_surface)
        self._look_up_holders = lru_cache(maxsize=_CACHE_SIZE)(self._ask_holders)
        self._lengths: dict[str, int] = {}

    @cached_property
    def _first(self) -> dict[str, int]:
        """The words that surfaces begin with, and the most words that a surface beginning so has."""
        return {
            str(word): int(longest) for word, longest in self._data.ask("SELECT word, longest FROM first")
        }

    def find(self, surface: str) -> tuple[Record, ...]:
        """The records that a surface may name, the likeliest first; none if it is unknown.

        Case tells: "US" is a name, "us" is none. A surface in capitals ("MOSCOW") or with an
        article ("the United States") is also read without, where it is no name as it stands.
        """
        wanted = normalise(surface)
        found = self._look_up(wanted)
        if not found and wanted.startswith(("the ", "The ", "THE ")):
            found = self._look_up(wanted[4:])
        return found

    def _ask_surface(self, surface: str) -> tuple[Record, ...]:
        rows = self._data.ask(_FIND, surface)
        if not rows and len(surface) >= _SHOUTED_LENGTH and surface.isupper():
            rows = self._data.ask(_FIND, _lower_shouted(surface))
        return tuple(sorted(map(_to_record, rows), key=_likelihood))

    def longest(self, words: Sequence[str], start: int) -> tuple[int, tuple[Record, ...]] | None:
        """The longest run of words from `start` that is a surface: how many words, and its records.

        Words are tokens of the text; hyphens, apostrophes and commas may stand apart. None if no
        surface begins there.
        """
        word = words[start]
        if not word or (word[0].islower() and word not in self._first):
            return None
        most = self._reach(word)
        for count in range(min(most, len(words) - start), 0, -1):
            if found := self._look_up(join_words(words[start : start + count])):
                return count, found
        return None

    def _reach(self, word: str) -> int:
        most = self._lengths.get(word)
        if most is None:
            most = max(self._first.get(form, 0) for form in _first_forms(word))
            self._lengths[word] = most
        return most

    def record(self, qid: str) -> Record | None:
        """The record with that QID, as if by its name."""
        return self._one(_BY_ID, int(qid[1:]))

    def state(self, qid: str) -> Record | None:
        """The state with that QID."""
        return self._one(_STATE, int(qid[1:]))

    def capital_of(self, place: Record) -> Record | None:
        """The state whose capital the place is."""
        return self._one(_CAPITAL, int(place.qid[1:])) if place.qid else None

    def seat(self, surface: str) -> tuple[Record, Record | None] | None:
        """Who sits at a seat of power: the body, and its state unless it is no state's."""
        wanted = normalise(surface)
        body = self._one(_BODY, wanted)
        return (body, self._one(_SEAT_STATE, wanted)) if body else None

    def body(self, state_qid: str, name: str) -> Record | None:
        """A state's body by the name of its kind, in any case: the "foreign ministry" of Q159.

        The record's `kind_of_surface` is `generic`; None if no such body of the state is known.
        """
        return next(
            (r for r in self.find(name.title().replace(" Of ", " of ")) if r.country == state_qid), None
        )

    def offices(self, state_qid: str, office: str) -> tuple[tuple[str, str | None], ...]:
        """The offices of a state whose whole label the regular expression `office` matches: (label, QID)."""
        rows = self._data.ask(_OFFICES, int(state_qid[1:]), office)
        return tuple((str(label), decode_qid(qid)) for label, qid in rows)

    def given_name_gender(self, name: str) -> str | None:
        """The gender of nearly all known bearers of a given name: male, female, or None."""
        rows = self._data.ask("SELECT gender FROM given WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def is_surname(self, name: str) -> bool:
        """Whether a known person bears this surname."""
        return bool(self._data.ask("SELECT 1 FROM surname WHERE name = ?", normalise(name)))

    def positions(self, qid: str) -> tuple[Position, ...]:
        """The offices that a person held, in the order of the source."""
        rows = self._data.ask(_POSITIONS, int(qid[1:]))
        return tuple(
            Position(str(label), decode_qid(office), decode_qid(of), *map(decode_date, dates))
            for label, office, of, *dates in rows
        )

    def holders(self, state_qid: str, office: str, date: str) -> tuple[Record, ...]:
        """The people who held an office of a state on a date (ISO), the likeliest first.

        `office` is a regular expression for the office's whole label, in any case; "of" the state
        may follow. A tenure without an end counts until it was last seen, or else for six years.
        """
        return self._look_up_holders(state_qid, office, date)

    def _ask_holders(self, state_qid: str, office: str, date: str) -> tuple[Record, ...]:
        state, day = self.state(state_qid), _to_day(date)
        if state is None:
            return ()
        pattern = rf"(?:{office})(?: of (?:the )?{re.escape(state.label)})?"
        rows = self._data.ask(_HOLDERS, int(state_qid[1:]), pattern, day, day)
        return tuple(sorted({_to_record(row) for row in rows}, key=_likelihood))

    def _one(self, query: str, *values: object) -> Record | None:
        rows = self._data.ask(query, *values)
        return _to_record(rows[0]) if rows else None


def _to_record(row: Sequence[object]) -> Record:
    number, key, label, type_, subtype, country, priority, gender, kind = row
    qid = None if key else f"Q{number}"
    return Record(
        key=qid or str(key),
        qid=qid,
        label=str(label),
        type=str(type_),
        subtype=str(subtype),
        country=decode_qid(country),
        priority=int(str(priority)) / 1000,
        gender=_GENDERS.get(str(gender)),
        kind_of_surface=SURFACE_KINDS[int(str(kind))],
    )


def _likelihood(record: Record) -> tuple[float, str]:
    return -record.priority * _KIND_WEIGHT[record.kind_of_surface], record.key


def _to_day(date: str) -> int:
    digits = re.sub(r"\D", "", date)[:8]
    return int(digits.ljust(8, "0"))


_SMALL = re.compile(r"(?<!^)\b(And|Of|The|For|On|In|De|La|Da|Do|Von|Der|Al|El)\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def _lower_shouted(surface: str) -> str:
    text = _WORD.sub(lambda word: word.group().capitalize(), surface)
    return _SMALL.sub(lambda word: word.group().lower(), text)


def _first_forms(word: str) -> set[str]:
    first = re.split(r"(?<=.)[-']", normalise(word), maxsplit=1)[0]
    return {word, first, first.capitalize()} if first.isupper() else {word, first}


@lru_cache(maxsize=8)
def _open(path: Path) -> Gazetteer:
    return Gazetteer(path)


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at `path`, by default the project's own; the same object for the same path."""
    return _open(path or find_resource("ontology", "gazetteer.sqlite"))
