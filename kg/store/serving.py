"""A store served over HTTP by Oxigraph's own server, which is run as a process and ended with the block."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from kg.errors import StoreError, UsageError
from kg.store.embedded import EmbeddedStore, open_store

_PATIENCE = 30
"""Seconds that the server may take to begin."""

_GRACE = 3
"""Seconds that a query which still runs is given when the server ends."""


@dataclass(frozen=True, slots=True)
class Service:
    """How a store is served: where, for how many seconds a query may run, and what is allowed."""

    host: str = "127.0.0.1"
    port: int = 7878
    timeout: int = 60
    cors: bool = False
    update: bool = False

    @property
    def address(self) -> str:
        """The address that a browser takes."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


@contextmanager
def serve_store(path: str | Path, service: Service) -> Iterator[subprocess.Popen[bytes]]:
    """A process that serves the store in `path` and answers already; it ends with the block.

    Readers see the store as it was when the server began. With `update`, which needs a loopback address,
    changes are made to a draft, which becomes the store when the block ends well. A UsageError or a
    StoreError says what cannot be done.
    """
    program = _find_program()
    _check(service)
    with open_store(path, write=service.update) as store:
        if service.update:
            del store.graphs  # one process at a time may change Oxigraph's files
        with TemporaryFile() as log, _run(_write_command(program, store, service), log) as process:
            _await(process, service, log)
            yield process
        if service.update:
            _take_back(store)


def _take_back(store: EmbeddedStore) -> None:
    from pyoxigraph import Store

    store.graphs = Store(str(store.folder))


def _find_program() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        raise StoreError("Oxigraph's server is not installed", hint="pip install oxigraph")
    return program


def _check(service: Service) -> None:
    """Raises an error where the address cannot be listened on, or changes would come from anywhere."""
    if service.update and not _is_loopback(service.host):
        raise UsageError("changes only from this machine", where="--update", hint="--host 127.0.0.1")
    if service.update and service.cors:
        raise UsageError("any page of the web could change the store", where="--update", hint="no --cors")
    try:
        family = socket.AF_INET6 if ":" in service.host else socket.AF_INET
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((service.host, service.port))
    except OSError as error:
        why = f"cannot be listened on: {error.strerror or error}"
        raise StoreError(why, where=service.address, hint="another --port") from error


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _write_command(program: str, store: EmbeddedStore, service: Service) -> list[str]:
    verb = "serve" if service.update else "serve-read-only"
    bind = service.address.removeprefix("http://")
    options = ["--location", str(store.folder), "--bind", bind, "--timeout-s", str(service.timeout)]
    return [program, verb, *options, "--union-default-graph", *(["--cors"] if service.cors else [])]


@contextmanager
def _run(command: list[str], log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own group, so that Ctrl-C is ours to hand on."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                process.kill()  # it waits for queries that run


def _await(process: subprocess.Popen[bytes], service: Service, log: IO[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection((service.host, service.port), timeout=1):
            return
        time.sleep(0.02)
    raise StoreError(f"the server did not begin: {read_log(log)}", where=service.address)


def read_log(log: IO[bytes]) -> str:
    """The last line that the server wrote."""
    log.seek(0)
    lines = log.read().decode("utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "it said nothing")
