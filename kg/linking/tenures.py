"""Whether somebody held an office on a day, by the positions of the index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.gazetteer.records import Position
from kg.linking.portrait import StatedOffice

_KINDS = {
    "head": re.compile(
        r"(?:president|prime minister|(?:federal )?chancellor|king|queen|emir|sultan|monarch|grand duke|pope"
        r"|supreme leader|premier|taoiseach|head of (?:state|government)|chief minister|crown prince"
        r"|prime minister and .*|president of the (?:republic|state council|council of ministers|government)"
        r"|interim president|acting president|chairman|governor[- ]general|.*\bleader\b.*)(?: of .*)?",
        re.IGNORECASE,
    ),
    "minister": re.compile(r".*\b(?:minister|secretary|chancellor|attorney|treasurer)\b.*", re.IGNORECASE),
    "envoy": re.compile(
        r".*\b(?:ambassador|high commissioner|permanent representative|envoy|representative)\b.*",
        re.IGNORECASE,
    ),
}
OFFICE_KINDS = tuple(_KINDS)
"""Kinds of office: who leads a state, who is one of its ministers, who is posted abroad."""

_UNENDED_YEARS = 6
_PAST = frozenset({"former", "outgoing"})
_COMING = frozenset({"elect", "designate"})


@lru_cache(maxsize=4096)
def _compile(labels: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{labels})(?: of .+)?", re.IGNORECASE)


def fit_office(stated: StatedOffice, positions: Iterable[Position], day: str | None) -> tuple[float, float]:
    """How well positions bear an office out: by its name, and by its kind; each from 0 to 1.

    1 is held then, 0.5 held at another time, or at a time unknown, 0 never.
    """
    named, alike = 0.0, 0.0
    for position in positions:
        if stated.owners and position.of not in stated.owners:
            continue
        worth = _time_fit(position, stated.tenure, day)
        if _compile(stated.labels).fullmatch(position.label):
            named = max(named, worth)
        elif stated.kind and _KINDS[stated.kind].fullmatch(position.label):
            alike = max(alike, worth)
    return named, max(named, alike) if stated.kind else named


def _time_fit(position: Position, tenure: str | None, day: str | None) -> float:
    if day is None or position.start is None:
        return 0.7 if day is None else 0.6
    if tenure in _PAST:
        return 1.0 if position.start[: len(day)] <= day[:10] else 0.2
    if tenure in _COMING:
        return 1.0 if abs(_year(position.start) - _year(day)) <= 1 else 0.3
    return 1.0 if holds(position, day) else 0.5 if _near(position, day) else 0.25


def holds(position: Position, day: str) -> bool:
    """Whether a position was held on a day, or at some time of a month or year."""
    until = position.end or position.last_seen
    if until is None:
        until = str(_year(position.start or "0") + _UNENDED_YEARS)
    elif position.end is None:
        until = str(max(_year(until) + 1, _year(until)))
    return (position.start or "")[: len(day)] <= day[:10] and day[:10] <= until + "~"


def _near(position: Position, day: str) -> bool:
    """Whether it was held within a few months of the day: sources differ by that much."""
    start, end = _months(position.start), _months(position.end or position.last_seen or position.start)
    now = _months(day)
    return start is not None and end is not None and now is not None and start - 3 <= now <= end + 3


def years_apart(positions: Iterable[Position], day: str | None) -> int:
    """How many years lie between a day and the nearest of the positions; 0 where nothing is known."""
    if day is None:
        return 0
    year = _year(day)
    gaps = []
    for position in positions:
        start = _year(position.start or position.end or position.last_seen or day)
        end = _year(position.end or position.last_seen or position.start or day)
        gaps.append(0 if start <= year <= end else min(abs(start - year), abs(year - end)))
    return min(gaps, default=0)


def _year(date: str) -> int:
    return int(date[:4]) if date[:4].isdigit() else 0


def _months(date: str | None) -> int | None:
    if not date or not date[:4].isdigit():
        return None
    return int(date[:4]) * 12 + (int(date[5:7]) if len(date) >= 7 else 6)
