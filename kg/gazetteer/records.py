"""The values that the gazetteer gives."""

from __future__ import annotations

from dataclasses import dataclass

SURFACE_KINDS = ("name", "acronym", "demonym", "people", "capital", "seat", "generic")
"""How a surface names a record.

`name`: a proper name; `acronym`: initials; `demonym`: the adjective of a state ("Russian");
`people`: a noun for its people ("Russians"); `capital`: a capital that may stand for its state;
`seat`: a seat of power that stands for those who sit there ("Kremlin"); `generic`: the name of a
kind of body that several states have ("Foreign Ministry"), to be chosen by the context.
"""

NAME_KINDS = (*SURFACE_KINDS, "alias", "short", "surname")
"""How a name that linking asks for names an entity: as a surface does, `name` being the label, or else

`alias`: another name; `short`: a full name without what stands between its first and last;
`surname`: a person's surname, to be chosen by the context.
"""

SPELLINGS = ("exact", "folded", "variant")
"""How a name is written: as the index has it; but for case, accents and gaps; or transliterated otherwise."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entity that a surface may name.

    `key` is its QID, or `supplement:…` where no source gives a QID; `type` the local name of a
    class, `subtype` what the source calls it; `country` the QID of its state, a state's own;
    `priority` a popularity prior from 0 to 1; `gender` male, female or None; `kind_of_surface`
    one of `SURFACE_KINDS`.
    """

    key: str
    qid: str | None
    label: str
    type: str
    subtype: str
    country: str | None
    priority: float
    gender: str | None
    kind_of_surface: str


@dataclass(frozen=True, slots=True)
class Position:
    """An office that a person held: `of` is the QID of whose office it is.

    `start` and `end` are ISO dates, months or years, or None where unknown; `last_seen` is the
    latest day on which a source still shows the person in office, where no end is known.
    """

    label: str
    qid: str | None
    of: str | None
    start: str | None
    end: str | None
    last_seen: str | None
