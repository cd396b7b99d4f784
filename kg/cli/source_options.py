"""What is asked: the files, the store or the endpoint that the options of a command name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.talk import Talk
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.queries.sources import Source


_OPTIONS = (
    click.option(
        "--store", metavar="DIR", help="Ask this store; .kg/store, where it is and nothing is named."
    ),
    click.option("-e", "--endpoint", metavar="URL", help="Ask this SPARQL endpoint."),
    click.option("--profile", metavar="NAME", help="What the endpoint is, if it does not say: kg endpoints."),
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="Stop a query that takes longer.",
    ),
)


def source_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that say what is asked, beside its files, and for how long."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def find_source(graphs: Sequence[str], options: Mapping[str, Any], *, where: str = "query") -> Source:
    """The files, the store or the endpoint of some options; a UsageError where there are two of these.

    Where nothing is named it is the store of this folder, if there is one.
    """
    from kg.queries.sources import Source

    named = [bool(graphs), bool(options["store"]), bool(options["endpoint"])]
    if sum(named) > 1:
        raise UsageError("files, a store or an endpoint, not both", where=where)
    return Source(
        files=tuple(graphs),
        store=Path(options["store"]) if options["store"] else None if any(named) else _find_store(),
        endpoint=options["endpoint"],
        profile=options.get("profile"),
        timeout=options["timeout"],
        tell=Talk(quiet=options["quiet"]).say,
    )


def _find_store() -> Path | None:
    """The store of this folder, where there is one."""
    from kg.store import DEFAULT_STORE

    return Path(DEFAULT_STORE) if Path(DEFAULT_STORE).is_dir() else None
