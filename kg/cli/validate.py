"""`kg validate`: checks a graph against the shapes of a good one."""

from __future__ import annotations

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.talk import Talk, talk_options, tell_report

_EPILOG = """\b
Example:
  kg validate out/seed.ttl
"""


@click.command("validate", epilog=_EPILOG)
@click.argument("graph")
@click.option("--shapes", metavar="FILE", help="SHACL shapes of your own, in Turtle.")
@ontology_option
@talk_options
@click.pass_context
def command(
    ctx: click.Context,
    graph: str,
    *,
    shapes: str | None,
    ontology: tuple[str, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Check a graph against the shapes of a good one, and its relations against the ontology.

    Exits with 1 where something is found wanting.
    """
    from kg.rdf.validate import validate_graph

    report = validate_graph(graph, shapes=shapes, ontology=read_ontology(ontology))
    ctx.exit(tell_report(report, Talk(quiet=quiet, verbose=verbose)))
