"""`kg build --engine spark`: the options, and the build on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, check_date, find_extractor_options
from kg.cli.talk import Talk
from kg.errors import UsageError
from kg.model import Dropped

if TYPE_CHECKING:
    from kg.spark import BuildReport, WorkOptions

_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "spark"]),
        default="local",
        show_default=True,
        help="What shares out the work: this program, or Apache Spark (docs/cluster.md).",
    ),
    click.option("--master", metavar="URL", help="Where Spark runs: local[2], spark://HOST:7077, yarn, …"),
    click.option("--spark-conf", metavar="KEY=VALUE", multiple=True, help="A setting of Spark's."),
    click.option("--overwrite", is_flag=True, help="Replace the folder that kg wrote before with Spark."),
)

_NOT_THERE = ("store", "form", "extracted")


def spark_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of a build on a cluster."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def check_engine(options: Mapping[str, Any]) -> bool:
    """Whether Spark is asked for; a UsageError for options that do not go together."""
    if options["engine"] == "local":
        given = next((name for name in ("master", "spark_conf", "overwrite") if options[name]), None)
        if given:
            name = given.replace("_", "-")
            raise UsageError(f"--{name} is Spark's", where="build", hint=f"--engine spark --{name} …")
        return False
    barred = next((name for name in _NOT_THERE if options[name]), None)
    if barred or not options["output"] or options["output"] == "-":
        hint = "-o FOLDER; kg load FOLDER/quads/* --store DIR puts what is there into a store"
        raise UsageError("Spark writes a folder of N-Quads and Parquet", where="build", hint=hint)
    return True


def build_on_spark(sources: Sequence[str], options: Mapping[str, Any]) -> None:
    """Builds a folder on Spark, and tells what was read."""
    from kg.spark import build, start_session

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    conf = dict(map(_split, options["spark_conf"]))
    work, published = _find_work(options), check_date(options["date"])
    with start_session(master=options["master"], conf=conf, verbose=options["verbose"]) as spark:
        report = build(
            spark,
            sources,
            options["output"],
            options=work,
            reading=_find_reading(options),
            published=published,
            overwrite=options["overwrite"],
            tell=talk.say,
        )
    _count(report, run)
    talk.say(run.report())
    talk.say(options["output"])


def _split(setting: str) -> tuple[str, str]:
    key, equals, value = setting.partition("=")
    if not key or not equals:
        raise UsageError(f"{setting!r} sets nothing", where="--spark-conf", hint="spark.executor.memory=4g")
    return key, value


def _find_work(options: Mapping[str, Any]) -> WorkOptions:
    from kg.merging import read_decisions
    from kg.spark import WorkOptions

    return WorkOptions(
        extractor=find_extractor_options(options),
        provenance=options["provenance"],
        iris=options["iris"],
        close_matches=options["close_matches"],
        decisions=read_decisions(options["merges"]),
        min_confidence=options["min_confidence"],
    )


def _find_reading(options: Mapping[str, Any]) -> Any:
    from kg.reading import ReadingOptions

    return ReadingOptions(base=options["base"])


def _count(report: BuildReport, run: Run) -> None:
    """Notes in the run what Spark read."""
    run.documents, run.entities = report.documents, report.entities
    run.facts, run.events = report.facts, report.events
    run.passed_over = [Dropped("reading", reason) for reason in report.reasons]
