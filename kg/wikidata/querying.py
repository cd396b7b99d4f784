"""Asks a SPARQL endpoint that holds Wikidata, item by item from the cache where it can."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kg.errors import StoreError
from kg.store.connection import Connection
from kg.store.credentials import find_credentials
from kg.store.endpoints import Endpoint, find_endpoint
from kg.wikidata.access import Access, is_wikimedia
from kg.wikidata.asking import LIMIT
from kg.wikidata.cache import Cache
from kg.wikidata.gate import Gate
from kg.wikidata.properties import Property, Terms
from kg.wikidata.troubles import find_hint

BATCH = 50
"""The items that one query asks about."""

_TOO_MUCH = re.compile(r"breaks off|TimeoutException|\b50[04]\b")
"""How an endpoint says that a query took too long; half of it may not."""


class QueryService:
    """A SPARQL endpoint and a cache of what it answered; made by `open_service`."""

    def __init__(self, access: Access, cache: Cache) -> None:
        self.access = access
        self.cache = cache
        self._gate = Gate(access, cache)
        known = None if is_wikimedia(access.endpoint) else find_credentials(access.endpoint)
        self._connection = Connection(
            credentials=known,
            timeout=access.timeout,
            patience=access.patience,
            tell=access.tell,
            agent=access.agent,
            wait=access.wait,
        )
        self._endpoint: Endpoint | None = None

    @property
    def requests(self) -> list[str]:
        """What was asked over the network so far, in words."""
        return self._gate.requests

    def close(self) -> None:
        """Ends the connection."""
        self._connection.__exit__(None, None, None)

    def ask(
        self, wanted: Property, items: Collection[str], *, languages: Sequence[str]
    ) -> dict[str, list[Terms]]:
        """The rows that answer a property of each item, by its IRI.

        StoreError: the endpoint does not answer, refuses, or is none; or `offline` and not in the cache.
        """
        order = sorted(set(items))
        found = {item: self.cache.find(self._ask_for(wanted, item, languages)) for item in order}
        missing = [item for item in order if found[item] is None]
        for at in range(0, len(missing), BATCH):
            found.update(self._fetch(wanted, missing[at : at + BATCH], languages))
        return {item: list(map(_read_row, rows)) for item, rows in found.items()}

    def _fetch(
        self, wanted: Property, items: Sequence[str], languages: Sequence[str]
    ) -> dict[str, list[dict[str, Any]]]:
        """The rows of some items, each kept; by halves where all at once are too much."""
        try:
            rows = self._select(wanted.ask(items, languages), what=f"{wanted.name} of {items[0]}")
        except StoreError as error:
            if len(items) == 1 or not _TOO_MUCH.search(error.why):
                raise StoreError(
                    error.why, where=error.where, hint=find_hint(error.why) or error.hint
                ) from error
            half = len(items) // 2
            first = self._fetch(wanted, items[:half], languages)
            return first | self._fetch(wanted, items[half:], languages)
        grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            grouped[row.get("item", {}).get("value", "")].append(row)
        fetched = {item: grouped[item] for item in items}
        for item, told in fetched.items():
            self.cache.keep(self._ask_for(wanted, item, languages), told)
        return fetched

    def _select(self, sparql: str, *, what: str) -> list[dict[str, Any]]:
        """The rows of an answer as JSON writes them, all of which were read before any is given."""
        from pyoxigraph import QueryResultsFormat, QuerySolutions

        address = self.access.endpoint
        self._gate.open(what, address)
        self._endpoint = self._endpoint or find_endpoint(address, self._connection, limit=LIMIT)
        answer = self._endpoint.ask(sparql)
        try:
            assert isinstance(answer, QuerySolutions)
            told = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"")
        except (AssertionError, SyntaxError, ValueError, OSError) as error:
            raise StoreError("the answer breaks off: it is no whole result", where=address) from error
        rows: list[dict[str, Any]] = told["results"]["bindings"]
        return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))

    def _ask_for(self, wanted: Property, item: str, languages: Sequence[str]) -> dict[str, Any]:
        asked = {"endpoint": self.access.endpoint, "item": item, "pattern": wanted.pattern}
        spoken = wanted.labels or "LANGUAGES" in wanted.pattern
        return asked | ({"languages": sorted(languages)} if spoken else {})


@contextmanager
def open_service(access: Access, cache: Cache) -> Iterator[QueryService]:
    """The endpoint of an access, to be asked while the block lasts."""
    service = QueryService(access, cache)
    try:
        yield service
    finally:
        service.close()


def _read_row(row: dict[str, Any]) -> Terms:
    """The terms of a row; what is no IRI and no literal is left out."""
    from pyoxigraph import Literal, NamedNode

    found: dict[str, NamedNode | Literal] = {}
    for name, told in row.items():
        value = told["value"]
        if told["type"] == "uri":
            found[name] = NamedNode(value)
        elif told["type"] in {"literal", "typed-literal"}:
            language, datatype = told.get("xml:lang"), told.get("datatype")
            kind = NamedNode(datatype) if datatype else None
            found[name] = Literal(value, language=language) if language else Literal(value, datatype=kind)
    return found
