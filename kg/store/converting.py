"""A large file of one graph, made N-Quads by Oxigraph's own program, with no triple as an object."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from kg.errors import StoreError
from kg.rdf.formats import find_format
from kg.store.program import find_program

LARGE = 1 << 22
"""From so many bytes on it is worth to start a program."""

_CONVERTED = frozenset({"turtle", "ntriples"})


def is_convertible(path: str | Path) -> bool:
    """Whether a file is large, has one graph without a name, and the program is there that reads it."""
    try:
        is_large = Path(path).is_file() and Path(path).stat().st_size >= LARGE
        return is_large and find_format(path).name in _CONVERTED and bool(find_program())
    except (OSError, StoreError):
        return False


@contextmanager
def convert(path: str | Path, *, graph: str) -> Iterator[IO[bytes] | None]:
    """The N-Quads of a file, all in the graph of that name, for as long as the block lasts.

    None where it cannot be read, which the program tells in words of its own.
    """
    with NamedTemporaryFile() as made:  # its standard output would be written line by line
        command = [find_program(), "convert", "--from-file", str(Path(path).absolute()), "--from-format"]
        command += [find_format(path).syntax.media_type, "--to-format", "nq", "--to-graph", graph]
        quiet = subprocess.DEVNULL
        done = subprocess.run(
            [*command, "--to-file", made.name], stdin=quiet, stdout=quiet, stderr=quiet, check=False
        )
        yield made.file if done.returncode == 0 else None
