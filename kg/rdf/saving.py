"""Writes the graphs of however many documents to a file, in the memory that one run of sorting takes.

With named graphs, whole documents are sorted by their names, and what a document tells twice is merged.
Without, the triples of all documents are sorted, each once. Either way the bytes are those of
`serialize_graph`, in whatever order the documents come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Final, cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.output import open_output
from kg.rdf.formats import Format, find_format
from kg.rdf.named_graph import NamedGraph
from kg.rdf.order import predicate_order, subject_order
from kg.rdf.sorting import SIZE, Sorter
from kg.rdf.vocabulary import RDF, XSD
from kg.rdf.writing import choose_prefixes, find_namespace, serialize_sorted, write_quads

_WHOLE: Final = ("rdfxml", "jsonld")
_PREFIXED: Final = ("turtle", "trig")
_BLANK: Final = b"\1"  # no IRI holds it
_LINES: Final = 2_000  # so many triples are parsed at a time


def save_graphs(
    graphs: Iterable[NamedGraph],
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002
    size: int = SIZE,
) -> None:
    """Writes the graphs of documents to `path`, of which "-" is stdout; `format` is as in `save_graph`.

    A graph may come in several parts. Without named graphs, their triples may stand in any order, and have
    blank nodes.

    About `size` bytes of them are held in memory; what is more waits in temporary files. RDF/XML and
    JSON-LD take all of them into memory. The file is written whole or, with an OutputError, not.
    """
    form = find_format(path, format=format)
    with Sorter(size=size) as sorter:
        namespaces = _gather(graphs, sorter, form)
        pieces = _join_graphs(sorter.read()) if form.named else _join_triples(sorter.read())
        if form.name in _WHOLE:
            pieces = iter([serialize_sorted(list(_parse(pieces, form)), form)])
        with open_output(path) as file:
            if form.name in _PREFIXED:
                write_quads(_parse(pieces, form), file, form=form, prefixes=choose_prefixes(namespaces))
            else:
                file.writelines(pieces)


def _gather(graphs: Iterable[NamedGraph], sorter: Sorter, form: Format) -> set[str]:
    """Has the graphs sorted, and gives the namespaces that prefixes are wanted for."""
    namespaces: set[str] = set()
    for graph in graphs:
        if graph.nquads:
            sorter.add([_pack(graph)] if form.named else list(_place_triples(graph)))
        if graph.nquads and form.name in _PREFIXED:
            namespaces |= _find_namespaces(graph)
            namespaces |= {find_namespace(graph.name)} if form.named else set()
    return namespaces


def _parse(pieces: Iterable[bytes], form: Format) -> Iterator[Quad]:
    syntax = RdfFormat.N_QUADS if form.named else RdfFormat.N_TRIPLES
    parsed = (pyoxigraph.parse(piece, format=syntax) for piece in pieces)
    return cast("Iterator[Quad]", chain.from_iterable(parsed))


def _pack(graph: NamedGraph) -> bytes:
    """A graph as one line that sorts by the name; no triple holds the byte 0, nor does any name."""
    return b"<%s>\0%s\n" % (graph.name.encode(), graph.nquads[:-1].replace(b"\n", b"\0"))


def _join_graphs(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The N-Quads of each graph; what came in several parts is merged."""
    for _, group in groupby(lines, key=lambda line: line[: line.index(b"\0")]):
        parts = [line[line.index(b"\0") + 1 : -1].replace(b"\0", b"\n") for line in group]
        yield _merge(parts) if len(parts) > 1 else parts[0] + b"\n"


def _merge(parts: Iterable[bytes]) -> bytes:
    told = {line for part in parts for line in part.split(b"\n")}
    return b"".join(line + b"\n" for line in sorted(told, key=_place_line))


def _place_line(line: bytes) -> tuple[int, str, int, str, str]:
    """The place of a line among others of its graph."""
    subject, predicate, value = line.decode().split(" ", 2)
    return *subject_order(subject[1:-1]), *predicate_order(predicate[1:-1]), value


def _place_triples(graph: NamedGraph) -> Iterator[bytes]:
    """Each triple as a line that sorts as it stands in a file; no IRI holds a tab, nor does any literal."""
    last, place = b"", b""
    for subject, predicate, value in graph.lines():
        if subject != last:
            last, place = subject, _place_subject(subject)
        yield b"%s\t%s\t%s\n" % (place, _place_predicate(predicate), value)


def _place_subject(subject: bytes) -> bytes:
    """The place of a subject as text that tells it again; a blank node sorts by its name alone."""
    if subject.startswith(b"_:"):
        return _to_field(subject_order(subject[2:].decode())) + _BLANK
    return _to_field(subject_order(subject[1:-1].decode()))


@lru_cache(maxsize=1024)
def _place_predicate(predicate: bytes) -> bytes:
    return _to_field(predicate_order(predicate[1:-1].decode()))


def _to_field(place: tuple[int, str]) -> bytes:
    """A rank, of one digit, and an IRI or a name."""
    return f"{place[0]}{place[1]}".encode()


def _join_triples(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The N-Triples of such lines, some at a time."""
    while some := list(islice(lines, _LINES)):
        split = (line.split(b"\t") for line in some)
        yield b"".join(
            b"%s <%s> %s .\n" % (_read_subject(subject), predicate[1:], value[:-1])
            for subject, predicate, value in split
        )


def _read_subject(place: bytes) -> bytes:
    return b"_:" + place[1:-1] if place.endswith(_BLANK) else b"<%s>" % place[1:]


def _find_namespaces(graph: NamedGraph) -> set[str]:
    """The namespaces of the IRIs in a graph, those of datatypes among them."""
    terms = set(chain.from_iterable(graph.lines()))
    return {find_namespace(_find_iri(term.decode())) for term in terms}


def _find_iri(term: str) -> str:
    """The IRI of a node, or of a literal's datatype; of anything else none."""
    if not term.startswith('"'):
        return "" if term.startswith(("_:", "<<")) else term[1:-1]
    _, _, end = term.rpartition('"')
    return end[3:-1] if end.startswith("^^") else RDF if end else XSD
