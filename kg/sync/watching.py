"""Rounds one after another, until somebody asks for the end."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from kg.errors import InputError, KgError, StoreError

_STEP = 0.1
"""The seconds between two looks at whether the end was asked for."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Stop:
    """Whether the end was asked for; asked again, it comes at once."""

    asked: bool = False

    def wait(self, seconds: float) -> None:
        """Waits; the end that is asked for meanwhile comes at once."""
        until = time.monotonic() + seconds
        while not self.asked and time.monotonic() < until:
            time.sleep(min(_STEP, seconds))

    def wait_or_raise(self, seconds: float) -> None:
        """The same in the middle of something, from which KeyboardInterrupt leads out."""
        self.wait(seconds)
        if self.asked:
            raise KeyboardInterrupt


@contextmanager
def heed_signals(stop: Stop) -> Iterator[None]:
    """A block in which Ctrl-C and SIGTERM ask for the end; the second one comes as KeyboardInterrupt."""

    def hear(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            signal.default_int_handler(number, frame)
        stop.asked = True

    before = {number: signal.signal(number, hear) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def watch(
    look: Callable[[], None], *, every: float, stop: Stop, tell: Callable[[KgError, float], None]
) -> None:
    """Calls `look` every so many seconds until the end is asked for.

    What is not there for now, a feed or a disk, or a store that another process changes, is told and tried
    again.
    """
    while not stop.asked:
        try:
            look()
        except (InputError, StoreError) as error:
            tell(error, every)
        stop.wait(every)
