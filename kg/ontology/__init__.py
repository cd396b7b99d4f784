"""The ontology and the lexicon as values: what there is to say, of what, and how English says it."""

from kg.ontology.lexicon import load_lexicon
from kg.ontology.loading import load_ontology
from kg.ontology.schema import Derivation, EntityClass, EventType, Ontology, Relation

__all__ = [
    "Derivation",
    "EntityClass",
    "EventType",
    "Ontology",
    "Relation",
    "load_lexicon",
    "load_ontology",
]
