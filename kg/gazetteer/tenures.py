"""Chooses who held an office on a day, of all who held offices of a state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.gazetteer.offices import GROUPS, OfficeKind
from kg.gazetteer.records import Position

_Fitting = tuple[int, "Tenure"]
Choice = tuple["Tenure", bool, int]
"""A tenure, whether the facts cover the day, and how many topics of the office were not asked for."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person (by key) in a position, of what kind the office is."""

    person: str
    position: Position
    kind: OfficeKind

    @property
    def first(self) -> int:
        """The first day that it may cover, as a number; 0 if no start is known."""
        return to_day(self.position.start or "", "0")

    @property
    def last(self) -> int:
        """The last day that it may cover, as far as is known; 0 if neither an end nor a later sight is."""
        return to_day(self.position.end or self.position.last_seen or "", "9")

    def is_vague(self, day: int) -> bool:
        """Whether it covers a day only if a date that lacks its month or day is read so."""
        dates = (self.position.start, self.position.end)
        return any(len(d) < 10 and to_day(d, "0") <= day <= to_day(d, "9") for d in dates if d)


def to_day(date: str, filler: str) -> int:
    """An ISO date, month or year as a number, filled up to eight digits; 0 for none.

    >>> to_day("2013-05", "0"), to_day("2013", "9"), to_day("", "9")
    (20130500, 20139999, 0)
    """
    digits = re.sub(r"\D", "", date)[:8]
    return int(digits.ljust(8, filler)) if digits else 0


def choose_holders(
    tenures: Sequence[Tenure], asked: OfficeKind, date: str, data_end: str
) -> Iterator[Choice]:
    """The tenures of the office that was asked for on a date, the likeliest first, each person once."""
    fitting = _fit(tenures, asked)
    day, end = to_day(date, "5"), to_day(data_end, "9")
    covering = (
        [(extra, t) for extra, t in fitting if t.first <= day <= t.last] if day <= end or not end else []
    )
    sure = bool(covering)
    seen: set[str] = set()
    for extra, tenure in sorted(
        covering or list(_last(fitting, day)), key=lambda item: _rank(item, asked, day)
    ):
        if tenure.person not in seen:
            seen.add(tenure.person)
            yield tenure, sure, extra


def _fit(tenures: Sequence[Tenure], asked: OfficeKind) -> list[_Fitting]:
    """Those of the office, or else of one that may be meant where there is none of that name."""
    fitting = [(extra, t) for t in tenures if (extra := t.kind.fits(asked)) is not None]
    if fitting or asked.topics - {"foreign"}:
        return fitting
    if asked.topics:
        other = OfficeKind("secretary", frozenset({"state"}))
        return [(0, t) for t in tenures if asked.head == "minister" and t.kind.fits(other) == 0]
    heads = GROUPS.get(asked.head, frozenset())
    return [(0, t) for t in tenures if t.kind.head in heads and not t.kind.topics]


def _last(fitting: Sequence[_Fitting], day: int) -> Iterator[_Fitting]:
    """The last holders that are known where the day is later than the facts: still in office, or the latest.

    Someone whose end is not known is out of office once a successor has come.
    """
    before = [(extra, t) for extra, t in fitting if t.first <= day]
    newest = max((t.first for _, t in before if t.position.end), default=0)
    still = [(extra, t) for extra, t in before if not t.position.end and max(t.first, t.last) >= newest]
    latest = max((t.last or t.first for _, t in still), default=0)
    if still:
        yield from ((extra, t) for extra, t in still if (t.last or t.first) == latest)
    elif len(before) == len(fitting):
        latest = max((t.last for _, t in before), default=0)
        yield from ((extra, t) for extra, t in before if t.last == latest)


def _rank(item: _Fitting, asked: OfficeKind, day: int) -> tuple[object, ...]:
    extra, tenure = item
    acting = tenure.kind.acting != asked.acting
    return extra, acting, tenure.is_vague(day), -tenure.first, tenure.person
