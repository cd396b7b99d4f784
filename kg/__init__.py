"""Reads diplomatic news and gives a knowledge graph that says where each fact was written.

>>> import kg
>>> extractor = kg.load_extractor()
>>> extraction = extractor.extract(kg.read_text("Kremlin spokesman Dmitry Peskov met Emmanuel Macron."))
>>> [fact.predicate for fact in extraction.facts if fact.predicate == "spokesmanFor"]
['spokesmanFor']

Every name below is loaded when it is first asked for, so that `import kg` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model import (
        Copy,
        Document,
        Dropped,
        Entity,
        Event,
        Evidence,
        Extraction,
        Fact,
        Literal,
        Span,
        Tenure,
        Time,
    )
    from kg.ontology import load_lexicon, load_ontology
    from kg.pipeline import Extractor, build, extract, load_extractor
    from kg.rdf.graph import to_graph
    from kg.rdf.validate import validate_graph
    from kg.rdf.verify import verify_graph
    from kg.rdf.writing import save_graph
    from kg.reading import ReadingOptions, read_documents, read_text

__all__ = [
    "Copy",
    "Document",
    "Dropped",
    "Entity",
    "Event",
    "Evidence",
    "Extraction",
    "Extractor",
    "Fact",
    "KgError",
    "Literal",
    "ReadingOptions",
    "Span",
    "Tenure",
    "Time",
    "__version__",
    "build",
    "extract",
    "load_extractor",
    "load_lexicon",
    "load_ontology",
    "read_documents",
    "read_text",
    "save_graph",
    "to_graph",
    "validate_graph",
    "verify_graph",
]

_HOMES = {
    "kg.pipeline": ("Extractor", "build", "extract", "load_extractor"),
    "kg.errors": ("KgError",),
    "kg.model": (
        *("Copy", "Document", "Dropped", "Entity", "Event", "Evidence", "Extraction"),
        *("Fact", "Literal", "Span", "Tenure", "Time"),
    ),
    "kg.ontology": ("load_lexicon", "load_ontology"),
    "kg.rdf.graph": ("to_graph",),
    "kg.rdf.validate": ("validate_graph",),
    "kg.rdf.verify": ("verify_graph",),
    "kg.rdf.writing": ("save_graph",),
    "kg.reading": ("ReadingOptions", "read_documents", "read_text"),
}
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    """The public name, loaded from its home when it is first asked for."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
