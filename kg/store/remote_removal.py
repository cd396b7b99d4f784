"""Takes documents out of a triplestore that is reached over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import StoreError, UsageError
from kg.rdf.names import to_text
from kg.rdf.vocabulary import SOURCE
from kg.store.endpoints import Endpoint
from kg.store.entity_graph import OWN

_KNOWN = 10_000
"""How many sources are looked through for one that may have been meant."""


def remove_remotely(endpoint: Endpoint, documents: Iterable[str]) -> int:
    """Drops the graphs of documents, named by their IRI or their source, and gives how many there were.

    A UsageError, and nothing is dropped, where the endpoint has no such document; a StoreError where it
    says yes, and keeps one.
    """
    graphs = sorted({graph for each in documents for graph in _find_graphs(endpoint, each)})
    endpoint.drop_graphs(graphs)
    if left := endpoint.count_triples(graphs):
        why = f"took the removal, but still holds {sum(left.values()):,} triples of <{min(left)}>"
        raise StoreError(why, where=endpoint.addresses.query, hint="a user who may write")
    return len(graphs)


def _find_graphs(endpoint: Endpoint, document: str) -> list[str]:
    """The graphs of a document: of that IRI, else those that were read from a source of that name."""
    name = _to_node(document)
    if name is not None and name not in OWN and endpoint.count_triples([name.value]):
        return [name.value]
    graphs = _select(endpoint, f"SELECT DISTINCT ?x {{ GRAPH ?x {{ ?x {SOURCE} {Literal(document)} }} }}")
    if graphs:
        return graphs
    raise UsageError(
        f"no document {document!r} with a graph of its own",
        where=endpoint.addresses.query,
        hint=_find_hint(endpoint, document),
    )


def _find_hint(endpoint: Endpoint, document: str) -> str:
    shared = f"SELECT DISTINCT ?x {{ GRAPH ?x {{ ?d {SOURCE} {Literal(document)} }} }}"
    if graphs := _select(endpoint, shared):
        return f"{min(graphs)}, which holds it, maybe with others"
    sources = _select(endpoint, f"SELECT DISTINCT ?x {{ GRAPH ?g {{ ?d {SOURCE} ?x }} }} LIMIT {_KNOWN}")
    near = get_close_matches(document, sources, n=3)
    return ", ".join(near) or "the IRI of a graph, or the source that a document was read from"


def _select(endpoint: Endpoint, sparql: str) -> list[str]:
    """What the variable `?x` stands for, as text."""
    rows = endpoint.ask(sparql)
    assert isinstance(rows, QuerySolutions)
    return [to_text(row["x"]) for row in rows]


def _to_node(text: str) -> NamedNode | None:
    try:
        return NamedNode(text)
    except ValueError:
        return None
