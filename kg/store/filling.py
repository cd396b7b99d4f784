"""Puts files into a store, document by document, and takes documents out of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Store

from kg.errors import StoreError, UsageError
from kg.rdf.loading import read_quads
from kg.rdf.names import to_text
from kg.rdf.vocabulary import SOURCE
from kg.resources import find_resource
from kg.store.embedded import ONTOLOGY_GRAPH, open_store
from kg.store.entity_graph import OWN, Told, find_classes, find_told, rebuild_entities, refresh_entities
from kg.store.faults import guard
from kg.store.merged import put_lines, put_quads, remove_merged
from kg.store.surveying import Survey, read_surveyed, survey_file

if TYPE_CHECKING:
    from kg.ontology import Ontology

_ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)


@dataclass(frozen=True, slots=True)
class Change:
    """What a load or a removal did: triples read, and documents that are new, replaced and removed."""

    triples: int = 0
    added: int = 0
    replaced: int = 0
    removed: int = 0


def load_files(
    path: str | Path,
    sources: Iterable[str],
    *,
    ontology: Ontology,
    extensions: Iterable[str] = (),
    graph: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> Change:
    """Puts the graphs of some files into the store `path`, each in the place of what it has under that name.

    Triples outside named graphs go to the documents that the file says they come from, else into `graph`,
    or into a graph named after the file's content; "-" reads Turtle from standard input. `extensions` are
    the files that `ontology` has beside the built-in one. Everything is loaded, or nothing: GraphError for
    a file that cannot be parsed, StoreError for a store that cannot be changed.
    """
    classes = find_classes(ontology)
    with _find_files(sources) as files:
        surveys = [survey_file(each, classes=classes, graph=graph) for each in files]
        with open_store(path, write=True, tell=tell) as store, guard(store.path):
            change = _fill(store.graphs, surveys, classes)
            if put_ontology(store.graphs, extensions) and change.added + change.replaced < _count(
                store.graphs
            ):
                rebuild_entities(store.graphs, classes)
    return change


def remove_documents(
    path: str | Path,
    documents: Iterable[str],
    *,
    ontology: Ontology,
    tell: Callable[[str], None] | None = None,
) -> Change:
    """Takes documents, by the IRI of their graph or the source that they were read from, out of a store.

    A UsageError, and nothing is removed, where the store has no such document.
    """
    classes = find_classes(ontology)
    with open_store(path):
        pass  # says that there is no store, before one is made
    with open_store(path, write=True, tell=tell) as store, guard(store.path):
        names = {name for each in documents for name in find_document(store.graphs, each)}
        before = remove_graphs(store.graphs, names, classes)
        refresh_entities(store.graphs, before=before, after=set(), classes=classes, was_empty=False)
    return Change(removed=len(names))


def find_document(graphs: Store, name: str) -> list[NamedNode]:
    """The graphs of a document: of that IRI, else those of documents that were read from such a source."""
    known = {graph.value: graph for graph in graphs.named_graphs() if isinstance(graph, NamedNode)}
    if name in known and known[name] not in OWN:
        return [known[name]]
    sources: dict[str, list[NamedNode]] = {}
    for quad in graphs.quads_for_pattern(None, SOURCE, None, None):
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph == quad.subject:  # and not one of several documents
            sources.setdefault(to_text(quad.object), []).append(graph)
    if name in sources:
        return sources[name]
    near = get_close_matches(name, [*known, *sources], n=3) or ["kg stats --documents lists them"]
    raise UsageError(f"no document {name!r}", where="document", hint=", ".join(near))


def _fill(graphs: Store, surveys: Iterable[Survey], classes: Set[NamedNode]) -> Change:
    surveys = list(surveys)
    names: set[NamedNode] = set().union(*(survey.names for survey in surveys))
    was_empty = len(graphs) == 0
    known = {name for name in names if not was_empty and graphs.contains_named_graph(name)}
    before = remove_graphs(graphs, known, classes)
    for survey in surveys:
        if survey.is_lines:
            put_lines(graphs, survey.source)
        else:
            put_quads(graphs, read_surveyed(survey))
    after: Told = set().union(*(survey.told for survey in surveys))
    refresh_entities(graphs, before=before, after=after, classes=classes, was_empty=was_empty)
    new = sum(graphs.contains_named_graph(name) for name in names - known)
    return Change(sum(survey.triples for survey in surveys), added=new, replaced=len(known))


def remove_graphs(graphs: Store, names: Iterable[NamedNode], classes: Set[NamedNode]) -> Told:
    """Removes graphs, and gives what they said of entities."""
    names = list(names)
    told: Told = {each for name in names for each in find_told(graphs, name, classes)}
    remove_merged(graphs, names)
    return told


def _count(graphs: Store) -> int:
    return sum(name not in OWN for name in graphs.named_graphs())


def put_ontology(graphs: Store, extensions: Iterable[str]) -> bool:
    """Puts the ontology into its graph; whether it was another before."""
    wanted = Dataset(
        Quad(quad.subject, quad.predicate, quad.object, _ONTOLOGY)
        for file in (str(find_resource("ontology", "diplomacy.ttl")), *extensions)
        for quad in read_quads(file, rename_blanks=True)
    )
    wanted.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    held = set(graphs.quads_for_pattern(None, None, None, _ONTOLOGY))
    if held == set(wanted):
        return False
    remove_merged(graphs, [_ONTOLOGY])
    put_quads(graphs, wanted)
    return True


@contextmanager
def _find_files(sources: Iterable[str]) -> Iterator[list[str]]:
    """The files to read; standard input is one for as long as the block lasts."""
    with TemporaryDirectory(prefix="kg-") as folder:
        yield [_keep_input(Path(folder)) if source == "-" else source for source in sources]


def _keep_input(folder: Path) -> str:
    target = folder / "stdin.ttl"
    try:
        with target.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
    except OSError as error:
        raise StoreError(f"cannot be kept: {error.strerror or error}", where="standard input") from error
    return str(target)
