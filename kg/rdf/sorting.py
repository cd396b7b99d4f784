"""Sorts lines that do not fit into memory: in runs, on the disk of temporary files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from itertools import chain, groupby
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Final

from kg.output import guard_scratch

SIZE: Final = 128_000_000
"""The bytes that are held in memory; what is more waits on disk."""

RUNS: Final = 32
"""So many runs of one length become one longer run: few files are open at a time."""

_WEIGHT = 48  # what Python adds to the bytes of a line


class Sorter:
    """Takes lines, each with its line end, and gives them back sorted by their bytes and each once.

    Whatever the order they come in and whatever `size` is, the same lines come out. The files have no name:
    they are gone when the block ends, or the process. An OutputError says that none can be written.
    """

    def __init__(self, *, size: int = SIZE) -> None:
        self._size = size
        self._held = 0
        self._lines: list[bytes] = []
        self._levels: list[list[BinaryIO]] = []

    def __enter__(self) -> Sorter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in chain.from_iterable(self._levels):
            file.close()

    def add(self, lines: Sequence[bytes]) -> None:
        """Adds some lines."""
        self._lines += lines
        self._held += sum(map(len, lines)) + _WEIGHT * len(lines)
        if self._held > self._size:
            self._lines.sort()
            self._put(_each_once(self._lines), level=0)
            self._lines, self._held = [], 0

    def read(self) -> Iterator[bytes]:
        """All lines; none can be added any more."""
        self._lines.sort()
        runs = map(_read_run, chain.from_iterable(self._levels))
        return _each_once(merge(*runs, self._lines) if self._levels else self._lines)

    def _put(self, lines: Iterable[bytes], *, level: int) -> None:
        """Writes a run; of RUNS that were merged equally often it makes one."""
        if level == len(self._levels):
            self._levels.append([])
        runs = self._levels[level]
        runs.append(_write_run(lines))
        if len(runs) == RUNS:
            self._put(_each_once(merge(*map(_read_run, runs))), level=level + 1)
            while runs:
                runs.pop().close()


def _each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line, _ in groupby(lines))


def _write_run(lines: Iterable[bytes]) -> BinaryIO:
    with guard_scratch():
        file: BinaryIO = TemporaryFile(prefix="kg-")  # noqa: SIM115 # closed by __exit__
        try:
            file.writelines(lines)
            file.flush()
        except BaseException:
            with suppress(OSError):
                file.close()
            raise
    return file


def _read_run(file: BinaryIO) -> Iterator[bytes]:
    with guard_scratch():
        file.seek(0)
        yield from file
