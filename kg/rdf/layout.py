"""Turtle and TriG as they are read: prefixes sorted, a blank line between subjects."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_ENDS = re.compile(rb"( \.|^\})\n(?=[^}\n])", re.MULTILINE)
_LAST = re.compile(rb"( \.|^\})\n\Z", re.MULTILINE)


class Layout(io.RawIOBase):
    """A stream that lays out what pyoxigraph writes, line by line, and hands it on to `file`.

    `header` is the number of prefixes, each of which has a line at the top. Line ends are never part of a
    literal here, so that whole lines can be moved and parted. `finish` writes what is left.
    """

    def __init__(self, file: BinaryIO, header: int) -> None:
        self._file = file
        self._header = header
        self._in_header = True
        self._parts = False
        self._rest = b""

    def writable(self) -> bool:
        """That it takes bytes."""
        return True

    def write(self, data: ReadableBuffer) -> int:
        """Takes bytes, and writes the lines that are complete."""
        given = bytes(data)
        lines, end, rest = (self._rest + given).rpartition(b"\n")
        self._rest = rest
        self._lay_out(lines + end)
        return len(given)

    def finish(self) -> None:
        """Writes what is left when everything has come."""
        self._lay_out(self._rest, last=True)
        self._rest = b""

    def _lay_out(self, lines: bytes, *, last: bool = False) -> None:
        if self._in_header:
            if lines.count(b"\n") < self._header or not (lines or last):
                self._rest = lines + self._rest
                return
            *prefixes, lines = lines.split(b"\n", self._header)
            self._file.write(b"".join(prefix + b"\n" for prefix in sorted(prefixes)) + b"\n")
            self._in_header = False
        self._part(lines)

    def _part(self, lines: bytes) -> None:
        """A blank line between subjects, and spaces for tabs."""
        if not lines:
            return
        if self._parts and lines[:1] not in (b"}", b"\n"):
            self._file.write(b"\n")
        self._parts = bool(_LAST.search(lines))
        self._file.write(_ENDS.sub(rb"\1\n\n", lines).replace(b"\t", b"    "))
