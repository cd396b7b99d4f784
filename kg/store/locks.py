"""Who changes a store: one process at a time, which says who it is; the system frees what the dead held."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from kg.errors import StoreError
from kg.store.faults import guard

Held: TypeAlias = int
"""An open file, or folder, that the system holds for this process until it is closed."""

LOCK = "lock"


def hold_store(path: Path) -> Held:
    """The lock of whoever changes the store at `path`; a StoreError says who has it, if someone does."""
    with guard(path):
        held = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(held, 4096)
        os.close(held)
        raise _tell_holder(holder, path) from None
    with guard(path):
        os.ftruncate(held, 0)
        os.write(held, _describe_process())
    return held


def free_store(held: Held) -> None:
    """Gives the lock back."""
    with suppress(OSError):
        os.ftruncate(held, 0)
    os.close(held)


def hold_folder(folder: Path) -> Held | None:
    """Keeps a folder from being removed while it is read; None where it is no longer there."""
    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


def is_read(folder: Path) -> bool:
    """Whether a process reads a folder now."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(held)
    return False


def _describe_process() -> bytes:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    about = {"pid": os.getpid(), "host": socket.gethostname(), "command": command[:200], "since": since}
    return json.dumps(about).encode()


def _tell_holder(holder: bytes, path: Path) -> StoreError:
    """The error that names the process which holds the lock, as far as it has said who it is."""
    try:
        told = json.loads(holder)
        who = f"process {told['pid']} on {told['host']} since {told['since']}: {told['command']}"
    except (ValueError, KeyError, TypeError):
        who = "another process"
    return StoreError(f"is being changed by {who}", where=str(path), hint="again when it is done")
