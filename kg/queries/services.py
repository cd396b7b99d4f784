"""The other endpoints that a query asks by SERVICE: which they are, and what went wrong there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError, StoreError
from kg.queries.terms import load_prefixes
from kg.queries.tokens import cut_tokens, find_prefixes
from kg.store.troubles import find_words

_LATER = "ask again later; SERVICE SILENT goes on without it"
_ADDRESS = "the address where it takes queries; SERVICE SILENT goes on without it"
_TROUBLES = (
    (
        r"returned by service .*?: (?P<what>\S+)$",
        "answers with {what}, which is no result of a query",
        _ADDRESS,
    ),
    (r"^Error (?P<what>429.*?|5\d\d.*?) returned by", "answers {what}", _LATER),
    (r"^Error (?P<what>\d+.*?) returned by", "answers {what}", _ADDRESS),
    (r"^Parser error", "answers with what is no result of a query, or not all of one", _LATER),
    (r"lookup address|Name or service not known", "is at a host that nobody knows", _ADDRESS),
    (r"refused", "does not answer: the connection is refused", _ADDRESS),
    (r"timed? ?out|Resource temporarily unavailable", "does not answer in time", _LATER),
)


def find_services(sparql: str) -> list[str]:
    """The addresses after SERVICE in a query, each once, in its order.

    >>> find_services("SELECT * { SERVICE SILENT <http://a/sparql> { ?s ?p ?o } } # SERVICE <http://b>")
    ['http://a/sparql']
    """
    return list(dict.fromkeys(_read_services(sparql)))


def explain_service(sparql: str, error: Exception) -> QueryError | None:
    """What went wrong at a service, which it was and what to try; None for a query that asks none."""
    services = find_services(sparql)
    if not services:
        return None
    message = find_words(str(error), length=200)
    named = [address for address in services if address in message]
    told = ((why, hint, re.search(pattern, message)) for pattern, why, hint in _TROUBLES)
    default = (f"cannot be asked: {message}", _ADDRESS)
    why, hint = next(((why.format(**found.groupdict()), hint) for why, hint, found in told if found), default)
    where = " or ".join(named or services)
    return QueryError(f"the SERVICE of the query {why}", where=where, hint=hint)


def explain_relay(sparql: str, error: StoreError) -> QueryError | None:
    """What to do where an endpoint fails at a query that sends it on to another by SERVICE."""
    if not find_services(sparql):
        return None
    why = f"the endpoint fails at SERVICE, by which the query asks another endpoint: {error.why}"
    return QueryError(why, where=error.where, hint="ask files or a store of your own, or another endpoint")


def _read_services(sparql: str) -> Iterator[str]:
    prefixes = {**load_prefixes(), **find_prefixes(sparql)}
    awaited = False
    for token in cut_tokens(sparql):
        word = token.text.upper()
        if token.kind == "iri" and awaited:
            yield token.text[1:-1]
        elif token.kind == "word" and awaited and ":" in token.text:
            prefix, _, local = token.text.partition(":")
            yield prefixes.get(prefix, f"{prefix}:") + local
        if token.kind not in {"comment", "other"}:
            awaited = token.kind == "word" and (word == "SERVICE" or (awaited and word == "SILENT"))
