"""Chooses who held an office on a day, of all who held offices of a state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.gazetteer.offices import GROUPS, OfficeKind
from kg.gazetteer.records import Position

Fitting = tuple[int, "Tenure"]
"""How many topics of the office were not asked for, and a tenure of it."""
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
        """The last day that it may cover, as far as is known: the first if neither an end nor a sight is."""
        return to_day(self.position.end or self.position.last_seen or self.position.start or "", "9")

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


def find_tenures(tenures: Sequence[Tenure], asked: OfficeKind) -> list[Fitting]:
    """The tenures of the office asked for, or else of one that may be meant where none has that name.

    An office that has been renamed, and kept its QID and its head, is the same.
    """
    fitting = {t: extra for t in tenures if (extra := t.kind.fits(asked)) is not None}
    qids = {t.position.qid for t, extra in fitting.items() if extra == 0 and t.position.qid}
    renamed = {t: 0 for t in tenures if t.position.qid in qids and t.kind.head == asked.head}
    return [(extra, t) for t, extra in {**fitting, **renamed}.items()] or _find_near(tenures, asked)


def _find_near(tenures: Sequence[Tenure], asked: OfficeKind) -> list[Fitting]:
    if asked.head == "minister" and asked.topics == {"foreign"}:
        other = OfficeKind("secretary", frozenset({"state"}))
        return [(0, t) for t in tenures if t.kind.fits(other) == 0]
    heads = frozenset() if asked.topics else GROUPS.get(asked.head, frozenset())
    return [(0, t) for t in tenures if t.kind.head in heads and not t.kind.topics]


def choose_holders(
    fitting: Sequence[Fitting], asked: OfficeKind, date: str, data_end: str
) -> Iterator[Choice]:
    """Of the tenures that fit, those of who was in office on a date: the likeliest first, a person once."""
    day, end = to_day(date, "5"), to_day(data_end, "9")
    told = not end or day <= end
    covering = [(extra, t) for extra, t in fitting if told and t.first <= day <= t.last]
    sure = bool(covering)
    seen: set[str] = set()
    for extra, tenure in sorted(
        covering or list(_last(fitting, day)), key=lambda item: _rank(item, asked, day)
    ):
        if tenure.person not in seen:
            seen.add(tenure.person)
            yield tenure, sure, extra


def _last(fitting: Sequence[Fitting], day: int) -> Iterator[Fitting]:
    """The last holders that are known where the day is later than the facts: still in office, or the latest.

    Someone whose end is not known is out of office once a successor has come. In a gap before and after
    which the same person held the office, it is that person.
    """
    before = [(extra, t) for extra, t in fitting if t.first <= day]
    newest = max((t.first for _, t in before if t.position.end), default=0)
    still = [(extra, t) for extra, t in before if not t.position.end and t.last >= newest]
    latest = max((t.last for _, t in still), default=0)
    if still:
        yield from ((extra, t) for extra, t in still if t.last == latest)
        return
    latest = max((t.last for _, t in before), default=0)
    left = [(extra, t) for extra, t in before if t.last == latest]
    after = [t for _, t in fitting if t.first > day]
    soonest = min((t.first for t in after), default=0)
    back = {t.person for t in after if t.first == soonest}
    yield from ((extra, t) for extra, t in left if not after or t.person in back)


def _rank(item: Fitting, asked: OfficeKind, day: int) -> tuple[object, ...]:
    extra, tenure = item
    acting = tenure.kind.acting != asked.acting
    return extra, acting, tenure.is_vague(day), -tenure.first, tenure.person
