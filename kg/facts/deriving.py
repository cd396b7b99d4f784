"""Draws the relations that follow from an event, by the derivations of the ontology."""

from __future__ import annotations

from collections.abc import Iterator

from kg.entities.cluster import Cluster
from kg.facts.draft import EventDraft, FactDraft, Standing
from kg.ontology.schema import Derivation, Ontology


def derive_facts(event: EventDraft, ontology: Ontology) -> Iterator[FactDraft]:
    """The relations between the fillers of an event's roles, with the event's own standing."""
    for rule in ontology.derivations_of(event.type):
        for one, other in _pairs(event, rule, ontology):
            if ontology.accepts(rule.relation, one.type, other.type) is None:
                yield FactDraft(
                    subject=one,
                    predicate=rule.relation,
                    object=other,
                    standing=_standing(event, rule),
                    evidence=event.evidence[0],
                    frame=event.frame,
                    confidence=event.confidence,
                    event=event,
                )


def _pairs(event: EventDraft, rule: Derivation, ontology: Ontology) -> Iterator[tuple[Cluster, Cluster]]:
    ones, others = event.roles.get(rule.subject_role, []), event.roles.get(rule.object_role, [])
    symmetric = ontology.relations[rule.relation].symmetric and rule.subject_role == rule.object_role
    if rule.subject_role == "host":
        others = [other for other in others if other not in ones]
    for i, one in enumerate(ones):
        for j, other in enumerate(others):
            apart = symmetric and (j <= i or frozenset((id(one), id(other))) in event.apart)
            if one is not other and not apart:
                yield one, other


def _standing(event: EventDraft, rule: Derivation) -> Standing:
    status = event.standing.status
    real = status in {"held", "ongoing", "attributed"}
    if rule.status is not None and real:
        return Standing(rule.status)
    return Standing("asserted" if status in {"held", "ongoing"} else status, event.standing.according_to)
