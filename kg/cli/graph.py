"""`kg graph`: the graph as a network, one verb for each question about it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from kg.cli.graph_drawing import draw
from kg.cli.graph_options import network_options, read_selected, row_options, write_rows
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.analysis import Network, Tie


def _show(*lines: str) -> str:
    return "\b\nExample:\n" + "".join(f"  {line}\n" for line in lines)


graphs_argument = click.argument("graphs", metavar="[GRAPHS]...", nargs=-1)
top_option = click.option("--top", type=click.IntRange(1), help="How many to show.")


class GraphGroup(click.Group):
    """A group that lists its verbs where it is asked for another."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called; a UsageError that names the nearest ones where there is none."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.commands, n=3) or sorted(self.commands)
            raise UsageError(f"no verb {args[0]!r}", where="graph", hint=", ".join(near))
        return super().resolve_command(ctx, args)


@click.group(
    "graph",
    cls=GraphGroup,
    invoke_without_command=True,
    epilog=_show("kg graph central out/seed.ttl", "kg graph path Pashinyan Azerbaijan out/seed.ttl"),
)
@click.pass_context
def command(ctx: click.Context, /) -> None:
    """See the graph as a network: who is central, what joins two actors, what changed.

    The actors are persons, organizations and states, or those of another class (--class).
    Two actors are tied by the facts between them, weighted by the evidence for these. Only what
    documents commit to counts, unless --status says otherwise.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@command.command("central", epilog=_show("kg graph central out/seed.ttl --by pagerank --top 5"))
@graphs_argument
@click.option(
    "--by",
    multiple=True,
    metavar="MEASURE",
    help="degree, weighted-degree, in-degree, out-degree, betweenness (the default), closeness, "
    "eigenvector, pagerank; may be repeated.",
)
@click.option("--directed", is_flag=True, help="Follow links in their direction only.")
@top_option
@row_options
@network_options
def central(graphs: tuple[str, ...], **options: Any) -> None:
    """Show who is central, the most central first."""
    from kg.analysis import rank_actors

    by = options["by"] or ("betweenness",)
    network = read_selected(graphs, options)
    ranks = rank_actors(
        network, by=by, directed=options["directed"], weight=options["weight"], top=options["top"]
    )
    headings = ("actor", "class", "qid", *by, "ties", "weight", "iri")
    rows = [
        (r.label, r.type, r.wikidata, *(r.scores[name] for name in by), r.degree, r.weight, r.iri)
        for r in ranks
    ]
    write_rows(headings, rows, options)


@command.command("links", epilog=_show("kg graph links out/seed.ttl --around Pashinyan"))
@graphs_argument
@top_option
@row_options
@network_options
def links(graphs: tuple[str, ...], **options: Any) -> None:
    """Show who is linked to whom by which relation, the best supported first."""
    from kg.analysis import tie_relations

    network = read_selected(graphs, options)
    ties = sorted(tie_relations(network, weight=options["weight"]), key=lambda tie: -tie.weight)
    headings = ("actor", "relation", "other", "weight", "evidence", "documents", "first", "last", "status")
    rows = [
        (
            network.name(tie.subject),
            *tie.relations,
            network.name(tie.object),
            *(tie.weight, tie.evidence, tie.documents, tie.first, tie.last),
            ", ".join(tie.statuses),
        )
        for tie in ties[: options["top"]]
    ]
    write_rows(headings, rows, options)


@command.command("communities", epilog=_show("kg graph communities out/seed.ttl"))
@graphs_argument
@click.option("--method", type=click.Choice(["louvain", "greedy"]), default="louvain", show_default=True)
@click.option(
    "--resolution",
    type=click.FloatRange(0, min_open=True),
    default=1.0,
    show_default=True,
    help="Above 1: more, smaller ones.",
)
@click.option("--members", is_flag=True, help="A row for each actor.")
@row_options
@network_options
def communities(graphs: tuple[str, ...], **options: Any) -> None:
    """Show who belongs together: groups with more ties inside than chance would give."""
    from kg.analysis import find_communities
    from kg.cli.talk import Talk

    network = read_selected(graphs, options)
    found = find_communities(
        network, method=options["method"], resolution=options["resolution"], weight=options["weight"]
    )
    Talk(quiet=options["quiet"]).say(f"{len(found.groups)} communities, modularity {found.modularity}")
    if options["members"]:
        rows: list[Any] = [
            (g.number, network.name(iri), network.actors[iri].type, iri)
            for g in found.groups
            for iri in g.members
        ]
        write_rows(("community", "actor", "class", "iri"), rows, options)
        return
    rows = [
        (g.number, len(g.members), g.inside, g.outside, ", ".join(map(network.name, g.members)))
        for g in found.groups
    ]
    write_rows(("community", "size", "inside", "outside", "members"), rows, options)


@command.command("path", epilog=_show("kg graph path Pashinyan Azerbaijan out/seed.ttl"))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@graphs_argument
@click.option("--directed", is_flag=True, help="Follow links in their direction only.")
@click.option("--strongest", is_flag=True, help="Count a tie as the shorter the more evidence it has.")
@click.option("--avoid", multiple=True, metavar="ACTOR", help="Do not go through this actor.")
@click.option("--top", type=click.IntRange(1), default=3, show_default=True, help="How many paths to show.")
@row_options
@network_options
@click.pass_context
def path(ctx: click.Context, /, one: str, other: str, graphs: tuple[str, ...], **options: Any) -> None:
    """Show the shortest paths from A to B, with the facts along the way and their words.

    Actors are named by a name, a part of one, a Q-number or an IRI. Exits with 1 where nothing joins
    them.
    """
    from kg.analysis import find_paths
    from kg.cli.graph_paths import show_paths, to_rows

    network = read_selected(graphs, options)
    chosen = {name: options[name] for name in ("directed", "strongest", "avoid")}
    paths = find_paths(network, one, other, **chosen, most=options["top"])
    if options["form"] or options["output"] != "-":
        write_rows(*to_rows(network, paths), options)
    else:
        show_paths(network, one, paths)
    if not paths:
        click.echo(f"nothing joins {one} and {other}", err=True)
        ctx.exit(1)


@command.command("bridges", epilog=_show("kg graph bridges out/seed.ttl"))
@graphs_argument
@row_options
@network_options
def bridges(graphs: tuple[str, ...], **options: Any) -> None:
    """Show the ties and the actors without which the network falls apart.

    "cut" is how many actors are then cut off from the larger part.
    """
    from kg.analysis import find_bridges, find_cut_vertices

    network = read_selected(graphs, options)
    rows: list[Any] = [
        ("actor", network.name(vertex.iri), None, vertex.cut, vertex.parts, None)
        for vertex in find_cut_vertices(network)
    ]
    for bridge in find_bridges(network):
        near, far = _order_ends(bridge.tie, bridge.far)
        relations = ", ".join(bridge.tie.relations)
        rows.append(("tie", network.name(near), network.name(far), bridge.cut, 2, relations))
    write_rows(("what", "actor", "other", "cut", "parts", "relations"), rows, options)


@command.command(
    "change",
    epilog=_show(
        "kg graph change 2022 2023.. out/seed.ttl",
    ),
)
@click.argument("before", metavar="PERIOD")
@click.argument("after", metavar="PERIOD")
@graphs_argument
@click.option("--actors", is_flag=True, help="Show actors who rose and fell, instead of ties.")
@top_option
@row_options
@network_options
def change(before: str, after: str, graphs: tuple[str, ...], **options: Any) -> None:
    """Show what changed from one period to another: ties that are new, gone, grown or shrunk.

    A PERIOD is 2022, 2022-05, 2022-05-09, or two of these with ".." between: 2022..2023, 2023.., ..2022-05.
    """
    from dataclasses import replace

    from kg.analysis import keep_period, read_period
    from kg.cli.graph_options import to_selection

    network = read_selected(graphs, options)
    old, new = (
        keep_period(network, replace(to_selection(options), period=read_period(text)))
        for text in (before, after)
    )
    headings, rows = (_compare_actors if options["actors"] else _compare_ties)(old, new, options["weight"])
    write_rows(headings, rows[: options["top"]], options)


@command.command(
    "export",
    epilog=_show("kg graph export out/seed.ttl -o out/seed.graphml", "kg graph export out/seed.ttl -F dot"),
)
@graphs_argument
@click.option(
    "-F",
    "--format",
    "form",
    type=click.Choice(["graphml", "gexf", "gml", "cytoscape", "dot", "edges", "nodes"]),
    help="What to write; edges and nodes are tables in CSV.",
)
@click.option(
    "-o", "--output", metavar="FILE", default="-", help=".graphml .gexf .gml .cyjs .dot .csv nodes.csv"
)
@click.option("--undirected", is_flag=True, help="One edge for each two actors, not one for each relation.")
@network_options
def export(graphs: tuple[str, ...], **options: Any) -> None:
    """Write the network for Gephi, Cytoscape, Graphviz, R, or a spreadsheet."""
    from kg.analysis import save_network

    network = read_selected(graphs, options)
    save_network(
        network,
        options["output"],
        form=options["form"],
        directed=not options["undirected"],
        weight=options["weight"],
    )


command.add_command(draw)


def _order_ends(tie: Tie, far: str) -> tuple[str, str]:
    return (tie.subject, tie.object) if tie.object == far else (tie.object, tie.subject)


def _compare_ties(old: Network, new: Network, weight: str) -> tuple[tuple[str, ...], list[Any]]:
    from kg.analysis import compare_ties

    rows: list[Any] = [
        (c.what, old.name(c.one), old.name(c.other), c.before, c.after, ", ".join(c.relations))
        for c in compare_ties(old, new, weight=weight)
        if c.what != "same"
    ]
    return ("change", "actor", "other", "before", "after", "relations"), rows


def _compare_actors(old: Network, new: Network, weight: str) -> tuple[tuple[str, ...], list[Any]]:
    from kg.analysis import compare_actors

    rows: list[Any] = [
        (c.what, old.name(c.iri), c.before, c.after, c.rank_before, c.rank_after)
        for c in compare_actors(old, new, weight=weight)
    ]
    return ("change", "actor", "before", "after", "rank before", "rank after"), rows
