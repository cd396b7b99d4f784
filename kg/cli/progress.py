"""How far a long run is, on a terminal: done, of how many, how fast, and the time left."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

T = TypeVar("T")


def show_progress(items: Iterable[T], label: str, *, total: int | None, patience: float) -> Iterator[T]:
    """The items; after `patience` seconds a line on standard error counts them, of `total` if it is known."""
    columns = [SpinnerColumn(), TextColumn("{task.description} {task.fields[told]}"), TimeElapsedColumn()]
    if total is not None:
        columns += [TextColumn("left"), TimeRemainingColumn()]
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(label, total=total, told="0")
    start = time.monotonic()
    try:
        for number, item in enumerate(items, 1):
            yield item
            seconds = time.monotonic() - start
            progress.update(task, completed=number, told=say_progress(number, total, seconds))
            if not progress.live.is_started and seconds > patience:
                progress.start()
    finally:
        progress.stop()


def say_progress(number: int, total: int | None, seconds: float) -> str:
    """So many done, of how many, and how fast.

    >>> say_progress(1200, 5000, 60.0), say_progress(3, None, 0.0)
    ('1,200 of 5,000, 20.0 a second', '3')
    """
    whole = f" of {total:,}" if total is not None else ""
    rate = f", {number / seconds:,.1f} a second" if seconds > 0 else ""
    return f"{number:,}{whole}{rate}"
