"""Short names of terms, for people to read."""

from __future__ import annotations

from typing import Any

from kg.rdf.vocabulary import PREFIXES


def shorten_all(text: str) -> str:
    """`text` with every IRI of a well-known namespace in it shortened."""
    for prefix, namespace in PREFIXES.items():
        text = text.replace(namespace, f"{prefix}:")
    return text


def shorten(term: Any) -> str:
    """`dip:status` for what has a well-known prefix, else the term as Turtle writes it."""
    iri = str(getattr(term, "value", term))
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>" if iri.startswith(("http://", "https://", "urn:")) else repr(iri)


def to_text(term: Any) -> str:
    """The IRI of a node, the words of a literal, and a triple within a triple as it is written."""
    return str(getattr(term, "value", term))
