"""What rounds have done so far, in numbers and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kg.model import Dropped

Counts: TypeAlias = Literal["added", "replaced", "removed", "unchanged", "failed"]
"""What may become of a piece."""

_KEPT: Final = 1000
"""The reasons and failures that are told one by one."""


@dataclass(slots=True)
class Report:
    """What was done: how many pieces were added, replaced, removed, unchanged, failed.

    `passed` counts what is no document, in all pieces that are there now, and `remembered` says why, of those
    that were read before; `dropped` says what was passed over now, and what could not be read. `tell` hears
    of progress.
    """

    tell: Callable[[str], None] = lambda _: None
    counts: Counter[str] = field(default_factory=Counter)
    passed: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    remembered: list[str] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        """Whether nothing was there to be done."""
        return not any(self.counts[name] for name in ("added", "replaced", "removed", "failed"))

    def count(self, what: Counts) -> None:
        """Counts one more piece."""
        self.counts[what] += 1

    def fail(self, key: str, why: str) -> None:
        """Counts a piece that could not be read, and keeps why."""
        self.count("failed")
        self.explain([Dropped("syncing", f"{key}: {why}")])

    def explain(self, dropped: list[Dropped]) -> None:
        """Keeps what was passed over, and why."""
        self.dropped += dropped[: max(0, _KEPT - len(self.dropped))]

    def remember(self, reasons: list[str], *, count: int) -> None:
        """Counts what was passed over when a piece was read last, and keeps why."""
        self.passed += count
        self.remembered += reasons[: max(0, _KEPT - len(self.remembered))]

    def tell_progress(self) -> None:
        """Says how far it has come: what is saved now stays."""
        self.tell(f"so far {self.sum_up()}")

    def sum_up(self) -> str:
        """The numbers in words: "2 added, 0 replaced, 1 removed, 7 unchanged, 1 passed over"."""
        names = ("added", "replaced", "removed", "unchanged")
        numbers = [f"{self.counts[name]:,} {name}" for name in names]
        if self.passed:
            numbers.append(f"{self.passed:,} passed over")
        if self.counts["failed"]:
            numbers.append(f"{self.counts['failed']:,} failed")
        return ", ".join(numbers)
