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
@click.option(
    "--engine",
    type=click.Choice(["auto", "pyshacl", "shacl"]),
    default="auto",
    show_default=True,
    help="What holds the graph against the shapes.",
)
@ontology_option
@talk_options
@click.pass_context
def command(
    ctx: click.Context,
    graph: str,
    *,
    shapes: str | None,
    engine: str,
    ontology: tuple[str, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Check a graph against the shapes of a good one, and its relations against the ontology.

    Shapes are SHACL. The engine is pyshacl; with our own shapes shacl, which reports the same and is
    many times faster, if it is installed (pip install 'diplomacy-kg[shacl]').

    Exits with 1 where something is found wanting.
    """
    from kg.rdf.validate import validate_graph

    report = validate_graph(graph, shapes=shapes, ontology=read_ontology(ontology), engine=engine)
    ctx.exit(tell_report(report, Talk(quiet=quiet, verbose=verbose)))
