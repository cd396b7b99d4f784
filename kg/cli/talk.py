"""What a command says beside its data: reports and progress, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.rdf.report import Report

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds of work before a progress bar is worth showing."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How much to say: nothing but errors when `quiet`, more when `verbose`."""

    quiet: bool = False
    verbose: bool = False

    def say(self, message: str) -> None:
        """A line on standard error, unless quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def detail(self, message: str) -> None:
        """A line on standard error, when verbose."""
        if self.verbose:
            click.echo(message, err=True)

    def follow(self, items: Iterable[T], *, label: str) -> Iterator[T]:
        """The items, with a count on a terminal once the work has taken `PATIENCE` seconds."""
        if self.quiet or not sys.stderr.isatty():
            return iter(items)
        return _follow(items, label)


def tell_report(report: Report, talk: Talk) -> int:
    """Prints what a check found, tells its counts, and gives the exit code: 1 for found wanting."""
    for finding in report.findings:
        click.echo(str(finding))
    counts = (
        f"{number:,} {name.removesuffix('s') if number == 1 else name}"
        for name, number in report.counts.items()
    )
    talk.say(", ".join(counts))
    return 0 if report.ok else 1


def talk_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command `--quiet` and `--verbose`."""
    quiet = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
    return quiet(verbose(function))


def _follow(items: Iterable[T], label: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(label, total=None)
    start = time.monotonic()
    try:
        for item in items:
            yield item
            progress.advance(task)
            if not progress.live.is_started and time.monotonic() - start > PATIENCE:
                progress.start()
    finally:
        progress.stop()
