"""Asks a query of graphs in memory, or of an endpoint over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.errors import GraphError, QueryError, StoreError
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


def ask_endpoint(sparql: str, endpoint: str, *, timeout: int = 60) -> Answer:
    """What a SPARQL endpoint answers to a query sent as a form by POST, within `timeout` seconds."""
    form = find_form(sparql)
    if not form:
        raise QueryError("the query asks for nothing", hint="SELECT, ASK, CONSTRUCT or DESCRIBE")
    body = _post(sparql, endpoint, wants_triples=form in {"CONSTRUCT", "DESCRIBE"}, timeout=timeout)
    try:
        return _to_triples(body) if form in {"CONSTRUCT", "DESCRIBE"} else _to_answer(body, form)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the answer cannot be understood: {error}", where=endpoint) from error


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


def _post(sparql: str, endpoint: str, *, wants_triples: bool, timeout: int) -> bytes:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

    _check_address(endpoint)
    wrapper = SPARQLWrapper(endpoint, returnFormat=TURTLE if wants_triples else JSON, agent="diplomacy-kg")
    wrapper.setMethod(POST)
    wrapper.setOnlyConneg(True)
    wrapper.setTimeout(timeout)
    wrapper.setQuery(sparql)
    try:
        body: bytes = wrapper.query().response.read()
    except QueryBadFormed as error:
        raise QueryError(_first_line(error), where=endpoint) from error
    except (SPARQLWrapperException, OSError) as error:
        raise StoreError(
            _first_line(error), where=endpoint, hint="is the endpoint's address right?"
        ) from error
    return body


def _check_address(endpoint: str) -> None:
    if urlsplit(endpoint).scheme not in {"http", "https"}:
        raise StoreError("no address of an endpoint", where=endpoint, hint="http://127.0.0.1:7878/query")


def _first_line(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "msg", None) or str(error)
    return str(reason).strip().splitlines()[0] if str(reason).strip() else type(error).__name__


def _to_triples(body: bytes) -> Answer:
    store = Store()
    store.load(body, format=RdfFormat.TURTLE)
    return store.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _to_answer(body: bytes, form: str) -> Answer:
    """Solutions or a boolean; some stores answer an ASK with a table of one cell."""
    answer = parse_query_results(BytesIO(body), format=QueryResultsFormat.JSON)
    if form != "ASK" or isinstance(answer, QueryBoolean):
        return answer
    cells = [str(getattr(cell, "value", "")) for row in answer for cell in row]
    truth = b"true" if cells and cells[0].lower() in {"1", "true"} else b"false"
    return parse_query_results(b'{"head":{},"boolean":%s}' % truth, format=QueryResultsFormat.JSON)
