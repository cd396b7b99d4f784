"""Work in a process of its own, which can be stopped: neither Ctrl-C nor a clock stops a query."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter, FileIO
from typing import IO, Any, NoReturn, TypeVar

from kg.errors import KgError, QueryError

T = TypeVar("T")

_PIECE = 1 << 16


def run_apart(work: Callable[[IO[bytes]], T], stream: IO[bytes], *, timeout: float | None = None) -> T:
    """What `work` gives; what it writes goes to `stream` piece by piece.

    The work is done in a process of its own, which ends with this call, Ctrl-C included. A QueryError tells
    that it let us wait for more than `timeout` seconds in all; time that `stream` takes does not count.
    A KgError of the work is raised here.
    """
    bytes_in, bytes_out = os.pipe()
    told_in, told_out = os.pipe()
    worker = os.fork()
    if worker == 0:
        _work(work, bytes_out, told_out)
    os.close(bytes_out)
    os.close(told_out)
    try:
        _copy(bytes_in, stream, timeout)
        told = FileIO(told_in, closefd=False).readall()
    finally:
        os.close(bytes_in)
        os.close(told_in)
        _end(worker)
    result: T = _unpack(told)
    return result


def _work(work: Callable[[IO[bytes]], Any], bytes_out: int, told_out: int) -> NoReturn:
    """The worker's whole life; nothing of the parent's is cleaned up, flushed or told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    threading.Thread(target=_outlive_nobody, args=(os.getppid(),), daemon=True).start()
    told = None
    try:
        with BufferedWriter(FileIO(bytes_out, "w"), _PIECE) as stream:
            told = ("done", work(stream))
    except KgError as error:
        told = ("failed", (type(error), error.why, error.where, error.hint))
    finally:
        with suppress(OSError):
            os.write(told_out, pickle.dumps(told or ("broken", repr(sys.exception()))))
        os._exit(0)


def _outlive_nobody(parent: int) -> None:
    """Ends this process when its parent is gone, which cannot end it any more; the query lets us run."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _copy(source: int, stream: IO[bytes], timeout: float | None) -> None:
    left = timeout
    while True:
        start = time.monotonic()
        if not select.select([source], [], [], left)[0]:
            raise QueryError(
                f"no whole answer within {timeout:g} seconds",
                where="query",
                hint="a larger --timeout, --limit, or a narrower question",
            )
        left = None if left is None else max(0.0, left - (time.monotonic() - start))
        piece = os.read(source, _PIECE)
        if not piece:
            return
        stream.write(piece)


def _end(worker: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def _unpack(told: bytes) -> Any:
    value: Any
    kind, value = pickle.loads(told) if told else ("broken", "it was ended, perhaps for want of memory")
    if kind == "done":
        return value
    if kind == "failed":
        error, why, where, hint = value
        raise error(why, where=where, hint=hint)
    raise QueryError(f"the query broke off: {value}", where="query", hint="--limit, or a narrower question")
