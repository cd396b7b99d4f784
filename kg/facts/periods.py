"""Stretches of days, and how they are written in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.DOTALL)
DAY = timedelta(days=1)
UNITS = ("day", "weekend", "week", "month", "quarter", "year", "decade", "century")
"""The units that `unit_of` can give."""


@dataclass(frozen=True, slots=True)
class Period:
    """Every day from `first` to `last`, both included.

    >>> Period(date(2023, 12, 1), date(2023, 12, 31)).iso
    '2023-12'
    """

    first: date
    last: date

    @property
    def iso(self) -> str:
        """The shortest ISO 8601 form: a day, a month, a year, or an interval of them."""
        low, high = self.bounds
        return low if low == high else f"{low}/{high}"

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last year, month or day, in the widest of them that fits both ends."""
        first, last = self.first, self.last
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year:04}", f"{last.year:04}"
        if first.day == 1 and last == month_of(last).last:
            return first.isoformat()[:7], last.isoformat()[:7]
        return first.isoformat(), last.isoformat()

    def beside(self, step: int) -> Period:
        """The day, month or year just after (`step` 1) or just before (-1), of the same precision."""
        neighbour = self.last + DAY if step > 0 else self.first - DAY
        widen = {4: year_of, 7: month_of, 10: day_of}[len(self.bounds[0])]
        return widen(neighbour)


def parse_period(iso: str | None) -> Period | None:
    """The year, month or day that an ISO 8601 date (or moment) names; None where it names none."""
    match = _ISO_DATE.fullmatch((iso or "").strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return make_period(year or 0, month, day)


def make_period(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """The year, month or day with these numbers; None where the calendar has none (30 February)."""
    try:
        start = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return day_of(start) if day else month_of(start) if month else year_of(start)


def join_periods(first: Period | None, last: Period | None) -> Period | None:
    """From the start of one to the end of the other; None where either lacks or they run backwards."""
    if first is None or last is None or first.first > last.last:
        return None
    return Period(first.first, last.last)


def day_of(day: date) -> Period:
    """That day alone."""
    return Period(day, day)


def month_of(day: date) -> Period:
    """The month that `day` falls in."""
    return _months(day.year, day.month, 1)


def year_of(day: date) -> Period:
    """The year that `day` falls in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def years_from(year: int, count: int) -> Period:
    """`count` whole years, the first of them `year`."""
    return Period(date(year, 1, 1), date(year + count - 1, 12, 31))


def months_from(year: int, month: int, count: int) -> Period:
    """`count` whole months, the first of them `month` of `year`; `month` may lie beyond 1 to 12."""
    return _months(year + (month - 1) // 12, (month - 1) % 12 + 1, count)


def unit_of(unit: str, day: date, shift: int = 0) -> Period:
    """The unit (one of `UNITS`) that `day` falls in, or the `shift`-th after it (before, if negative).

    Weeks are those of ISO 8601, Monday to Sunday; a weekend is the last two days of one.

    >>> unit_of("month", date(2023, 1, 31), -1).iso
    '2022-12'
    """
    return _UNIT_MAKERS[unit](day, shift)


def move_day(day: date, unit: str, count: int) -> date:
    """The day so many days, weeks, months, years or decades away; the month's last where it is short."""
    if unit in ("day", "week"):
        return day + DAY * count * (7 if unit == "week" else 1)
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    last = months_from(day.year, day.month + months, 1).last
    return last.replace(day=min(day.day, last.day))


def _months(year: int, month: int, count: int) -> Period:
    end = year * 12 + month - 1 + count
    after = date(end // 12, end % 12 + 1, 1) if end < 120_000 else None
    return Period(date(year, month, 1), after - DAY if after else date.max)


def _week(day: date, shift: int) -> Period:
    monday = day - DAY * day.weekday() + DAY * 7 * shift
    return Period(monday, monday + DAY * 6)


def _weekend(day: date, shift: int) -> Period:
    week = _week(day, shift)
    return Period(week.last - DAY, week.last)


_UNIT_MAKERS: dict[str, Callable[[date, int], Period]] = {
    "day": lambda day, shift: day_of(day + DAY * shift),
    "weekend": _weekend,
    "week": _week,
    "month": lambda day, shift: months_from(day.year, day.month + shift, 1),
    "quarter": lambda day, shift: months_from(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * shift, 3),
    "year": lambda day, shift: years_from(day.year + shift, 1),
    "decade": lambda day, shift: years_from(day.year // 10 * 10 + 10 * shift, 10),
    "century": lambda day, shift: years_from((day.year - 1) // 100 * 100 + 1 + 100 * shift, 100),
}
