"""Reads the words of a time expression as a value of ISO 8601."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.facts.date_rules import MONTH_NAMES, WEEKDAY_NAMES, Reference, read_point
from kg.facts.periods import Period, join_periods, parse_period
from kg.facts.time_words import words

_WORD = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)|\d\d?([./])\d\d?\1\d{4}|\d\d:\d\d|(?:\d{4}|['’]\d0)['’]?s|q\d"
    r"|\d+(?:st|nd|rd|th)?|[a-z]+|[-–—/]"
)
_ORDINAL_END = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_FILLERS = frozenset(words("early late mid shortly sometime of on end start beginning middle close turn s"))
_ABBREVIATIONS = {name: name[:3] for name in (*MONTH_NAMES, *WEEKDAY_NAMES)} | {
    "sept": "sep",
    "tues": "tue",
    "thur": "thu",
    "thurs": "thu",
    "–": "-",
    "—": "-",
    "/": "-",
}
_PARTS = r"morning|afternoon|evening|night|noon|midnight|dawn|dusk|midday|hours"
_STRAY_PART = re.compile(
    rf"(?<!this )(?<!last )(?<!that )(?<!next )(?<!same )(?<!following )(?<!previous )\b(?:{_PARTS})\b ?"
)
_JOIN = re.compile(r" (to|through|thru|until|till|-|and) ")
_MON = "|".join(name[:3] for name in MONTH_NAMES)
_TWO_DAYS_FIRST = re.compile(rf"((?:[a-z]{{3}} )?)(\d\d?) (\S+) (\d\d?) ({_MON})( \d{{4}})?")
_TWO_DAYS_LAST = re.compile(rf"((?:[a-z]{{3}} )?)({_MON}) (\d\d?) (\S+) (\d\d?)( \d{{4}})?")
_TWO_YEARS = re.compile(r"(\d\d)(\d\d) - (\d\d)")

_FROM = frozenset({"since", "from", "starting", "beginning", "effective"})
_UNTIL = frozenset({"by", "until", "till", "through", "thru", "up", "no", "not"})
_DEADLINES = frozenset({"by", "until", "till", "for", "to", "no", "not", "effective", "starting"})
_BEFORE = frozenset({"before", "prior", "ahead"})
_AFTER = frozenset({"after", "following"})


def read_time(
    text: str, preposition: str, *, published: str | None, future: bool = False, anchor: str | None = None
) -> str | None:
    """What `text`, which `preposition` (or "") opens, means in ISO 8601; None where that cannot be known.

    A date that is not known to the day gives an answer only where each of its days gives the same.
    """
    spelled = _spell(text, preposition)
    today, then = _days(published), _days(anchor)
    values = {
        _read(spelled, preposition, Reference(today and today[n], then and then[n], future)) for n in (0, 1)
    }
    return values.pop() if len(values) == 1 else None


def _days(iso: str | None) -> tuple[date, date] | None:
    first, _, last = (iso or "").partition("/")
    period = join_periods(parse_period(first), parse_period(last or first))
    return (period.first, period.last) if period else None


def _spell(text: str, preposition: str) -> str:
    """The words that carry the meaning, in lower case and abbreviated, with one space between them."""
    found = [_ORDINAL_END.sub("", match[0]) for match in _WORD.finditer(text.lower())]
    opening = preposition.split()
    for start in range(len(found) if opening else 0):
        if found[start : start + len(opening)] == opening:
            found = found[start + len(opening) :]
            break
    spelled = " ".join(_ABBREVIATIONS.get(word, word) for word in found if word not in _FILLERS)
    return _STRAY_PART.sub("", _LEAD.sub("", _LOOSE_ARTICLE.sub("", spelled))).strip("- ")


def _read(spelled: str, preposition: str, reference: Reference) -> str | None:
    opening = preposition.partition(" ")[0]
    try:
        bounds = _read_range(spelled, reference, listed=opening != "between")
        if bounds is None:
            period = _read_deadline(spelled, reference) if opening in _DEADLINES else None
            period = period or read_point(spelled, reference)
            return _open(period, opening) if period else None
    except (ValueError, OverflowError):  # before year 1 or after 9999
        return None
    return _write_range(*bounds)


def _read_deadline(spelled: str, reference: Reference) -> Period | None:
    """What is to come even in a sentence about the past, unless that is far off and the past is nearer."""
    ahead = read_point(spelled, replace(reference, future=True))
    if reference.future or ahead is None or reference.today is None:
        return ahead
    behind = read_point(spelled, reference)
    wait = ahead.first - reference.today
    if behind is None or wait.days <= 7 or wait < reference.today - behind.last:
        return ahead
    return behind


def _open(period: Period, opening: str) -> str:
    """The period, or the interval that an opening preposition makes of it."""
    if opening in _FROM:
        return f"{period.bounds[0]}/.."
    if opening in _UNTIL:
        return f"../{period.bounds[1]}"
    if opening in _BEFORE:
        return f"../{period.beside(-1).bounds[1]}"
    if opening in _AFTER:
        return f"{period.beside(1).bounds[0]}/.."
    return period.iso


def _write_range(first: Period | None, last: Period | None) -> str | None:
    whole = join_periods(first, last)
    if first is None or last is None or whole is None:
        return None
    low, high = first.bounds[0], last.bounds[1]
    return f"{low}/{high}" if len(low) == len(high) else f"{whole.first}/{whole.last}"


def _read_range(
    spelled: str, reference: Reference, *, listed: bool
) -> tuple[Period | None, Period | None] | None:
    """The two ends of a range, each None where it cannot be known; None where `spelled` is no range.

    Where the words are `listed`, "and" makes a range only of neighbours (12 and 13 May).
    """
    halves = _split(spelled)
    if halves is None:
        return None
    left, right, joined = halves
    first, last = _read_ends(left, right, reference)
    if joined == "and" and listed and first and last and first.beside(1) != last:
        return None, None
    return first, last


def _read_ends(left: str, right: str, reference: Reference) -> tuple[Period | None, Period | None]:
    """The end that lacks a year is counted from the other: forward to the right, back to the left."""
    if _YEAR.search(right):
        last = read_point(right, reference)
        before = replace(reference, today=last.last, future=False) if last else reference
        return read_point(left, before), last
    first = read_point(left, reference)
    after = replace(reference, today=first.first, future=True) if first else reference
    return first, read_point(right, after)


def _split(spelled: str) -> tuple[str, str, str] | None:
    """What stands left and right of a join, each made whole, and the join."""
    if match := _TWO_YEARS.fullmatch(spelled):
        return match[1] + match[2], match[1] + match[3], "-"
    if match := _TWO_DAYS_FIRST.fullmatch(spelled):
        month = match[5] + (match[6] or "")
        return f"{match[2]} {month}", f"{match[4]} {month}", match[3]
    if match := _TWO_DAYS_LAST.fullmatch(spelled):
        year = match[6] or ""
        return f"{match[2]} {match[3]}{year}", f"{match[2]} {match[5]}{year}", match[4]
    if match := _JOIN.search(spelled):
        left, right = spelled[: match.start()], spelled[match.end() :]
        if left.isdecimal() and len(left) < 3 and (month_day := _MONTH_DAY.search(right)):
            left = f"{left} {month_day[1]}"
        return left, right, match[1]
    return None


_YEAR = re.compile(r"\b\d{4}\b")
_LOOSE_ARTICLE = re.compile(r"\bthe (?!next\b|last\b)")
_LEAD = re.compile(r"^(?:earlier|later) ")
_MONTH_DAY = re.compile(rf"\b({_MON})\b")
