"""Resolves the local names that an extraction uses (`metWith`, `Meeting`, `held`) to nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import OntologyError
from kg.model import STATUSES, TENURES
from kg.rdf.iris import node
from kg.rdf.vocabulary import DIP

if TYPE_CHECKING:
    from kg.ontology.schema import Ontology


def dip(name: str) -> NamedNode:
    """A term of the ontology's fixed part: what records status, evidence and tenure."""
    return node(DIP + name)


@dataclass(frozen=True, slots=True)
class Terms:
    """An ontology's names as nodes, and the base that minted IRIs begin with."""

    ontology: Ontology
    base: str

    def type_of(self, name: str) -> NamedNode:
        """The class called `name`; an OntologyError where the ontology has none."""
        known = self.ontology.classes.get(name)
        if known is None:
            raise self._unknown("class", name)
        return node(known.iri)

    def relation(self, name: str) -> NamedNode:
        """The relation or role called `name`; an OntologyError where the ontology has none."""
        known = self.ontology.relations.get(name)
        if known is None:
            raise self._unknown("relation", name)
        return node(known.iri)

    def status(self, name: str) -> NamedNode:
        """The status called `name`, one of STATUSES."""
        if name not in STATUSES:
            raise OntologyError(f"no status {name!r}", hint=f"one of {', '.join(STATUSES)}")
        return dip(name)

    def tenure(self, name: str | None) -> NamedNode | None:
        """The tenure called `name`, one of TENURES; None gives None."""
        if name is not None and name not in TENURES:
            raise OntologyError(f"no tenure {name!r}", hint=f"one of {', '.join(TENURES)}")
        return dip(name) if name else None

    def _unknown(self, kind: str, name: str) -> OntologyError:
        close = ", ".join(self.ontology.closest(name))
        return OntologyError(f"no {kind} {name!r}", hint=close or "a name that the ontology declares")
