"""A SPARQL endpoint: asks it, changes it, and puts graphs into it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlsplit

from kg.errors import KgError, QueryError, StoreError, UsageError
from kg.store.credentials import HINT, find_credentials
from kg.store.profiles import (
    Addresses,
    Profile,
    find_addresses,
    find_profile,
    guess_profile,
    recognize_server,
)

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
    from requests import Response

    from kg.store.connection import Body, Connection
    from kg.store.patience import Patience

    Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

_NO_GRAPH_STORE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED})

_LIMITED = "X-SPARQL-MaxRows"
"""What Virtuoso says beside an answer that it has cut off, or may have."""


class GraphStoreMissingError(StoreError):
    """An endpoint without the Graph Store Protocol, or not at this address."""


class Endpoint:
    """An endpoint of a known profile; made by `open_endpoint`."""

    def __init__(
        self,
        profile: Profile,
        addresses: Addresses,
        connection: Connection,
        *,
        limit: int | None = None,
    ) -> None:
        from kg.store.protocol import Protocol

        self.profile = profile
        self.addresses = addresses
        self._connection = connection
        self._limit = limit
        self._protocol = Protocol(connection, addresses.query, addresses.update)

    def ask(self, sparql: str, *, form: str = "SELECT") -> Answer:
        """What the endpoint answers to a query of that form: SELECT, ASK, CONSTRUCT or DESCRIBE.

        The whole answer is read within the time-out, large ones into a file without a name. Raises
        QueryError where the query is not understood, StoreError where the answer is none.
        """
        from kg.store.connection import read_body
        from kg.store.results import read_solutions, read_triples, to_boolean

        until = time.monotonic() + self._connection.timeout
        wants_triples = form in {"CONSTRUCT", "DESCRIBE"}
        response = self._protocol.ask(sparql, wants_triples=wants_triples)
        self._check(response, error=QueryError)
        if limit := response.headers.get(_LIMITED):
            self._connection.tell(
                f"answers {limit[:20]} rows at most, and there may be more: LIMIT and OFFSET"
            )
        pieces = read_body(response, until=until, limit=self._limit)
        if wants_triples:
            return read_triples(pieces, self.addresses.query)
        answer = read_solutions(pieces, self.addresses.query)
        return to_boolean(answer) if form == "ASK" else answer

    def update(self, sparql: str, *, repeatable: bool = False) -> None:
        """Changes the endpoint; what is `repeatable` is sent again where a connection breaks off."""
        self._finish(self._protocol.change(sparql, repeatable=repeatable), error=QueryError)

    def put_graph(self, graph: str, body: Body, *, content: str, bulk: bool = False) -> None:
        """Makes a body of that content type the whole of a graph, by the Graph Store Protocol.

        A GraphStoreMissingError where the endpoint has no such protocol.
        """
        address = self.addresses.graphs + quote(graph, safe="")
        address += f"&{self.profile.bulk}" if bulk and self.profile.bulk else ""
        response = self._send("PUT", address, body, content)
        missing = response.status_code in _NO_GRAPH_STORE
        self._finish(response, error=GraphStoreMissingError if missing else StoreError)

    def add_quads(self, body: Body, *, bulk: bool = False) -> None:
        """Adds the graphs of a body in N-Quads, where the profile has an address that takes such."""
        address = self.addresses.quads
        address += f"?{self.profile.bulk}" if bulk and self.profile.bulk else ""
        self._finish(self._send("POST", address, body, "application/n-quads"))

    def drop_graphs(self, graphs: Sequence[str]) -> None:
        """Removes graphs, those too that are not there."""
        from pyoxigraph import NamedNode

        drops = (f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in graphs)
        self.update(" ;\n".join(drops), repeatable=True)

    def has_graphs(self) -> bool:
        """Whether there is any triple in a named graph."""
        return bool(self.ask("ASK { GRAPH ?g { ?s ?p ?o } }", form="ASK"))

    def count_triples(self, graphs: Sequence[str]) -> dict[str, int]:
        """The number of triples in each of some graphs that are there; some hundred at a time."""
        from pyoxigraph import NamedNode

        names = " ".join(str(NamedNode(graph)) for graph in graphs)
        return self._count(f"VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }}")

    def count_all(self) -> dict[str, int]:
        """The number of triples in each graph."""
        return self._count("GRAPH ?g { ?s ?p ?o }")

    def _count(self, pattern: str) -> dict[str, int]:
        from pyoxigraph import Literal, NamedNode, QuerySolutions

        rows = self.ask(f"SELECT ?g (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?g")
        assert isinstance(rows, QuerySolutions)
        found = ((row["g"], row["n"]) for row in rows)
        return {
            graph.value: int(number.value)
            for graph, number in found
            if isinstance(graph, NamedNode) and isinstance(number, Literal) and int(number.value)
        }

    def _send(self, method: str, address: str, body: Body, content: str) -> Response:
        from kg.store.connection import Request

        return self._connection.send(
            Request(method, address, {"Content-Type": content, "Accept": "*/*"}, body)
        )

    def _finish(self, response: Response, *, error: type[KgError] = StoreError) -> None:
        """Reads an answer of which nothing is wanted but that it is a good one."""
        from kg.store.connection import read_body

        self._check(response, error=error)
        for _ in read_body(response, until=time.monotonic() + self._connection.timeout):
            pass

    def _check(self, response: Response, *, error: type[KgError]) -> None:
        """Raises an error for a status that is not good: QueryError only where the request is faulty."""
        from kg.store.connection import read_start
        from kg.store.troubles import explain_status, find_words

        if response.ok:
            return
        page, address = read_start(response), response.url.partition("?")[0]
        if response.status_code == HTTPStatus.BAD_REQUEST and error is QueryError:
            raise QueryError(find_words(page) or "is not understood", where=address)
        told = explain_status(response.status_code, page, address)
        kind = StoreError if error is QueryError else error
        raise kind(told.why, where=told.where, hint=told.hint)


@contextmanager
def open_endpoint(
    url: str,
    *,
    profile: str | None = None,
    update_endpoint: str | None = None,
    graph_store: str | None = None,
    writes: bool = False,
    timeout: float = 60.0,
    patience: Patience | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Endpoint]:
    """The endpoint at an address, for as long as the block lasts.

    Where no profile is named, the address gives it away, or the server says who it is: it is asked when
    the address has no path, or when one `writes`. `update_endpoint` and `graph_store` replace addresses of
    the profile, `timeout` is in seconds, `tell` hears of waits. Raises UsageError for what is no address
    or no profile, StoreError where nobody answers.
    """
    from kg.store.connection import Connection

    for address in filter(None, (url, update_endpoint, graph_store)):
        check_address(address, like=url)
    credentials = find_credentials(url)
    with Connection(credentials=credentials, timeout=timeout, patience=patience, tell=tell) as connection:
        found = (
            find_profile(profile) if profile else guess_profile(url) or _meet(url, connection, writes=writes)
        )
        known = find_addresses(url, found)
        graphs = f"{graph_store}?graph=" if graph_store and not graph_store.endswith("=") else graph_store
        addresses = replace(known, update=update_endpoint or known.update, graphs=graphs or known.graphs)
        yield Endpoint(found, addresses, connection)


def find_endpoint(url: str, connection: Connection, *, limit: int | None = None) -> Endpoint:
    """The endpoint at an address, to be asked over a connection; errors as of `open_endpoint`.

    An answer to a query may have `limit` bytes.
    """
    check_address(url)
    profile = guess_profile(url) or _meet(url, connection, writes=False)
    return Endpoint(profile, find_addresses(url, profile), connection, limit=limit)


def check_address(url: str, *, like: str | None = None) -> None:
    """Raises a UsageError for what is no address of an endpoint, or is on another host than `like`."""
    try:
        parts, other = urlsplit(url), urlsplit(like or url)
        named, _ = parts.hostname, parts.port
    except ValueError:
        raise StoreError("no address of an endpoint", where=url, hint="http://127.0.0.1:7878/query") from None
    if parts.scheme not in {"http", "https"} or not named:
        raise StoreError("no address of an endpoint", where=url, hint="http://127.0.0.1:7878/query")
    if parts.password is not None or parts.username is not None:
        raise UsageError("a password in an address is seen by everybody", where=named, hint=HINT)
    if named != other.hostname:
        raise UsageError(f"is not on {other.hostname}", where=url, hint="one host for all addresses")


def _meet(url: str, connection: Connection, *, writes: bool) -> Profile:
    """The profile of the server that answers, where it has to be asked; else the generic one."""
    from kg.store.connection import Request

    found = None
    if writes or urlsplit(url).path in {"", "/"}:
        with connection.send(Request("GET", url, {"Accept": "text/turtle, */*;q=0.1"})) as response:
            found = recognize_server(response.headers.get("Server", ""))
    return found or find_profile("generic")
