"""Reads a file of RDF once before anything is loaded: whether it is one, and what it would change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad

from kg.errors import GraphError
from kg.rdf.formats import find_format
from kg.rdf.loading import read_quads
from kg.rdf.vocabulary import A
from kg.store.dividing import Division, divide
from kg.store.entity_graph import NAMES, OWN, Told, tells_entity
from kg.store.packing import FILES

_DEFAULT = DefaultGraph()
_TELLING = frozenset({A, *NAMES})


@dataclass(slots=True)
class Survey:
    """What a file holds: its triples, its graphs, what it says of entities, and how it is to be divided."""

    source: str
    default: NamedNode
    triples: int = 0
    names: set[NamedNode] = field(default_factory=set)
    told: Told = field(default_factory=set)
    division: Division | None = None
    has_blanks: bool = False
    has_own: bool = False

    @property
    def is_lines(self) -> bool:
        """Whether the file is N-Quads, of which every triple stays in the graph in which it stands."""
        plain = self.division is None and not self.has_blanks and not self.has_own
        return plain and find_format(self.source).name == "nquads"


def survey_file(source: str, *, classes: Set[NamedNode], graph: str | None = None) -> Survey:
    """What a file holds; triples outside named graphs are to go into `graph`, where one is given.

    A GraphError with the line and the columns of what cannot be parsed.
    """
    default = NamedNode(graph or FILES + _find_digest(source))
    survey = Survey(source, default)
    if graph is not None:
        survey.division = Division()
    last = None
    for quad in read_quads(source):
        if (name := quad.graph_name) != last:
            _note_graph(survey, name)
            last = name
        _note(survey, quad, name, classes, divided=graph is None)
    survey.has_own = bool(survey.names & OWN)
    survey.names -= OWN
    if survey.division is not None:
        survey.division.settle()
        survey.names |= {NamedNode(name) for home in survey.division.homes.values() for name in home}
        survey.names.add(default)
    return survey


def read_surveyed(survey: Survey) -> Iterator[Quad]:
    """The triples of a file, each in the graph in which it is kept."""
    quads: Iterable[Quad] = read_quads(survey.source)
    if survey.has_blanks:
        quads = _name_blanks(quads, prefix=_find_digest(survey.source))
    quads = (quad for quad in quads if quad.graph_name not in OWN)
    return iter(quads) if survey.division is None else divide(quads, survey.division, survey.default)


def _note_graph(survey: Survey, name: Any) -> None:
    if isinstance(name, NamedNode):
        survey.names.add(name)
    elif isinstance(name, BlankNode):
        hint = "an IRI; kg build names each graph after its document"
        raise GraphError("a graph without a name cannot be kept", where=survey.source, hint=hint)
    else:
        survey.division = survey.division or Division()


def _note(survey: Survey, quad: Quad, name: Any, classes: Set[NamedNode], *, divided: bool) -> None:
    subject, predicate, value = quad.subject, quad.predicate, quad.object
    survey.triples += 1
    if divided and survey.division is not None and name == _DEFAULT:
        survey.division.note(quad)
    if predicate in _TELLING and tells_entity(predicate, value, classes) and name not in OWN:
        survey.told.add((subject, predicate, value))
    if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
        survey.has_blanks = True


def _name_blanks(quads: Iterable[Quad], *, prefix: str) -> Iterator[Quad]:
    """The quads with names for blank nodes that follow from their content alone."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for quad in dataset:
        yield Quad(_name(quad.subject, prefix), quad.predicate, _name(quad.object, prefix), quad.graph_name)


def _name(term: Any, prefix: str) -> Any:
    return BlankNode(f"b{prefix}{term.value}") if isinstance(term, BlankNode) else term


def _find_digest(source: str) -> str:
    try:
        with Path(source).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}"
        raise GraphError(why, where=source, hint="kg build writes a graph") from error
