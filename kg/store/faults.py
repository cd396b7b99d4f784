"""What Oxigraph says when a store on disk fails, in words that help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

ROOM = "more room on this disk, or --store on another"
"""What to try when a disk is full."""

_KNOWN = (
    ("Corruption", "is corrupt", "remove the folder, and kg load the graphs again"),
    ("No space left", "cannot be written: the disk is full", ROOM),
    ("Disk quota", "cannot be written: your share of the disk is used up", ROOM),
    ("File too large", "cannot be written: a file would grow too large", "a larger limit (ulimit -f)"),
    ("Too many open files", "has more files than may be open", "a larger limit (ulimit -n)"),
    ("Permission denied", "may not be read or written", "a folder of your own"),
    ("Read-only file system", "cannot be written: the disk is read-only", "another folder"),
    ("No such file", "is not whole: a file is missing", "remove the folder, and kg load the graphs again"),
)


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """A block in which a failure of Oxigraph, or of the disk, becomes a StoreError about the store `path`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        raise explain_fault(error, path) from error


def explain_fault(error: Exception, path: Path) -> StoreError:
    """What went wrong with the store at `path`, and what to try."""
    told = " ".join(str(error).split())
    for sign, why, hint in _KNOWN:
        if sign in told:
            return StoreError(f"{why} ({told[:160]})", where=str(path), hint=hint)
    return StoreError(f"fails: {told[:300]}", where=str(path), hint="kg load the graphs into a new folder")
