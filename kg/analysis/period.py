"""Periods of time, and the days that a date may mean: `2022`, `2022-05`, `2022-05-09`, `2022/2023`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.errors import UsageError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both of them included."""

    first: date = date.min
    last: date = date.max

    def __contains__(self, when: str | None) -> bool:
        """Whether a date lies wholly in the period; one that is missing or vaguer does not."""
        days = find_days(when) if when else None
        return days is not None and self.first <= days.first and days.last <= self.last

    def __str__(self) -> str:
        ends = ("" if day in (date.min, date.max) else str(day) for day in (self.first, self.last))
        return "..".join(ends)


def read_period(text: str, *, where: str = "PERIOD") -> Period:
    """A year, a month or a day, or two of them with ".." between; either end may be left open.

    >>> print(read_period("2022-02"), read_period("2021..2022-06"), read_period("2023.."))
    2022-02-01..2022-02-28 2021-01-01..2022-06-30 2023-01-01..
    """
    start, dots, end = text.partition("..")
    period = read_span(start or None, (end or None) if dots else start, where=where)
    if not text.strip("."):
        raise _refuse(text, where)
    return period


def read_span(since: str | None, until: str | None, *, where: str = "--since") -> Period:
    """From the first day of one date to the last day of the other; None leaves an end open."""
    first = _read(since, where).first if since else date.min
    last = _read(until, where).last if until else date.max
    if first > last:
        raise UsageError(f"the period ends ({last}) before it begins ({first})", where=where)
    return Period(first, last)


@lru_cache(maxsize=100_000)
def find_days(text: str) -> Period | None:
    """The days that a date of a graph may mean, an interval "A/B" among them; None where it is no date.

    >>> print(find_days("2019-03"), find_days("2019-03-25/2019-03-31"), find_days("on Monday"))
    2019-03-01..2019-03-31 2019-03-25..2019-03-31 None
    """
    parts = [_find_days(part) for part in text.split("/")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len(known) > 2 or known[0].first > known[-1].last:
        return None
    return Period(known[0].first, known[-1].last)


def _find_days(text: str) -> Period | None:
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _span(year or 0, month, day)
    except ValueError:
        return None


def _span(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Period(date(year, month, day), date(year, month, day))


def _read(text: str, where: str) -> Period:
    days = find_days(text.strip())
    if days is None:
        raise _refuse(text, where)
    return days


def _refuse(text: str, where: str) -> UsageError:
    hint = "2022, 2022-05, 2022-05-09; a period also as 2022..2023, 2022.. or ..2022-05"
    return UsageError(f"{text!r} is no date", where=where, hint=hint)
