"""Asks a query of graphs in memory, of a store on disk, or of an endpoint over HTTP."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import GraphError, QueryError, StoreError
from kg.queries.mistakes import find_mistake
from kg.queries.services import explain_relay, explain_service
from kg.queries.terms import load_prefixes
from kg.queries.tokens import add_prefixes, find_form
from kg.rdf.formats import find_format

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
"""A table of terms, yes or no, or triples."""


_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def open_graphs(sources: Iterable[str | Path], *, merged: bool = True) -> Store:
    """A store in memory with the graphs of some files; "-" reads Turtle from standard input.

    If `merged`, its default graph holds what they say together, to be asked; else what stands in no graph.
    """
    store = Store()
    for source in sources:
        _load(store, str(source))
    if merged and next(store.named_graphs(), None):
        store.update(_MERGE)
    return store


def ask_files(sparql: str, sources: Iterable[str | Path]) -> Answer:
    """What the graphs in some files, taken together, answer."""
    return ask_store(sparql, open_graphs(sources))


def ask_store(sparql: str, store: Store, *, name: str = "query") -> Answer:
    """What a store answers, whose default graph holds what all its graphs say, or what FROM names.

    The prefixes of `load_prefixes` need no declaration. A QueryError names the query by `name`, and points
    at the line and column where it cannot be parsed.
    """
    try:
        return store.query(sparql, prefixes=dict(load_prefixes()))
    except (SyntaxError, ValueError) as error:
        raise find_mistake(sparql, name=name) or _refuse(error, name) from error
    except (OSError, RuntimeError) as error:
        why = f"cannot be run: {error}"
        raise explain_service(sparql, error) or QueryError(why, where=name) from error


def ask_endpoint(
    sparql: str,
    endpoint: str,
    *,
    timeout: float = 60,
    profile: str | None = None,
    name: str = "query",
    tell: Callable[[str], None] | None = None,
) -> Answer:
    """What a SPARQL endpoint answers, within `timeout` seconds; `tell` hears of waits and limits.

    A query that the endpoint refuses is a QueryError, which points at the mistake where we find it.
    """
    from kg.store.endpoints import open_endpoint

    form = find_form(sparql)
    if not form:
        raise find_mistake(sparql, name=name) or QueryError(
            "the query asks for nothing", where=name, hint="SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    with open_endpoint(endpoint, profile=profile, timeout=timeout, tell=tell) as opened:
        try:
            return opened.ask(add_prefixes(sparql, load_prefixes()), form=form)
        except QueryError as error:
            raise find_mistake(sparql, name=name) or error from error
        except StoreError as error:
            raise explain_relay(sparql, error) or error from error


def _refuse(error: Exception, name: str) -> QueryError:
    """The error of a query that cannot be parsed, where we find no better words than the parser's."""
    why = re.sub(r"^error at \d+:\d+: ", "", str(error))
    return QueryError(f"cannot be parsed: {why}", where=name)


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
