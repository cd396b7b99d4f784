"""`kg build --engine spark`: the options, and the build on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, check_date, find_extractor_options
from kg.cli.running import find_limits, start_run
from kg.errors import UsageError
from kg.passed_over import OTHER

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

_NOT_THERE = ("store", "form", "extracted", "processes")


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
    if any(options[name] for name in _NOT_THERE) or options["output"] in (None, "-"):
        hint = "-o FOLDER, without --store, --format, --extracted and --processes"
        raise UsageError("Spark writes a folder of N-Quads and Parquet", where="build", hint=hint)
    return True


def build_on_spark(sources: Sequence[str], options: Mapping[str, Any]) -> None:
    """Builds a folder on Spark, and tells what was read."""
    from kg.reading import ReadingOptions
    from kg.spark import build, start_session

    conf = dict(map(_split, options["spark_conf"]))
    work, published = _find_work(options), check_date(options["date"])
    with (
        start_run("build", sources, options) as (talk, run),
        start_session(master=options["master"], conf=conf, verbose=options["verbose"]) as spark,
    ):
        report = build(
            spark,
            sources,
            options["output"],
            options=work,
            reading=ReadingOptions(base=options["base"]),
            published=published,
            overwrite=options["overwrite"],
            tell=talk.detail,
        )
        _count(report, run)
        run.outcome = options["output"]


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
        limits=find_limits(options),
    )


def _count(report: BuildReport, run: Run) -> None:
    """Notes in the run what Spark read."""
    for name in ("documents", "copies", "words", "entities", "facts", "events"):
        setattr(run, name, getattr(report, name))
    for dropped in report.reasons:
        run.passed_over.add(dropped)
    lost = report.lost - run.passed_over.lost
    run.passed_over.add_count("reading", OTHER, lost)
    run.passed_over.add_count("choosing", OTHER, report.passed_over - run.passed_over.count)
