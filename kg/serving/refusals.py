"""What is not done for anyone: asking other servers, and changes that a page of the web sends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from kg.serving.operations import Kind, RefusalError
from kg.serving.service import Service

_AHEAD = r"(?=\s{0,64}+(?:[?$<#\s]|silent|[^\s:]{0,200}:|[^\s:]{201}))"
_CALLS = {
    "query": re.compile(f"service{_AHEAD}", re.IGNORECASE),
    "update": re.compile(f"(?:service|load){_AHEAD}", re.IGNORECASE),
}
_NAME_BEFORE = re.compile(r"(?:[?$]\w*|:[\w-]*)\Z")
_WINDOW = 200


def refuse_calls(kind: Kind, sparql: str) -> None:
    """Raises a refusal where a query or update might make the server ask another one (SERVICE, LOAD).

    No tokens are cut for this, since the engine cuts them in other ways than the standard (it reads
    `trueSERVICE` as two words), and a query can be written so that a keyword looks like a string. The
    words themselves are looked for, before what must follow them; only the end of a name is let through.

    >>> refuse_calls("query", "SELECT * { ?service schema:service ?a FILTER(?a = 'customer service') }")
    """
    for match in _CALLS[kind].finditer(sparql):
        before = sparql[max(0, match.start() - _WINDOW) : match.start()]
        if not _NAME_BEFORE.search(before):
            word = match.group().upper()
            why = f"{word} is refused: this server asks no other (text that looks like it is refused too)"
            raise RefusalError(HTTPStatus.FORBIDDEN, why)


def check_host(service: Service, headers: Mapping[str, str]) -> None:
    """Raises a refusal where a page has called this machine by a name of its own, to read as one of us."""
    if service.is_local and not service.cors and headers.get("Host") not in service.names:
        raise RefusalError(HTTPStatus.MISDIRECTED_REQUEST, f"ask {service.address}")


def check_change(service: Service, headers: Mapping[str, str]) -> None:
    """Raises a refusal where nothing may be changed, or a page of another site wants to."""
    if not service.update:
        raise RefusalError(HTTPStatus.FORBIDDEN, "nothing can be changed here: kg serve --update")
    origin = headers.get("Origin")
    ours = origin is None or origin in {f"http://{name}" for name in service.names}
    if not ours or headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        raise RefusalError(HTTPStatus.FORBIDDEN, "a page of another site changes nothing here")
