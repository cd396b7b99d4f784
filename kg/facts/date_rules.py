"""The rules that read a point of time, spelled as `kg.facts.dates` spells it, as a period.

Three lists, tried in order: rules that need nothing, rules that count from today, and rules that
count from a date told before ("the following day").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.facts.periods import (
    DAY,
    Period,
    day_of,
    make_period,
    months_from,
    move_day,
    parse_period,
    unit_of,
    years_from,
)
from kg.facts.time_words import MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

MONTH_NAMES, WEEKDAY_NAMES = tuple(MONTHS), tuple(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Reference:
    """What times are counted from: today, a date told before, and whether the future is meant."""

    today: date | None
    anchor: date | None
    future: bool


@dataclass(frozen=True, slots=True)
class _At:
    day: date
    future: bool


def read_point(words: str, reference: Reference) -> Period | None:
    """The period that `words` name; None where no rule reads them or what it counts from is unknown."""
    for pattern, read in _FIXED:
        if match := pattern.fullmatch(words):
            return read(match)
    for day, rules in ((reference.today, _FROM_TODAY), (reference.anchor, _FROM_ANCHOR)):
        for pattern, count in rules:
            if match := pattern.fullmatch(words):
                return count(match, _At(day, reference.future)) if day else None
    return None


def _month_number(name: str) -> int:
    return _MONTH_PREFIXES.index(name) + 1


def _ymd(match: re.Match[str]) -> Period | None:
    month = _month_number(match["m"] or match["n"])
    return make_period(int(match["y"]), month, int(match["d"] or match["e"]))


def _digits(match: re.Match[str]) -> Period | None:
    """A date in digits; with slashes, only where day and month cannot be exchanged."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "/" and first <= 12 and second <= 12 and first != second:
        return None
    if match[2] == "/" and second > 12:
        first, second = second, first
    return make_period(year, second, first)


def _decade(match: re.Match[str]) -> Period | None:
    digits = match[1]
    if len(digits) == 4:
        return years_from(int(digits), 10)
    return years_from(1900 + int(digits), 10) if int(digits) >= 30 else None


def _century(match: re.Match[str]) -> Period | None:
    return years_from(int(match[1]) * 100 - 99, 100)


def _season(match: re.Match[str]) -> Period | None:
    """Three months; None for a winter, which may have begun the year before."""
    return _season_of(match[1], int(match[2])) if match[1] != "winter" else None


def _season_of(name: str, year: int) -> Period:
    return months_from(year, SEASONS[name], 3)


def _part_of_year(match: re.Match[str]) -> Period | None:
    return _part(match[1], match[2], int(match[3]))


def _quarter(match: re.Match[str]) -> Period | None:
    return months_from(int(match[2]), 3 * int(match[1]) - 2, 3)


