"""The names under which the index lists an entity for linking, and what it says of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.gazetteer.folding import fold_plainly, fold_variants
from kg.gazetteer.names import split_surname
from kg.gazetteer.rows import Entry, Row
from kg.gazetteer.surfaces import clean, is_acronym

STRENGTH = {
    kind: place
    for place, kind in enumerate(
        "name acronym alias demonym people seat generic capital short surname".split()
    )
}
"""How firmly each kind of name names an entity: the lowest first."""
_LONGEST = 120


def list_aliases(entry: Entry) -> list[str]:
    """The other names that the sources give, in their order, each once and none too long.

    The label without its parenthesis is listed without being an alias.
    """
    names = [*entry.row.get("aliases", ()), *entry.row.get("aliases_unsourced", ())]
    own = {entry.label, clean(entry.label)}
    return [name for name in dict.fromkeys(names) if name not in own and len(name) <= _LONGEST]


def list_names(entry: Entry, *, family_first: bool = False) -> Iterator[tuple[str, str]]:
    """The names of an entity: (folding key, kind), of each key the strongest kind.

    Initials are not transliterated: "EU" and "EEU" are two.
    """
    listed: dict[str, str] = {}
    for name, kind in sorted(_names(entry, family_first=family_first), key=lambda n: (STRENGTH[n[1]], n[0])):
        for folded in (fold_plainly(name),) if kind == "acronym" else fold_variants(name):
            if folded:
                listed.setdefault(folded, kind)
    yield from listed.items()


def _names(entry: Entry, *, family_first: bool) -> Iterator[tuple[str, str]]:
    yield entry.label, "name"
    yield clean(entry.label), "alias"
    for alias in list_aliases(entry):
        yield alias, "acronym" if is_acronym(alias) else "alias"
    for surface, kind in entry.surfaces:
        yield surface, "alias" if kind == "name" else kind
    if entry.type == "Person":
        yield from _personal_names(entry.label, family_first=family_first)


def _personal_names(label: str, *, family_first: bool) -> Iterator[tuple[str, str]]:
    words = clean(label).split()
    surnames = [] if "of" in words else sorted(split_surname(label, family_first=family_first))
    if len(words) > 2 and surnames and not family_first:
        surnames.append(" ".join(words[-2:]))
        yield from ((f"{words[0]} {surname}", "short") for surname in surnames[:2])
    yield from ((surname, "surname") for surname in surnames)


def describe(entry: Entry) -> str | int | None:
    """A short description: its text, or the number of the position that it tells of (see `Position`)."""
    text: str | None = entry.row.get("description")
    positions: list[Row] = entry.row.get("positions", [])
    told = (number for number, position in enumerate(positions) if _tell(position) == text)
    return next(told, text) if text else None


def _tell(position: Row) -> str:
    return tell_position(
        position["label"], position.get("ofLabel"), position.get("start"), position.get("end")
    )


def tell_position(label: str, of: str | None, start: str | None, end: str | None) -> str:
    """A position as a description.

    >>> tell_position("President", "France", "2012-05-15", "2017-05-14")
    'President of France (2012–2017)'
    """
    whose = f" of {of}" if of else ""
    return f"{label}{whose} ({(start or '')[:4]}–{(end or '')[:4]})"
