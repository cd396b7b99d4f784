"""`kg build`: reads documents and writes a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extract_all, extraction_options, read_extracted, read_ontology
from kg.cli.spark_options import build_on_spark, check_engine, spark_options
from kg.cli.store_options import tell_change
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Extraction
    from kg.ontology import Ontology
    from kg.rdf.named_graph import NamedGraph

_EPILOG = """\b
Example:
  kg build seeds/ -o out/seed.ttl
  kg build seeds/ --store out/store
  kg build seeds/ --iris wikidata -o out/wikidata.ttl
"""


@click.command("build", epilog=_EPILOG)
@click.argument("sources", metavar="DOCUMENTS...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write here; the extension is the format.  [default: -]")
@click.option("--store", metavar="DIR", help="Put each document into the store in this folder instead.")
@click.option(
    "-F", "--format", "form", metavar="NAME", help="turtle, trig, ntriples, nquads, rdfxml, jsonld."
)
@click.option(
    "--provenance",
    type=click.Choice(["none", "document", "statement"]),
    default="statement",
    show_default=True,
    help="How much of its origin the graph carries.",
)
@click.option(
    "--iris",
    type=click.Choice(["own", "wikidata"]),
    default="own",
    show_default=True,
    help="Whose IRIs the nodes of linked entities bear.",
)
@click.option("--close-matches", is_flag=True, help="Also tell the likeliest link of what is not linked.")
@click.option("--merges", metavar="FILE", multiple=True, help="What was decided of kg merge's proposals.")
@click.option("--extracted", is_flag=True, help="The documents are what kg extract printed.")
@extraction_options
@spark_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Read documents and write a graph, or put them into a store.

    DOCUMENTS are files, folders or globs of text, Markdown, HTML, JSON and JSON Lines; "-" is standard
    input. The same documents give the same bytes, in any order. In a store a document takes the place of
    what was there of it; some hundred documents at a time are put in, and stay when you break off.
    """
    if check_engine(options):
        build_on_spark(sources, options)
        return
    if options["store"] and (options["output"] or options["form"]):
        raise UsageError(
            "a store or a file, not both", where="build", hint="kg dump writes a store to a file"
        )
    from kg.rdf.graph import to_named_graphs

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    ontology = read_ontology(options["ontology"])
    graphs = to_named_graphs(
        _read(sources, options, talk=talk, run=run),
        ontology=ontology,
        base=options["base"],
        provenance=options["provenance"],
        close_matches=options["close_matches"],
    )
    if options["store"]:
        told = _fill_store(graphs, ontology, options, talk)
    else:
        told = _write_file(graphs, options["output"] or "-", options["form"])
    talk.say(run.report())
    if told:
        talk.say(told)


def _read(sources: Iterable[str], options: dict[str, Any], *, talk: Talk, run: Run) -> Iterator[Extraction]:
    """What the documents say, their entities under the IRIs that are decided and asked for."""
    from kg.merging import read_decisions, rename_entities
    from kg.rdf.wikidata_nodes import use_wikidata_iris

    read = read_extracted if options["extracted"] else extract_all
    decisions = read_decisions(options["merges"])
    for extraction in read(sources, options, talk=talk, run=run):
        renamed = rename_entities(extraction, decisions.find_iris(extraction))
        yield use_wikidata_iris(renamed) if options["iris"] == "wikidata" else renamed


def _write_file(graphs: Iterable[NamedGraph], target: str, form: str | None) -> str:
    """Writes the graphs to a file, and gives its name."""
    from kg.rdf.writing import save_graph

    save_graph((quad for graph in graphs for quad in graph.quads()), target, format=form)
    return "" if target == "-" else target


def _fill_store(graphs: Iterable[NamedGraph], ontology: Ontology, options: dict[str, Any], talk: Talk) -> str:
    """Puts the graphs into a store, and tells what was done."""
    from kg.store.arriving import put_documents

    extensions, store = options["ontology"], options["store"]
    change = put_documents(store, graphs, ontology=ontology, extensions=extensions, tell=talk.say)
    return tell_change(store, change)
