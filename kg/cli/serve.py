"""`kg serve`: answers SPARQL over HTTP from a store."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import click

from kg.cli.talk import Talk, talk_options
from kg.errors import StoreError

_EPILOG = """\b
Example:
  kg serve --store out/store
  kg serve --store out/store --port 8080 --timeout 10 --cors
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
    help="Stop a query that takes longer.",
)
@click.option("--cors", is_flag=True, help="Let pages of other sites read the answers.")
@click.option("--update", is_flag=True, help="Take changes too, from this machine only.")
@talk_options
def command(**options: Any) -> None:
    """Answer SPARQL over HTTP from a store, until Ctrl-C.

    This runs Oxigraph's own server: the SPARQL 1.1 Protocol at /query, the Graph Store Protocol at /store, a
    page for queries at /. The default graph is everything in the store, as it was when the server began.
    Queries are stopped by the clock; there is no limit on rows or on the size of requests, and no password.
    With --update, changes are kept when the server is ended by Ctrl-C or SIGTERM.
    """
    from kg.store.serving import Service, serve_store

    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    service = Service(**{name: options[name] for name in ("host", "port", "timeout", "cors", "update")})
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        with serve_store(options["store"], service) as process:
            what = "queries and changes" if service.update else "queries"
            code = _wait(process, lambda: talk.say(f"{service.address}/query takes {what}; Ctrl-C ends"))
        if code is not None:
            raise StoreError(f"the server ended by itself, with {code}", where=service.address)
    finally:
        signal.signal(signal.SIGTERM, before)
    talk.say("ended; the changes are kept" if service.update else "ended")


def _wait(process: Any, greet: Callable[[], None]) -> int | None:
    """The exit code of a server that ends by itself; None where it is we who end it."""
    try:
        greet()
        return int(process.wait())
    except KeyboardInterrupt:
        return None


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
