"""The ontology and the lexicon as values: what there is to say, of what, and how English says it."""

from kg.ontology.lexicon import load_lexicon
from kg.ontology.lexicon_pages import describe_lexicon
from kg.ontology.loading import load_ontology
from kg.ontology.pages import describe_ontology, describe_term
from kg.ontology.schema import Concept, Derivation, EntityClass, EventType, Ontology, Relation

__all__ = [
    "Concept",
    "Derivation",
    "EntityClass",
    "EventType",
    "Ontology",
    "Relation",
    "describe_lexicon",
    "describe_ontology",
    "describe_term",
    "load_lexicon",
    "load_ontology",
]
