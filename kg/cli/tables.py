"""Draws tables for people: on a terminal as wide as it is, elsewhere as wide as they need."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

UNBOUNDED = 100_000


def draw_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, stream: TextIO | None = None
) -> int:
    """Draws rows under headings and gives their number; no colour but on a terminal."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    stream = stream or sys.stdout
    table = Table(*map(escape, headings), box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=stream, width=None if stream.isatty() else UNBOUNDED, highlight=False)
    with console.capture() as capture:
        console.print(table if table.row_count else "")
    for line in filter(None, map(str.rstrip, capture.get().splitlines())):
        stream.write(f"{line}\n")
    stream.write(f"({table.row_count} {'row' if table.row_count == 1 else 'rows'})\n")
    return table.row_count
