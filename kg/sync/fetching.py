"""Fetches feeds and pages over HTTP: of hosts that a user named, and no more than fits."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urljoin, urlsplit

from kg.errors import InputError, StoreError
from kg.store.connection import Connection, Request, read_body, read_start
from kg.store.patience import Patience
from kg.store.troubles import explain_status
from kg.sync.pieces import Validators

FEED_LIMIT: Final = 20_000_000
"""The bytes that a feed may have, unpacked."""

PAGE_LIMIT: Final = 10_000_000
"""The bytes that a page may have, unpacked."""

_PORTS = {"http": 80, "https": 443}
_PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_PATIENCE = Patience(retries=3, first=1.0)
_UNKNOWN = Validators()
_HINT = "is that its address, and is there a network?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How feeds and pages are fetched: `hosts` are those that may be asked beside a feed's own.

    `timeout` is the seconds in which an answer must be all there; a server that asks for it is waited for
    up to `patience`. `wait` takes the seconds to wait, `tell` hears of it.
    """

    hosts: frozenset[str] = frozenset()
    timeout: float = 30.0
    patience: Patience = _PATIENCE
    tell: Callable[[str], None] = lambda _: None
    wait: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered: the bytes, the address that it came from at last, and what was said of it."""

    body: bytes
    address: str
    validators: Validators


def fetch(
    address: str, *, home: str, access: Access, limit: int, validators: Validators = _UNKNOWN
) -> Fetched | None:
    """What is at an address; None where it is as the validators say.

    It must be on the host of `home`, or one of those that the access allows, and so must what it redirects
    to. InputError: it is elsewhere, does not answer or not in time, or has more than `limit` bytes.
    """
    check_host(address, home=home, access=access, where=address)
    visited = [address]

    def redirect(here: str, location: str) -> str:
        target = urljoin(here, location)
        check_host(target, home=home, access=access, where=here)
        if urlsplit(here).scheme == "https" and urlsplit(target).scheme != "https":
            raise InputError(f"sends on to {target}, which is not encrypted", where=here)
        visited.append(target)
        return target

    try:
        return _ask(address, visited, redirect, access=access, limit=limit, validators=validators)
    except StoreError as error:
        raise InputError(error.why, where=error.where, hint=_HINT) from error


def _ask(
    address: str,
    visited: list[str],
    redirect: Callable[[str, str], str],
    *,
    access: Access,
    limit: int,
    validators: Validators,
) -> Fetched | None:
    until = time.monotonic() + access.timeout
    with Connection(
        timeout=access.timeout,
        patience=access.patience,
        tell=access.tell,
        wait=access.wait,
        redirect=redirect,
    ) as connection:
        response = connection.send(Request("GET", address, _write_headers(validators)))
        until = time.monotonic() + access.timeout
        here = visited[-1]
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            response.close()
            return None
        if response.status_code != HTTPStatus.OK:
            raise explain_status(response.status_code, read_start(response), here)
        packing = response.headers.get("Content-Encoding", "").strip().lower()
        if packing not in _PACKINGS:  # layers of packing would multiply what a few bytes unpack to
            response.close()
            raise InputError(f"is packed in a way that was not asked for: {packing[:40]}", where=here)
        said = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        return Fetched(b"".join(read_body(response, until=until, limit=limit)), here, said)


def _write_headers(validators: Validators) -> dict[str, str]:
    headers = {"Accept-Encoding": "gzip"}
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.modified:
        headers["If-Modified-Since"] = validators.modified
    return headers


def check_host(address: str, *, home: str, access: Access, where: str) -> None:
    """An InputError where an address is none of HTTP, or on a host that nobody named."""
    if not is_allowed(address, home=home, hosts=access.hosts):
        hint = f"--allow-host {_find_host(address) or 'HOST'}, if you trust it"
        raise InputError(f"leads to {address[:200]}, on another host", where=where, hint=hint)


def is_allowed(address: str, *, home: str, hosts: Collection[str]) -> bool:
    """Whether an address is on the host of `home`, or on one that is allowed.

    >>> is_allowed("https://example.org/2", home="http://example.org/feed", hosts=())
    True
    >>> is_allowed("http://example.org:8000/2", home="http://example.org/feed", hosts=())
    False
    """
    try:
        place, own = _find_place(address), _find_place(home)
    except ValueError:
        return False
    if place is None:
        return False
    host, port = place
    return place == own or host in hosts or f"{host}:{port}" in hosts


def _find_place(address: str) -> tuple[str, int | None] | None:
    """The host and the port of an address; of the usual ports of HTTP, None."""
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    port = parts.port
    return parts.hostname, None if port in (None, _PORTS[parts.scheme]) else port


def _find_host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
