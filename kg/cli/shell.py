"""`kg shell`: asks one query after another, with history and completion."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.display import FORMATS
from kg.cli.source_options import source_options

_EPILOG = """\b
Example:
  kg shell out/seed.ttl
"""


@click.command("shell", epilog=_EPILOG)
@click.argument("graphs", metavar="[GRAPHS]...", nargs=-1)
@source_options
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
