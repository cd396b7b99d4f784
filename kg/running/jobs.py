"""What is done to a stream of things on several processes: which of them are work, and who reads those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias


class Thing(Protocol):
    """What a worker reads."""

    @property
    def source(self) -> str:
        """Where it stood."""


Read: TypeAlias = Callable[[Sequence[Any]], Iterator[Any]]
"""Gives what comes of each of some things, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for a `Pool`.

    `kind` is the class of the things that are work; others keep their places. `load` can be pickled, and
    gives in a worker who reads there. `measure` says how long anything is (characters, or bytes). Things
    are read together until they are `full` long; for less than `small` no process is started, as all would
    be read before one is ready.
    """

    kind: type[Any]
    load: Callable[[], Read]
    measure: Callable[[Any], int]
    full: int
    small: int
