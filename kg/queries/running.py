"""Asks a query of graphs in memory, or of an endpoint over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import GraphError, QueryError
from kg.queries.tokens import find_form
from kg.rdf.formats import find_format

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
"""A table of terms, yes or no, or triples."""


def open_graphs(sources: Iterable[str | Path]) -> Store:
    """A store in memory with the graphs of some files; "-" reads Turtle from standard input."""
    store = Store()
    for source in sources:
        _load(store, str(source))
    return store


def ask_files(sparql: str, sources: Iterable[str | Path]) -> Answer:
    """What the graphs in some files, taken together, answer."""
    return ask_store(sparql, open_graphs(sources))


def ask_store(sparql: str, store: Store) -> Answer:
    """What a store answers; its default graph is everything it holds."""
    try:
        return store.query(sparql, use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query cannot be parsed: {error}", where=_place(error)) from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be run: {error}") from error


def ask_endpoint(
    sparql: str,
    endpoint: str,
    *,
    timeout: float = 60,
    profile: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> Answer:
    """What a SPARQL endpoint answers, within `timeout` seconds; `tell` hears of waits and limits."""
    from kg.store.endpoints import open_endpoint

    form = find_form(sparql)
    if not form:
        raise QueryError("the query asks for nothing", hint="SELECT, ASK, CONSTRUCT or DESCRIBE")
    with open_endpoint(endpoint, profile=profile, timeout=timeout, tell=tell) as opened:
        return opened.ask(sparql, form=form)


def _load(store: Store, source: str) -> None:
    syntax = find_format(source).syntax
    try:
        if source == "-":
            store.bulk_load(sys.stdin.buffer, syntax)
        else:
            store.bulk_load(path=source, format=syntax)
    except SyntaxError as error:
        where = f"{source}:{error.lineno}" if error.lineno else source
        raise GraphError(f"is no {syntax.name}: {error.msg}", where=where) from error
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}".partition(" (os error")[0]
        raise GraphError(why, where=source, hint="kg build writes a graph") from error


def _place(error: Exception) -> str | None:
    lineno = getattr(error, "lineno", None)
    return f"query:{lineno}" if lineno else "query"
