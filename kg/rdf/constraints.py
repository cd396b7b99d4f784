"""Shapes that look at the whole graph once, asked of Oxigraph, which needs no minutes for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import rdflib
from pyoxigraph import Quad, QuerySolutions, Store
from rdflib.namespace import SH

from kg.errors import OntologyError

_COLUMNS = re.compile(r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(?:[$?]\w+\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint (`sh:sparql`) that does not depend on the node its shape is about."""

    iri: str
    message: str
    select: str
    prefixes: Mapping[str, str]


def take_constraints(shapes: rdflib.Graph) -> list[Constraint]:
    """Takes out of `shapes` the constraints of shapes with a fixed target that never ask for `$this`.

    What they find is the same for any engine and any target, so that they need no SHACL engine.
    """
    found = []
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql)):
        select = str(shapes.value(constraint, SH.select) or "")
        if shapes.value(shape, SH.targetNode) and is_of_whole_graph(select):
            shapes.remove((shape, SH.sparql, constraint))
            message = str(shapes.value(constraint, SH.message) or constraint)
            found.append(Constraint(str(constraint), message, select, _prefixes(constraint, shapes)))
    return found


def is_of_whole_graph(select: str) -> bool:
    """Whether a query names `$this` among its columns only, so that its rows are the same for every node.

    >>> is_of_whole_graph("SELECT $this ?a WHERE { { SELECT $this WHERE {} } ?a ?b ?c }")
    True
    >>> is_of_whole_graph("SELECT $this WHERE { $this ?b ?c }")
    False
    """
    return "this" not in re.findall(r"[$?](\w+)", _COLUMNS.sub("", select))


def find_violations(
    constraints: Iterable[Constraint], quads: Iterable[Quad], schema: Iterable[Quad]
) -> Iterator[tuple[str, str]]:
    """The subject and the message of each row that a constraint selects from the union of the graphs."""
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in (*quads, *schema))
    for constraint in constraints:
        for row in _select(constraint, store):
            yield row.get("subject", ""), fill_message(constraint.message, row)


def fill_message(message: str, row: Mapping[str, str]) -> str:
    """`message` with the values of the variables that it names: `{?path}`."""
    return re.sub(r"\{[$?](\w+)\}", lambda name: row.get(name[1], name[0]), message)


def _select(constraint: Constraint, store: Store) -> Iterator[dict[str, str]]:
    """The rows of a constraint's query, each as what its variables stand for."""
    try:
        rows = store.query(constraint.select, prefixes=dict(constraint.prefixes))
    except SyntaxError as error:
        raise OntologyError(f"the query of this shape is wrong: {error}", where=constraint.iri) from error
    if isinstance(rows, QuerySolutions):
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield {
                name: str(getattr(row[name], "value", row[name])) for name in names if row[name] is not None
            }


def _prefixes(constraint: rdflib.term.Node, shapes: rdflib.Graph) -> dict[str, str]:
    declared = (
        each
        for place in shapes.objects(constraint, SH.prefixes)
        for each in shapes.objects(place, SH.declare)
    )
    return {str(shapes.value(each, SH.prefix)): str(shapes.value(each, SH.namespace)) for each in declared}
