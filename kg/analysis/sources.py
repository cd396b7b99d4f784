"""What a network can be read from: files, a store, an endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.errors import StoreError

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

    from kg.analysis.loading import Ask, Row


def from_files(paths: Iterable[str | Path]) -> Ask:
    """Asks some files of RDF, taken together; a GraphError where one cannot be read."""
    from kg.queries.running import open_graphs

    return from_store(open_graphs(paths))


def from_store(store: Store) -> Ask:
    """Asks a store, in memory or on disk; all its graphs are one."""
    from kg.queries.running import ask_store

    return lambda sparql: _to_rows(cast("QuerySolutions", ask_store(sparql, store)))


def from_endpoint(url: str, *, timeout: int = 60) -> Ask:
    """Asks a SPARQL endpoint; a StoreError where it cuts its answers short, as many do."""
    from kg.queries.running import ask_endpoint

    def ask(sparql: str) -> list[Row]:
        rows = list(_to_rows(cast("QuerySolutions", ask_endpoint(sparql, url, timeout=timeout))))
        head, _, body = sparql.partition("SELECT")
        count = f"{head}SELECT (COUNT(*) AS ?n) {{ SELECT{body} }}"
        ((number,),) = _to_rows(cast("QuerySolutions", ask_endpoint(count, url, timeout=timeout)))
        if len(rows) != int(number or 0):
            hint = "raise its limit of rows, or kg load the graph into a store of your own"
            raise StoreError(f"gave {len(rows)} of {number} rows", where=url, hint=hint)
        return rows

    return ask


def _to_rows(answer: QuerySolutions) -> Iterator[Row]:
    for solution in answer:
        yield [None if term is None else term.value for term in solution]
