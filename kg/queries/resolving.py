"""Finds which entity a name means in the graph that is asked: by label, alias, surname, QID or IRI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import QueryError
from kg.queries.kinds import list_classes
from kg.queries.namings import Naming, find_meant, find_nearest, may_be_surname
from kg.queries.running import Answer
from kg.queries.tokens import add_prefixes, expand_name
from kg.rdf.vocabulary import DIP, PREFIXES, WD
from kg.store.embedded import ENTITIES_GRAPH

Ask = Callable[[str], Answer]
"""Asks SPARQL of the graph that is meant."""

MOST = 10
"""How many candidates an error lists."""

_SOME = 2_000

_QID = re.compile(rf"(?:wd:|<?{re.escape(WD)})?(Q[1-9][0-9]*)>?", re.ASCII)
_PREFIXED = re.compile(r"([a-z]+):([\w.%-]+)", re.ASCII)

_BY_NAME = """\
SELECT DISTINCT ?entity ?class ?name ?property WHERE {{ {home} {{
  VALUES ?name {{ {names} }}
  VALUES ?property {{ {properties} }}
  ?entity ?property ?name ;
    a ?class .
}} }}"""

_BY_CLASS = """\
SELECT DISTINCT ?entity ?class ?name ?property WHERE {{ {home} {{
  VALUES ?class {{ {classes} }}
  VALUES ?property {{ {properties} }}
  ?entity a ?class ;
    ?property ?name .
}} }}"""

_BY_BEGINNING = """\
SELECT DISTINCT ?entity ?class ?name ?property WHERE {{ {home} {{
  VALUES ?property {{ {properties} }}
  ?entity ?property ?name .
  FILTER(STRSTARTS(LCASE(STR(?name)), LCASE({start})))
  VALUES ?class {{ {classes} }}
  ?entity a ?class .
}} }} LIMIT {limit}"""

_BY_ITEM = """\
SELECT DISTINCT ?entity ?class ?name ?property WHERE {{ {home} {{
  ?entity owl:sameAs {item} ;
    a ?class ;
    rdfs:label ?name .
  BIND(rdfs:label AS ?property)
}} }}"""

_BY_ENDING = """\
SELECT DISTINCT ?entity WHERE {{ {home} {{
  VALUES ?class {{ {classes} }}
  ?entity a ?class .
  FILTER(STRENDS(STR(?entity), {ending}))
}} }}"""

_ITEMS = """\
SELECT DISTINCT ?entity ?item WHERE {{ {home} {{
  VALUES ?entity {{ {entities} }}
  ?entity owl:sameAs ?item .
}} }}"""

_HOME = f"GRAPH {NamedNode(ENTITIES_GRAPH)}"


@dataclass(frozen=True, slots=True)
class _Names:
    """What is asked for the names of entities: the graph of entities where there is one, else all graphs."""

    ask: Ask
    home: str

    @classmethod
    def of(cls, kind: str, ask: Ask) -> _Names:
        """The names of entities of a kind; those of documents and events stand in their own graphs."""
        apart = kind not in {"document", "event"} and has_entities(ask)
        return cls(ask, _HOME if apart else "")

    def read(self, query: str, **parts: object) -> Answer:
        """The answer to one of the queries above."""
        return self.ask(add_prefixes(query.format(home=self.home, **parts), PREFIXES))


def has_entities(ask: Ask) -> bool:
    """Whether what every document repeats of entities stands once in a graph of its own, as in a store."""
    return bool(ask(f"ASK {{ {_HOME} {{ ?entity a ?class }} }}"))


def find_entity(value: str, kind: str, *, where: str, ask: Ask | None) -> str:
    """The IRI of the entity of that kind (a key of ENTITIES) which a name, a QID or an IRI means.

    A QueryError with the candidates where there are several, with the nearest names where there is none.
    """
    names = _Names.of(kind, ask) if ask else None
    qid, prefixed = _QID.fullmatch(value.strip()), _PREFIXED.fullmatch(value.strip())
    if prefixed and not qid:
        return _find_prefixed(value.strip(), prefixed, kind, names)
    if not qid and re.match(r"<.*>$|[a-z][a-z0-9+.-]*:\S+$", value, re.DOTALL):
        return _to_iri(value, where)
    if names is None:
        raise QueryError(f"{value!r} is a name, and no graph tells whose", where=where, hint="give its IRI")
    return _find_item(qid[1], kind, where, names) if qid else _find_named(value, kind, where, names)


def list_names(kind: str, ask: Ask) -> Iterator[Naming]:
    """Every name in the graph of an entity of that kind."""
    return _list_names(kind, _Names.of(kind, ask))


def find_beginning(kind: str, start: str, ask: Ask) -> Iterator[Naming]:
    """Names in the graph of entities of that kind that begin so, in any case: some, where there are many."""
    classes, properties = _join(DIP + name for name in list_classes(kind)), _properties(kind)
    parts = {"classes": classes, "properties": properties, "start": Literal(start), "limit": _SOME}
    return _read(_Names.of(kind, ask).read(_BY_BEGINNING, **parts))


def _list_names(kind: str, names: _Names) -> Iterator[Naming]:
    classes = _join(DIP + name for name in list_classes(kind))
    return _read(names.read(_BY_CLASS, classes=classes, properties=_properties(kind)))


def _to_iri(value: str, where: str) -> str:
    try:
        return expand_name(value)
    except ValueError as error:
        raise QueryError(f"{value!r} is no IRI", where=where, hint=str(error)) from error


def _find_item(qid: str, kind: str, where: str, names: _Names) -> str:
    found = list(_read(names.read(_BY_ITEM, item=NamedNode(WD + qid))))
    fitting = _of_kind(found, kind)
    if not fitting:
        hint = _tell(found, names) if found else "kg query entities lists who is linked to which item"
        raise QueryError(f"no {kind} is linked to {qid} in the graph asked", where=where, hint=hint)
    return _only(fitting, qid, where, names)


def _find_prefixed(value: str, parts: re.Match[str], kind: str, names: _Names | None) -> str:
    """The IRI of `state:armenia`, also in a graph whose IRIs begin with another base."""
    iri = expand_name(value)
    if names is None or parts[1] in PREFIXES or names.ask(f"ASK {{ {NamedNode(iri)} ?p ?o }}"):
        return iri
    ending = Literal(f"/{parts[1]}/{parts[2]}")
    classes = _join(DIP + name for name in list_classes(kind))
    answer = names.read(_BY_ENDING, classes=classes, ending=ending)
    found = sorted(row["entity"].value for row in answer) if isinstance(answer, QuerySolutions) else []
    return found[0] if len(found) == 1 else iri


def _find_named(value: str, kind: str, where: str, names: _Names) -> str:
    """By the label as it is written, which an index finds; else by every name, folded."""
    written = f"{Literal(value)} {Literal(value, language='en')}"
    exact = _read(names.read(_BY_NAME, names=written, properties=_properties(kind).split()[0]))
    fitting = _of_kind(exact, kind)
    if fitting and not any(may_be_surname(naming) for naming in fitting):
        return _only(fitting, value, where, names)
    every = sorted(_list_names(kind, names), key=lambda n: (n.name, n.entity))
    if found := find_meant(every, value):
        return _only(found, value, where, names)
    raise QueryError(
        f"no {kind} called {value!r} in the graph asked",
        where=where,
        hint=_suggest(value, kind, every, names),
    )


def _only(found: Sequence[Naming], value: str, where: str, names: _Names) -> str:
    entities = {naming.entity for naming in found}
    if len(entities) > 1:
        why = f"{value!r} may be one of {len(entities)}"
        raise QueryError(why, where=where, hint=f"one of these IRIs\n{_tell(found, names)}")
    return entities.pop()


def _suggest(value: str, kind: str, every: Sequence[Naming], names: _Names) -> str:
    if near := find_nearest(every, value):
        return f"did you mean\n{_tell(near, names)}"
    written = Literal(value, language="en")
    if wrong := list(_read(names.read(_BY_NAME, names=written, properties=_properties(kind)))):
        return f"it is of another class:\n{_tell(wrong, names)}"
    return f"kg query entities lists them all; or a QID, or the IRI of the {kind}"


def _tell(found: Iterable[Naming], names: _Names) -> str:
    """A line for each entity: its name, its class, its item in Wikidata, its IRI."""
    from kg.queries.answers import strip_controls

    first: dict[str, Naming] = {}
    for naming in sorted(found, key=lambda n: (not n.main, n.name, n.entity)):
        first.setdefault(naming.entity, naming)
    shown = list(first.values())[:MOST]
    items = _find_items([naming.entity for naming in shown], names)
    lines = [
        f"    {strip_controls(n.name)} ({', '.join(filter(None, (n.kind, items.get(n.entity))))}) {n.entity}"
        for n in shown
    ]
    more = len(first) - len(shown)
    return "\n".join([*lines, f"    and {more} more"] if more else lines)


def _find_items(entities: Sequence[str], names: _Names) -> dict[str, str]:
    answer = names.read(_ITEMS, entities=_join(entities))
    if not isinstance(answer, QuerySolutions):
        return {}
    found = sorted((row["entity"].value, row["item"].value) for row in answer)
    return {entity: item.removeprefix(WD) for entity, item in reversed(found)}


def _read(answer: Answer) -> Iterator[Naming]:
    if isinstance(answer, QuerySolutions):
        for row in answer:
            kind = row["class"].value
            main = row["property"].value.endswith(("#label", "/title"))
            if kind.startswith(DIP):
                yield Naming(row["entity"].value, kind.removeprefix(DIP), row["name"].value, main)


def _of_kind(found: Iterable[Naming], kind: str) -> list[Naming]:
    classes = list_classes(kind)
    return [naming for naming in found if naming.kind in classes]


def _properties(kind: str) -> str:
    return "dcterms:title dcterms:source" if kind == "document" else "rdfs:label skos:altLabel"


def _join(iris: Iterable[str]) -> str:
    return " ".join(str(NamedNode(iri)) for iri in iris)