def _part(which: str, kind: str, year: int) -> Period | None:
    count = {"quarter": 4, "half": 2}[kind]
    place = {"last": count, "final": count, "closing": count, "opening": 1}.get(which)
    if place is None:
        place = ORDINALS.index(which) + 1
    return months_from(year, (place - 1) * (12 // count) + 1, 12 // count) if place <= count else None


def _month_day(match: re.Match[str], at: _At) -> Period | None:
    """The nearest such day in the direction; the other way where only there the weekday is right."""
    month, number = _month_number(match["m"] or match["n"]), int(match["d"] or match["e"])
    steps = range(9) if at.future else range(0, -9, -1)
    ahead = [p for n in steps if (p := make_period(at.day.year + n, month, number))]
    nearest = [p for p in ahead if (p.first >= at.day if at.future else p.first <= at.day)][:1]
    weekday = match["w"] or match["x"]
    if weekday is None or not nearest or _is_weekday(nearest[0], weekday):
        return nearest[0] if nearest else None
    years = (at.day.year, at.day.year + 1, at.day.year - 1)
    others = [p for year in years if (p := make_period(year, month, number)) and _is_weekday(p, weekday)]
    return others[0] if others else nearest[0]


def _is_weekday(period: Period, weekday: str) -> bool:
    return period.first.weekday() == _WEEKDAY_PREFIXES.index(weekday)


def _month(match: re.Match[str], at: _At) -> Period | None:
    month, now = _month_number(match[1]), at.day.month
    year = at.day.year + (month < now) if at.future else at.day.year - (month > now)
    return make_period(year, month)


def _relative_month(match: re.Match[str], at: _At) -> Period | None:
    month = _month_number(match[2])
    if match[1] == "this":
        return make_period(at.day.year, month)
    if match[1] in _AHEAD:
        return make_period(at.day.year + (month <= at.day.month), month)
    return make_period(at.day.year - (month >= at.day.month), month)


def _named_day(match: re.Match[str], at: _At) -> Period | None:
    return day_of(at.day + DAY * _DAYS_AWAY[match[0]])


def _weekday(match: re.Match[str], at: _At) -> Period | None:
    """On or before today, or on or after it."""
    gap = _WEEKDAY_PREFIXES.index(match[1]) - at.day.weekday()
    return day_of(at.day + DAY * (gap % 7 if at.future else -(-gap % 7)))


def _relative_weekday(match: re.Match[str], at: _At) -> Period | None:
    """Strictly before or after today; "this" is that day of the week that today falls in."""
    gap = _WEEKDAY_PREFIXES.index(match[2]) - at.day.weekday()
    if match[1] == "this":
        return day_of(at.day + DAY * gap)
    if match[1].split()[-1] in _AHEAD:
        return day_of(at.day + DAY * (gap % 7 or 7))
    return day_of(at.day - DAY * (-gap % 7 or 7))


def _weekday_of_week(match: re.Match[str], at: _At) -> Period | None:
    week = unit_of("week", at.day, _SHIFTS[match[2]])
    return day_of(week.first + DAY * _WEEKDAY_PREFIXES.index(match[1]))


def _weekend(_match: re.Match[str], at: _At) -> Period | None:
    """The weekend that last began or that ends next."""
    begun = at.day.weekday() >= 5
    return unit_of("weekend", at.day, 0 if begun or at.future else -1)


def _unit(match: re.Match[str], at: _At) -> Period | None:
    return unit_of(match[2], at.day, _SHIFTS[match[1] or "this"])


def _some_units(match: re.Match[str], at: _At) -> Period | None:
    """From so many units back until today, or from today until so many units ahead."""
    count = _count(match[2] or "one")
    if count is None:
        return None
    other = move_day(at.day, match[3], count if match[1].split()[-1] in _AHEAD else -count)
    return Period(min(at.day, other), max(at.day, other))


def _distant(match: re.Match[str], at: _At) -> Period | None:
    """The day, week, month, … that lies so many units away; None where the number is vague."""
    count = _count(match[1])
    if count is None:
        return None
    return unit_of(match[2], at.day, count if match[3] in _LATER else -count)


def _count(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if word in ("a", "an"):
        return 1
    return NUMBERS.index(word) if word in NUMBERS else None


def _of_other_year(match: re.Match[str], at: _At) -> Period | None:
    year = at.day.year + _SHIFTS[match[2] or "this"]
    return read_point(f"{match[1]} {year}", Reference(at.day, None, at.future))


def _relative_season(match: re.Match[str], at: _At) -> Period | None:
    """This year's season; the last that is over, or the next that has not begun."""
    if match[1] == "this":
        return _season_of(match[2], at.day.year) if match[2] != "winter" else None
    seasons = [_season_of(match[2], at.day.year + n) for n in (-2, -1, 0, 1)]
    if match[1] in _AHEAD:
        return next(season for season in seasons if season.first > at.day)
    return next(season for season in reversed(seasons) if season.last < at.day)


def _week_of(match: re.Match[str], at: _At) -> Period | None:
    period = read_point(match[1], Reference(at.day, None, at.future))
    return unit_of("week", period.first) if period and period.first == period.last else None


_MONTH_PREFIXES = [name[:3] for name in MONTHS]
_WEEKDAY_PREFIXES = [name[:3] for name in WEEKDAYS]
_MON, _DAY = "|".join(_MONTH_PREFIXES), "|".join(_WEEKDAY_PREFIXES)
_SEASON = "|".join(SEASONS)
_SHIFTS = {"this": 0, "current": 0, "last": -1, "next": 1, "coming": 1, "upcoming": 1}
_SHIFTS |= {"same": 0, "that": 0, "following": 1, "the next": 1, "previous": -1, "preceding": -1}
_AHEAD = frozenset({"next", "coming", "upcoming", "following"})
_LATER = frozenset({"later", "now", "hence", "after", "time", "afterwards", "afterward"})
_DAYS_AWAY = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}
_PARTS = "morning|afternoon|evening|night|day"
_UNIT = "weekend|week|month|quarter|year|decade|century"
_EARLIER = "earlier|before|previously|prior|later|after|afterwards?"
_COUNTED = "day|week|month|year|decade"
_DM = rf"(?:(?P<w>{_DAY}) )?(?:(?P<d>\d\d?) (?P<m>{_MON})|(?P<n>{_MON}) (?P<e>\d\d?))"
_NTH = "first|second|third|fourth|last|final|opening|closing"

_FIXED: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]]] = [
    (re.compile(r"(?:year )?(\d{4}(?:-\d\d-\d\d)?)"), lambda match: parse_period(match[1])),
    (re.compile(rf"{_DM} (?P<y>\d{{4}})(?: (?:{_DAY}))?"), _ymd),
    (re.compile(r"(\d\d?)([./])(\d\d?)[./](\d{4})"), _digits),
    (
        re.compile(rf"(?:month )?({_MON}) (\d{{4}})"),
        lambda match: make_period(int(match[2]), _month_number(match[1])),
    ),
    (re.compile(r"['’]?(\d0|\d{3}0)['’]?s"), _decade),
    (re.compile(r"(\d\d?) century"), _century),
    (re.compile(rf"({_SEASON}) (\d{{4}})"), _season),
    (re.compile(rf"(?:the )?({_NTH}) (quarter|half) (\d{{4}})"), _part_of_year),
    (re.compile(r"q([1-4]) (\d{4})"), _quarter),
]

