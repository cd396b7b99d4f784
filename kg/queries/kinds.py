"""What a parameter may be: plain values, names out of the ontology, and things in the graph that is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.queries.tokens import expand_name

if TYPE_CHECKING:
    from kg.ontology.schema import Ontology

PLAIN: Final = ("text", "iri", "integer", "decimal", "number", "date", "item")
"""Types whose values are written as they are; `number` is another word for `decimal`, an `item` is a QID."""

CHOICES: Final = ("status", "relation", "event-type", "class")
"""Types whose values are names out of the ontology, bound as IRIs."""

ENTITIES: Final[Mapping[str, tuple[str, ...]]] = {
    "entity": ("Agent", "Place", "Office", "Agreement"),
    "actor": ("Agent",),
    "person": ("Person",),
    "state": ("State",),
    "organization": ("Organization",),
    "place": ("Place",),
    "office": ("Office",),
    "agreement": ("Agreement",),
    "event": ("Event",),
    "document": ("Document",),
}
"""Types whose values are things in the graph, each with the classes that those may be of."""

KINDS: Final = (*PLAIN, *CHOICES, *ENTITIES)
"""All types of parameters."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A name that may be chosen, its IRI and what it means."""

    name: str
    iri: str
    label: str


def list_choices(kind: str) -> tuple[Choice, ...]:
    """What a parameter of a kind in CHOICES may be, in the order of the ontology."""
    ontology = _read_ontology()
    if kind == "status":
        return tuple(Choice(c.name, c.iri, c.label) for c in ontology.concepts.values() if c.type == "Status")
    if kind == "relation":
        return tuple(Choice(r.name, r.iri, r.label) for r in ontology.relations.values() if not r.reverse)
    if kind == "event-type":
        return tuple(Choice(t.name, t.iri, t.label) for t in ontology.event_types.values())
    return tuple(Choice(c.name, c.iri, c.label) for c in ontology.classes.values())


def find_choice(kind: str, value: str) -> str:
    """The IRI that a name, a label, a prefixed name or an IRI means; a ValueError with the nearest names."""
    known = {key.casefold(): c.iri for c in list_choices(kind) for key in (c.label, c.name)}
    name = value.removeprefix("dip:").strip()
    if name.casefold() in known:
        return known[name.casefold()]
    if ":" in value and not value.startswith("dip:"):
        return expand_name(value)
    names = [choice.name for choice in list_choices(kind)]
    near = get_close_matches(name, names, n=3) or [
        n for n in names if name and name.casefold() in n.casefold()
    ]
    raise ValueError(f"did you mean {' or '.join(near[:3])}?" if near else f"one of {', '.join(names)}")


def list_classes(kind: str) -> tuple[str, ...]:
    """The names of the classes that a parameter of a kind in ENTITIES may be of, subclasses among them."""
    if kind == "document":
        return ENTITIES[kind]
    ontology = _read_ontology()
    return tuple(
        name for name in ontology.classes if any(ontology.is_a(name, root) for root in ENTITIES[kind])
    )


@cache
def _read_ontology() -> Ontology:
    from kg.ontology import load_ontology

    return load_ontology()
