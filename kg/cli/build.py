"""`kg build`: reads documents and writes a graph."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.documents import Run, extract_all, extraction_options, read_extracted, read_ontology
from kg.cli.talk import Talk, talk_options

_EPILOG = """\b
Example:
  kg build seeds/ -o out/seed.ttl
"""


@click.command("build", epilog=_EPILOG)
@click.argument("sources", metavar="DOCUMENTS...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here; the extension is the format.")
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
@click.option("--extracted", is_flag=True, help="The documents are what kg extract printed.")
@extraction_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Read documents and write a graph.

    DOCUMENTS are files, folders or globs of text, Markdown, HTML, JSON and JSON Lines; "-" is standard
    input. The same documents give the same bytes, in any order.
    """
    from kg.rdf.graph import to_quads
    from kg.rdf.writing import save_graph

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    read = read_extracted if options["extracted"] else extract_all
    quads = to_quads(
        read(sources, options, talk=talk, run=run),
        ontology=read_ontology(options["ontology"]),
        base=options["base"],
        provenance=options["provenance"],
    )
    save_graph(quads, options["output"], format=options["form"])
    talk.say(run.report())
    if options["output"] != "-":
        talk.say(options["output"])
