"""Compiles the sourced facts and the hand-written tables into the one file that lookups read.

    python -m kg.gazetteer.compile [--legislators] SOURCE_FOLDER OUTPUT

The folder holds `gazetteer.jsonl.gz` and `metonyms.jsonl`; with `--legislators` also
`legislators.jsonl.gz`, which makes the file some three times as large.
The same facts give the same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import OntologyError, UsageError
from kg.gazetteer.bodies import add_bodies, drop_ambiguous_acronyms
from kg.gazetteer.names import FAMILY_NAME_FIRST, count_genders, split_surname
from kg.gazetteer.naming import Vocabulary, count_words, name_surfaces
from kg.gazetteer.rows import Entry, Row, is_kept, is_listed, read_lines, read_rows, to_entry
from kg.gazetteer.supplement import Index, StateNames, add_namings, name_states, read_namings, read_states
from kg.gazetteer.surfaces import clean, vary
from kg.gazetteer.tables import Tables, save_tables
from kg.resources import find_resource

_KNOWN_GIVEN_NAME = 3

Seats = dict[str, tuple[str, str | None]]
"""Seats of power: the surface, the key of the body and that of its state."""


def compile_gazetteer(
    source: Path, output: Path, *, tables: Path | None = None, legislators: bool = False
) -> None:
    """Writes the gazetteer of the facts in `source` to `output`.

    `tables` is the folder of the hand-written tables, by default the project's own. OntologyError
    if a row names no source or a table does not fit the facts.
    """
    folder = tables or find_resource("ontology")
    rows, moved = merge_states(list(_read_all(source, legislators=legislators)))
    entries = {entry.key: entry for entry in map(to_entry, filter(is_kept, rows))}
    states = read_states(folder / "gazetteer-states.tsv")
    _place_in_states(entries.values(), states, moved)
    seats = _name(entries, states, folder)
    sourced, capitals = _read_metonyms(source / "metonyms.jsonl", entries, moved)
    _drop_ordinary_capitals(entries.values(), _read_common_words(folder))
    made = _tabulate(entries, sourced | seats, capitals)
    made.others = _read_others(rows, entries, moved)
    made.places = _read_places(source / "metonyms.jsonl")
    made.about = {"data_end": _data_end(rows), "made_of": "facts"}
    save_tables(made, output)


def _read_others(
    rows: Iterable[Row], entries: Mapping[str, Entry], moved: Mapping[str, str]
) -> dict[str, Entry]:
    """Offices, and what no text names: found by who asks for them, but in no text."""
    found = (to_entry(row) for row in rows if row["qid"] not in entries and is_listed(row))
    others = {entry.key: entry for entry in found}
    others |= {entry.key: entry for entry in entries.values() if entry.type == "Office"}
    for entry in others.values():
        entry.country = moved.get(entry.country or "", entry.country)
    return others


def _read_places(path: Path) -> dict[str, str]:
    """The QID of the place that each seat's surface names."""
    lines = [line for line in read_lines(path) if line["place_qid"] != line["country_qid"]]
    return {form: line["place_qid"] for line in lines for form in vary(line["surface"])}


def _data_end(rows: Iterable[Row]) -> str:
    """The latest day on which a source shows someone in office."""
    positions = (position for row in rows for position in row.get("positions", ()))
    return max((position.get("current_at", "") for position in positions), default="")


def _name(entries: dict[str, Entry], states: list[StateNames], folder: Path) -> Seats:
    """Gives the entries their surfaces, adds those of the hand-written tables; gives the seats in them."""
    vocabulary = _learn(entries.values(), folder)
    for entry in entries.values():
        entry.surfaces.update(name_surfaces(entry, vocabulary))
    name_states(states, Index(entries.values()))
    seats = add_namings(read_namings(folder / "gazetteer-supplement.tsv"), entries, Index(entries.values()))
    add_bodies(states, entries)
    drop_ambiguous_acronyms(entries)
    _mark_generic(entries.values())
    return dict(seats)


def _tabulate(entries: dict[str, Entry], seats: Seats, capitals: list[tuple[str, str]]) -> Tables:
    people = [entry for entry in entries.values() if entry.type == "Person"]
    return Tables(
        {key: entry for key, entry in entries.items() if entry.type != "Office"},
        capitals=capitals,
        seats=seats,
        given_names=count_genders(_western_names(people, entries)),
        surnames=_surnames(people, entries),
    )


def _read_all(source: Path, *, legislators: bool) -> Iterator[Row]:
    yield from read_rows(source / "gazetteer.jsonl.gz")
    if legislators:
        yield from ({"aliases": [], **row} for row in read_rows(source / "legislators.jsonl.gz"))


def merge_states(rows: list[Row]) -> tuple[list[Row], dict[str, str]]:
    """The rows with one row a state, and which QIDs were moved to which.

    Where a state and a region bear the same label (a kingdom and its country), the one whose
    offices people hold is the state, and takes over what the sources tell of the other.
    """
    held = Counter(p.get("of") for row in rows for p in row.get("positions", ()))
    twins: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["type"] in {"State", "Region"} and not row.get("historical"):
            twins[row["label"]].append(row)
    moved: dict[str, str] = {}
    for same in twins.values():
        best = max(same, key=lambda row: held[row["qid"]])
        formal = [row for row in same if row["type"] == "State" and row is not best]
        if formal and best["type"] == "Region":
            best.update({**formal[0], **{key: best[key] for key in ("qid", "label")}})
            moved.update({row["qid"]: best["qid"] for row in formal})
    return [row for row in rows if row["qid"] not in moved], moved


