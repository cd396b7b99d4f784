"""Shows paths between two actors, step by step, with the facts that make each step and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.analysis import Link, Network, Tie

MOST = 3
"""How many facts of each step are shown."""

WIDTH = 160
"""How many characters of a quote are shown."""


def show_paths(network: Network, one: str, paths: Sequence[Sequence[Tie]]) -> None:
    """Prints each path: the actors on it, and for each step its facts."""
    for number, path in enumerate(paths, 1):
        names = [network.name(iri) for iri in _find_stops(network, one, path)]
        click.echo(click.style(f"{number}. {' – '.join(names)}", bold=True))
        for tie in path:
            for link in sorted(tie.links, key=_order)[:MOST]:
                _show_link(network, link)
            if len(tie.links) > MOST:
                click.echo(f"     and {len(tie.links) - MOST} more facts between the two")


def to_rows(network: Network, paths: Sequence[Sequence[Tie]]) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """A row for each fact of each step of each path, under headings."""
    headings = ("path", "step", "actor", "relation", "other", "status", "date", "document", "quote")
    rows: list[Sequence[Any]] = [
        (
            *(number, step, network.name(link.subject), link.relation, network.name(link.object)),
            *(link.status, link.date, link.title, " … ".join(passage.quote for passage in link.passages)),
        )
        for number, path in enumerate(paths, 1)
        for step, tie in enumerate(path, 1)
        for link in sorted(tie.links, key=_order)
    ]
    return headings, rows


def _find_stops(network: Network, one: str, path: Sequence[Tie]) -> Iterator[str]:
    """The actors on a path in order."""
    from kg.analysis import find_actor

    at = find_actor(network, one)
    yield at
    for tie in path:
        at = tie.object if tie.subject == at else tie.subject
        yield at


def _show_link(network: Network, link: Link) -> None:
    known = [link.status, *(f"according to {who}" for who in link.according_to), link.date, link.title]
    told = ", ".join(part for part in known if part)
    click.echo(f"   {network.name(link.subject)} {link.relation} {network.name(link.object)}  ({told})")
    if link.passages:
        quote = link.passages[0].quote
        cut = quote if len(quote) <= WIDTH else f"{quote[:WIDTH].rpartition(' ')[0]} …"
        click.echo(click.style(f"     “{cut}”", dim=True))


def _order(link: Link) -> tuple[float, str, str]:
    return (-(link.confidence or 0), link.relation, link.fact or "")
