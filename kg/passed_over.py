"""What a run passed over: all of it in counts, by kinds of reasons, and the first of it in full."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.model import Dropped

LISTED = 1_000
"""What was passed over is kept in full so many times: of what is lost, and as often of what is not."""

KINDS = 100
"""The kinds of reasons that are told apart; what comes after them is counted as OTHER."""

OTHER = "other reasons"

LENGTH = 100
"""The characters of a kind."""

_CHOSEN = "choosing"
_VARYING = re.compile(r"""\S+://\S+|'[^']*'|"[^"]*"|\d(?:[\d,.]*\d)?""")


@dataclass(slots=True)
class PassedOver:
    """What was passed over: `listed` in full, in the order in which it came, and all of it in `kinds`.

    `kinds` counts by stage and kind of reason, as `find_kind` tells them. Its memory is bounded.
    """

    listed: list[Dropped] = field(default_factory=list)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    _listed_lost: int = 0

    @property
    def count(self) -> int:
        """How many were passed over."""
        return self.kinds.total()

    @property
    def lost(self) -> int:
        """How many of them should have been read: no README, no copy, nothing empty."""
        return sum(count for (stage, _), count in self.kinds.items() if is_lost(stage))

    @property
    def unlisted(self) -> int:
        """How many of them are not listed."""
        return self.count - sum(dropped.count for dropped in self.listed)

    def add(self, dropped: Dropped) -> None:
        """Counts what was passed over, and lists it where there is room."""
        self.add_count(dropped.stage, find_kind(dropped.reason), dropped.count)
        lost = is_lost(dropped.stage)
        if (self._listed_lost if lost else len(self.listed) - self._listed_lost) < LISTED:
            self.listed.append(dropped)
            self._listed_lost += lost

    def add_count(self, stage: str, kind: str, count: int) -> None:
        """Counts so many of a kind, and lists none of them."""
        if not count:
            return
        key = (stage, kind)
        room = len(self.kinds) < KINDS or key in self.kinds
        self.kinds[key if room else (stage, OTHER)] += count


def is_lost(stage: str) -> bool:
    """Whether what was passed over at a stage should have been read."""
    return stage != _CHOSEN


def find_kind(reason: str) -> str:
    """What a reason has in common with its like: without its place, its numbers, names and details.

    >>> find_kind("news.jsonl:7: has no text in text, body (its fields: id)")
    'has no text in text, body'
    >>> find_kind("news.warc: 28,000 texts that are not in English")
    'texts that are not in English'
    >>> find_kind("war.txt: takes longer than 1,200 seconds")
    'takes longer than … seconds'
    """
    why = (reason.partition(": ")[2] or reason).partition(" (")[0]
    return _VARYING.sub("…", why).removeprefix("… ")[:LENGTH]
