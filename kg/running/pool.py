"""Workers under supervision: one that dies or takes too long is replaced, what it read is read again."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any

from kg.errors import ModelError
from kg.running.batches import MOST, Batch
from kg.running.jobs import Job
from kg.running.limits import Limits
from kg.running.reading import pass_over
from kg.running.serving import FAILED, FULL, READY
from kg.running.tasks import Place, Task, to_places
from kg.running.workers import Worker, start_worker

AHEAD = 8
"""Batches for each worker that are in memory at once: waiting, being read, or done before an earlier one."""

_TRIES = 2
"""Workers that end over a document that they read alone before it is passed over."""

_STARTS = 3
"""Workers that end one after another before they are ready, before it is believed that none ever will be."""

_TICK = 0.25
"""Seconds after which clocks are looked at."""


@dataclass(slots=True)
class Pool:
    """Up to `processes` workers, started as there is work for them; whoever opens a pool closes it."""

    job: Job
    processes: int
    limits: Limits
    workers: list[Worker] = field(default_factory=list)
    _tasks: deque[Task] = field(default_factory=deque)
    _places: deque[Place] = field(default_factory=deque)
    _length: int = 0
    _stillborn: int = 0

    def close(self) -> None:
        """Ends every worker at once."""
        while self.workers:
            self.workers.pop().end()

    def run(self, batches: Iterable[Batch]) -> Iterator[Any]:
        """What comes of each thing, or why it is passed over, in the order of the batches.

        AHEAD batches for each worker are pulled, and no more before the first of them has been taken.
        Raises the KgError of a worker, and a ModelError where workers end before they are ready.
        """
        source = iter(batches)
        self._fill(source)
        while self._places:
            self._hear(0)
            while not self._places[0].filled:
                self._hear(_TICK)
            place = self._places.popleft()
            self._length -= place.length
            yield place.value
            self._fill(source)

    def _fill(self, source: Iterator[Batch]) -> None:
        """Pulls batches while there is room for them."""
        room = AHEAD * self.processes
        while self._length < room * self.job.full and len(self._places) < room * MOST:
            batch = next(source, None)
            if batch is None:
                break
            places = to_places(batch, self.job)
            self._places.extend(places)
            self._length += batch.length
            task = Task([place for place in places if not place.filled])
            if task.places:
                self._tasks.append(task)

    def _hear(self, patience: float) -> None:
        """Takes what workers say within `patience` seconds, and ends those that are silent for too long."""
        self._hand_out()
        started = time.monotonic()
        silent = list(self.workers)
        for connection in wait([worker.connection for worker in silent], timeout=patience):
            worker = next(each for each in silent if each.connection is connection)
            silent.remove(worker)
            self._listen(worker)
        spent = min(time.monotonic() - started, 2 * patience)  # time in which we were stopped is not theirs
        for worker in silent:
            worker.seconds -= spent
            if worker.task and worker.seconds < 0:
                self._lose(worker, f"takes longer than {worker.allowed:g} seconds")

    def _hand_out(self) -> None:
        """Gives waiting tasks to workers that have none, and starts workers for the others."""
        for worker in [each for each in self.workers if each.ready and not each.task]:
            if self._tasks:
                task = self._tasks.popleft()
                if not worker.give(task, self.limits.find_seconds(task.length)):
                    self._lose(worker)
        starting = sum(not worker.ready for worker in self.workers)
        for _ in range(min(len(self._tasks) - starting, self.processes - len(self.workers))):
            self.workers.append(start_worker(self.job.load, memory=self.limits.memory))

    def _listen(self, worker: Worker) -> None:
        """Takes what a worker says; one that is gone says nothing any more."""
        try:
            kind, value = worker.connection.recv()
        except (EOFError, ConnectionError):
            self._lose(worker)
            return
        if kind == FAILED:
            raise value
        if kind == READY:
            worker.ready, self._stillborn = True, 0
        elif kind == FULL:
            self._lose(worker, f"takes more memory than the {self.limits.memory or 0:,} MB of a process")
        else:
            worker.take(value)

    def _lose(self, worker: Worker, why: str | None = None) -> None:
        """Ends a worker, and has what it was given read again, one by one.

        One that it read alone is passed over where `why` says what is wrong, or where too many ended over it.
        """
        self.workers.remove(worker)
        how = worker.end()
        if not worker.ready:
            self._count_stillborn(how)
        task = worker.task
        if task is None:
            return
        if not task.alone:
            self._tasks.extendleft(Task([place]) for place in reversed(task.left))
        elif why is None and task.deaths + 1 < _TRIES:
            self._tasks.appendleft(Task(task.places, task.deaths + 1))
        else:
            reason = why or f"{_TRIES} processes ended while they read it (the last by {how})"
            task.places[0].fill(pass_over(task.things[0], reason))

    def _count_stillborn(self, how: str) -> None:
        self._stillborn += 1
        if self._stillborn >= _STARTS:
            raise ModelError(
                f"no process for reading documents gets ready ({_STARTS} ended, the last by {how})",
                hint="fewer --processes, which need less memory, or --processes 1",
            )
