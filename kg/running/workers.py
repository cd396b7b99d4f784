"""A worker as its parent sees it: a process, what it reads, and for how long yet."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from kg.running.jobs import Read
from kg.running.serving import serve
from kg.running.tasks import Task


@dataclass(slots=True, eq=False)
class Worker:
    """A process that reads; `seconds` is how long it may still be silent over its task."""

    process: SpawnProcess
    connection: Connection[Any, Any]
    ready: bool = False
    task: Task | None = None
    allowed: float = 0.0
    seconds: float = 0.0

    def give(self, task: Task, seconds: float) -> bool:
        """Has the worker read the things of `task`, each within so many seconds; False if it is gone."""
        self.task, self.allowed, self.seconds = task, seconds, seconds
        try:
            self.connection.send(task.things)
        except ConnectionError:
            return False
        return True

    def take(self, value: Any) -> None:
        """Puts what it made of a thing into its place; the clock begins again for the next."""
        assert self.task is not None
        self.task.left[0].fill(value)
        self.seconds = self.allowed
        if not self.task.left:
            self.task = None

    def end(self) -> str:
        """Ends the process at once, and says how it ended where it had done so by itself."""
        ended = self.process.exitcode
        self.process.kill()
        self.process.join()
        code = self.process.exitcode if ended is None else ended
        self.connection.close()
        self.process.close()
        return _say_end(code or 0)


def start_worker(load: Callable[[], Read], *, memory: int | None) -> Worker:
    """A new worker; it says when it is ready."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, load, memory), daemon=True)
    with _deaf_children():
        process.start()
    there.close()
    return Worker(process, here)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """A block in which started processes do not hear Ctrl-C, which a terminal sends to all of them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would have Ctrl-C heard again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _say_end(code: int) -> str:
    """How a process ended, by its exit code.

    >>> _say_end(-9), _say_end(1)
    ('SIGKILL', 'exit code 1')
    """
    if code < 0 and -code in {each.value for each in signal.Signals}:
        return signal.Signals(-code).name
    return f"exit code {code}"
