"""Opens sources as bytes, packed or not, and never takes in more than was allowed."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

from kg.reading.drafts import UnreadableError, say_size
from kg.reading.packing import LONGEST_MARK, Unpacked, find_packing
from kg.reading.sources import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_Bytes: TypeAlias = "io.BufferedReader[Any]"
_HEAD = 1024
_BUFFER = 65_536
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Stream:
    """A source's bytes, unpacked, from their beginning; `head` is that beginning.

    `unpacked` is what unpacks them, None where nothing does; `file` the file that holds them as they are,
    None for what is packed and for standard input.
    """

    head: bytes
    bytes: _Bytes
    unpacked: Unpacked | None = None
    file: BinaryIO | None = None


@contextmanager
def open_source(source: Source, *, max_bytes: int) -> Iterator[Stream]:
    """The bytes of `source`, unpacked where gzip, bzip2 or zstd packed them, whatever the name says.

    Past `max_bytes`, what unpacks to over a hundred times its size is refused (`UnreadableError`).
    """
    with _open(source) as raw:
        start = raw.read(LONGEST_MARK)
        bytes_: _Bytes = io.BufferedReader(_Joined(start, raw), _BUFFER)
        packing = find_packing(start)
        unpacked = Unpacked(bytes_, packing, free=max_bytes) if packing else None
        if unpacked:
            bytes_ = io.BufferedReader(unpacked, _BUFFER)
        head = _read_head(bytes_)
        file = None if unpacked or source.path is None else cast("BinaryIO", raw)
        yield Stream(head, io.BufferedReader(_Joined(head, bytes_), _BUFFER), unpacked, file)


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


def _read_head(bytes_: _Bytes) -> bytes:
    """The first bytes, fewer where damage follows, which is told when one comes to it."""
    head = b""
    try:
        while len(head) < _HEAD and (piece := bytes_.read1(_HEAD - len(head))):
            head += piece
    except UnreadableError:
        if not head:
            raise
    return head


@contextmanager
def _open(source: Source) -> Iterator[_Bytes]:
    if source.path is None:
        yield cast("_Bytes", sys.stdin.buffer)
    else:
        opener = None if source.named else _open_file
        with open(source.path, "rb", opener=opener) as file:
            yield file


def _open_file(path: str, flags: int) -> int:
    """Opens what was a file when its folder was listed; by now it may be a pipe, for which nobody waits."""
    opened = os.open(path, flags | _AT_ONCE)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise UnreadableError("is no regular file any more")
    return opened


class _Joined(io.RawIOBase):
    """`head`, then what is left of `rest`, which stays open."""

    def __init__(self, head: bytes, rest: _Bytes) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read1(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)
