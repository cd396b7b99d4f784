"""The SPARQL protocol: SPARQLWrapper writes the requests, and our connection sends them."""

from __future__ import annotations

from typing import Any, cast

from requests import Response
from SPARQLWrapper import CONSTRUCT, INSERT, JSON, POST, SELECT, TURTLE, SPARQLWrapper

from kg.store.connection import Connection, Request


class Protocol(SPARQLWrapper):
    """Questions and updates to the addresses of one endpoint, by POST as forms, which every server takes."""

    def __init__(self, connection: Connection, query: str, update: str) -> None:
        super().__init__(query, updateEndpoint=update)
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self._connection = connection
        self._repeatable = True

    def ask(self, sparql: str, *, wants_triples: bool) -> Response:
        """The answer to a query, as JSON or, where it gives triples, as Turtle; of any status."""
        self.setReturnFormat(TURTLE if wants_triples else JSON)
        self._set(sparql, kind=CONSTRUCT if wants_triples else SELECT, repeatable=True)
        answer: Response = self._query()[0]
        return answer

    def change(self, sparql: str, *, repeatable: bool) -> Response:
        """The answer to an update, of any status."""
        self._set(sparql, kind=INSERT, repeatable=repeatable)
        answer: Response = self._query()[0]
        return answer

    def _set(self, sparql: str, *, kind: str, repeatable: bool) -> None:
        self.queryString, self.queryType, self._repeatable = sparql, kind, repeatable

    def _query(self) -> tuple[Any, str]:
        """Sends the request that SPARQLWrapper wrote over our connection instead of its own."""
        made = self._createRequest()
        headers = {name: value for name, value in made.header_items() if name.lower() != "user-agent"}
        body = cast(bytes, made.data)
        request = Request(made.get_method(), made.full_url, headers, body, self._repeatable)
        return self._connection.send(request), self.returnFormat
