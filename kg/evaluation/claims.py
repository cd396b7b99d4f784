"""What a document claims in a form that can be compared: triples and fillers of roles, by gold entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.evaluation.names import fold_name
from kg.model import Entity, Event, Fact, Literal
from kg.ontology import Ontology

Triple = tuple[str, str, str]
"""Subject, predicate, object: ids of gold entities, or folded names of what is none of them."""

Filler = tuple[str, str, str, str]
"""Type of event, role, who or what fills it, class of the event's status."""

STATUS_CLASSES: Mapping[str, tuple[str, ...]] = {
    "real": ("asserted", "attributed", "held", "ongoing"),
    "planned": ("planned", "proposed", "postponed"),
    "negative": ("cancelled", "refused", "negated", "denied"),
    "hypothetical": ("hypothetical",),
}
"""The statuses that are taken for the same when claims are compared."""

_CLASS_OF = {status: name for name, statuses in STATUS_CLASSES.items() for status in statuses}

Namer = Callable[[str | Literal], str]


def class_of(status: str) -> str:
    """The class of a status; what is none counts as real.

    >>> class_of("postponed"), class_of("denied")
    ('planned', 'negative')
    """
    return _CLASS_OF.get(status, "real")


def make_namer(entities: Iterable[Entity], alignment: Mapping[str, str]) -> Namer:
    """What an end of a fact is called when it is compared: the gold entity's id, else its folded name."""
    labels = {entity.id: entity.label for entity in entities}

    def name(end: str | Literal) -> str:
        if isinstance(end, Literal):
            return fold_name(end.value)
        return alignment.get(end) or fold_name(labels.get(end, end))

    return name


def to_triple(fact: Fact, name: Namer, ontology: Ontology) -> Triple:
    """A fact as it is compared; the ends of a symmetric relation are sorted."""
    one, other = name(fact.subject), name(fact.object)
    relation = ontology.relations.get(fact.predicate)
    if relation is not None and relation.symmetric:
        one, other = sorted((one, other))
    return (one, fact.predicate, other)


def find_triples(facts: Iterable[Fact], name: Namer, ontology: Ontology) -> dict[Triple, str]:
    """Each triple once with the class of its status: real where it is real once, else the first."""
    found: dict[Triple, str] = {}
    for fact in facts:
        triple, status = to_triple(fact, name, ontology), class_of(fact.status)
        if status == "real" or triple not in found:
            found[triple] = status
    return found


def find_fillers(events: Iterable[Event], name: Namer) -> frozenset[Filler]:
    """Who fills which role of which type of event; a time by its words, topics left out."""
    return frozenset(
        (event.type, role, filler, class_of(event.status))
        for event in events
        for role, filler in _list_fillers(event, name)
    )


def _list_fillers(event: Event, name: Namer) -> Iterable[tuple[str, str]]:
    yield from ((role, name(each)) for role, ids in event.roles.items() for each in ids)
    yield from (("time", fold_name(time.text or time.value or "")) for time in event.times)


def parent_of(event_type: str, ontology: Ontology) -> str:
    """The type above one, for which half a right is given; that of all events is nobody's parent.

    A type that stands right below it has the one that the ontology calls broader, or none but itself.

    >>> from kg.ontology import load_ontology
    >>> [parent_of(name, load_ontology()) for name in ("Summit", "Ratification", "Visit")]
    ['Meeting', 'Signing', 'Visit']
    """
    known = ontology.event_types.get(event_type)
    if known is None:
        return event_type
    above = (each for each in known.parents if each in ontology.event_types and _has_parent(each, ontology))
    return next(iter((*above, *known.broader)), event_type)


def _has_parent(event_type: str, ontology: Ontology) -> bool:
    return bool(ontology.classes[event_type].parents)
