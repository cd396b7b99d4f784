"""What a command says beside its data: reports and progress, on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.model import Dropped
    from kg.rdf.report import Report

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds of work before a progress bar is worth showing."""

LOG_EVERY = 5.0
"""Seconds between two lines of a log that tell how far the work is."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How much to say: nothing but errors when `quiet`, more when `verbose`; `json` makes it a log."""

    quiet: bool = False
    verbose: bool = False
    json: bool = False

    def say(self, message: str) -> None:
        """A line on standard error, unless quiet."""
        if self.json:
            self.log("told", message=message)
        elif not self.quiet:
            click.echo(message, err=True)

    def detail(self, message: str) -> None:
        """A line on standard error, when verbose."""
        if self.verbose:
            self.log("told", message=message) if self.json else click.echo(message, err=True)

    def pass_over(self, dropped: Dropped) -> None:
        """What was passed over: a line of the log, or, when verbose, on standard error."""
        if self.json:
            self.log("passed over", stage=dropped.stage, reason=dropped.reason)
        else:
            self.detail(f"passed over {dropped.reason}")

    def log(self, event: str, **about: Any) -> None:
        """A line of the log, where one was asked for: an object with the time, what happened, and more."""
        if self.json and (not self.quiet or event == "error"):
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            click.echo(json.dumps({"time": now, "event": event, **about}, ensure_ascii=False), err=True)

    def follow(
        self, items: Iterable[T], *, label: str, count: Callable[[], int | None] | None = None
    ) -> Iterator[T]:
        """The items, with a count on a terminal once the work has taken `PATIENCE` seconds.

        `count` says how many there will be, or None; it is asked only where that will be shown.
        """
        if self.json:
            return self._log_progress(items)
        if self.quiet or not sys.stderr.isatty():
            return iter(items)
        from kg.cli.progress import show_progress

        return show_progress(items, label, total=count() if count else None, patience=PATIENCE)

    def _log_progress(self, items: Iterable[T]) -> Iterator[T]:
        start = told = time.monotonic()
        for number, item in enumerate(items, 1):
            yield item
            now = time.monotonic()
            if now - told > LOG_EVERY:
                told = now
                self.log(
                    "progress",
                    done=number,
                    seconds=round(now - start, 1),
                    per_second=round(number / (now - start), 2),
                )


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
