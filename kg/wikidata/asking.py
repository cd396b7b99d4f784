"""Asks a Wikibase over HTTP: politely, patiently, and for no more than fits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from threading import Lock, local
from typing import Any
from urllib.parse import urlencode

from kg.errors import StoreError
from kg.store.connection import Connection, Request, read_body
from kg.store.patience import read_retry_after
from kg.wikidata.access import Access
from kg.wikidata.troubles import Trouble, find_hint, read_answer

LIMIT = 1 << 26
"""The bytes that an answer may have; fifty large items have some thirty million."""


class Pause:
    """The wait that one request is asked for, and that every other keeps too."""

    def __init__(self, clock: Callable[[], float], wait: Callable[[float], None]) -> None:
        self._clock, self._wait = clock, wait
        self._until = clock()
        self._lock = Lock()

    def hold(self, seconds: float) -> None:
        """Waits, and lets nobody ask before."""
        with self._lock:
            self._until = max(self._until, self._clock() + seconds)
        self.keep()

    def keep(self) -> None:
        """Waits for as long as somebody was asked to."""
        if (left := self._until - self._clock()) > 0:
            self._wait(left)


class Asking:
    """Requests to the services of an access: a connection for each thread, one pause for all."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._pause = Pause(access.clock, access.wait)
        self._mine = local()
        self._opened: list[Connection] = []

    def ask(
        self, address: str, parameters: Mapping[str, str], *, absent: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The JSON that answers a GET; `absent` where there is no such page (404).

        Asked again where the service is busy, lags behind, or breaks off. StoreError: it refuses, says
        that something is wrong, or is no Wikibase.
        """
        tried = 0
        while True:
            tried += 1
            self._pause.keep()
            outcome, asked = self._try(address, parameters, absent)
            if not isinstance(outcome, Trouble):
                return outcome
            wait = self._access.patience.find_wait(tried, asked) if outcome.again else None
            if wait is None:
                raise outcome.error
            self._access.tell(f"{outcome.error.where}: {outcome.error.why}; trying again in {wait:.3g} s")
            self._pause.hold(wait)

    def close(self) -> None:
        """Ends every connection."""
        for connection in self._opened:
            connection.__exit__(None, None, None)

    def _try(
        self, address: str, parameters: Mapping[str, str], absent: dict[str, Any] | None
    ) -> tuple[dict[str, Any] | Trouble, float | None]:
        """An answer or trouble, and the seconds that we are asked to wait."""
        url = f"{address}?{urlencode(parameters)}" if parameters else address
        response = self._send(url, address)
        if response.status_code == HTTPStatus.NOT_FOUND and absent is not None:
            response.close()
            return absent, None
        until = time.monotonic() + self._access.timeout
        try:
            body = b"".join(read_body(response, until=until, limit=LIMIT))
        except StoreError as error:
            return Trouble(_shorten(error, address), again="larger than" not in error.why), None
        return read_answer(response.status_code, body, address), read_retry_after(response.headers)

    def _send(self, url: str, address: str) -> Any:
        try:
            return self._connection().send(Request("GET", url, {"Accept": "application/json"}))
        except StoreError as error:
            raise _shorten(error, address) from error

    def _connection(self) -> Connection:
        """The connection of this thread."""
        if not hasattr(self._mine, "connection"):
            access = self._access
            self._mine.connection = Connection(
                timeout=access.timeout,
                patience=access.patience,
                tell=access.tell,
                agent=access.agent,
                wait=self._pause.hold,
            )
            self._opened.append(self._mine.connection)
        connection: Connection = self._mine.connection
        return connection


def _shorten(error: StoreError, address: str) -> StoreError:
    """The same error about the service, without all that it was asked."""
    return StoreError(error.why, where=address, hint=find_hint(error.why) or error.hint)
