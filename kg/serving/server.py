"""Serves a store until it is told to end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

from aiohttp import ClientSession, ClientTimeout, web

from kg.errors import StoreError
from kg.serving.engine import Engine, run_engine
from kg.serving.gateway import Gateway
from kg.serving.service import Service, check_service
from kg.store.embedded import EmbeddedStore, open_store
from kg.store.faults import guard
from kg.store.merged import empty_merged, settle_graphs

_LINE = 1 << 16
"""The bytes of an address, with the query that a GET has in it."""

_LOOK = 0.2
"""Seconds between two looks whether the engine is still there."""


def serve_store(path: str | Path, service: Service, *, greet: Callable[[], None]) -> None:
    """Answers requests for the store in `path` until SIGINT or SIGTERM; `greet` is called when it does.

    Readers see the store as it was when the server began. With `update`, which needs a loopback address,
    changes are made to a draft, which becomes the store when the server ends. A UsageError or a StoreError
    says what cannot be done.
    """
    check_service(service)
    with open_store(path, write=service.update) as store:
        if service.update:
            with guard(store.path):
                empty_merged(store.graphs)  # Oxigraph puts the graphs together while they change
            del store.graphs  # one process at a time may change Oxigraph's files
        with run_engine(store.folder, service) as engine:
            asyncio.run(_serve(engine, service, greet))
        if service.update:
            _take_back(store)


def _take_back(store: EmbeddedStore) -> None:
    from pyoxigraph import Store

    with guard(store.path):
        store.graphs = Store(str(store.folder))
        settle_graphs(store.graphs)


async def _serve(engine: Engine, service: Service, greet: Callable[[], None]) -> None:
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    async with ClientSession(timeout=ClientTimeout(total=None), auto_decompress=False) as session:
        application = Gateway(service, engine.host, session).to_application()
        runner = web.AppRunner(application, access_log=None, max_line_size=_LINE, shutdown_timeout=1)
        await runner.setup()
        try:
            await _listen(runner, service)
            greet()
            await _wait(engine.process, told, service)
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, service: Service) -> None:
    try:
        await web.TCPSite(runner, service.host, service.port).start()
    except OSError as error:
        why = f"cannot be listened on: {error.strerror or error}"
        raise StoreError(why, where=service.address, hint="another --port") from error


async def _wait(process: Popen[bytes], told: asyncio.Event, service: Service) -> None:
    """Waits until the server is told to end; a StoreError where the engine ends by itself."""
    while not told.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), _LOOK)
        if process.poll() is not None:
            why = f"Oxigraph's server ended by itself, with {process.returncode}"
            raise StoreError(why, where=service.address)
