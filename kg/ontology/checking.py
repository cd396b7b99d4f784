"""Whether an ontology holds together: every name that it uses is one that it declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import OntologyError
from kg.model import STATUSES
from kg.ontology.schema import Derivation, EventType, Ontology, Relation
from kg.ontology.triples import DIP, Triples


def check_ontology(ontology: Ontology, triples: Triples) -> None:
    """Raises an OntologyError, with file and line, for the first name that leads nowhere."""
    check = _Check(ontology, triples)
    for relation in ontology.relations.values():
        check.sides(relation)
        check.inverse(relation)
    for event_type in ontology.event_types.values():
        check.roles(event_type)
    for iri, rule in zip(triples.of_type(f"{DIP}Derivation"), ontology.derivations, strict=True):
        check.derivation(rule, iri)


@dataclass(frozen=True, slots=True)
class _Check:
    ontology: Ontology
    triples: Triples

    def sides(self, relation: Relation) -> None:
        for side, names in (("domain", relation.domain), ("range", relation.range)):
            for name in sorted(names):
                if ":" not in name:
                    why = f"the {side} of {relation.name} is no class: {name}"
                    self._name(name, self.ontology.classes, why, relation.iri)

    def inverse(self, relation: Relation) -> None:
        if relation.inverse is None:
            return
        why = f"{relation.name} is inverse of no relation: {relation.inverse}"
        self._name(relation.inverse, self.ontology.relations, why, relation.iri)
        other = self.ontology.relations[relation.inverse]
        if (relation.domain, relation.range) != (other.range, other.domain):
            raise OntologyError(
                f"{relation.name} and its inverse {other.name} do not exchange domain and range",
                where=self.triples.where(relation.iri),
                hint="leave out the domain and range of the inverse: they follow",
            )

    def roles(self, event_type: EventType) -> None:
        for role in event_type.roles:
            why = f"{event_type.name} has a role that is no relation: {role}"
            self._name(role, self.ontology.relations, why, event_type.iri)

    def derivation(self, rule: Derivation, iri: str) -> None:
        self._name(rule.relation, self.ontology.relations, f"derives no relation: {rule.relation}", iri)
        self._name(rule.event_type, self.ontology.event_types, f"from no event: {rule.event_type}", iri)
        roles = self.ontology.event_types[rule.event_type].roles
        for role in (rule.subject_role, rule.object_role):
            self._name(role, roles, f"{rule.event_type} has no role {role!r}", iri)
        if rule.status is not None:
            self._name(rule.status, STATUSES, f"no status {rule.status!r}", iri)

    def _name(self, name: str, known: Iterable[str], why: str, iri: str) -> None:
        choices = list(known)
        if name not in choices:
            close = get_close_matches(name, choices, n=3) or choices[:6]
            raise OntologyError(why, where=self.triples.where(iri), hint=f"one of {', '.join(close)}")
