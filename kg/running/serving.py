"""The life of a worker: a process that reads what it is sent, with a reader of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import KgError, ModelError
from kg.running.jobs import Read
from kg.running.limits import hold_memory

READY, VALUE, FULL, FAILED = "ready", "value", "full", "failed"
"""What a worker says: that it waits for work; what came of a thing; that it has no memory left; an error."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")


def serve(connection: Connection[Any, Any], load: Callable[[], Read], memory: int | None) -> None:
    """Loads who reads, and has what is sent read until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    os.environ.update(dict.fromkeys(_THREADS, "1"))  # the cores are shared out already
    hold_memory(memory)
    sys.unraisablehook = tell_unraisable
    with suppress(EOFError, ConnectionError):
        _serve(connection, load)


def tell_unraisable(found: sys.UnraisableHookArgs) -> None:
    """Tells of an error that nobody can catch, as Python does; lack of memory is told as FULL already."""
    if not issubclass(found.exc_type, MemoryError):
        sys.__unraisablehook__(found)


def _outlive_nobody() -> None:
    """Ends this process at once when its parent is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _serve(connection: Connection[Any, Any], load: Callable[[], Read]) -> None:
    try:
        read = _load(load)
        connection.send((READY, None))
        while True:
            for value in read(connection.recv()):
                connection.send((VALUE, value))
    except MemoryError:
        connection.send((FULL, None))
    except KgError as error:
        connection.send((FAILED, error))


def _load(load: Callable[[], Read]) -> Read:
    try:
        return load()
    except MemoryError as error:
        why = "the language model does not fit into the memory of a worker"
        raise ModelError(why, hint="a larger --memory-limit, or fewer --processes") from error
