"""Writes a file whole or not at all; "-" is standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import OutputError


@contextmanager
def open_output(target: str | Path) -> Iterator[IO[bytes]]:
    """A binary stream that becomes the file `target` when the block ends well; folders are made as needed.

    A block that raises, Ctrl-C included, leaves what stood there before. An OutputError says why a
    file cannot be written.
    """
    if str(target) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    draft = _open_draft(path)
    try:
        with draft:
            yield draft.file
        _publish(Path(draft.name), path)
    finally:
        Path(draft.name).unlink(missing_ok=True)


def _open_draft(path: Path) -> tempfile._TemporaryFileWrapper[bytes]:
    """A new file beside `path`, so that the rename stays on one file system."""
    if path.is_dir():
        raise OutputError("is a folder", where=str(path), hint=f"a file in it, such as {path / 'graph.ttl'}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error


def _publish(draft: Path, path: Path) -> None:
    """Gives the draft the rights of an ordinary new file, or of the file it replaces, and its name."""
    try:
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
