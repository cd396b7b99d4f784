"""`kg validate`: checks a graph against the shapes of a good one."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.talk import Talk, talk_options, tell_report

_EPILOG = """\b
Example:
  kg validate out/seed.ttl
"""


@click.command("validate", epilog=_EPILOG)
@click.argument("graph")
@click.option("--shapes", metavar="FILE", help="SHACL shapes of your own, in Turtle.")
@click.option("--ontology", metavar="FILE", help="An ontology that adds to the built-in one.")
@talk_options
@click.pass_context
def command(
    ctx: click.Context, graph: str, *, shapes: str | None, ontology: str | None, quiet: bool, verbose: bool
) -> None:
    """Check a graph against the shapes of a good one, and its relations against the ontology.

    Exits with 1 where something is found wanting.
    """
    from kg.ontology import load_ontology
    from kg.rdf.validate import validate_graph

    known = load_ontology(Path(ontology) if ontology else None)
    report = validate_graph(graph, shapes=shapes, ontology=known)
    ctx.exit(tell_report(report, Talk(quiet=quiet, verbose=verbose)))
