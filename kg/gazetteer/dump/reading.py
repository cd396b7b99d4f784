"""A dump's bytes, decompressed and cut into chunks of whole lines; memory stays bounded whatever it holds."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg.errors import InputError

CHUNK = 2 << 20
"""Bytes of whole lines that are read at once."""

LONGEST_LINE = 64 << 20
"""Bytes of the longest line that is kept; Wikidata's longest has some four million."""

_BLOCK = 1 << 20
_OTHER_ARCHIVES = {
    b"\x28\xb5\x2f\xfd": "zstd -dc FILE | kg index build -",
    b"\xfd7zXZ\x00": "xz -dc FILE | kg index build -",
    b"PK\x03\x04": "unzip -p FILE | kg index build -",
    b"SQLite format": "kg index info FILE: this is an index already",
}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines of a dump: where they end, in bytes as decompressed, and what share of the file is read."""

    text: bytes
    end: int
    share: float | None
    skipped: int


class Dump:
    """A dump at a path, or on standard input ("-"). InputError if it cannot be read or ends too early."""

    def __init__(self, path: str, *, threads: int = 1) -> None:
        self.path = path
        self._threads = threads

    def read(self, start: int = 0, *, check: Callable[[bytes], None] = lambda _: None) -> Iterator[Chunk]:
        """The dump's chunks from a place on, where a chunk ended; in bytes as decompressed.

        `check` is given the first bytes of the dump before anything else is done.
        """
        try:
            with _open_raw(self.path) as raw:
                size = 0 if self.path == "-" else Path(self.path).stat().st_size
                stream = _decompress(raw, self.path, self._threads)
                head = stream.read(_BLOCK)
                check(head)
                held = _skip(stream, head, start, self.path)
                yield from _cut(stream, held, start, lambda: _share(stream, raw, size))
        except FileNotFoundError as error:
            raise InputError("no such file", where=self.path, hint="latest-all.json.bz2, or -") from error
        except (OSError, EOFError, RuntimeError, ValueError, zlib.error) as error:
            raise InputError(_why(error), where=self.path, hint=HINT) from error


def _cut(stream: Any, held: bytes, place: int, share: Callable[[], float | None]) -> Iterator[Chunk]:
    skipped = 0
    while block := stream.read(_BLOCK):
        held += block
        if len(held) >= CHUNK and (cut := held.rfind(b"\n") + 1):
            place += cut
            yield Chunk(held[:cut], place, share(), skipped)
            held, skipped = held[cut:], 0
        elif len(held) > LONGEST_LINE:
            held, passed = _pass_line(stream, len(held))
            place, skipped = place + passed, skipped + 1
    yield Chunk(held, place + len(held), 1.0, skipped)


HINT = "download the dump again, and compare its size and checksum with those that Wikidata publishes"


def _why(error: BaseException) -> str:
    text = str(error)
    if isinstance(error, EOFError) or "End of file" in text:
        return "it ends in the middle: the file is truncated"
    if isinstance(error, IsADirectoryError | PermissionError):
        return "it cannot be read"
    return f"it is damaged: {text.splitlines()[0] if text else type(error).__name__}"


def _open_raw(path: str) -> BinaryIO:
    if path != "-":
        return Path(path).open("rb", buffering=_BLOCK)
    raw: Any = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    return cast(BinaryIO, io.BufferedReader(_Borrowed(raw), _BLOCK))


class _Borrowed(io.RawIOBase):
    """A stream that stays open when this is closed."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        return self._stream.readinto(buffer)


def _decompress(raw: BinaryIO, path: str, threads: int) -> Any:
    magic = cast(io.BufferedReader, raw).peek(16)[:16]
    for start, hint in _OTHER_ARCHIVES.items():
        if magic.startswith(start):
            raise InputError("neither bz2, gz nor plain text", where=path, hint=hint)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    if not magic.startswith(b"BZh"):
        return raw
    if path == "-":
        return bz2.BZ2File(raw)
    from rapidgzip import IndexedBzip2File  # type: ignore[import-not-found]

    return IndexedBzip2File(path, parallelization=threads)


def _share(stream: Any, raw: BinaryIO, size: int) -> float | None:
    """How much of the file has been read, from 0 to 1; None if its size is not known."""
    if not size:
        return None
    place = stream.tell_compressed() / 8 if hasattr(stream, "tell_compressed") else raw.tell()
    return min(1.0, float(place) / size)


def _skip(stream: Any, head: bytes, start: int, path: str) -> bytes:
    """Passes over what was read before, and gives what is read already of the rest.

    A plain file is sought; what is compressed is decompressed again, but not parsed.
    """
    if start <= len(head):
        return head[start:]
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        _check_reached(path, reached=stream.seek(0, io.SEEK_END) >= start)
        stream.seek(start)
        return b""
    left = start - len(head)
    while left and (block := stream.read(min(left, _BLOCK))):
        left -= len(block)
    _check_reached(path, reached=not left)
    return b""


def _check_reached(path: str, *, reached: bool) -> None:
    if not reached:
        why = "it is shorter than what was read of it before"
        raise InputError(why, where=path, hint="--restart, which begins anew")


def _pass_line(stream: Any, passed: int) -> tuple[bytes, int]:
    """What follows a line that is too long, and how many bytes were passed over."""
    while block := stream.read(_BLOCK):
        cut = block.find(b"\n") + 1
        if cut:
            return block[cut:], passed + cut
        passed += len(block)
    return b"", passed
