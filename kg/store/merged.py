"""The default graph of a store, which queries ask: what its other graphs say together, each triple once.

Each triple stands in the graph of every document that says it, and once in the default graph, from which
it goes when no graph says it any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.store.embedded import LOOSE_GRAPH
from kg.store.entity_graph import ENTITIES, FEW, add_quads, is_said

if TYPE_CHECKING:
    from pyoxigraph import Store

Piece: TypeAlias = tuple[bytes, RdfFormat]

PIECE: Final = 340_000
"""The triples that are loaded at a time: more take more memory, fewer leave more files to be put together."""

BLOCK: Final = 72 << 20
"""The bytes of a file that are, which come to about as many."""

_LOADERS = 2
"""How many pieces are loaded at once; Oxigraph takes one processor for each."""

_SHARE = 10
"""Where more than one in so many graphs are removed, the default graph is sooner made anew."""

_DEFAULT = DefaultGraph()
_COPIES = frozenset({_DEFAULT, ENTITIES})
_LOOSE = NamedNode(LOOSE_GRAPH)
_MAY_HAVE_BLANKS = (BlankNode, Triple)


def put_quads(graphs: Store, quads: Iterable[Quad]) -> None:
    """Adds the triples of named graphs to these, and to the default graph: few one by one, many in files."""
    coming = iter(quads)
    start = list(islice(coming, FEW + 1))
    if len(start) <= FEW:
        graphs.extend([*start, *map(_place, start)])
    else:
        _load(graphs, _double(_write(graphs, chain(start, coming))))


def put_lines(graphs: Store, path: str) -> None:
    """The same for a file of N-Quads that was parsed before: each in a named graph, no blank nodes."""
    _load(graphs, _double(_read(path)))


def remove_quads(graphs: Store, quads: Iterable[Quad]) -> None:
    """Removes some triples of named graphs, and from the default graph what no other one says."""
    for quad in quads:
        graphs.remove(quad)
        if not is_said(graphs, quad.triple):
            graphs.remove(_place(quad))


def remove_merged(graphs: Store, names: Collection[NamedNode]) -> None:
    """Removes named graphs, and from the default graph what no other one says."""
    anew = len(names) * _SHARE > sum(1 for _ in graphs.named_graphs())
    for name in names:
        gone = [] if anew else list(graphs.quads_for_pattern(None, None, None, name))
        graphs.remove_graph(name)
        for quad in gone:
            if not is_said(graphs, quad.triple):
                graphs.remove(_place(quad))
    if anew and names:
        merge_graphs(graphs)


def merge_graphs(graphs: Store) -> None:
    """Makes the default graph anew of what the others say."""
    graphs.clear_graph(_DEFAULT)
    told = (_place(quad) for quad in graphs if quad.graph_name not in _COPIES)
    _load(graphs, ((text, RdfFormat.N_QUADS) for text in _write(graphs, told)))


def settle_graphs(graphs: Store) -> None:
    """The same where updates may have put triples into the default graph: these go to LOOSE_GRAPH first."""
    for quad in graphs.quads_for_pattern(None, None, None, _DEFAULT):
        if not is_said(graphs, quad.triple):
            graphs.add(Quad(quad.subject, quad.predicate, quad.object, _LOOSE))
    merge_graphs(graphs)


def empty_merged(graphs: Store) -> None:
    """Takes everything out of the default graph; what the others say stays in them."""
    graphs.clear_graph(_DEFAULT)


def _place(quad: Quad) -> Quad:
    """The quad in the default graph."""
    return Quad(quad.subject, quad.predicate, quad.object)


def _load(graphs: Store, pieces: Iterable[Piece]) -> None:
    """Loads texts, some at once: what makes them is Python and takes turns, Oxigraph's loading does not."""
    with ThreadPoolExecutor(_LOADERS) as pool:
        running: set[Future[None]] = set()
        for data, form in pieces:
            if len(running) == _LOADERS:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for each in done:
                    each.result()
            running.add(pool.submit(partial(graphs.bulk_load, data, form, lenient=True)))  # parsed before
        for each in running:
            each.result()


def _double(texts: Iterable[bytes]) -> Iterator[Piece]:
    """N-Quads, and the same without the names of the graphs."""
    for text in texts:
        yield text, RdfFormat.N_QUADS
        yield strip_names(text), RdfFormat.N_TRIPLES


def strip_names(text: bytes) -> bytes:
    r"""Lines of N-Quads, each in a graph, as N-Triples.

    >>> strip_names(b'<urn:a> <urn:b> "c d" <urn:g> .\n')
    b'<urn:a> <urn:b> "c d" .\n'
    """
    parts = [line.rsplit(b" ", 2) for line in text.split(b"\n") if line]
    if b"\r" not in text and all(len(part) == 3 and part[2] == b"." and _is_name(part[1]) for part in parts):
        return b" .\n".join([*(part[0] for part in parts), b""])
    triples = (quad.triple for quad in parse(text, format=RdfFormat.N_QUADS))
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _is_name(term: bytes) -> bool:
    """Whether a term is an IRI, and not what stands before it too, for want of a space."""
    return term.startswith(b"<") and term.endswith(b">") and term.count(b"<") == 1


def _write(graphs: Store, quads: Iterable[Quad]) -> Iterator[bytes]:
    """N-Quads of some triples; those with blank nodes, which get other names in a file, are added here."""
    blanks: list[Quad] = []
    coming = _part(quads, blanks)
    while text := serialize(islice(coming, PIECE), format=RdfFormat.N_QUADS):
        yield text
    add_quads(graphs, blanks)


def _part(quads: Iterable[Quad], blanks: list[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.object, _MAY_HAVE_BLANKS) or isinstance(quad.subject, BlankNode):
            blanks += (quad, _place(quad))
        else:
            yield quad


def _read(path: str) -> Iterator[bytes]:
    """The lines of a file, many at a time."""
    with Path(path).open("rb") as file:
        while text := file.read(BLOCK):
            yield text + file.readline()
