"""`kg evaluate`: compares what is read with gold."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extraction_options, keep_sure, load, read_ontology
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.evaluation import Evaluation, Gold
    from kg.evaluation.losses import Loss
    from kg.evaluation.sighting import Sighting
    from kg.model import Document, Extraction
    from kg.ontology import Ontology

_EPILOG = """\b
Example:
  kg evaluate tests/data/gold/tiny.jsonl --errors
  kg evaluate tests/data/gold/tiny.jsonl --fail-under facts.p=0.6,facts.f1=0.5
  kg evaluate --linking tests/data/gold/links.jsonl --errors
"""

_FORMATS = ("table", "json")
_ALL = "all"


def _to_count(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    """The number of errors; what follows `--errors` without one begins with a dash, or is nothing."""
    if not value.isdecimal() and value != _ALL:
        hint = "--errors at the end of the line, or --errors=10"
        raise UsageError(f"{value!r} is no number of errors", where="--errors", hint=hint)
    return sys.maxsize if value == _ALL else int(value)


@click.command("evaluate", epilog=_EPILOG)
@click.argument("gold")
@click.argument("predicted", required=False)
@click.option(
    "--errors",
    callback=_to_count,
    is_flag=False,
    flag_value=_ALL,
    default="0",
    metavar="[N]",
    help="Show the first N facts missed or wrong, or all, each with the stage that lost it.",
)
@click.option("--linking", is_flag=True, help="GOLD are labelled mentions: compare whom they are linked to.")
@click.option("--reliability", is_flag=True, help="Show the share of right facts by bands of confidence.")
@click.option(
    "--fail-under", metavar="FLOORS", default="", help="Exit with 1 below these: facts.p=0.9,events.f1=0.7."
)
@click.option("-F", "--format", "form", type=click.Choice(_FORMATS), help="What to write: a table, or JSON.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here instead of standard output.")
@extraction_options
@talk_options
@click.pass_context
def command(ctx: click.Context, /, gold: str, predicted: str | None, **options: Any) -> None:
    """Compare what is read with gold: precision and recall.

    GOLD is JSON Lines, one document a line with its text, entities, facts and events as a careful
    reader would enter them (docs/evaluation.md). Its texts are read, or PREDICTED, what kg extract
    printed, is compared with it. With --linking, GOLD are texts with mentions and their QIDs
    (docs/wikidata.md).
    """
    if options["linking"]:
        _evaluate_links(gold, predicted, options)
        return
    from kg.evaluation import read_gold
    from kg.evaluation.floors import find_fallen, parse_floors
    from kg.evaluation.scores import evaluate

    floors, talk, run = parse_floors(options["fail_under"]), Talk(quiet=options["quiet"]), Run()
    ontology = read_ontology(options["ontology"])
    golds = read_gold([gold], ontology=ontology)
    read = list(_read(golds, predicted, options, talk=talk))
    found = [keep_sure(extraction, options, run=run) for extraction, _ in read]
    evaluation = evaluate(golds, found, ontology=ontology)
    sightings = {extraction.document.text: sighting for extraction, sighting in read}
    losses = list(_find_losses(evaluation, sightings, ontology)) if options["errors"] else []
    _write(evaluation, losses, options, ontology)
    talk.say(run.report())
    fallen = find_fallen(evaluation, floors)
    for line in fallen:
        talk.say(line)
    ctx.exit(1 if fallen else 0)


def _evaluate_links(labels: str, predicted: str | None, options: dict[str, Any]) -> None:
    """Compares the links of labelled mentions; UsageError with what only facts have."""
    from kg.cli.link_pages import draw_link_page, dump_link_page
    from kg.evaluation.links import evaluate_links, read_labelled
    from kg.output import open_output

    if predicted or options["fail_under"] or options["reliability"]:
        raise UsageError("links are compared of one file of labels alone", where="--linking")
    extractor = load(options)
    evaluation = evaluate_links(read_labelled(labels, extractor), extractor)
    by_name = "json" if options["output"].lower().endswith(".json") else "table"
    write = dump_link_page if (options["form"] or by_name) == "json" else draw_link_page
    with open_output(options["output"], binary=False) as stream:
        write(evaluation, options["errors"], stream=stream)


def _read(
    golds: list[Gold], predicted: str | None, options: dict[str, Any], *, talk: Talk
) -> Iterator[tuple[Extraction, Sighting]]:
    """What was read of each document, with its sentences and mentions."""
    from kg.evaluation import read_predictions
    from kg.evaluation.sighting import extract_with_sightings, sight_again

    if predicted is None:
        documents = list(_date(golds, options["date"]))
        pairs = extract_with_sightings(documents, load(options))
        yield from talk.follow(pairs, label="documents read")
    else:
        yield from ((each, sight_again(each)) for each in read_predictions(predicted))


def _date(golds: Iterable[Gold], date: str | None) -> Iterator[Document]:
    from kg.reading.dates import to_published

    published = to_published(date)
    if date and not published:
        raise UsageError(f"{date!r} is no date", where="--date", hint="2023-12-26")
    return (replace(gold.document, published=gold.document.published or published) for gold in golds)


def _find_losses(
    evaluation: Evaluation, sightings: dict[str, Sighting], ontology: Ontology
) -> Iterator[Loss]:
    from kg.evaluation.losses import find_losses
    from kg.evaluation.sighting import sight_again

    for each in evaluation.comparisons:
        sighting = sightings.get(each.gold.document.text) or sight_again(each.found)
        yield from find_losses(each, sighting, ontology=ontology)


def _write(evaluation: Evaluation, losses: list[Loss], options: dict[str, Any], ontology: Ontology) -> None:
    from kg.cli.evaluation_pages import draw_page, dump_page
    from kg.evaluation.reliability import measure_reliability
    from kg.output import open_output

    count = options["errors"]
    shown = losses[:count]
    bands = measure_reliability(evaluation.comparisons, ontology=ontology) if options["reliability"] else None
    by_name = "json" if options["output"].lower().endswith(".json") else "table"
    with open_output(options["output"], binary=False) as stream:
        if (options["form"] or by_name) == "json":
            dump_page(evaluation, shown if count else None, bands, stream=stream)
        else:
            draw_page(evaluation, shown, losses, bands, stream=stream)
