"""`kg serve`: answers SPARQL over HTTP from a store."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.talk import Talk, talk_options

_EPILOG = """\b
Example:
  kg serve --store out/store
  kg serve --store out/store --port 8080 --timeout 10 --max-rows 1000 --cors
"""


@click.command("serve", epilog=_EPILOG)
@click.option("--store", metavar="DIR", default=".kg/store", show_default=True, help="The store to serve.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=7878, show_default=True, help="Its port.")
@click.option(
    "--timeout",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Break off what takes longer.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Rows or triples of an answer.",
)
@click.option(
    "--max-body", type=click.IntRange(1), default=1_000_000, show_default=True, help="Bytes of a request."
)
@click.option("--cors", is_flag=True, help="Let pages of other sites read the answers.")
@click.option("--update", is_flag=True, help="Take changes too, from this machine only.")
@talk_options
def command(**options: Any) -> None:
    """Answer SPARQL over HTTP from a store, until Ctrl-C.

    This runs Oxigraph's own server: the SPARQL 1.1 Protocol at /query, the Graph Store Protocol at /store, a
    page for queries at /. The default graph is everything in the store, as it was when the server began. What
    is too large or takes too long is refused or broken off, an answer that is cut says so
    (X-SPARQL-MaxRows), and no other server is asked (SERVICE, LOAD). There is no password.

    With --update, changes are taken from programs of this machine and from the server's own page, and kept
    when the server is ended by Ctrl-C or SIGTERM.
    """
    from kg.serving import Service, serve_store

    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    service = Service(**{name: options[name] for name in _OPTIONS})
    what = "queries and changes" if service.update else "queries"
    serve_store(
        options["store"],
        service,
        greet=lambda: talk.say(f"{service.address}/query takes {what}; Ctrl-C ends"),
    )
    talk.say("ended; the changes are kept" if service.update else "ended")


_OPTIONS = ("host", "port", "timeout", "max_rows", "max_body", "cors", "update")
