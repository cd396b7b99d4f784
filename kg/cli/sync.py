"""`kg sync`: keeps a store in step with a folder, a feed or a manifest."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, check_date, extraction_options, find_extractor_options, read_ontology
from kg.cli.graph_making import find_graph_maker, graph_making_options
from kg.cli.running import run_all, running_options, start_run
from kg.cli.store_options import store_option
from kg.cli.talk import Talk, talk_options
from kg.errors import KgError, UsageError
from kg.model import Dropped
from kg.passed_over import PassedOver

if TYPE_CHECKING:
    from kg.model import Document
    from kg.rdf.named_graph import NamedGraph
    from kg.running.works import GraphMaker
    from kg.sync import Report, Setting
    from kg.sync.pieces import Source
    from kg.sync.watching import Stop

FOLDERS_EVERY = 10.0
"""The seconds between two looks at folders."""

FEEDS_EVERY = 900.0
"""The seconds between two looks at feeds."""

_EPILOG = """\b
Example:
  kg sync seeds/ --store out/synced
  kg sync seeds/ --store out/synced --dry-run
"""


@click.command("sync", epilog=_EPILOG)
@click.argument("sources", metavar="FOLDER|FEED|MANIFEST...", nargs=-1, required=True)
@store_option
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--watch", is_flag=True, help="Go on until Ctrl-C or SIGTERM.")
@click.option(
    "--every",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="How long --watch waits.  [default: 10 for files, 900 for feeds]",
)
@click.option("--yes", is_flag=True, help="Remove all that came from a source that has nothing left.")
@click.option("--name", metavar="NAME", help="Remember the source by this name, not by its path.")
@click.option("--pages", is_flag=True, help="Read the pages that a feed links to, not its own words.")
@click.option("--allow-host", metavar="HOST", multiple=True, help="Ask this host too, beside the feed's own.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Give up on a server that takes longer.",
)
@click.option(
    "--save-every",
    type=click.FloatRange(min=0),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Have what was read be there to stay after so long.",
)
@graph_making_options
@extraction_options
@running_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Keep a store in step with folders, feeds or lists of files.

    What is new is read, what has changed is read again, and what is gone is taken out of the store; the
    rest costs no more than a look at its bytes. A feed is an address, or a file, of RSS or Atom, and what
    leaves it is kept. A manifest lists files, a path a line, seen from where it lies. Whatever happens, the
    store is whole, and the next run goes on.
    """
    from kg.sync.watching import Stop, heed_signals

    if options["name"] and len(sources) > 1:
        raise UsageError("--name is for one source", where="sync")
    stop = Stop()
    with heed_signals(stop):
        if options["dry_run"]:
            _plan(sources, options, stop)
            return
        with start_run("sync", sources, options) as (talk, run):
            found = _find_sources(sources, options, stop, talk)
            setting = _find_setting(options, stop, talk, run)
            if options["watch"]:
                _watch(found, setting, options["every"], stop, talk, run)
            else:
                _sync(found, setting, talk, run)
                if stop.asked:
                    talk.say(run.outcome)
                    raise KeyboardInterrupt


def _find_sources(sources: Iterable[str], options: dict[str, Any], stop: Stop, talk: Talk) -> list[Source]:
    from kg.store.patience import Patience
    from kg.sync import find_source
    from kg.sync.fetching import Access

    patience = Patience(retries=5, first=1.0, longest=3600.0 if options["watch"] else 60.0)
    access = Access(
        hosts=frozenset(host.lower() for host in options["allow_host"]),
        timeout=options["timeout"],
        patience=patience,
        tell=talk.say,
        wait=stop.wait_or_raise,
    )
    return [
        find_source(
            each,
            store=Path(options["store"]),
            access=access,
            name=options["name"],
            pages=options["pages"],
            marks={} if options["watch"] else None,
        )
        for each in sources
    ]


def _find_setting(options: dict[str, Any], stop: Stop, talk: Talk, run: Run) -> Setting:
    from kg.reading import ReadingOptions
    from kg.sync import Setting, find_fingerprint

    published = check_date(options["date"])
    choices = {name: options[name] for name in ("provenance", "iris", "close_matches", "min_confidence")}
    ontology = read_ontology(options["ontology"])
    make = find_graph_maker(options, ontology)
    return Setting(
        store=Path(options["store"]),
        ontology=ontology,
        read=lambda documents: _read(documents, options, make, talk, run),
        fingerprint=find_fingerprint(
            find_extractor_options(options),
            choices={**choices, "date": published},
            files=map(Path, options["merges"]),
        ),
        credit=make.credit,
        extensions=options["ontology"],
        options=ReadingOptions(base=options["base"]),
        published=published,
        every=options["save_every"],
        empty_too=options["yes"],
        stopped=lambda: stop.asked,
        tell=talk.say,
    )


def _read(
    documents: Iterable[Document], options: dict[str, Any], make: GraphMaker, talk: Talk, run: Run
) -> Generator[NamedGraph | Dropped, None, None]:
    """The graph of each document; what reads them is loaded for the first one."""
    with closing(run_all(documents, options, make=make)) as found:
        for told in talk.follow(found, label="documents read"):
            if isinstance(told, Dropped):
                yield told
            else:
                run.add(told)
                yield told.value


def _sync(sources: Iterable[Source], setting: Setting, talk: Talk, run: Run) -> Report:
    """Makes a round over each source, and notes in the run what was done."""
    from kg.sync import Report, sync_source

    report = Report(tell=talk.detail)
    for source in sources:
        if not setting.stopped():
            sync_source(source, setting, report=report)
    new = {dropped.reason for dropped in report.dropped}
    for reason in report.remembered:
        if reason not in new:
            talk.detail(f"passed over {reason}, as before")
    for dropped in report.dropped:
        run.passed_over.add(dropped)
    run.outcome = f"{setting.store}: {report.sum_up()}"
    return report


def _watch(
    sources: list[Source], setting: Setting, every: float | None, stop: Stop, talk: Talk, run: Run
) -> None:
    """Makes rounds until the end is asked for, and tells of each in which something was done."""
    from kg.sync.feeds import FeedSource
    from kg.sync.watching import watch

    def look() -> None:
        report = _sync(sources, setting, talk, run)
        if talk.verbose or not report.is_idle:
            for dropped in run.passed_over.listed:
                talk.say(f"passed over {dropped.reason}")
            talk.say(run.outcome)
        run.passed_over = PassedOver()

    def tell(error: KgError, seconds: float) -> None:
        talk.say(f"{error}\n  trying again in {seconds:g} s")

    feeds = any(isinstance(each, FeedSource) for each in sources)
    watch(look, every=every or (FEEDS_EVERY if feeds else FOLDERS_EVERY), stop=stop, tell=tell)
    run.outcome = "ended; what was read is kept"


def _plan(sources: Iterable[str], options: dict[str, Any], stop: Stop) -> None:
    """Prints what would be done."""
    from kg.sync import Report, plan_sync

    talk, report = Talk(quiet=options["quiet"], verbose=options["verbose"]), Report()
    setting = _find_setting(options, stop, talk, Run())
    for source in _find_sources(sources, options, stop, talk):
        for what, key in plan_sync(source, setting, report=report):
            click.echo(f"{what}\t{key}")
    for dropped in report.dropped:
        talk.say(f"passed over {dropped.reason}")
    talk.say(f"{setting.store} would have: {report.sum_up()}")
