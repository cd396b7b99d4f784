"""Opens sources as bytes, packed or not, and never takes in more than was allowed."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from kg.reading.drafts import UnreadableError, say_size
from kg.reading.sources import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_Bytes: TypeAlias = "io.BufferedReader[Any]"
_GZIP = b"\x1f\x8b"
_HEAD = 1024
_MOST_PACKED = 100  # English packs 3 to 10 times; deflate's bound is 1032


@dataclass(frozen=True, slots=True)
class Stream:
    """A source's bytes, unpacked, from their beginning; `head` is that beginning."""

    head: bytes
    bytes: _Bytes


@contextmanager
def open_source(source: Source, *, max_bytes: int) -> Iterator[Stream]:
    """The bytes of `source`, unpacked where they are packed by gzip, whatever the name says.

    Past `max_bytes`, what unpacks to over a hundred times its size is refused (`UnreadableError`).
    """
    with _open(source) as raw:
        start = raw.read(len(_GZIP))
        bytes_: _Bytes = io.BufferedReader(_Joined(start, raw))
        if start == _GZIP:
            bytes_ = io.BufferedReader(_Unpacked(bytes_, max_bytes))
        head = bytes_.read(_HEAD)
        yield Stream(head, io.BufferedReader(_Joined(head, bytes_)))


def read_whole(stream: Stream, *, max_bytes: int) -> bytes:
    """All bytes of `stream`, of which there are `max_bytes` at most, else `UnreadableError`."""
    data = stream.bytes.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableError(f"holds more than {say_size(max_bytes)}, the most that is read")
    return data


def read_lines(stream: Stream, *, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line of `stream` with its number from 1; None for one longer than `max_bytes`."""
    number = 0
    while line := stream.bytes.readline(max_bytes + 1):
        number += 1
        fits = len(line) <= max_bytes
        yield number, line if fits else None
        while not fits and not line.endswith(b"\n") and line:
            line = stream.bytes.readline(max_bytes)


@contextmanager
def _open(source: Source) -> Iterator[_Bytes]:
    if source.path is None:
        yield cast("_Bytes", sys.stdin.buffer)
    else:
        with source.path.open("rb") as file:
            yield file


class _Joined(io.RawIOBase):
    """`head`, then what is left of `rest`, which stays open; `taken` counts the bytes."""

    def __init__(self, head: bytes, rest: _Bytes) -> None:
        self._head = head
        self._rest = rest
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read1(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """What `packed` unpacks to; `UnreadableError` where it is damaged, or a bomb."""

    def __init__(self, packed: _Bytes, free: int) -> None:
        self._packed = _Joined(b"", packed)
        self._gzip = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._free = free
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._unpack(len(view))
        view[: len(data)] = data
        self._given += len(data)
        if self._given > max(self._free, _MOST_PACKED * self._packed.taken):
            raise UnreadableError(
                f"unpacks to more than {_MOST_PACKED} times its size; unpack it first if you trust it"
            )
        return len(data)

    def _unpack(self, count: int) -> bytes:
        try:
            return self._gzip.read1(count)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableError("is a damaged gzip file") from error
