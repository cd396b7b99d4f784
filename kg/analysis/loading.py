"""Reads a network from whatever answers SPARQL: files, a store or an endpoint.

Each fact node between two actors is a link. A plain triple between two is one too where no fact node
tells more of it, as in a graph built without provenance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import NamedNode

from kg.analysis.network import Actor, Link, Network, Passage
from kg.errors import UsageError
from kg.rdf.vocabulary import DIP, PREFIXES, WD

if TYPE_CHECKING:
    from kg.ontology.schema import Ontology

Row: TypeAlias = Sequence[str | None]
"""The values of one row of an answer, None where there is none."""

Ask: TypeAlias = Callable[[str], Iterable[Row]]
"""What answers a SELECT with its rows."""

_ACTORS = "SELECT DISTINCT ?actor ?class { VALUES ?class { %s } ?actor a ?class }"
_LABELS = "SELECT DISTINCT ?actor ?label { ?actor rdfs:label ?label }"
_NAMES = "SELECT DISTINCT ?actor ?name { ?actor skos:altLabel ?name }"
_ITEMS = "SELECT DISTINCT ?actor ?item { ?actor owl:sameAs ?item }"
_FACTS = """SELECT DISTINCT ?fact ?subject ?relation ?object ?status ?confidence ?event {
  VALUES ?relation { %s }
  ?fact rdf:predicate ?relation ; rdf:subject ?subject ; rdf:object ?object ; dip:status ?status
  OPTIONAL { ?fact dip:confidence ?confidence }
  OPTIONAL { ?fact dip:derivedFromEvent ?event }
}"""
_PASSAGES = """SELECT DISTINCT ?fact ?passage ?quote ?document {
  VALUES ?relation { %s }
  ?fact rdf:predicate ?relation ; prov:wasDerivedFrom ?passage .
  ?passage nif:anchorOf ?quote ; nif:referenceContext ?document
}"""
_SPEAKERS = "SELECT DISTINCT ?fact ?who { ?fact dip:accordingTo ?who }"
_DOCUMENTS = """SELECT DISTINCT ?document ?title ?date ?source {
  ?document a dip:Document
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:date ?date }
  OPTIONAL { ?document dcterms:source ?source }
}"""
_EVENTS = """SELECT DISTINCT ?event ?class ?time {
  VALUES ?class { %s }
  ?event a ?class
  OPTIONAL { ?event dip:time ?time }
}"""
_TRIPLES = "SELECT DISTINCT ?subject ?relation ?object { VALUES ?relation { %s } ?subject ?relation ?object }"


@dataclass(frozen=True, slots=True)
class _Document:
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    type: str
    time: str | None = None


def read_network(
    ask: Ask, *, ontology: Ontology, relations: Iterable[str] = (), classes: Iterable[str] = ()
) -> Network:
    """The network of the actors of some classes (Agent, unless told) and of some relations (all).

    A UsageError names what the ontology has no class or relation for.
    """
    names = _check_relations(relations, ontology)
    kinds = _check_classes(classes, ontology)
    iris = {ontology.relations[name].iri: name for name in names}
    labels = _collect(_ask(ask, _LABELS))
    actors = dict(sorted(_read_actors(ask, kinds, labels, ontology)))
    links = list(_read_facts(ask, iris, actors, labels, ontology))
    told = {(link.subject, link.relation, link.object) for link in links}
    links += _read_triples(ask, iris, actors, told)
    symmetric = frozenset(name for name in names if ontology.relations[name].symmetric)
    return Network(actors, tuple(sorted(links, key=_order)), symmetric)


def _check_relations(names: Iterable[str], ontology: Ontology) -> list[str]:
    known = sorted(relation.name for relation in ontology.fact_relations())
    asked = [name.removeprefix("dip:").removeprefix(DIP) for name in names]
    for name in asked:
        if name not in known:
            near = [other for other in ontology.closest(name) if other in known]
            raise UsageError(f"no relation {name!r}", where="--relation", hint=", ".join(near or known))
    return sorted(set(asked)) or known


def _check_classes(names: Iterable[str], ontology: Ontology) -> list[str]:
    """The classes of some names and all below them."""
    known = [name for name in ontology.classes if ontology.is_entity(name)]
    asked = [name.removeprefix("dip:").removeprefix(DIP) for name in names] or ["Agent"]
    for name in asked:
        if name not in known:
            near = [other for other in ontology.closest(name) if other in known]
            raise UsageError(f"no class {name!r}", where="--class", hint=", ".join(near or sorted(known)))
    return sorted(name for name in known if any(ontology.is_a(name, each) for each in asked))


def _read_actors(
    ask: Ask, kinds: Sequence[str], labels: Mapping[str, set[str]], ontology: Ontology
) -> Iterator[tuple[str, Actor]]:
    iris = {ontology.classes[name].iri: name for name in kinds}
    types = _collect((iri, iris[kind or ""]) for iri, kind in _ask(ask, _ACTORS, iris))
    names = _collect(_ask(ask, _NAMES))
    items = _collect((iri, item) for iri, item in _ask(ask, _ITEMS) if (item or "").startswith(WD))
    for iri, found in types.items():
        told = {_clean(label) for label in labels.get(iri, ())}
        label = _choose_label(told, iri)
        known = (told | {_clean(name) for name in names.get(iri, ())}) - {label}
        item = min(items.get(iri, ()), default="").removeprefix(WD) or None
        yield iri, Actor(iri, label, _find_narrowest(found, ontology), item, tuple(sorted(known)))


def _choose_label(labels: Iterable[str], iri: str) -> str:
    """The shortest, then the first by name; the IRI where there is none."""
    return min(labels, key=lambda text: (len(text), text), default=iri)


def _find_narrowest(kinds: set[str], ontology: Ontology) -> str:
    """The class that is no superclass of another; of several, the first by name."""
    narrow = (
        kind
        for kind in sorted(kinds)
        if not any(other != kind and ontology.is_a(other, kind) for other in kinds)
    )
    return next(narrow, min(kinds))


def _read_facts(
    ask: Ask,
    iris: dict[str, str],
    actors: dict[str, Actor],
    labels: Mapping[str, set[str]],
    ontology: Ontology,
) -> Iterator[Link]:
    passages, homes = _read_passages(ask, iris)
    documents = _read_documents(ask)
    events = _read_events(ask, ontology)
    speakers = _collect(_ask(ask, _SPEAKERS))

    def name(iri: str) -> str:
        return _choose_label(map(_clean, labels.get(iri, ())), iri)

    for fact, subject, relation, other, status, confidence, event in _one_each(_ask(ask, _FACTS, iris)):
        if subject not in actors or other not in actors:
            continue
        home = homes.get(fact or "")
        document = documents.get(home or "", _Document())
        happened = events.get(event or "")
        yield Link(
            subject=subject or "",
            relation=iris[relation or ""],
            object=other or "",
            status=(status or "").removeprefix(DIP),
            fact=fact,
            confidence=_to_number(confidence),
            event_type=happened.type if happened else None,
            time=happened.time if happened else None,
            document=home,
            title=document.title,
            published=document.date,
            according_to=tuple(sorted(name(who) for who in speakers.get(fact or "", ()))),
            passages=tuple(sorted(passages.get(fact or "", ()), key=lambda passage: passage.iri)),
        )


def _one_each(rows: Iterable[Row]) -> Iterator[Row]:
    """One row for each fact: that with the highest confidence, then the first event."""
    best: dict[str | None, Row] = {}
    for row in rows:
        kept = best.setdefault(row[0], row)
        if (-(_to_number(row[5]) or 0), row[6] or "") < (-(_to_number(kept[5]) or 0), kept[6] or ""):
            best[row[0]] = row
    yield from best.values()


def _read_passages(ask: Ask, iris: dict[str, str]) -> tuple[dict[str, list[Passage]], dict[str, str]]:
    """The passages of each fact, and the document that they stand in."""
    passages: dict[str, list[Passage]] = {}
    homes: dict[str, str] = {}
    for fact, passage, quote, document in _ask(ask, _PASSAGES, iris):
        passages.setdefault(fact or "", []).append(Passage(passage or "", _clean(quote or "")))
        homes[fact or ""] = min(homes.get(fact or "", document or ""), document or "")
    return passages, homes


def _read_documents(ask: Ask) -> dict[str, _Document]:
    """What each document is called, by its title or where it was read, and the day on which it came out."""
    found: dict[str, _Document] = {}
    for iri, title, date, source in sorted(_ask(ask, _DOCUMENTS), key=str):
        name = _clean(title or source or "")
        found.setdefault(iri or "", _Document(name or iri, (date or "").partition("T")[0] or None))
    return found


def _read_events(ask: Ask, ontology: Ontology) -> dict[str, _Event]:
    """The type of each event, and the earliest of its times."""
    iris = {known.iri: name for name, known in ontology.event_types.items()}
    found: dict[str, _Event] = {}
    for iri, kind, time in sorted(_ask(ask, _EVENTS, iris), key=str):
        best = found.setdefault(iri or "", _Event(iris[kind or ""], time))
        if time and time < (best.time or "~"):
            found[iri or ""] = _Event(best.type, time)
    return found


def _read_triples(
    ask: Ask, iris: dict[str, str], actors: dict[str, Actor], told: set[tuple[str, str, str]]
) -> Iterator[Link]:
    """The plain triples that no fact tells of."""
    for subject, relation, other in _ask(ask, _TRIPLES, iris):
        key = (subject or "", iris[relation or ""], other or "")
        if subject in actors and other in actors and key not in told:
            yield Link(*key, status="asserted")


def _ask(ask: Ask, question: str, iris: Iterable[str] = ()) -> Iterable[Row]:
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    values = " ".join(str(NamedNode(iri)) for iri in sorted(iris))
    return ask(head + (question % values if "%s" in question else question))


def _collect(pairs: Iterable[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key or "", set()).add(value or "")
    return found


def _clean(text: str) -> str:
    """A text on one line, without what steers a terminal or may not stand in XML."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+", " ", text)


def _to_number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _order(link: Link) -> tuple[str, ...]:
    return (link.subject, link.relation, link.object, link.fact or "", link.status)
