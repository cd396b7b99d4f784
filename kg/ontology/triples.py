"""Turtle files as triples that remember where they came from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import OntologyError

DIP = "https://w3id.org/diplomacy-kg/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = f"{RDF}type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SDO = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

Values: TypeAlias = dict[str, list[NamedNode | Literal]]


@dataclass(slots=True)
class Triples:
    """What the files say: subject IRI to property IRI to values, in the order of the files."""

    subjects: dict[str, Values] = field(default_factory=dict)
    origins: dict[str, Path] = field(default_factory=dict)

    def iris(self, subject: str, *properties: str) -> tuple[str, ...]:
        """The IRIs that `subject` has for any of the properties, each once."""
        values = (value for name in properties for value in self.subjects.get(subject, {}).get(name, ()))
        return tuple(dict.fromkeys(value.value for value in values if isinstance(value, NamedNode)))

    def texts(self, subject: str, name: str) -> tuple[str, ...]:
        """The literals that `subject` has for the property, in English or in no language."""
        values = self.subjects.get(subject, {}).get(name, ())
        return tuple(value.value for value in values if isinstance(value, Literal) and _is_english(value))

    def code(self, subject: str, datatype: str) -> str | None:
        """The `skos:notation` of `subject` in the coding scheme that `datatype` names."""
        values = self.subjects.get(subject, {}).get(f"{SKOS}notation", ())
        codes = (value for value in values if isinstance(value, Literal))
        return next((code.value for code in codes if code.datatype.value == datatype), None)

    def of_type(self, *types: str) -> Iterator[str]:
        """The subjects that are declared to be of any of the types."""
        wanted = set(types)
        return (subject for subject in self.subjects if wanted & set(self.iris(subject, RDF_TYPE)))

    def where(self, subject: str) -> str:
        """`file:line` of the first statement about `subject`, or the file alone."""
        path = self.origins[subject]
        name = re.escape(local_name(subject))
        pattern = re.compile(rf"^\s*(?:[\w-]*:|<[^>]*[#/]){name}>?\s", re.MULTILINE)
        text = path.read_text(encoding="utf-8")
        found = pattern.search(text)
        return f"{path}:{text.count(chr(10), 0, found.end() - 1) + 1}" if found else str(path)


def local_name(iri: str) -> str:
    """What follows the last `#` or `/`: `metWith`."""
    return re.split(r"[#/]", iri)[-1]


def type_name(iri: str) -> str:
    """The local name of a class; `xsd:date`, `rdf:langString` for a datatype."""
    for prefix, namespace in (("xsd", XSD), ("rdf", RDF)):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return local_name(iri)


def read_turtle(paths: Iterable[Path]) -> Triples:
    """The triples of all the files; an OntologyError names the file and line that cannot be parsed."""
    triples = Triples(defaultdict(lambda: defaultdict(list)))
    for path in paths:
        _read_file(path, triples)
    return triples


def _read_file(path: Path, triples: Triples) -> None:
    for quad in read_quads(path):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            values = triples.subjects[quad.subject.value][quad.predicate.value]
            if quad.object not in values:
                values.append(quad.object)
            triples.origins.setdefault(quad.subject.value, path)


def read_quads(path: Path) -> Iterator[Quad]:
    """The statements of a Turtle file; an OntologyError names the file and line that cannot be parsed."""
    try:
        yield from parse(path=path, format=RdfFormat.TURTLE)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        raise OntologyError(
            f"not Turtle: {error.msg}", where=where, hint="mend the line and try again"
        ) from error
    except (OSError, ValueError) as error:
        raise OntologyError(f"cannot be read: {error}", where=str(path)) from error


def _is_english(literal: Literal) -> bool:
    return literal.language is None or literal.language.split("-")[0] == "en"
