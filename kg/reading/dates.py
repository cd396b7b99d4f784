"""When a text was published, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


def to_published(value: object) -> str | None:
    """`value` as an ISO 8601 year, month, day or moment; None for what is no date or not a clear one.

    >>> to_published("26 December 2023"), to_published("2023-12"), to_published("12/11/2023")
    ('2023-12-26', '2023-12', None)
    """
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2]))?", text):
        return text
    return _from_iso(text) or _from_words(text) or _from_mail(text)


def _from_iso(text: str) -> str | None:
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text).isoformat()
        except ValueError:
            continue
    return None


def _from_words(text: str) -> str | None:
    for pattern in _WRITTEN:
        try:
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 - only the day is kept
        except ValueError:
            continue
    return None


def _from_mail(text: str) -> str | None:
    """The moment in a feed's `Tue, 26 Dec 2023 10:00:00 GMT`."""
    try:
        return parsedate_to_datetime(text).isoformat() if re.match(r"[A-Za-z]{3},", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
