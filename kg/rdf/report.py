"""What a check of a graph found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: at which node, why, and what to do about it."""

    where: str
    why: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.why}" + (f"\n  try: {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, counted by its name, and what was found wanting, sorted."""

    counts: Mapping[str, int]
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found wanting."""
        return not self.findings

    def __str__(self) -> str:
        counted = ", ".join(f"{number:,} {name}" for name, number in self.counts.items())
        return "\n".join([*map(str, self.findings), counted])
