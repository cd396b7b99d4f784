"""What goes wrong with an endpoint, in words: why, and what to try."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import IncompleteRead, ReadTimeoutError

from kg.errors import StoreError
from kg.store.credentials import HINT, Credentials

_HINTS = {
    HTTPStatus.FORBIDDEN: "a user who may do this, and an endpoint that is not read-only",
    HTTPStatus.NOT_FOUND: "kg endpoints lists the addresses of each triplestore",
    HTTPStatus.METHOD_NOT_ALLOWED: "kg endpoints lists the addresses of each triplestore",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "smaller documents, or a larger limit on the server",
    HTTPStatus.GATEWAY_TIMEOUT: "a simpler query, or --limit",
}

_HTML = re.compile(r"(?i)<(!doctype|html|body)\b")
_HTML_PARTS = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<[^<>]{0,2000}>")


def is_passing(error: requests.RequestException) -> bool:
    """Whether the same request may succeed a little later: the connection was refused or broke off."""
    kinds = requests.ConnectionError | requests.exceptions.ChunkedEncodingError
    return isinstance(error, kinds) and not isinstance(error, requests.exceptions.SSLError)


def is_unsent(error: requests.RequestException) -> bool:
    """Whether the server cannot have seen the request."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    return any(isinstance(cause, ConnectionRefusedError | socket.gaierror) for cause in _find_causes(error))


def explain(error: requests.RequestException, address: str, timeout: float) -> StoreError:
    """The error of a request that has no answer."""
    hint = "is the address right, and the server running?"
    if isinstance(error, requests.ReadTimeout):
        return time_out(address, timeout)
    if isinstance(error, requests.exceptions.SSLError):
        return StoreError(f"no safe connection: {_find_reason(error)}", where=address)
    if isinstance(error, requests.ConnectTimeout):
        return StoreError("cannot be reached in time", where=address, hint=hint)
    if isinstance(error, ValueError):
        return StoreError("no address of an endpoint", where=address, hint="http://127.0.0.1:7878/query")
    return StoreError(f"does not answer: {_find_reason(error)}", where=address, hint=hint)


def explain_break(error: Exception, address: str) -> StoreError:
    """The error of an answer that breaks off."""
    if isinstance(error, ReadTimeoutError):
        return time_out(address)
    why = "ends too early" if isinstance(error, IncompleteRead) else _find_reason(error)
    return StoreError(f"the answer breaks off: {why}", where=address, hint="ask again, or for less (LIMIT)")


def explain_status(status: int, page: str, address: str) -> StoreError:
    """The error of an answer whose status is no good one, with the first words of its page."""
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    words = find_words(page)
    why = f"answers {phrase}" + (f": {words}" if words else "")
    return StoreError(why, where=address, hint=_HINTS.get(HTTPStatus(status)) if status in _HINTS else None)


def time_out(address: str, timeout: float | None = None) -> StoreError:
    """The error of an answer that takes too long."""
    within = f" within {timeout:g} s" if timeout else " in time"
    hint = "a longer --timeout, or a question that asks for less"
    return StoreError(f"does not answer{within}", where=address, hint=hint)


def refuse(address: str, credentials: Credentials | None) -> StoreError:
    """The error of an endpoint that wants another password, or one at all."""
    if credentials is None:
        return StoreError("wants a user and a password", where=address, hint=HINT)
    who = "the token" if credentials.token else f"the password of {credentials.user!r}"
    return StoreError(f"does not accept {who}", where=address, hint=HINT)


def check_redirect(address: str, location: str) -> str:
    """The address that an answer points to; a StoreError where it is on another host, port or scheme."""
    target = urljoin(address, location)
    if urlsplit(target)[:2] == urlsplit(address)[:2]:
        return target
    raise StoreError(
        f"sends on to another server, {target}, to which nothing was sent",
        where=address,
        hint=f"--endpoint {target}, if you trust it",
    )


def find_words(page: str, *, length: int = 300) -> str:
    """The first line of words on a page, be it of HTML, without what would steer a terminal."""
    text = _HTML_PARTS.sub("\n", page) if _HTML.search(page[:500]) else page
    plain = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return next((line[:length] for line in lines if line), "")


def _find_reason(error: BaseException) -> str:
    """The words of the system's own error, deep within a library's."""
    for cause in _find_causes(error):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.partition(" (_ssl")[0]
    words = re.sub(r"^\('|'.*$", "", find_words(str(error)))
    return words.rstrip(".") or type(error).__name__


def _find_causes(error: BaseException) -> Iterator[BaseException]:
    """An error and all that caused it, the innermost first."""
    inner = error.__cause__ or error.__context__
    for each in (inner, *(item for item in error.args if isinstance(item, BaseException))):
        if each is not None:
            yield from _find_causes(each)
    yield error
