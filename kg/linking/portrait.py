"""What a document tells of one of its entities: its names, the offices it is given, where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.gazetteer.records import Record


@dataclass(frozen=True, slots=True)
class StatedOffice:
    """An office that the text gives a person.

    `labels` is a regular expression for what it may be called in the index; `kind` one of
    `OFFICE_KINDS` or None; `owners` the keys of those whose office it is; `tenure` one of
    `kg.model.TENURES` or None, where the text does not say.
    """

    labels: str
    kind: str | None = None
    owners: frozenset[str] = frozenset()
    tenure: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Portrait:
    """An entity as its document draws it.

    `names` are its proper names, the fullest first; none for one that only an office describes.
    `countries` are the keys of the states that the text ties it to; `known` the record that its
    mention was taken for while reading.
    """

    type: str
    names: tuple[str, ...] = ()
    offices: tuple[StatedOffice, ...] = ()
    countries: frozenset[str] = frozenset()
    gender: str | None = None
    known: Record | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document tells of all its entities: when it was written, and the states it speaks of.

    `day` is an ISO date, month, year or moment, or None; `states` counts mentions by the key
    of a state, or of a place, which may have parties and offices of its own.
    """

    day: str | None = None
    states: dict[str, int] = field(default_factory=dict)
