"""What one document may take, and how many processes the machine has room for."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass

LENGTH = 500_000
"""The characters for which the time limit is meant: a longer document has as many times more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may take before it is passed over; None is without a limit.

    `seconds` are those of a document of up to LENGTH characters; a longer one has them for each LENGTH
    that it begins. `memory` is what a worker may hold, in MB, where the system keeps count (Linux).
    """

    seconds: float | None = 60.0
    memory: int | None = 1_500

    def find_seconds(self, characters: int) -> float:
        """How long a text of that length may take.

        >>> Limits(seconds=60.0).find_seconds(1_200_000)
        180.0
        """
        return float("inf") if self.seconds is None else self.seconds * max(1, -(-characters // LENGTH))


DEFAULT_LIMITS = Limits()
"""The limits that hold when none are given."""


def count_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def hold_memory(megabytes: int | None) -> None:
    """Has every request for more memory than that fail in this process, where the system can do so."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        if megabytes is not None:
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, hard))
