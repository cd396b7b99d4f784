"""Reads a graph file of any format into quads."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad

from kg.errors import GraphError
from kg.rdf.formats import find_format


def load_quads(path: str | Path) -> list[Quad]:
    """The quads of a graph file; its format is that of its extension.

    Raises GraphError with the line when it cannot be parsed, UsageError for an extension that says nothing.
    """
    syntax = find_format(path).syntax
    try:
        return list(pyoxigraph.parse(path=str(path), format=syntax))
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphError(f"is no {syntax.name}: {error.msg}", where=where) from error
    except OSError as error:
        raise GraphError(
            f"cannot be read: {error.strerror or error}", where=str(path), hint="kg build writes a graph"
        ) from error
