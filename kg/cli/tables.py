"""Draws tables for people: as wide as a terminal, or as they need; row by row once the widths are settled."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

SAMPLE = 500
"""The rows that settle how wide columns are; later ones are drawn as they come."""

_GAP = 3
_NARROWEST = 6


def draw_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    stream: TextIO | None = None,
    width: int | None = None,
    bold: bool | None = None,
) -> int:
    """Draws rows under headings and gives their number, in memory that does not grow with them.

    `width` is in columns of the terminal, by default that of `stream`, without end where that is none;
    a cell that is wider than its column goes on below. Headings are `bold` on a terminal.
    """
    stream = stream or sys.stdout
    screen = stream.isatty()
    limit = width or (_find_width() if screen else None)
    rows = iter(rows)
    first = list(islice(rows, SAMPLE))
    widths = _settle(headings, first, limit)
    if first:
        _draw_head(headings, widths, stream, bold=screen if bold is None else bold)
    count = 0
    for row in chain(first, rows):
        count += 1
        stream.writelines(f"{line}\n" for line in _lay_out(row, widths, fold=limit is not None))
    stream.write(f"({count:,} {'row' if count == 1 else 'rows'})\n")
    return count


def _find_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def _draw_head(headings: Sequence[str], widths: Sequence[int], stream: TextIO, *, bold: bool) -> None:
    for line in _lay_out(headings, widths, fold=True):
        stream.write(f"\x1b[1m{line}\x1b[0m\n" if bold else f"{line}\n")
    stream.write(f" {'─' * (sum(widths) + _GAP * (len(widths) - 1))}\n")


def _settle(headings: Sequence[str], rows: Sequence[Sequence[str]], limit: int | None) -> list[int]:
    """The width of each column: what its cells need, and less for the widest where `limit` is too small."""
    columns = zip(headings, *rows, strict=True) if rows else ((heading,) for heading in headings)
    widths = [max(1, *map(measure, column)) for column in columns]
    room = (limit or sys.maxsize) - 2 - _GAP * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(widths)
        next_widest = max((w for w in widths if w < widest), default=_NARROWEST)
        many = widths.count(widest)
        less = min(widest - max(next_widest, _NARROWEST), -(-(sum(widths) - room) // many))
        widths = [w - max(1, less) if w == widest else w for w in widths]
    return widths


def measure(text: str) -> int:
    """The columns that a text takes on a terminal; wide characters take two.

    >>> measure("東京"), measure("Tokyo")
    (4, 5)
    """
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _lay_out(row: Sequence[str], widths: Sequence[int], *, fold: bool) -> Iterator[str]:
    """The lines of one row."""
    cells = [_fold(cell, width) if fold else [cell] for cell, width in zip(row, widths, strict=True)]
    for place in range(max(map(len, cells), default=0)):
        parts = [cell[place] if place < len(cell) else "" for cell in cells]
        padded = (part + " " * (width - measure(part)) for part, width in zip(parts, widths, strict=True))
        yield f" {(' ' * _GAP).join(padded)}".rstrip()


def _fold(cell: str, width: int) -> list[str]:
    """A cell as lines of at most `width` columns, cut between words where that can be."""
    if measure(cell) <= width:
        return [cell]
    if cell.isascii():
        return textwrap.wrap(cell, width) or [""]
    return [part for line in textwrap.wrap(cell, width) for part in _chop(line, width)] or [""]


def _chop(line: str, width: int) -> Iterator[str]:
    """A line as pieces that are no wider than `width`, where wide characters make it wider than long."""
    piece = ""
    for character in line:
        if piece and measure(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece
