"""`kg load`: loads graphs into a store on disk, or into a triplestore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.endpoint_options import endpoint_options, open_writable
from kg.cli.store_options import tell_change
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError
from kg.store import DEFAULT_STORE

_EPILOG = """\b
Example:
  kg load out/seed.ttl --store out/store
  kg load out/seed.ttl --endpoint http://127.0.0.1:7878
"""


@click.command("load", epilog=_EPILOG)
@click.argument("sources", metavar="GRAPHS...", nargs=-1, required=True)
@click.option(
    "--store", metavar="DIR", help=f"Load into the store in this folder.  [default: {DEFAULT_STORE}]"
)
@ontology_option
@click.option("-e", "--endpoint", metavar="URL", help="Load into this triplestore instead.")
@endpoint_options
@click.option("--graph", metavar="IRI", help="The graph for triples that stand in no named graph.")
@click.option("--resume", is_flag=True, help="Go on where a load that failed stopped.")
@click.option("--journal", metavar="FILE", help="Note here what was sent.  [default: a file in .kg/]")
@click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, help="Seconds to wait.")
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Load graphs into a store on disk, or into a triplestore.

    GRAPHS are files of RDF, "-" is Turtle on standard input. Each named graph takes the place of what is
    there under its name. Triples of a file without named graphs go to the documents that they were read
    from, if the file tells; in a triplestore, to a graph with the name of the file.

    A store is changed as a whole, or not at all. A triplestore is counted afterwards; a user and a
    password are read from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or from ~/.netrc.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    if options["endpoint"] and options["store"]:
        raise UsageError("a store or an endpoint, not both", where="load")
    if options["endpoint"]:
        load_remotely(sources, options, talk)
    else:
        load_locally(sources, options, talk)


def load_locally(sources: tuple[str, ...], options: dict[str, Any], talk: Talk) -> None:
    """Puts the graphs of some files into a store on disk, and tells what was done."""
    from kg.store.filling import load_files

    store, extensions = options["store"] or DEFAULT_STORE, options["ontology"]
    change = load_files(
        store,
        sources,
        ontology=read_ontology(extensions),
        extensions=extensions,
        graph=options["graph"],
        tell=talk.say,
    )
    talk.say(tell_change(store, change))


def load_remotely(sources: tuple[str, ...], options: dict[str, Any], talk: Talk) -> None:
    """Sends the graphs of some files to an endpoint and tells how many triples it holds of them."""
    from kg.errors import StoreError
    from kg.store.journal import Journal, name_journal
    from kg.store.packing import pack_graphs
    from kg.store.remote_loading import RemoteLoading

    path = Path(options["journal"]) if options["journal"] else name_journal(options["endpoint"])
    with pack_graphs(sources, graph=options["graph"]) as pack, open_writable(options, talk) as endpoint:
        journal = Journal(path, resume=options["resume"])
        loading = RemoteLoading(endpoint, pack, journal, tell=talk.say)
        try:
            done = sum(1 for _ in talk.follow(loading.run(), label="graphs"))
        except StoreError as error:
            hint = f"{error.hint}; --resume goes on from here" if error.hint else "--resume goes on from here"
            raise StoreError(error.why, where=error.where, hint=hint) from error
    graphs = f"{done:,} {'graph' if done == 1 else 'graphs'}"
    talk.say(f"{endpoint.profile.title} holds {pack.triples:,} triples in {graphs}, as sent")
