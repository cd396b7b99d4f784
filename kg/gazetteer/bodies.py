"""The bodies that every state has, under the names that news gives them ("Russian Foreign Ministry")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.gazetteer.rows import Entry
from kg.gazetteer.supplement import StateNames, make_entry


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of body: its label for a state, what a row's label looks like, and what it is called."""

    label: str
    pattern: re.Pattern[str]
    after_adjective: tuple[str, ...]
    before_of: tuple[str, ...]


def _ministry(label: str, short: str, long: str) -> BodyKind:
    """A ministry, which is also called the `short` Ministry; `long` is a pattern of what it is of."""
    names = tuple(f"{word} {ministry}" for word in short.split("|") for ministry in ("Ministry", "ministry"))
    lower = tuple(name[0].lower() + name[1:] for name in names if name.endswith("ministry"))
    full = tuple(f"Ministry of {name}" for name in label.split("|"))
    pattern = re.compile(rf"^Ministry (of|for) ({long})(?!,? (and )?(Trade|Production|Industry))")
    titled = tuple(name for name in names if name.endswith("Ministry"))
    return BodyKind(full[0], pattern, (*titled, *lower, *full), (*full, *titled))


BODY_KINDS = (
    _ministry(
        "Foreign Affairs",
        "Foreign|Foreign Affairs",
        "(Europe and )?Foreign Affairs|External (Affairs|Relations)",
    ),
    _ministry("Defence|Defense", "Defence|Defense", "(National )?Defen[cs]e"),
    _ministry(
        "the Interior|Interior|Internal Affairs",
        "Interior|Internal Affairs",
        "(the )?(Interior|Internal Affairs)",
    ),
    _ministry("Finance", "Finance", "Finance"),
    _ministry("Justice", "Justice", "Justice"),
    BodyKind(
        "Government",
        re.compile(r"^(Federal )?Government of|^Gobierno de"),
        ("Government", "government"),
        ("Government", "government"),
    ),
    BodyKind(
        "Parliament",
        re.compile(
            r"^(National )?(Parliament|Assembly) of|Parliament$|Sejm|Verkhovna Rada|Knesset|Bundestag"
        ),
        ("Parliament", "parliament"),
        ("Parliament", "parliament"),
    ),
)
_ARTICLE = re.compile(
    r"^(United|Central|Democratic|Dominican|Czech|Republic|Kingdom|Federal|State|Holy|Netherlands)\b|s$|\b[A-Z]{2}|Republic$|Federation$"
)
_WITHOUT = {
    "United States": {"Foreign Affairs", "Defence", "the Interior", "Finance", "Justice", "Parliament"},
    "United Kingdom": {"Foreign Affairs", "the Interior", "Finance", "Parliament"},
    "Germany": {"Foreign Affairs"},
    "Russia": {"Parliament"},
}
"""What a state has under another name: those stand in the supplement."""


def add_bodies(states: Iterable[StateNames], entries: dict[str, Entry]) -> None:
    """Names every state's common bodies; one without a row becomes an entry without a QID."""
    states = list(states)
    by_label = {entry.label: entry for entry in entries.values() if entry.type == "State"}
    rows: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in sorted(entries.values(), key=lambda entry: (-entry.priority, len(entry.label), entry.label)):
        if entry.type == "GovernmentBody" and entry.subtype != "Cabinet":
            rows[entry.country].append(entry)
    for names in states:
        state = by_label[names.label]
        for kind in BODY_KINDS:
            if _topic(kind) not in _WITHOUT.get(names.label, ()):
                _add_body(kind, names, state, rows[state.key], entries)


def _topic(kind: BodyKind) -> str:
    return kind.label.removeprefix("Ministry of ")


def _add_body(
    kind: BodyKind, names: StateNames, state: Entry, rows: Iterable[Entry], entries: dict[str, Entry]
) -> None:
    found = next((row for row in rows if kind.pattern.search(row.label)), None)
    body = found or make_entry(f"{kind.label} of {names.label}", "GovernmentBody", state.key)
    body = entries.setdefault(body.key, body)
    body.surfaces.update((surface, "name") for surface in _surfaces(kind, names))
    body.surfaces.update(
        (name, "generic") for name in kind.after_adjective if name[0].isupper() and " " in name
    )


def _surfaces(kind: BodyKind, names: StateNames) -> Iterator[str]:
    for adjective in names.adjectives:
        yield from (f"{adjective} {name}" for name in kind.after_adjective)
    for state in (names.label, *names.names):
        article = "the " if _ARTICLE.search(state) else ""
        yield from (f"{name} of {article}{state}" for name in kind.before_of)


def drop_ambiguous_acronyms(entries: Mapping[str, Entry], *, limit: int = 3) -> None:
    """Takes initials away from those bodies and parties that share them with `limit` others or more."""
    bearers: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        for surface, kind in entry.surfaces:
            if kind == "acronym" and entry.type in {"GovernmentBody", "PoliticalGroup"}:
                bearers[surface].append(entry)
    for surface, sharing in bearers.items():
        if len(sharing) > limit:
            for entry in sharing:
                entry.surfaces.discard((surface, "acronym"))
