"""Finds the records of a WARC file, and goes on behind what is broken; nothing is believed of its lengths."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.model import Dropped
from kg.reading.drafts import UnreadableError, pass_over
from kg.reading.streams import Stream

_MOST_HEAD = 65_536  # bytes; those of Common Crawl have less than 1000
_MOST_MENDS = 100  # records of a wrong length, each of which makes some bytes to be read again
_PIECE = 1_000_000
_VERSION = re.compile(rb"WARC/\d")
_NEXT = re.compile(rb"\r?\n\r?\nWARC/\d")
_LONGEST_NEXT = len(b"\r\n\r\nWARC/1")
_AFTER = re.compile(rb"[\r\n]*W?A?R?C?/?")  # what stands behind a record, or the beginning of it
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"^warc-target-uri:[ \t]*<?([^\s>]{1,2000})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """The `number`-th record of an archive, from 1: its header lines with the empty one, and what they head.

    `address` is the URI that it was fetched from; `content` None where it is larger than is read.
    """

    number: int
    head: bytes
    address: str | None
    content: bytes | None


def find_records(stream: Stream, source: str, *, max_bytes: int) -> Iterator[Record | Dropped]:
    """The records of a WARC file, each with `max_bytes` of content at most, and what is broken in it."""
    return _Finder(stream, source, max_bytes).find()


class _Reader:
    """Bytes of a stream, of which some may be put back."""

    def __init__(self, source: io.BufferedReader[Any]) -> None:
        self._source = source
        self._held = io.BytesIO()

    def read(self, count: int) -> bytes:
        data = self._held.read(count)
        return data if len(data) == count else data + self._source.read(count - len(data))

    def readline(self) -> bytes:
        """A line, or as much of it as a head may hold."""
        line = self._held.readline(_MOST_HEAD)
        if line.endswith(b"\n") or len(line) == _MOST_HEAD:
            return line
        return line + self._source.readline(_MOST_HEAD - len(line))

    def put_back(self, data: bytes) -> None:
        self._held = io.BytesIO(data + self._held.read())

    def forget(self) -> None:
        self._held = io.BytesIO()


class _Finder:
    """One reading of one archive."""

    def __init__(self, stream: Stream, source: str, max_bytes: int) -> None:
        self._unpacked = stream.unpacked
        self._reader = _Reader(stream.bytes)
        self._source = source
        self._max_bytes = max_bytes
        self._number = 0
        self._mends = 0
        self._whole = True  # the last that was read
        self._damaged = False

    def find(self) -> Iterator[Record | Dropped]:
        """Every record; damage to the packing is told once until there is a whole record again."""
        going = True
        while going:
            try:
                yield from self._find()
                return
            except UnreadableError as refusal:
                if not self._damaged:
                    yield self._refuse(f"{refusal.why}{self._say_place()}")
                self._damaged, self._whole = True, False
                self._reader.forget()
                going = self._unpacked is not None and self._unpacked.recover()

    def _find(self) -> Iterator[Record | Dropped]:
        while True:
            version, skipped = self._find_version()
            if skipped and self._whole:
                yield self._refuse("is followed by what is no record" if self._number else "is no WARC file")
            if not version:
                return
            self._number += 1
            record = self._read(version)
            self._whole = isinstance(record, Record)
            self._damaged = self._damaged and not self._whole
            yield record

    def _find_version(self) -> tuple[bytes, bool]:
        """The line that begins the next record, empty at the end, and whether anything stands before it."""
        skipped = False
        while line := self._reader.readline():
            if _VERSION.match(line):
                return line, skipped
            skipped = skipped or bool(line.strip())
        return b"", skipped

    def _read(self, version: bytes) -> Record | Dropped:
        """The record that begins with the line `version`."""
        head, fault = self._read_head(version)
        length = _LENGTH.search(head)
        if fault or length is None:
            return self._refuse(fault or "does not say how long it is")
        found = _ADDRESS.search(head)
        address = found[1].decode(errors="replace") if found else None
        content, fault = self._read_content(int(length[1]))
        return self._refuse(fault, address) if fault else Record(self._number, head, address, content)

    def _read_head(self, version: bytes) -> tuple[bytes, str | None]:
        """The lines down to the first that is empty, and what is wrong with them."""
        lines = [version]
        room = _MOST_HEAD - len(version)
        while room > 0 and lines[-1].strip():
            lines.append(self._reader.readline())
            room -= len(lines[-1])
        head = b"".join(lines)
        if not lines[-1]:
            return head, "is cut short in its head"
        return head, "its head has no end" if lines[-1].strip() else None

    def _read_content(self, length: int) -> tuple[bytes | None, str | None]:
        """What a record holds, None where it is too large, and what is wrong with its length."""
        if length > self._max_bytes:
            return None, self._skip(length)
        content = self._reader.read(length)
        after = self._reader.read(4)
        if len(content) == length and _AFTER.fullmatch(after):
            self._reader.put_back(after)
            return content, None
        return None, self._mend(content + after, length)

    def _skip(self, length: int) -> str | None:
        """Passes over a large record, or the part of it that another one follows."""
        left, end = length, b""
        while left:
            piece = end + self._reader.read(min(left, _PIECE))
            left -= len(piece) - len(end)
            if _NEXT.search(piece) or len(piece) == len(end):
                return self._mend(piece, length)
            end = piece[-_LONGEST_NEXT:]
        return None

    def _mend(self, data: bytes, length: int) -> str:
        """Puts back what does not belong to a record that begins with `data`, and says what is wrong."""
        following = _NEXT.search(data)
        if following and self._mends < _MOST_MENDS:
            self._mends += 1
            self._reader.put_back(data[following.start() :])
        if following:
            return f"is shorter than the {length:,} bytes that it says"
        if len(data) <= length:
            return f"is cut short of the {length:,} bytes that it says"
        self._reader.put_back(data[length:])
        return f"is longer than the {length:,} bytes that it says"

    def _refuse(self, why: str, address: str | None = None) -> Dropped:
        about = f" ({address})" if address else ""
        return pass_over(f"{self._source}:{self._number}{about}" if self._number else self._source, why)

    def _say_place(self) -> str:
        return f" (from byte {self._unpacked.place:,} on)" if self._unpacked else ""
