"""Classes, relations and event types as values, and the questions that the other stages ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

ENTITY_ROOTS = ("Agent", "Place", "Office", "Agreement", "Topic")
"""The classes whose instances are entities: what facts are about."""


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class by its local `name`; `parents` are the names of its direct superclasses here."""

    name: str
    iri: str
    label: str
    comment: str
    parents: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    wikidata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventType(EntityClass):
    """A kind of event with the `roles` that it takes and its PLOVER and CAMEO codes.

    Roles and codes are its own or else those of the nearest superclass that has any. `broader` names
    types that it is akin to without being one of them: nothing that follows from those follows from it.
    """

    roles: tuple[str, ...] = ()
    plover: str | None = None
    cameo: str | None = None
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A property by its local `name`: what may stand on its two sides.

    `domain` and `range` are names of classes (`xsd:date` and the like for a literal); empty means
    anything. `reverse` marks the direction in which no fact is recorded: the inverse of another.
    `derived_from`, `subject_role` and `object_role` tell of its first derivation.
    """

    name: str
    iri: str
    label: str
    comment: str
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    inverse: str | None = None
    reverse: bool = False
    symmetric: bool = False
    functional: bool = False
    literal: bool = False
    derived_from: tuple[str, ...] = ()
    subject_role: str | None = None
    object_role: str | None = None
    alternatives: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    wikidata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """An event of `event_type`, or of a subtype, gives `relation` between the fillers of two roles.

    The relation has the status of the event, or `status` where that is not None.
    """

    relation: str
    event_type: str
    subject_role: str
    object_role: str
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A value that a relation such as `status` or `tenureStatus` can have; `type` names its class."""

    name: str
    iri: str
    label: str
    comment: str
    type: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that can be said: classes (event types among them), relations, derivations, statuses (`concepts`).

    Mappings are by local name, in the order of the files.
    """

    classes: Mapping[str, EntityClass]
    relations: Mapping[str, Relation]
    event_types: Mapping[str, EventType]
    derivations: tuple[Derivation, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    version: str | None = None
    _ancestors: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lines = {name: frozenset(_line(name, self.classes)) for name in self.classes}
        object.__setattr__(self, "_ancestors", lines)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether every `name` is an `ancestor`; a class is one of its own kind, an unknown one of none."""
        return ancestor in self._ancestors.get(name, ())

    def is_entity(self, name: str) -> bool:
        """Whether facts can be about a `name`: a person or a place, no event and no sentence."""
        return any(self.is_a(name, root) for root in ENTITY_ROOTS)

    def accepts(self, relation_name: str, subject_type: str, object_type: str) -> str | None:
        """None when the relation may hold between the two types, else the reason why not.

        `object_type` is the local name of a class, or `xsd:date` and the like for a literal.
        """
        relation = self.relations.get(relation_name)
        if relation is None:
            return f"no relation {relation_name!r}"
        if not self._fits(subject_type, relation.domain):
            return f"domain: {subject_type} is no {_either(relation.domain)}"
        if not self._fits(object_type, relation.range):
            return f"range: {object_type} is no {_either(relation.range)}"
        return None

    def closest(self, name: str, *, count: int = 3) -> tuple[str, ...]:
        """The names of terms most like `name`, best first; a label counts as its name."""
        known = {term.label.casefold(): term.name for term in self.terms()}
        known |= {term.name.casefold(): term.name for term in self.terms()}
        found = get_close_matches(name.casefold(), known, n=2 * count, cutoff=0.6)
        return tuple(dict.fromkeys(known[match] for match in found))[:count]

    def terms(self) -> Iterator[EntityClass | Relation | Concept]:
        """Every class, every relation, every status."""
        yield from self.classes.values()
        yield from self.relations.values()
        yield from self.concepts.values()

    def roles(self) -> frozenset[str]:
        """The names of the relations that are a role in some event."""
        return frozenset(role for event_type in self.event_types.values() for role in event_type.roles)

    def fact_relations(self) -> tuple[Relation, ...]:
        """The relations between entities in which facts are recorded: no roles, no inverses, no literals."""
        return tuple(relation for relation in self.relations.values() if self._holds_facts(relation))

    def derivations_of(self, event_type: str) -> tuple[Derivation, ...]:
        """What follows from an event of this type, what follows from its supertypes included."""
        return tuple(rule for rule in self.derivations if self.is_a(event_type, rule.event_type))

    def _holds_facts(self, relation: Relation) -> bool:
        direct = not relation.reverse and not relation.literal and relation.name not in self.roles()
        return direct and any(map(self.is_entity, relation.domain))

    def _fits(self, name: str, allowed: frozenset[str]) -> bool:
        return not allowed or name in allowed or any(self.is_a(name, each) for each in allowed)


def _line(name: str, classes: Mapping[str, EntityClass]) -> set[str]:
    """The names of a class and of all its superclasses."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(classes[current].parents)
    return seen


def _either(names: Iterable[str]) -> str:
    return " or ".join(sorted(names))
