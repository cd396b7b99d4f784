"""`kg shell`: asks one query after another, with history and completion."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.display import FORMATS

_EPILOG = """\b
Example:
  kg shell out/seed.ttl
"""


@click.command("shell", epilog=_EPILOG)
@click.argument("graphs", metavar="[GRAPHS]...", nargs=-1)
@click.option("--store", metavar="DIR", help="Ask this store; .kg/store, where it is and nothing is named.")
@click.option("-e", "--endpoint", metavar="URL", help="Ask this SPARQL endpoint.")
@click.option("--profile", metavar="NAME", help="What the endpoint is, if it does not say: kg endpoints.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query that takes longer.",
)
@click.option("-F", "--format", "form", type=click.Choice(FORMATS), help="What to write answers as.")
def command(graphs: tuple[str, ...], **options: Any) -> None:
    """Ask one query after another of graphs, of a store or of an endpoint.

    A query may span lines and is asked once its braces are closed; .help lists what else can be said, and
    .canned NAME asks a canned query. Tab completes prefixes, terms, entities and canned queries; Ctrl-C
    stops a query, Ctrl-D ends. Without a terminal, queries are read from standard input, parted by empty
    lines, and the exit code is that of the last error.
    """
    from kg.cli.session import Session
    from kg.cli.source_options import find_source

    source = find_source(graphs, {**options, "quiet": False})
    code = Session(source, form=options["form"], timeout=options["timeout"]).run()
    if code:
        raise click.exceptions.Exit(code)
