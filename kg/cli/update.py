"""`kg update`: changes a triplestore by SPARQL Update."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.endpoint_options import endpoint_options, open_writable
from kg.cli.talk import Talk, talk_options
from kg.errors import QueryError, UsageError

_EPILOG = """\b
Example:
  kg update -q "DROP SILENT GRAPH <urn:x:old>" --endpoint http://127.0.0.1:7878
"""


@click.command("update", epilog=_EPILOG)
@click.option("-e", "--endpoint", metavar="URL", required=True, help="Change this triplestore.")
@click.option("-q", "--update", metavar="SPARQL", help="Make this change.")
@click.option("-f", "--file", metavar="FILE", help='Make the change in this file; "-" is standard input.')
@endpoint_options
@click.option("--timeout", type=click.IntRange(1), default=60, show_default=True, help="Seconds to wait.")
@talk_options
def command(**options: Any) -> None:
    """Change a triplestore by SPARQL Update.

    Common prefixes are known without declaring them. An update whose connection breaks off is not sent
    again, since nobody knows whether it was done.
    """
    from kg.queries.tokens import add_prefixes
    from kg.rdf.vocabulary import PREFIXES

    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    sparql = add_prefixes(_read_update(options["update"], options["file"]), PREFIXES)
    talk.detail(sparql)
    with open_writable(options, talk) as endpoint:
        endpoint.update(sparql)
        talk.say(f"{endpoint.profile.title} has made the change")


def _read_update(update: str | None, file: str | None) -> str:
    if (update is None) == (file is None):
        raise UsageError("which change?", where="update", hint="-q SPARQL, or -f FILE")
    if update is not None or file is None:
        return update or ""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", where=file) from error
    except UnicodeDecodeError as error:
        raise QueryError("is no UTF-8", where=file) from error
