"""`kg dump`: writes what a store holds into a file."""

from __future__ import annotations

import click

from kg.cli.store_options import store_option

_EPILOG = """\b
Example:
  kg dump --store out/store -o out/all.trig
"""


@click.command("dump", epilog=_EPILOG)
@click.argument("documents", metavar="[DOCUMENTS]...", nargs=-1)
@store_option
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here; the extension is the format.")
@click.option(
    "-F", "--format", "form", metavar="NAME", help="turtle, trig, ntriples, nquads, rdfxml, jsonld."
)
@click.option("--all", "everything", is_flag=True, help="The graphs of the ontology and of entities too.")
def command(
    documents: tuple[str, ...], *, store: str, output: str, form: str | None, everything: bool
) -> None:
    """Write what a store holds into a file.

    DOCUMENTS are IRIs, or the sources that documents were read from; without any, all are written. The same
    content gives the same bytes. TriG and N-Quads keep the graph of each document.
    """
    from kg.store.dumping import dump_store

    dump_store(store, output, documents=documents, format=form, everything=everything)
