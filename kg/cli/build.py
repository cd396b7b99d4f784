"""`kg build`: reads documents and writes a graph."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extraction_options, read_extracted, read_ontology
from kg.cli.graph_making import find_graph_maker, graph_making_options
from kg.cli.running import running_options, start_run, tell_all
from kg.cli.spark_options import build_on_spark, check_engine, spark_options
from kg.cli.store_options import tell_change
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError
from kg.model import Copy

if TYPE_CHECKING:
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
@graph_making_options
@click.option("--extracted", is_flag=True, help="The documents are what kg extract printed.")
@extraction_options
@running_options
@spark_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Read documents and write a graph, or put them into a store.

    DOCUMENTS are files, folders or globs of text, Markdown, HTML, JSON, JSON Lines, Parquet and WARC,
    also packed (.gz, .bz2, .zst); "-" is standard input. The same documents give the same bytes, in any
    order; large graphs are sorted in temporary files, but RDF/XML and JSON-LD in memory. In a store a
    document takes the place of what was there of it; some hundred documents at a time are put in, and
    stay when you break off.
    """
    if check_engine(options):
        build_on_spark(sources, options)
        return
    if options["store"] and (options["output"] or options["form"]):
        raise UsageError(
            "a store or a file, not both", where="build", hint="kg dump writes a store to a file"
        )
    with start_run("build", sources, options) as (talk, run):
        ontology = read_ontology(options["ontology"])
        with closing(_make_graphs(sources, options, ontology, talk=talk, run=run)) as graphs:
            if options["store"]:
                run.outcome = _fill_store(graphs, ontology, options, talk)
            else:
                run.outcome = _write_file(graphs, options["output"] or "-", options["form"])


def _make_graphs(
    sources: Iterable[str], options: dict[str, Any], ontology: Ontology, *, talk: Talk, run: Run
) -> Generator[NamedGraph, None, None]:
    """The graph of each document, its entities under the IRIs that are decided and asked for."""
    make = find_graph_maker(options, ontology)
    if options["extracted"]:
        for found in read_extracted(sources, options, talk=talk, run=run):
            yield make.credit(found) if isinstance(found, Copy) else make(found)
    else:
        with closing(tell_all(sources, options, make=make, credit=make.credit, talk=talk, run=run)) as graphs:
            yield from graphs


def _write_file(graphs: Iterable[NamedGraph], target: str, form: str | None) -> str:
    """Writes the graphs to a file, and gives its name."""
    from kg.rdf.saving import save_graphs

    save_graphs(graphs, target, format=form)
    return "" if target == "-" else target


def _fill_store(graphs: Iterable[NamedGraph], ontology: Ontology, options: dict[str, Any], talk: Talk) -> str:
    """Puts the graphs into a store, and tells what was done."""
    from kg.store.arriving import put_documents

    extensions, store = options["ontology"], options["store"]
    change = put_documents(store, graphs, ontology=ontology, extensions=extensions, tell=talk.say)
    return tell_change(store, change)
