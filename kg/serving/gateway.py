"""Stands before Oxigraph's server, lets requests through in good order, and keeps them within limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias

from aiohttp import ClientError, ClientResponse, ClientSession, web
from aiohttp.typedefs import Handler

from kg.queries.tokens import find_form, limit_rows
from kg.serving.counting import may_be_cut
from kg.serving.cutting import Cutter
from kg.serving.description import describe_truly
from kg.serving.operations import Kind, Operation, RefusalError, read_operation, refuse_method
from kg.serving.refusals import check_change, check_host, refuse_calls
from kg.serving.service import Service

LIMITED = "X-SPARQL-MaxRows"
"""Says beside an answer how many rows it has at most, where there may be more."""

_START = 1 << 16
"""The bytes of an answer that are awaited before the first is sent on: most answers are no longer."""

_PAGES = frozenset({"/", "/yasgui.min.js", "/yasgui.min.css", "/logo.svg"})
_ASKED = (
    "Accept",
    "Content-Type",
    "Origin",
    "Access-Control-Request-Method",
    "Access-Control-Request-Headers",
)
_KEPT_BACK = frozenset({"connection", "content-length", "transfer-encoding", "date", "keep-alive"})

Answer: TypeAlias = web.StreamResponse


@dataclass(frozen=True, slots=True)
class Gateway:
    """The way to an engine at `engine` (host and port) for those whom `service` lets in."""

    service: Service
    engine: str
    session: ClientSession

    def to_application(self) -> web.Application:
        """The gateway as an application of aiohttp."""
        application = web.Application(client_max_size=self.service.max_body, middlewares=[self._guard])
        for path, handler in (
            ("/query", self._query),
            ("/sparql", self._query),
            ("/update", self._update),
            ("/store{rest:(/.*)?}", self._store),
            ("/{rest:.*}", self._page),
        ):
            application.router.add_route("*", path, handler)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> Answer:
        """The answer of a handler, or a refusal, in time."""
        try:
            check_host(self.service, request.headers)
            async with asyncio.timeout(self.service.timeout):
                return await handler(request)
        except RefusalError as refusal:
            return self._refuse(refusal.status, refusal.why)
        except web.HTTPRequestEntityTooLarge:
            why = f"a request has {self.service.max_body:,} bytes at most"
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why)
        except TimeoutError:
            why = f"an answer takes {self.service.timeout} s at most"
            return self._refuse(HTTPStatus.GATEWAY_TIMEOUT, why)
        except ClientError as error:
            return self._refuse(HTTPStatus.BAD_GATEWAY, f"the engine does not answer: {error}")

    def _refuse(self, status: HTTPStatus, why: str) -> web.Response:
        headers = {"Access-Control-Allow-Origin": "*"} if self.service.cors else {}
        return web.Response(status=status, text=f"{why}\n", headers=headers)

    async def _query(self, request: web.Request) -> Answer:
        if request.method == "OPTIONS":
            return await self._pass_on(request)
        asked = await _read(request, "query")
        if asked is None:
            return await self._describe(request)
        refuse_calls("query", asked.text)
        text = await asyncio.to_thread(self._limit, asked.text)
        return await self._operate(request, asked, text)

    async def _describe(self, request: web.Request) -> Answer:
        answer = await self._pass_on(request)
        if answer.status == HTTPStatus.OK and isinstance(answer, web.Response):
            assert isinstance(answer.body, bytes)
            address = f"{self.service.address}{request.path}"
            answer.body = describe_truly(answer.body, answer.content_type, address)
        return answer

    async def _update(self, request: web.Request) -> Answer:
        if request.method == "OPTIONS":
            return await self._pass_on(request)
        check_change(self.service, request.headers)
        asked = await _read(request, "update")
        assert asked is not None
        refuse_calls("update", asked.text)
        return await self._operate(request, asked, asked.text)

    async def _store(self, request: web.Request) -> Answer:
        if request.method in {"PUT", "POST", "DELETE"}:
            check_change(self.service, request.headers)
        elif request.method not in {"GET", "HEAD", "OPTIONS"}:
            refuse_method(request.method)
        return await self._pass_on(request)

    async def _page(self, request: web.Request) -> Answer:
        if request.method not in {"GET", "HEAD"} or request.path not in _PAGES:
            raise RefusalError(HTTPStatus.NOT_FOUND, "there is /query, /store and, with --update, /update")
        return await self._pass_on(request)

    def _limit(self, sparql: str) -> str:
        """The query, for no more rows than are allowed."""
        if find_form(sparql) not in {"SELECT", "CONSTRUCT", "DESCRIBE"}:
            return sparql
        return limit_rows(sparql, self.service.max_rows)

    async def _operate(self, request: web.Request, asked: Operation, text: str) -> Answer:
        headers = _choose(request.headers, _ASKED) | {"Content-Type": f"application/sparql-{asked.kind}"}
        address = f"http://{self.engine}/{asked.kind}"
        async with self.session.post(
            address, params=list(asked.parameters), data=text.encode(), headers=headers
        ) as answer:
            cutter = Cutter(answer.content_type, self.service.max_rows)
            return await self._relay(request, answer, cutter, limited=text != asked.text)

    async def _pass_on(self, request: web.Request) -> Answer:
        """The engine's answer to a request as it is."""
        headers = _choose(request.headers, (*_ASKED, "Host"))
        async with self.session.request(
            request.method,
            f"http://{self.engine}{request.rel_url.raw_path}",
            params=request.query,
            data=await request.read() or None,
            headers=headers,
            allow_redirects=False,
        ) as answer:
            return await self._relay(request, answer, Cutter("", self.service.max_rows))

    async def _relay(
        self, request: web.Request, answer: ClientResponse, cutter: Cutter, *, limited: bool = False
    ) -> Answer:
        """Sends an answer on, whole or, where it is longer than its start, as it comes."""
        headers = {name: value for name, value in answer.headers.items() if name.lower() not in _KEPT_BACK}
        most = {LIMITED: str(self.service.max_rows)}
        start, is_whole = await _read_start(answer)
        body = cutter.feed(start, last=is_whole)
        if cutter.is_over and cutter.form.tail is None:
            raise _refuse_more(cutter)
        if is_whole or cutter.is_over:
            cut = cutter.is_over or (limited and may_be_cut(body, answer.content_type, cutter.most))
            return web.Response(status=answer.status, body=body, headers=headers | (most if cut else {}))
        told = limited or cutter.form.has_triples
        stream = web.StreamResponse(status=answer.status, headers=headers | (most if told else {}))
        await stream.prepare(request)
        await _send(request, stream, _cut(body, answer, cutter, told=told))
        return stream


