"""Requests to one server over HTTP: with time-outs, patience and passwords, and to no other host."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import BinaryIO, TypeAlias

import requests
from urllib3.exceptions import HTTPError

from kg.errors import StoreError
from kg.store import troubles
from kg.store.credentials import Credentials
from kg.store.passwords import Bearer, Nobody, choose_password
from kg.store.patience import BUSY, Patience, read_retry_after
from kg.version import __version__

Body: TypeAlias = bytes | BinaryIO
"""What is sent: bytes, or a file that can be read again from its start."""

AGENT = f"diplomacy-kg/{__version__}"
CONNECT_TIMEOUT = 10.0
REDIRECTS = 3
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server; what is `repeatable` does no harm when it is done twice."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: Body | None = None
    repeatable: bool = True


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why there is no answer, whether another try may help, and the wait that the server asks for."""

    error: StoreError
    again: bool
    wait: float | None = None


class Connection:
    """Sends requests, one at a time, as one user.

    `timeout` is the seconds that a server may be silent; `tell` hears what a person should know. `agent` is
    what we call ourselves, `wait` takes the seconds that are to pass before another try; `redirect` gives the
    address that an answer from one address, which points to another, leads to, or refuses it.
    """

    def __init__(
        self,
        *,
        credentials: Credentials | None = None,
        timeout: float = 60.0,
        patience: Patience | None = None,
        tell: Callable[[str], None] | None = None,
        agent: str = AGENT,
        wait: Callable[[float], None] = time.sleep,
        redirect: Callable[[str, str], str] = troubles.check_redirect,
    ) -> None:
        self.timeout = timeout
        self._redirect = redirect
        self._agent = agent
        self._wait = wait
        self._credentials = credentials
        self._patience = patience or Patience()
        self.tell = tell or (lambda _: None)
        self._has_answered = False
        self._session = requests.Session()
        self._session.auth = Bearer(credentials.token) if credentials and credentials.token else Nobody()

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def send(self, request: Request) -> requests.Response:
        """The answer to a request, good or bad, its body not yet read.

        A busy server is asked again with patience, and so is one that has answered before and drops a
        connection. StoreError: there is no answer, the password is wrong or missing, or the answer points
        to another host.
        """
        tried = 0
        while True:
            tried += 1
            outcome = self._try(request)
            if not isinstance(outcome, _Trouble):
                return outcome
            wait = self._patience.find_wait(tried, outcome.wait) if outcome.again else None
            if wait is None:
                raise outcome.error
            self.tell(f"{outcome.error.why}; trying again in {wait:.3g} s")
            self._wait(wait)

    def _try(self, request: Request) -> requests.Response | _Trouble:
        try:
            response = self._follow(request)
        except requests.RequestException as error:
            again = self._has_answered and troubles.is_passing(error)
            again = again and (request.repeatable or troubles.is_unsent(error))
            return _Trouble(troubles.explain(error, request.address, self.timeout), again)
        self._has_answered = True
        if response.status_code not in BUSY:
            return response
        again = request.repeatable or response.status_code != HTTPStatus.BAD_GATEWAY
        trouble = troubles.explain_status(response.status_code, read_start(response), request.address)
        return _Trouble(trouble, again, read_retry_after(response.headers))

    def _follow(self, request: Request) -> requests.Response:
        """The answer, after a few steps from one address of the host to another."""
        address = request.address
        for _ in range(REDIRECTS + 1):
            response = self._enter(request, address)
            if not response.is_redirect:
                return response
            response.close()
            address = self._redirect(address, response.headers["Location"])
        raise StoreError("sends from one address to the next", where=request.address)

    def _enter(self, request: Request, address: str) -> requests.Response:
        """The answer, asked again with a password where one is wanted."""
        response = self._request(request, address)
        if response.status_code != HTTPStatus.UNAUTHORIZED:
            return response
        response.close()
        if isinstance(self._session.auth, Nobody) and self._credentials:
            asked = response.headers.get("WWW-Authenticate", "")
            self._session.auth = choose_password(asked, self._credentials, address)
            response = self._request(request, address)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            response.close()
            raise troubles.refuse(address, self._credentials)
        return response

    def _request(self, request: Request, address: str) -> requests.Response:
        if request.body is not None and not isinstance(request.body, bytes):
            request.body.seek(0)
        return self._session.request(
            request.method,
            address,
            data=request.body,
            headers={"User-Agent": self._agent, **request.headers},
            timeout=(min(CONNECT_TIMEOUT, self.timeout), self.timeout),
            allow_redirects=False,
            stream=True,
        )


def read_body(
    response: requests.Response, *, until: float | None = None, limit: int | None = None
) -> Iterator[bytes]:
    """The pieces of an answer's body as they come, until a moment of the monotonic clock.

    StoreError: it breaks off, stays away, is not all there when the time is up, or has more bytes than
    `limit`.
    """
    length = 0
    try:
        while piece := response.raw.read1(CHUNK, decode_content=True):
            yield piece
            length += len(piece)
            if limit is not None and length > limit:
                raise StoreError(f"the answer is larger than {limit:,} bytes", where=response.url)
            if until is not None and time.monotonic() > until:
                raise troubles.time_out(response.url)
    except HTTPError as error:
        raise troubles.explain_break(error, response.url) from error
    finally:
        response.close()


def read_start(response: requests.Response, length: int = 1 << 14) -> str:
    """The first characters of an answer's body, which is then closed; "" where it cannot be read."""
    try:
        return bytes(response.raw.read(length, decode_content=True)).decode("utf-8", errors="replace")
    except HTTPError:
        return ""
    finally:
        response.close()
