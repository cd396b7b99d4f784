"""The values that the index gives to who asks it for an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.gazetteer.database import decode_qid
from kg.gazetteer.folding import fold_name, fold_plainly
from kg.gazetteer.listing import STRENGTH
from kg.gazetteer.records import SPELLINGS, Position
from kg.gazetteer.surfaces import clean

_GENDERS = {"m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean, and how the name names it.

    `key`, `qid`, `label`, `type`, `subtype`, `country` and `gender` are those of a `Record`: the QID
    is None for what the project's own tables name though no source gives it one (Dmitry Peskov);
    `aliases` the other names that the sources give, in any language. `prior` is how famous it is,
    from 0 to 1: log(1 + sitelinks) / log(1 + 424), or what the sources let estimate of it.
    `kind` is one of `NAME_KINDS` and `spelling` one of `SPELLINGS`; `name` is the name of the entity
    that was met, as the index writes it (of a surname, the whole label).
    """

    key: str
    qid: str | None
    label: str
    aliases: tuple[str, ...]
    type: str
    subtype: str
    country: str | None
    prior: float
    gender: str | None
    kind: str
    spelling: str
    name: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who held an office on a date.

    `sure` says that the facts cover the date; otherwise it lies after what they tell, and this is
    the last whom they show in that office. `acting` says that it was for the time being only.
    `extra` counts the topics of the office that were not asked for (a minister of foreign affairs
    *and trade*).
    """

    person: Candidate
    position: Position
    sure: bool
    acting: bool
    extra: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of power: the place as such, the body that sits there, and its state; None where unknown."""

    place: Candidate | None
    body: Candidate
    state: Candidate | None


def to_candidate(
    row: Sequence[Any], classes: Mapping[int, tuple[str, str]], met: tuple[str, str, str]
) -> Candidate:
    """The candidate of a record's row, met as (kind, spelling, name)."""
    number, key, label, aliases, class_, country, prior, gender = row
    qid = None if key else f"Q{number}"
    return Candidate(
        key or f"Q{number}",
        qid,
        label,
        tuple(aliases.split("\n")) if aliases else (),
        *classes[class_],
        decode_qid(country),
        prior / 1000,
        _GENDERS.get(gender),
        *met,
    )


def compare(name: str, label: str, aliases: Sequence[str]) -> tuple[str, str] | None:
    """How a name is spelled beside an entity's own, and which of these is met; None if none is."""
    if name == label or name in aliases:
        return "exact", name
    names = (label, *aliases, clean(label))
    for spelling, fold in (("folded", fold_plainly), ("variant", fold_name)):
        folded = fold(name)
        for other in names:
            if fold(other) == folded:
                return spelling, other
    return None


def likelihood(candidate: Candidate) -> tuple[int, int, float, str]:
    """What candidates are sorted by: kind of name, spelling, fame and key."""
    c = candidate
    return STRENGTH[c.kind], SPELLINGS.index(c.spelling), -c.prior, c.key
