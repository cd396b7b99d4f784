"""What the verbs share that make graphs: the options that choose what the graph of a document holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.running.works import GraphMaker

_OPTIONS = (
    click.option(
        "--provenance",
        type=click.Choice(["none", "document", "statement"]),
        default="statement",
        show_default=True,
        help="How much of its origin the graph carries.",
    ),
    click.option(
        "--iris",
        type=click.Choice(["own", "wikidata"]),
        default="own",
        show_default=True,
        help="Whose IRIs the nodes of linked entities bear.",
    ),
    click.option("--close-matches", is_flag=True, help="Also tell the likeliest link of what is not linked."),
    click.option("--merges", metavar="FILE", multiple=True, help="What was decided of kg merge's proposals."),
)


def graph_making_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that choose what the graph of a document holds."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def find_graph_maker(options: Mapping[str, Any], ontology: Ontology) -> GraphMaker:
    """What makes the graph of an extraction, as the options choose; UsageError for a wrong base."""
    from kg.merging import read_decisions
    from kg.rdf.iris import check_base
    from kg.running.works import GraphMaker

    return GraphMaker(
        ontology=ontology,
        base=check_base(options["base"]),
        provenance=options["provenance"],
        close_matches=options["close_matches"],
        wikidata=options["iris"] == "wikidata",
        decisions=read_decisions(options["merges"]),
    )
