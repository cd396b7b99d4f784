"""Oxigraph's own server, run as a process of which only this one knows the address."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow
from tempfile import TemporaryFile
from typing import IO

from kg.errors import StoreError
from kg.serving.service import Service
from kg.store.program import find_program

_PATIENCE = 30
"""Seconds that the server may take to begin."""

_GRACE = 3
"""Seconds that a query which still runs is given when the server ends."""

_WATCHING = Path(__file__).with_name("watching.py")


@dataclass(frozen=True, slots=True)
class Engine:
    """A server that answers: the process that watches it and ends with it, and its host and port."""

    process: subprocess.Popen[bytes]
    host: str


@contextmanager
def run_engine(folder: Path, service: Service) -> Iterator[Engine]:
    """Oxigraph's server over the files in `folder`, until the block ends; a StoreError if it does not begin.

    It gives a query a second more than `service` does, so that one which nobody waits for ends too.
    """
    host, port = find_free_address()
    verb = "serve" if service.update else "serve-read-only"
    command = [find_program(), verb, "--location", str(folder), "--bind", f"{host}:{port}"]
    command += ["--timeout-s", str(service.timeout + 1)]
    command += ["--union-default-graph"] if service.update else []
    command += ["--cors"] if service.cors else []
    with TemporaryFile() as log, _run(command, log) as process:
        _await(process, (host, port), log)
        yield Engine(process, f"{host}:{port}")


def find_free_address() -> tuple[str, int]:
    """A free port of a loopback address that a page in a browser cannot guess, where the system has such."""
    hidden = f"127.{randbelow(254) + 1}.{randbelow(256)}.{randbelow(254) + 1}"
    for host in (hidden, "127.0.0.1"):
        with suppress(OSError), socket.socket() as listener:
            listener.bind((host, 0))
            return host, int(listener.getsockname()[1])
    raise StoreError("no port is free", where="127.0.0.1")


@contextmanager
def _run(command: list[str], log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own group, so that Ctrl-C is ours to hand on; it ends with us, however we end.

    What is given is its watcher, which ends it when the pipe between us is closed: by us, or by the system
    where we are killed.
    """
    watched = [sys.executable, "-I", "-S", str(_WATCHING), str(_GRACE), *command]
    with subprocess.Popen(
        watched, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
    ) as process:
        assert process.stdin
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait()


def _await(process: subprocess.Popen[bytes], address: tuple[str, int], log: IO[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(address, timeout=1):
            return
        time.sleep(0.02)
    raise StoreError(f"Oxigraph's server did not begin: {_read_end(log)}")


def _read_end(log: IO[bytes]) -> str:
    """The last line that the server wrote."""
    log.seek(0)
    lines = log.read().decode("utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "it said nothing")
