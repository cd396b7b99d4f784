"""What the verbs of `kg graph` share: which graph, which of its links, and how rows are written."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.source_options import find_source, source_options
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.analysis import Network, Selection
    from kg.ontology import Ontology

ROW_FORMATS = ("table", "csv", "json", "markdown")

_BY_EXTENSION = {".csv": "csv", ".json": "json", ".md": "markdown", ".txt": "table"}

_LINKS = (
    click.option("-r", "--relation", "relations", multiple=True, metavar="NAME", help="Only this relation."),
    click.option("--class", "classes", multiple=True, metavar="NAME", help="Only actors of this class."),
    click.option(
        "--event", "events", multiple=True, metavar="TYPE", help="Only what this kind of event says."
    ),
    click.option("--since", metavar="DATE", help="From this year, month or day on."),
    click.option("--until", metavar="DATE", help="Up to the end of this year, month or day."),
    click.option(
        "--dates",
        type=click.Choice(["event", "published"]),
        default="event",
        help="Date by the event, or by the document alone.",
    ),
    click.option("--status", "statuses", multiple=True, metavar="NAME", help="planned, denied, … or all."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only what is as sure."),
    click.option(
        "--min-weight", type=click.IntRange(1), default=1, help="Only ties of at least this weight."
    ),
    click.option(
        "--weight",
        type=click.Choice(["evidence", "documents", "facts"]),
        default="evidence",
        help="What a tie is weighted by.",
    ),
    click.option("--around", multiple=True, metavar="ACTOR", help="Only what is near this actor."),
    click.option("--steps", type=click.IntRange(1), default=1, help="How near: so many links away."),
)

_ROWS = (
    click.option("-F", "--format", "form", type=click.Choice(ROW_FORMATS), help="What to write the rows as."),
    click.option(
        "-o", "--output", metavar="FILE", default="-", help="Write here; the extension is the format."
    ),
)


def network_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that choose the graph and its links."""
    options = (source_options, *_LINKS, ontology_option)
    return talk_options(reduce(lambda wrapped, option: option(wrapped), reversed(options), function))


def row_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of its rows."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_ROWS), function)


def read_selected(graphs: Sequence[str], options: dict[str, Any]) -> Network:
    """The links that the options choose, of files or of an endpoint; tells what they leave out."""
    from kg.analysis import count_undated, select_links

    ontology, selection = read_ontology(options["ontology"]), to_selection(options)
    network = read_whole(graphs, options, ontology=ontology)
    kept = select_links(network, selection, ontology=ontology)
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    undated = count_undated(network, selection)
    if undated and (options["since"] or options["until"]):
        talk.say(f"left out {undated:,} links without a date")
    talk.detail(f"{len(kept.linked()):,} actors, {len(kept.links):,} of {len(network.links):,} links")
    if not kept.links:
        talk.say(_explain_nothing(network))
    return kept


def read_whole(graphs: Sequence[str], options: dict[str, Any], *, ontology: Ontology) -> Network:
    """All links between the actors of the classes and of the relations that the options name."""
    from kg.analysis import from_endpoint, from_files, from_store, read_network

    wanted = {"ontology": ontology, "relations": options["relations"], "classes": options["classes"]}
    source = find_source(graphs, options, where="graph")
    if source.endpoint:
        return read_network(from_endpoint(source.endpoint, timeout=options["timeout"]), **wanted)
    if source.files:
        return read_network(from_files(source.files), **wanted)
    if source.store:
        from kg.store import open_store

        with open_store(source.store) as opened:
            return read_network(from_store(opened.graphs), **wanted)
    hint = "name a file, such as out/seed.ttl, --store DIR, or --endpoint URL"
    raise UsageError("no graph to read", where="graph", hint=hint)


def to_selection(options: dict[str, Any]) -> Selection:
    """The options as a selection."""
    from kg.analysis import Selection, read_span

    return Selection(
        period=read_span(options["since"], options["until"]),
        dates=options["dates"],
        events=options["events"],
        statuses=options["statuses"],
        confidence=options["min_confidence"],
        around=options["around"],
        steps=options["steps"],
        minimum=options["min_weight"],
        weight=options["weight"],
    )


def write_rows(headings: Sequence[str], rows: Sequence[Sequence[Any]], options: dict[str, Any]) -> None:
    """Rows as the options say: a table on a terminal and CSV elsewhere, unless told."""
    import io

    from kg.output import open_output

    form = options["form"] or _find_form(options["output"])
    with open_output(options["output"]) as stream:
        if form == "json":
            records = [dict(zip(headings, row, strict=True)) for row in rows]
            stream.write((json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode())
            return
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        try:
            _WRITERS[form](headings, [["" if v is None else str(v) for v in row] for row in rows], text)
        finally:
            text.detach()


def _find_form(output: str) -> str:
    if output == "-":
        return "table" if sys.stdout.isatty() else "csv"
    return _BY_EXTENSION.get(Path(output).suffix.lower(), "csv")


def _write_table(headings: Sequence[str], rows: Sequence[Sequence[str]], stream: Any) -> None:
    from kg.cli.tables import draw_table

    draw_table(headings, rows, stream=stream)


def _write_csv(headings: Sequence[str], rows: Sequence[Sequence[str]], stream: Any) -> None:
    import csv

    csv.writer(stream, lineterminator="\n").writerows([headings, *rows])


def _write_markdown(headings: Sequence[str], rows: Sequence[Sequence[str]], stream: Any) -> None:
    for cells in (headings, ["---"] * len(headings), *rows):
        line = " | ".join(cell.replace("|", "\\|") for cell in cells)
        stream.write(f"| {line} |\n")


_WRITERS = {"table": _write_table, "csv": _write_csv, "markdown": _write_markdown}


def _explain_nothing(network: Network) -> str:
    if not network.actors:
        return "the graph names no actors"
    return "no link fits" if network.links else "the graph links no actors"
