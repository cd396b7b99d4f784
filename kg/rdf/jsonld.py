"""JSON-LD with short names, written in the order of the quads that come in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from pyoxigraph import DefaultGraph, Literal, Quad

from kg.rdf.vocabulary import XSD, A


def to_jsonld(quads: Iterable[Quad], *, prefixes: Mapping[str, str]) -> bytes:
    """A JSON-LD document of sorted quads: one object a subject, and one around those of a named graph."""
    names = {namespace: prefix for prefix, namespace in prefixes.items()}
    top: list[dict[str, Any]] = []
    for name, group in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = [_to_node(star, names) for _, star in groupby(group, key=lambda quad: str(quad.subject))]
        top += nodes if isinstance(name, DefaultGraph) else [{"@id": _shorten(name, names), "@graph": nodes}]
    text = json.dumps({"@context": dict(prefixes), "@graph": top}, ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def _to_node(star: Iterable[Quad], names: Mapping[str, str]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for quad in star:
        node.setdefault("@id", _shorten(quad.subject, names))
        is_type = quad.predicate == A
        key = "@type" if is_type else _shorten(quad.predicate, names)
        value = _shorten(quad.object, names) if is_type else _to_value(quad.object, names)
        node.setdefault(key, []).append(value)
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()
    }


def _to_value(term: Any, names: Mapping[str, str]) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _shorten(term, names)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@type": _shorten(term.datatype, names), "@value": term.value}


def _shorten(term: Any, names: Mapping[str, str]) -> str:
    """`dip:metWith` for a node in a known namespace, `_:c14n0` for a blank one, else the whole IRI."""
    iri = str(getattr(term, "value", term)) if not str(term).startswith("_:") else str(term)
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = names.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else iri
