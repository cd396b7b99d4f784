"""Writes a graph so that the same triples give the same bytes, whatever order they come in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import OutputError
from kg.output import open_output
from kg.rdf.formats import Format, find_format
from kg.rdf.layout import Layout
from kg.rdf.order import triple_order
from kg.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def save_graph(graph: Graph | Iterable[Quad], path: str | Path, *, format: str | None = None) -> None:  # noqa: A002
    """Write an rdflib graph or dataset, or quads, to `path`, of which "-" is stdout.

    The format is `format` or that of the extension (UsageError for one that does not exist). Formats
    without named graphs get every triple once. The file is written whole or, with an OutputError, not.
    """
    data = serialize_graph(graph, format=find_format(path, format=format).name)
    with open_output(path) as file:
        file.write(data)


def serialize_graph(graph: Graph | Iterable[Quad], *, format: str = "turtle") -> bytes:  # noqa: A002
    """The bytes of an rdflib graph or dataset, or of quads, in the format of that name."""
    form = find_format(format=format)
    return serialize_sorted(sort_quads(_to_quads(graph), named=form.named), form)


def sort_quads(quads: Iterable[Quad], *, named: bool = True) -> list[Quad]:
    """Each quad once, by graph and then in the order of a file; all in the default graph unless `named`."""
    if not named:
        quads = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return sorted(set(quads), key=lambda quad: (str(quad.graph_name), *triple_order(quad)))


def find_prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """The prefixes, sorted, of the namespaces in use: the known ones, and one for each kind of minted IRI."""
    return choose_prefixes(map(find_namespace, _iris(quads)))


def choose_prefixes(namespaces: Iterable[str]) -> dict[str, str]:
    """The prefixes, sorted, of those namespaces that have one."""
    known = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    found: dict[str, str] = {}
    for namespace in sorted(set(namespaces)):
        prefix = known.get(namespace) or _kind(namespace)
        if prefix and (namespace in known or prefix not in PREFIXES):
            found.setdefault(prefix, namespace)
    return dict(sorted(found.items()))


def find_namespace(iri: str) -> str:
    """What an IRI begins with, to its last "/" or "#".

    >>> find_namespace("https://w3id.org/diplomacy-kg/ontology#metWith")
    'https://w3id.org/diplomacy-kg/ontology#'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def write_quads(
    quads: Iterable[Quad], file: BinaryIO, *, form: Format, prefixes: Mapping[str, str] | None = None
) -> None:
    """Writes quads that are sorted, each once, as they come: N-Quads, N-Triples, TriG or Turtle.

    Formats without named graphs take those of the default graph. The bytes are those of `serialize_graph`
    where `prefixes` are those of all the quads.
    """
    if form.name not in ("turtle", "trig"):
        pyoxigraph.serialize(quads, file, form.syntax)
        return
    layout = Layout(file, len(prefixes or ()))
    pyoxigraph.serialize(quads, cast("BinaryIO", layout), form.syntax, prefixes=dict(prefixes or {}))
    layout.finish()


def serialize_sorted(quads: Sequence[Quad], form: Format) -> bytes:
    """The bytes of quads that are sorted, each once."""
    prefixes = find_prefixes(quads)
    if form.name == "jsonld":
        from kg.rdf.jsonld import to_jsonld

        return to_jsonld(quads, prefixes=prefixes)
    if form.name == "rdfxml":
        return _mend_xml(pyoxigraph.serialize(quads, format=form.syntax, prefixes=prefixes) or b"")
    file = io.BytesIO()
    write_quads(quads, file, form=form, prefixes=prefixes)
    return file.getvalue()


def _to_quads(graph: Graph | Iterable[Quad]) -> Iterable[Quad]:
    if not hasattr(graph, "namespace_manager"):
        return graph
    from kg.rdf.bridge import from_graph

    return from_graph(cast("Graph", graph))


def _mend_xml(data: bytes) -> bytes:
    """XML with its namespaces sorted and carriage returns kept; an OutputError for what no XML can hold."""
    if barred := _NOT_XML.search(data.decode()):
        raise OutputError(
            f"RDF/XML cannot hold the character U+{ord(barred[0]):04X}, which a quote has",
            hint="another format, such as Turtle (.ttl)",
        )
    start = data.index(b"<rdf:RDF ") + len(b"<rdf:RDF ")
    end = data.index(b">", start)
    namespaces = b" ".join(sorted(data[start:end].split()))
    return (data[:start] + namespaces + data[end:]).replace(b"\r", b"&#xD;")


def _iris(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        for term in quad:
            if isinstance(term, NamedNode):
                yield term.value
            elif isinstance(term, Literal):
                yield term.datatype.value


def _kind(namespace: str) -> str | None:
    """`person` for `https://…/id/person/`; documents keep whole IRIs, which quotes extend."""
    matched = re.search(r"[/#]([a-z][a-z-]*)/$", namespace)
    return matched[1] if matched and matched[1] != "document" else None
