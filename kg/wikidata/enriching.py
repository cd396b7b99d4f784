"""What Wikidata says of the items that a graph is linked to, as a graph of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.errors import UsageError
from kg.rdf.vocabulary import DCTERMS, LABEL, PROV, SAME_AS, SOURCE, WD, XSD, A
from kg.store.embedded import WIKIDATA_GRAPH
from kg.wikidata.items import QID
from kg.wikidata.properties import Property, Terms
from kg.wikidata.querying import QueryService

GRAPH: Final = NamedNode(WIKIDATA_GRAPH)

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ITEM = re.compile(re.escape(WD) + QID.pattern)


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What was learnt: the triples, and the items of which the endpoint says nothing."""

    triples: frozenset[Triple]
    items: tuple[str, ...]
    unknown: tuple[str, ...]

    def to_quads(self, *, endpoint: str, retrieved: str | None = None) -> Iterator[Quad]:
        """The triples in a graph that says where it comes from, and when, if one wants that told."""
        source = NamedNode(endpoint)
        about: list[tuple[NamedNode, NamedNode | Literal]] = [
            (A, NamedNode(PROV + "Entity")),
            (LABEL, Literal("what Wikidata says of the items", language="en")),
            (SOURCE, Literal(endpoint)),
        ]
        if retrieved:
            day = Literal(retrieved, datatype=NamedNode(XSD + "date"))
            about.append((NamedNode(DCTERMS + "date"), day))
        for predicate, value in about:
            yield Quad(GRAPH, predicate, value, GRAPH)
        for item in sorted(set(self.items) - set(self.unknown)):
            yield Quad(NamedNode(item), NamedNode(PROV + "hadPrimarySource"), source, GRAPH)
        for triple in self.triples:
            yield Quad(triple.subject, triple.predicate, triple.object, GRAPH)


def find_linked(graphs: Store) -> list[str]:
    """The IRIs of the items that a graph is linked to, or has as its own nodes, sorted."""
    linked = (quad.object for quad in graphs.quads_for_pattern(None, SAME_AS, None, None))
    own = (quad.subject for quad in graphs.quads_for_pattern(None, A, None, None))
    iris = {term.value for term in chain(linked, own) if isinstance(term, NamedNode)}
    return sorted(filter(_ITEM.fullmatch, iris))


def enrich(
    items: Collection[str], service: QueryService, *, properties: Iterable[Property], languages: Sequence[str]
) -> Enrichment:
    """What an endpoint says of some items, by their IRIs: each property, and names in each language."""
    spoken = check_languages(languages)
    triples: set[Triple] = set()
    known: set[str] = set()
    for wanted in properties:
        for item, rows in service.ask(wanted, items, languages=spoken).items():
            told = set(_read(wanted, rows))
            triples |= told
            known |= {item} if told else set()
    return Enrichment(frozenset(triples), tuple(sorted(items)), tuple(sorted(set(items) - known)))


def check_languages(languages: Iterable[str]) -> list[str]:
    """The codes of languages, each once and sorted; a UsageError for what is none."""
    for code in languages:
        if not _LANGUAGE.fullmatch(code):
            raise UsageError(f"{code!r} is no language", where="--languages", hint="en, fr, zh-hant")
    return sorted(set(languages))


def check_day(day: str | None) -> str | None:
    """A day as ISO 8601 writes it, or None; a UsageError for what is no day."""
    try:
        return date.fromisoformat(day).isoformat() if day else None
    except ValueError as error:
        raise UsageError(f"{day!r} is no day", where="--retrieved", hint="2026-01-31") from error


def _read(wanted: Property, rows: Iterable[Terms]) -> Iterator[Triple]:
    for row in rows:
        yield from wanted.read(row)