def _learn(entries: Iterable[Entry], folder: Path) -> Vocabulary:
    entries = list(entries)
    people = [entry.label for entry in entries if entry.type == "Person" and " " in entry.label]
    names = [label.split() for label in people]
    given = Counter(words[0] for words in names)
    last = Counter(words[-1] for words in names)
    states = [entry for entry in entries if entry.type == "State"]
    adjectives = {word for names in read_states(folder / "gazetteer-states.tsv") for word in names.adjectives}
    return Vocabulary(
        common=_read_common_words(folder),
        label_words=count_words(entries),
        places=frozenset(clean(e.label) for e in entries if e.type in {"Place", "State"})
        | frozenset(adjectives),
        state_words=frozenset(
            word for state in states for word in clean(state.label).split() if word[0].isupper()
        ),
        given_names=frozenset(name for name, count in given.items() if count >= _KNOWN_GIVEN_NAME),
        people_names=frozenset(name for name, count in (given + last).items() if count >= _KNOWN_GIVEN_NAME),
    )


def _place_in_states(entries: Iterable[Entry], states: Iterable[StateNames], moved: dict[str, str]) -> None:
    """Gives each entry its state: the state itself, what the facts say, or what a body's label says."""
    entries = list(entries)
    keys = {entry.label: entry.key for entry in entries if entry.type == "State"}
    names = {clean(label): key for label, key in keys.items()}
    names |= {word: keys[s.label] for s in states for word in (*s.names, *s.adjectives) if s.label in keys}
    for entry in entries:
        entry.country = moved.get(entry.country or "", entry.country)
        if entry.type == "State":
            entry.country = entry.key
        elif entry.type == "GovernmentBody" and not entry.country:
            entry.country = _state_in(clean(entry.label), names)


def _state_in(label: str, names: Mapping[str, str]) -> str | None:
    """The state whose name a label begins with, or ends with after "of"."""
    words = label.split()
    starts = (" ".join(words[:count]) for count in (3, 2, 1))
    last = label.rpartition(" of ")[2].removeprefix("the ")
    return next((names[name] for name in (last, *starts) if name in names), None)


def _read_common_words(folder: Path) -> frozenset[str]:
    path = folder / "gazetteer-common-words.txt"
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except OSError as error:
        raise OntologyError("cannot be read", where=str(path)) from error


def _drop_ordinary_capitals(entries: Iterable[Entry], common: frozenset[str]) -> None:
    """A capital that without its accents is an ordinary word ("Male") is not found without them."""
    for entry in entries:
        entry.surfaces -= {
            (s, kind) for s, kind in entry.surfaces if kind == "capital" and s.lower() in common
        }


def _mark_generic(entries: Iterable[Entry]) -> None:
    """A name that bodies of several states share is the name of a kind of body."""
    bearers: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.type == "GovernmentBody":
            for surface, kind in entry.surfaces:
                if kind == "name":
                    bearers[surface].append(entry)
    for surface, sharing in bearers.items():
        if len({entry.country for entry in sharing}) > 1:
            for entry in sharing:
                entry.surfaces.discard((surface, "name"))
                entry.surfaces.add((surface, "generic"))


def _read_metonyms(
    path: Path, entries: dict[str, Entry], moved: dict[str, str]
) -> tuple[Seats, list[tuple[str, str]]]:
    """The seats of power and the capitals, by key; adds their surfaces to what they stand for."""
    seats: Seats = {}
    capitals: list[tuple[str, str]] = []
    for line in read_lines(path):
        place, body, state = (
            moved.get(q, q) for q in (line["place_qid"], line["denotes_qid"], line["country_qid"])
        )
        if place in entries and body in entries and entries[body].type == "State" and place != body:
            capitals.append((place, body))
            _stand_for(entries[body], [line["surface"], *_names(entries[place])], "capital")
        elif body in entries and state != place:
            seats.update((form, (body, state)) for form in vary(line["surface"]))
            _stand_for(entries[body], [line["surface"]], "seat")
    return seats, capitals


def _names(entry: Entry) -> list[str]:
    return [surface for surface, kind in entry.surfaces if kind == "name"]


def _stand_for(entry: Entry, surfaces: Iterable[str], kind: str) -> None:
    entry.surfaces.update((form, kind) for surface in surfaces for form in vary(surface))


def _family_first(entries: dict[str, Entry]) -> frozenset[str]:
    return frozenset(e.key for e in entries.values() if e.type == "State" and e.label in FAMILY_NAME_FIRST)


def _western_names(people: Iterable[Entry], entries: dict[str, Entry]) -> list[tuple[str, str]]:
    others = _family_first(entries)
    return [(p.label, p.gender) for p in people if p.gender and p.country not in others]


def _surnames(people: Iterable[Entry], entries: dict[str, Entry]) -> Iterator[str]:
    others = _family_first(entries)
    for person in people:
        yield from split_surname(person.label, family_first=person.country in others)


def main(arguments: Sequence[str]) -> None:
    """Compiles SOURCE_FOLDER into OUTPUT."""
    folders = [argument for argument in arguments if argument != "--legislators"]
    if len(folders) != 2:
        raise UsageError(
            "two arguments are needed", hint="python -m kg.gazetteer.compile SOURCE_FOLDER OUTPUT"
        )
    compile_gazetteer(Path(folders[0]), Path(folders[1]), legislators="--legislators" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
