"""Reads a graph file of any format into quads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad

from kg.errors import GraphError
from kg.rdf.formats import find_format


def load_quads(path: str | Path) -> list[Quad]:
    """The quads of a graph file; its format is that of its extension.

    Raises GraphError with the line when it cannot be parsed, UsageError for an extension that says nothing.
    """
    return list(read_quads(path))


def read_quads(path: str | Path, *, rename_blanks: bool = False) -> Iterator[Quad]:
    """The quads of a graph file as they come; "-" is Turtle on standard input. Errors are as above."""
    syntax = find_format(path).syntax
    try:
        if str(path) == "-":
            yield from pyoxigraph.parse(sys.stdin.buffer, format=syntax, rename_blank_nodes=rename_blanks)
        else:
            yield from pyoxigraph.parse(path=str(path), format=syntax, rename_blank_nodes=rename_blanks)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphError(f"is no {syntax.name}: {error.msg}", where=where) from error
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}".partition(" (os error")[0]
        raise GraphError(why, where=str(path), hint="kg build writes a graph") from error
