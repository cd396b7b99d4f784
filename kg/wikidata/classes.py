"""Of which class of the ontology an item is, by Wikidata's own classes of classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.linking.candidates import is_family
from kg.wikidata.items import Item

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.wikidata.client import Client

INSTANCE_OF, SUBCLASS_OF, COORDINATES = "P31", "P279", "P625"

_STEPS = 5
_MOST = 400
"""The classes that are looked at in one step, at most: what leads further is not followed."""


def find_roots(ontology: Ontology) -> dict[str, str]:
    """The classes of Wikidata whose instances are of a class of the ontology, each with the latter's name.

    They are those that an index is made of, and those that the ontology is aligned with.
    """
    from kg.gazetteer.dump.classes import read_classes
    from kg.gazetteer.rows import CLASSES

    roots = {f"Q{number}": CLASSES[kind] for number, kind in read_classes().items()}
    for known in ontology.classes.values():
        if ontology.is_entity(known.name):
            roots |= {qid: known.name for qid in known.wikidata if qid.startswith("Q")}
    return roots


class Classes:
    """The classes of items, found by following Wikidata's subclasses up to the roots."""

    def __init__(self, client: Client, roots: Mapping[str, str]) -> None:
        self._client = client
        self._roots = roots
        self._parents: dict[str, tuple[str, ...]] = {}

    def classify(self, items: Iterable[Item]) -> dict[str, frozenset[str]]:
        """The names of the classes that each item is of, by its QID; a place is what is on the map."""
        known = list(items)
        paths = {item.qid: set(item.values(INSTANCE_OF)) for item in known}
        found = {item.qid: {"Place"} if item.values(COORDINATES) else set() for item in known}
        for _ in range(_STEPS):
            for qid, classes in paths.items():
                found[qid] |= {self._roots[each] for each in classes if each in self._roots}
            ahead = {qid: classes for qid, classes in paths.items() if not found[qid] - {"Place"}}
            self._learn({each for classes in ahead.values() for each in classes})
            paths = {
                qid: {p for each in classes for p in self._parents.get(each, ())}
                for qid, classes in ahead.items()
            }
        return {qid: frozenset(names) for qid, names in found.items()}

    def _learn(self, classes: Iterable[str]) -> None:
        """Asks for the classes above some classes."""
        unknown = sorted(set(classes) - self._parents.keys())[:_MOST]
        for qid, item in self._client.find_items(unknown).items() if unknown else ():
            self._parents[qid] = item.values(SUBCLASS_OF) if item else ()


def choose_class(names: Iterable[str], wanted: str) -> str | None:
    """The class, of those an item is of, under which an entity of class `wanted` may be found; else None."""
    fitting = sorted(name for name in names if is_family(wanted, name))
    return wanted if wanted in fitting else next(iter(fitting), None)
