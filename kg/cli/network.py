"""`kg network`: shows who is central in a graph, and what links two actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.talk import Talk, talk_options

if TYPE_CHECKING:
    from kg.analysis.network import Network

_EPILOG = """\b
Example:
  kg network out/seed.ttl --by degree --top 5
  kg network out/seed.ttl -o out/seed.graphml
"""


@click.command("network", epilog=_EPILOG)
@click.argument("graphs", metavar="GRAPHS...", nargs=-1, required=True)
@click.option("--between", nargs=2, metavar="A B", help="Show the shortest links between two actors.")
@click.option("--by", default="betweenness", show_default=True, help="betweenness, closeness or degree.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many to show.")
@click.option("-o", "--output", metavar="FILE", help="Write the network as .graphml or .gexf.")
@ontology_option
@talk_options
@click.pass_context
def command(ctx: click.Context, /, graphs: tuple[str, ...], **options: Any) -> None:
    """Show who is central in a graph, and what links two actors.

    The actors are persons, states and organizations; their links are what documents commit to. A
    question for links that are not there exits with 1.
    """
    from kg.analysis import load_network, save_network

    network = load_network(graphs, ontology=read_ontology(options["ontology"]))
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    talk.detail(f"{network.number_of_nodes()} actors, {network.number_of_edges()} links")
    if options["output"]:
        save_network(network, options["output"])
    if options["between"]:
        ctx.exit(_show_links(network, *options["between"]))
    if not options["output"]:
        _show_ranks(network, options["by"], options["top"])


def _show_ranks(network: Network, by: str, top: int) -> None:
    from kg.analysis import rank_actors
    from kg.cli.tables import draw_table

    rows = [
        (rank.label, rank.type, f"{rank.score:.3f}", str(rank.links))
        for rank in rank_actors(network, by=by, top=top)
    ]
    draw_table(("actor", "type", by, "links"), rows)


def _show_links(network: Network, one: str, other: str) -> int:
    """The exit code: 0 where there are links, 1 where there are none."""
    from kg.analysis import shortest_links

    ways = shortest_links(network, one, other)
    for number, way in enumerate(ways):
        if number:
            click.echo()
        for step in way:
            click.echo("; ".join(f"{link.subject} {link.relation} {link.object}" for link in step))
    if not ways:
        click.echo(f"nothing links {one} and {other}")
    return 0 if ways else 1
