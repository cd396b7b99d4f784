"""What `kg enrich` asks of an item, and the triples that an answer becomes: those of Wikidata itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import UsageError
from kg.rdf.vocabulary import LABEL, PQ, PREFIXES, PS, WDT, WIKIBASE, P

Terms = Mapping[str, NamedNode | Literal]
"""What a row binds each variable to; blank nodes, which Wikidata has for unknown values, are left out."""

_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("p", "pq", "ps", "rdfs", "wd", "wdt"))
_ITEM_LABEL = "OPTIONAL {{ {thing} rdfs:label ?label . FILTER(LANG(?label) IN ({languages})) }}"
_GENID = "/.well-known/genid/"


@dataclass(frozen=True, slots=True)
class Property:
    """A thing to ask of items: the pattern of its query, and its triples by variable, predicate and variable.

    With `labels` the values are items, whose names are asked for too.
    """

    name: str
    about: str
    pattern: str
    triples: tuple[tuple[str, str, str], ...]
    labels: bool = False

    def ask(self, items: Iterable[str], languages: Iterable[str]) -> str:
        """The query for some items by their IRIs; each term is written by the library that reads them."""
        values = " ".join(str(NamedNode(item)) for item in items)
        spoken = ", ".join(str(Literal(language)) for language in languages)
        label = _ITEM_LABEL.format(thing="?value", languages=spoken) if self.labels else ""
        pattern = self.pattern.replace("LANGUAGES", spoken)
        return f"{_HEAD}SELECT * WHERE {{\n  VALUES ?item {{ {values} }}\n  {pattern}\n  {label}\n}}"

    def read(self, row: Terms) -> Iterator[Triple]:
        """The triples that a row of the answer gives."""
        named = (("value", LABEL.value, "label"),) if self.labels else ()
        for subject, predicate, value in (*self.triples, *named):
            left, right = row.get(subject), row.get(value)
            if isinstance(left, NamedNode) and right is not None and _GENID not in right.value:
                yield Triple(left, NamedNode(predicate), right)


def _direct(name: str, about: str, number: str, *, labels: bool = False) -> Property:
    """A property whose best values are asked for without their qualifiers."""
    pattern = f"?item wdt:{number} ?value ."
    return Property(name, about, pattern, (("item", WDT + number, "value"),), labels)


PROPERTIES: Final = (
    Property(
        "labels",
        "its names in the languages that are asked for",
        "?item rdfs:label ?label . FILTER(LANG(?label) IN (LANGUAGES))",
        (("item", LABEL.value, "label"),),
    ),
    Property(
        "positions",
        "the positions that a person held, and when (P39)",
        "?item p:P39 ?holding . ?holding ps:P39 ?value .\n"
        f"  FILTER NOT EXISTS {{ ?holding <{WIKIBASE}rank> <{WIKIBASE}DeprecatedRank> }}\n"
        "  OPTIONAL { ?holding pq:P580 ?begins } OPTIONAL { ?holding pq:P582 ?ends }",
        (
            ("item", P + "P39", "holding"),
            ("holding", PS + "P39", "value"),
            ("holding", PQ + "P580", "begins"),
            ("holding", PQ + "P582", "ends"),
        ),
        labels=True,
    ),
    _direct("memberships", "what a person, a state or a body is a member of (P463)", "P463", labels=True),
    _direct("citizenship", "the states that a person is a citizen of (P27)", "P27", labels=True),
    _direct("birth", "when a person was born (P569)", "P569"),
    _direct("death", "when a person died (P570)", "P570"),
    _direct("coordinates", "where on the map it is (P625)", "P625"),
)
"""Everything that can be asked for, in the order in which it is."""


def choose_properties(names: Iterable[str]) -> list[Property]:
    """The properties of those names, all where there is none; a UsageError for one that is unknown."""
    known = {each.name: each for each in PROPERTIES}
    wanted = list(names)
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, n=1) or list(known)
            raise UsageError(f"no property {name!r}", where="--properties", hint=", ".join(near))
    return [each for each in PROPERTIES if not wanted or each.name in wanted]
