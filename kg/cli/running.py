"""What the verbs that read many documents share: processes, limits, progress, log, report and exit code."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.documents import Run, find_extractor_options, read_values
from kg.cli.talk import Talk
from kg.errors import PASSED_OVER, KgError
from kg.model import Copy, Document, Dropped, Extraction

if TYPE_CHECKING:
    from kg.running import Limits
    from kg.running.works import Told

T = TypeVar("T")

_OPTIONS = (
    click.option(
        "--processes",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes read documents.  [default: one a core]",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="Pass over a document that takes longer; a long one has as much for each 500,000 characters.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(min=1),
        default=1500,
        show_default=True,
        metavar="MB",
        help="Pass over a document for which a process needs more.",
    ),
    click.option("--report", metavar="FILE", help="Write what was read and how fast, as JSON."),
    click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to talk on standard error; json is an object a line.",
    ),
)


def running_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of a long run."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


@contextmanager
def start_run(command: str, sources: Iterable[str], options: Mapping[str, Any]) -> Iterator[tuple[Talk, Run]]:
    """A block in which documents are read; it ends with a report and, where some were lost, an exit code."""
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"], json=options["log_format"] == "json")
    run = Run()
    talk.log("start", command=command, sources=list(sources))
    try:
        yield talk, run
        _finish(command, sources, options, talk=talk, run=run)
    except KgError as error:
        if not talk.json:
            raise
        talk.log("error", where=error.where, why=error.why, hint=error.hint, exit_code=error.exit_code)
        raise click.exceptions.Exit(error.exit_code) from error
    if run.passed_over.lost:
        raise click.exceptions.Exit(PASSED_OVER)


def tell_all(
    sources: Iterable[str],
    options: Mapping[str, Any],
    *,
    make: Callable[[Extraction], T],
    credit: Callable[[Copy], T],
    talk: Talk,
    run: Run,
) -> Generator[T, None, None]:
    """What `make` gives of each document, in their order, read on as many processes as `--processes` says.

    Of a copy of a document it is what `credit` gives. Both are counted in the run, and what is passed
    over is noted.
    """
    run.is_told = talk.verbose
    values = read_values(sources, options, limits=find_limits(options))
    with closing(run_all(values, options, make=make)) as found:
        for told in talk.follow(found, label="documents read", count=lambda: _count_files(sources)):
            if isinstance(told, Copy):
                run.copies += 1
                talk.detail(told.reason)
                yield credit(told)
            elif isinstance(told, Dropped):
                run.passed_over.add(told)
                talk.pass_over(told)
            else:
                run.add(told)
                talk.detail(f"{told.source}: {told.facts:,} {'fact' if told.facts == 1 else 'facts'}")
                yield told.value


def run_all(
    documents: Iterable[Document | Dropped], options: Mapping[str, Any], *, make: Callable[[Extraction], T]
) -> Generator[Told[T] | Dropped, None, None]:
    """What is told of each document with what `make` gives of it, read as the options choose."""
    from kg.running import run_documents
    from kg.running.works import Telling

    return run_documents(
        documents,
        options=find_extractor_options(options),
        work=Telling(make=make, minimum=options["min_confidence"]),
        processes=options["processes"],
        limits=find_limits(options),
    )


def find_limits(options: Mapping[str, Any]) -> Limits:
    """What one document may take, as the options say."""
    from kg.running import Limits

    return Limits(seconds=options["time_limit"], memory=options["memory_limit"])


def _count_files(sources: Iterable[str]) -> int | None:
    """How many files there are to read or to pass over; None where one may hold many documents."""
    from kg.reading.kinds import name_kind
    from kg.reading.sources import find_sources

    found = find_sources(sources)
    kinds = {name_kind(source.name) for source in found if not isinstance(source, Dropped)}
    return len(found) if kinds <= {"plain", "markdown", "page"} else None


def _finish(
    command: str, sources: Iterable[str], options: Mapping[str, Any], *, talk: Talk, run: Run
) -> None:
    """Tells what was done, and writes it where a report was asked for."""
    from kg.cli.run_reports import make_report, save_report, sum_up

    if talk.json:
        talk.log("end", outcome=run.outcome, **sum_up(run))
    else:
        talk.say(run.report())
        if run.outcome:
            talk.say(run.outcome)
    if options["report"]:
        save_report(make_report(command, sources, options, run), options["report"])