_Count = Callable[[re.Match[str], _At], Period | None]
_FROM_TODAY: list[tuple[re.Pattern[str], _Count]] = [
    (re.compile("|".join(_DAYS_AWAY)), _named_day),
    (re.compile(rf"{_DM}(?: (?P<x>{_DAY}))?"), _month_day),
    (re.compile(rf"(?:month )?({_MON})"), _month),
    (re.compile(rf"({_DAY})"), _weekday),
    (re.compile(rf"(this|last|next|coming|upcoming) ({_MON})"), _relative_month),
    (re.compile(rf"(this past|this coming|this|last|past|next|coming|upcoming) ({_DAY})"), _relative_weekday),
    (re.compile(rf"({_DAY}) (this|last|next) week"), _weekday_of_week),
    (re.compile(r"(?:(?:this|this past|past|this coming) )?weekend"), _weekend),
    (re.compile(rf"(?:(this|current|last|next|coming|upcoming) )?({_UNIT})"), _unit),
    (re.compile(rf"((?:this |the )?(?:past|last|next|coming))(?: (\w+))? ({_COUNTED})s?"), _some_units),
    (re.compile(rf"(\w+) ({_COUNTED})s? (ago|from now|hence|time)"), _distant),
    (re.compile(rf"(this|last|next|coming|upcoming) ({_SEASON})"), _relative_season),
    (re.compile(r"week (.+)"), _week_of),
    (re.compile(r"(.+?) (?:(this|last|next) )?year"), _of_other_year),
]
_FROM_ANCHOR: list[tuple[re.Pattern[str], _Count]] = [
    (
        re.compile(rf"(?:(?:the )?(next|same|that|following|previous|preceding) )?(?:{_PARTS})"),
        lambda match, at: unit_of("day", at.day, _SHIFTS[match[1] or "same"]),
    ),
    (re.compile(rf"(same|that|the next|following|previous|preceding) ({_UNIT})"), _unit),
    (re.compile(rf"((?:the )?next|following|previous|preceding) ({_DAY})"), _relative_weekday),
    (re.compile(rf"(\w+) ({_COUNTED})s? ({_EARLIER})"), _distant),
]