async def _read_start(answer: ClientResponse) -> tuple[bytes, bool]:
    """The start of an answer, and whether that is all of it."""
    try:
        return await answer.content.readexactly(_START), False
    except asyncio.IncompleteReadError as error:
        return error.partial, True


async def _cut(start: bytes, answer: ClientResponse, cutter: Cutter, *, told: bool) -> AsyncIterator[bytes]:
    """The pieces of an answer after its start, up to where it is cut; a refusal where that was not `told`."""
    yield start
    async for piece in answer.content.iter_any():
        yield cutter.feed(piece, last=False)
        if cutter.is_over:
            break
    yield cutter.feed(b"", last=True)
    if cutter.is_over and not (told and cutter.form.tail is not None):
        raise _refuse_more(cutter)


def _refuse_more(cutter: Cutter) -> RefusalError:
    what = "triples" if cutter.form.has_triples else "rows"
    return RefusalError(HTTPStatus.FORBIDDEN, f"an answer has {cutter.most:,} {what} at most")


async def _send(request: web.Request, stream: web.StreamResponse, pieces: AsyncIterator[bytes]) -> None:
    """Sends the pieces of an answer; one that breaks off looks broken, not whole."""
    try:
        async for piece in pieces:
            await stream.write(piece)
    except BaseException:
        if request.transport is not None:
            request.transport.abort()
        raise
    await stream.write_eof()


async def _read(request: web.Request, kind: Kind) -> Operation | None:
    return read_operation(
        kind,
        method=request.method,
        content=request.content_type,
        parameters=list(request.query.items()),
        body=await request.read(),
    )


def _choose(headers: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: headers[name] for name in names if name in headers}
