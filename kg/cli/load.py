"""`kg load`: loads graphs into a triplestore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.endpoint_options import endpoint_options, open_writable
from kg.cli.talk import Talk, talk_options

_EPILOG = """\b
Example:
  kg load out/seed.ttl --endpoint http://127.0.0.1:7878
"""


@click.command("load", epilog=_EPILOG)
@click.argument("sources", metavar="GRAPHS...", nargs=-1, required=True)
@click.option("-e", "--endpoint", metavar="URL", required=True, help="Load into this triplestore.")
@endpoint_options
@click.option("--graph", metavar="IRI", help="The graph for triples that stand in no named graph.")
@click.option("--resume", is_flag=True, help="Go on where a load that failed stopped.")
@click.option("--journal", metavar="FILE", help="Note here what was sent.  [default: a file in .kg/]")
@click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, help="Seconds to wait.")
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Load graphs into a triplestore.

    GRAPHS are files of RDF, "-" is Turtle on standard input. Each named graph takes the place of what the
    triplestore has under its name, and is counted there afterwards. A user and a password are read from
    KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or from ~/.netrc.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    load_remotely(sources, options, talk)


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
