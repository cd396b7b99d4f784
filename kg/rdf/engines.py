"""The engines that hold a graph against shapes (SHACL): pyshacl, the reference, and shacl, a faster one."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, Quad, RdfFormat

from kg.errors import OntologyError, UsageError
from kg.output import guard_scratch
from kg.rdf.names import shorten

if TYPE_CHECKING:
    import rdflib
    import shacl

ENGINES: Final = ("auto", "pyshacl", "shacl")
"""What may hold a graph against shapes; `auto` is the fastest that is known to report the same."""

_SHACL = "http://www.w3.org/ns/shacl#"
_COMPONENT = re.compile(rf"{re.escape(_SHACL)}(\w)(\w*)ConstraintComponent")
_SPARQL = f"{_SHACL}SPARQLConstraintComponent"


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """What an engine found: at which node, along which property, of which value, and why; "" for nothing."""

    focus: str
    path: str
    value: str
    why: str


def choose_engine(name: str, *, own_shapes: bool) -> str:
    """The engine of that name; of `auto`, the faster one where it is installed and the shapes are ours.

    With shapes of a user's own, `auto` is the reference: equal reports are tested with our shapes. A
    UsageError where there is no such engine here.
    """
    if name not in ENGINES:
        raise UsageError(f"no engine {name!r}", where="--engine", hint=", ".join(ENGINES))
    is_there = find_spec("shacl") is not None
    if name == "shacl" and not is_there:
        hint = "pip install 'diplomacy-kg[shacl]', or --engine pyshacl"
        raise UsageError("shacl is not installed", where="--engine", hint=hint)
    if name == "auto":
        return "shacl" if is_there and not own_shapes else "pyshacl"
    return name


def find_results(
    quads: Iterable[Quad], shapes: rdflib.Graph, schema: rdflib.Graph, *, engine: str, where: str
) -> Iterator[Result]:
    """What an engine finds in a graph, seen together with `schema`, in no order.

    An OntologyError for shapes that cannot be used, which stand in the file `where`.
    """
    run = _run_shacl if engine == "shacl" else _run_pyshacl
    return run(quads, shapes, schema, where)


def _run_pyshacl(
    quads: Iterable[Quad], shapes: rdflib.Graph, schema: rdflib.Graph, where: str
) -> Iterator[Result]:
    import pyshacl
    import rdflib
    from pyparsing import ParseBaseException
    from pyshacl.errors import ReportableRuntimeError, RuleLoadError, ShapeLoadError
    from rdflib.namespace import SH

    from kg.rdf.bridge import fill_graph

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it tells of bad literals, with tracebacks
    try:
        _, found, _ = pyshacl.validate(fill_graph(quads), shacl_graph=shapes, ont_graph=schema)
    except (ReportableRuntimeError, ShapeLoadError, RuleLoadError, ParseBaseException, re.error) as error:
        raise _refuse(error, where) from error
    if not isinstance(found, rdflib.Graph):
        raise _refuse(found, where)
    known = {str(message) for message in shapes.objects(None, SH.message)}
    for node in found.subjects(rdflib.RDF.type, SH.ValidationResult):
        component = str(found.value(node, SH.sourceConstraintComponent))
        said = [str(message) for message in found.objects(node, SH.resultMessage)]
        messages = [message for message in said if message in known or component == _SPARQL]
        yield Result(
            _from_rdflib(found.value(node, SH.focusNode)),
            _from_rdflib(path) if isinstance(path := found.value(node, SH.resultPath), rdflib.URIRef) else "",
            _from_rdflib(found.value(node, SH.value)),
            _say_why(component, messages),
        )


def _run_shacl(
    quads: Iterable[Quad], shapes: rdflib.Graph, schema: rdflib.Graph, where: str
) -> Iterator[Result]:
    import shacl

    from kg.rdf.bridge import from_graph

    triples = (quad.triple for quads in (quads, from_graph(schema)) for quad in quads)
    with guard_scratch(), NamedTemporaryFile(suffix=".nt") as data:
        pyoxigraph.serialize(triples, data, format=RdfFormat.N_TRIPLES)
        data.flush()
        try:
            report = shacl.Shapes.from_text(shapes.serialize(format="turtle")).validate_file(data.name)
        except ValueError as error:
            raise _refuse(error, where) from error
    return map(_read_result, report.results)


def _read_result(found: shacl.Result) -> Result:
    path = found.path if found.path and re.fullmatch(r"<[^<>]*>", found.path) else None
    why = _say_why(found.component_iri, found.messages)
    return Result(_parse_term(found.focus_node), _parse_term(path), _parse_term(found.value), why)


def _say_why(component: str, messages: Sequence[str]) -> str:
    """The message of a shape; where it has none, the rule of SHACL that is broken."""
    named = _COMPONENT.fullmatch(component)
    rule = f"sh:{named[1].lower()}{named[2]} is not kept" if named else shorten(component)
    return min(messages, default=rule)


def _parse_term(text: str | None) -> str:
    """The short name of a term that is written as N-Triples writes it."""
    if text is None:
        return ""
    (quad,) = pyoxigraph.parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES)
    return _name(quad.object)


def _from_rdflib(term: Any) -> str:
    from kg.rdf.bridge import to_term

    return "" if term is None else _name(to_term(term))


def _name(term: Any) -> str:
    """A name that does not change from run to run."""
    if isinstance(term, BlankNode):
        return "a node without a name"
    return repr(term.value) if isinstance(term, Literal) else shorten(term)


def _refuse(error: object, where: str) -> OntologyError:
    words = " ".join(str(error).split())[:300]
    return OntologyError(f"these shapes cannot be used: {words}", where=where)
