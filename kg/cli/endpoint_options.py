"""The options of every verb that asks or changes a triplestore over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from kg.cli.talk import Talk

if TYPE_CHECKING:
    from kg.store.endpoints import Endpoint


def endpoint_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that say how an endpoint is reached; its address is the command's own."""
    for option in (
        click.option("--retries", type=click.IntRange(0), default=5, show_default=True, help=_RETRIES),
        click.option("--graph-store", metavar="URL", help="Its address for graphs (Graph Store Protocol)."),
        click.option("--update-endpoint", metavar="URL", help="Its address for updates."),
        click.option("--profile", metavar="NAME", help="What it is, if it does not say: kg endpoints."),
    ):
        function = option(function)
    return function


_RETRIES = "Tries more when it is busy or a connection breaks off."


def open_writable(options: dict[str, Any], talk: Talk) -> AbstractContextManager[Endpoint]:
    """The endpoint of some options, to be changed; waits are told."""
    from kg.store.endpoints import open_endpoint
    from kg.store.patience import Patience

    return open_endpoint(
        options["endpoint"],
        profile=options["profile"],
        update_endpoint=options["update_endpoint"],
        graph_store=options["graph_store"],
        writes=True,
        timeout=options["timeout"],
        patience=Patience(retries=options["retries"]),
        tell=talk.say,
    )
