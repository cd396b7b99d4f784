"""What a request of the SPARQL 1.1 Protocol asks, read once and told to the engine in one way only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal, NoReturn, TypeAlias
from urllib.parse import parse_qsl

Kind: TypeAlias = Literal["query", "update"]
Pair: TypeAlias = tuple[str, str]

FORM = "application/x-www-form-urlencoded"

_FIELDS = 1_000


class RefusalError(Exception):
    """A request that is not answered: the status of HTTP that says so, and why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, and what the request says beside it: the graphs that it is about."""

    kind: Kind
    text: str
    parameters: tuple[Pair, ...] = ()


def read_operation(
    kind: Kind, *, method: str, content: str, parameters: Sequence[Pair], body: bytes
) -> Operation | None:
    """What a request asks; None for a GET that asks nothing. A RefusalError where it breaks the protocol."""
    if kind == "query" and method in {"GET", "HEAD"}:
        return _pick(kind, parameters) if any(name == kind for name, _ in parameters) else None
    if method != "POST":
        refuse_method(method)
    if content == f"application/sparql-{kind}":
        return Operation(kind, _decode(body), _leave_out(kind, parameters))
    if content == FORM:
        return _pick(kind, [*parameters, *_read_form(body)])
    why = f"send {FORM} or application/sparql-{kind}"
    raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, why)


def refuse_method(method: str) -> NoReturn:
    """Raises the refusal of a method that has no meaning here."""
    raise RefusalError(HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is not for this address")


def _pick(kind: Kind, pairs: Sequence[Pair]) -> Operation:
    """The operation of some parameters, which name it once."""
    texts = [value for name, value in pairs if name == kind]
    if len(texts) != 1:
        raise RefusalError(HTTPStatus.BAD_REQUEST, f"send one parameter {kind!r}, not {len(texts)}")
    return Operation(kind, texts[0], _leave_out(kind, pairs))


def _leave_out(kind: Kind, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair[0] != kind)


def _read_form(body: bytes) -> list[Pair]:
    try:
        form = _decode(body)
        return parse_qsl(form, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except ValueError as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, f"is no form: {error}") from error


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, "is not written in UTF-8") from error
