"""The file formats of a graph, by name and by extension."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph; `named` says whether it keeps the named graph of each document."""

    name: str
    extensions: tuple[str, ...]
    syntax: RdfFormat
    named: bool


FORMATS: Final = (
    Format("turtle", (".ttl", ".turtle"), RdfFormat.TURTLE, named=False),
    Format("trig", (".trig",), RdfFormat.TRIG, named=True),
    Format("ntriples", (".nt",), RdfFormat.N_TRIPLES, named=False),
    Format("nquads", (".nq",), RdfFormat.N_QUADS, named=True),
    Format("rdfxml", (".rdf", ".xml", ".owl"), RdfFormat.RDF_XML, named=False),
    Format("jsonld", (".jsonld", ".json"), RdfFormat.JSON_LD, named=True),
)
"""Every format that a graph is read from and written to."""


def find_format(path: str | Path | None = None, *, format: str | None = None) -> Format:  # noqa: A002
    """The format called `format` (its name or extension), else the one of `path`'s extension, else Turtle.

    >>> find_format("graph.nq").name, find_format("-").name, find_format(format="ttl").name
    ('nquads', 'turtle', 'turtle')
    """
    asked = (format or Path(path or "").suffix).lower()
    if not asked:
        return FORMATS[0]
    for known in FORMATS:
        if asked == known.name or f".{asked.removeprefix('.')}" in known.extensions:
            return known
    choices = ", ".join(f"{known.name} ({known.extensions[0]})" for known in FORMATS)
    raise UsageError(
        f"no graph format {asked!r}", where=str(path) if path else None, hint=f"one of {choices}"
    )
