"""How often a request is sent again, and how long one waits before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = frozenset({429, 502, 503})
"""Statuses that ask for another try: too many requests, a bad gateway, out of service."""


@dataclass(frozen=True, slots=True)
class Patience:
    """So many tries more, after waits (in seconds) that double from `first` up to `longest`."""

    retries: int = 5
    first: float = 0.5
    longest: float = 60.0

    def find_wait(self, tried: int, asked: float | None = None) -> float | None:
        """The seconds to wait after `tried` tries; None where there is no try left.

        A server may ask for another wait; where it asks for more than `longest`, there is no try left.

        >>> [Patience(retries=3, longest=1.5).find_wait(tried) for tried in (1, 2, 3, 4)]
        [0.5, 1.0, 1.5, None]
        """
        if tried > self.retries or (asked or 0.0) > self.longest:
            return None
        return asked if asked is not None else min(self.first * 2 ** (tried - 1), self.longest)


def read_retry_after(headers: Mapping[str, str], *, now: datetime | None = None) -> float | None:
    """The seconds that a server asks to wait, told as a number or as a moment; None where it asks nothing.

    >>> read_retry_after({"Retry-After": "2"})
    2.0
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
