"""`kg verify`: checks that every quote of a graph stands in its document."""

from __future__ import annotations

import click

from kg.cli.talk import Talk, talk_options, tell_report

_EPILOG = """\b
Example:
  kg verify out/seed.ttl
"""


@click.command("verify", epilog=_EPILOG)
@click.argument("graph")
@click.argument("sources", nargs=-1)
@talk_options
@click.pass_context
def command(ctx: click.Context, graph: str, sources: tuple[str, ...], *, quiet: bool, verbose: bool) -> None:
    """Check that every quote of a graph stands in its document.

    The documents are read again from where the graph says they were, or from SOURCES, and each quote
    is compared with the characters that it points at. Exits with 1 where one differs.
    """
    from kg.rdf.verify import verify_graph

    report = verify_graph(graph, sources=sources or None)
    ctx.exit(tell_report(report, Talk(quiet=quiet, verbose=verbose)))
