"""A document as one looks at it to find out why a fact was lost: who is named where, and what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.evaluation.claims import Triple, make_namer, to_triple
from kg.evaluation.comparing import Comparison
from kg.evaluation.names import fold_name, names_of
from kg.evaluation.sighting import Sight, Sighting
from kg.model import Entity, Event, Fact, Span
from kg.ontology import Ontology


@dataclass(slots=True)
class Scene:
    """A comparison with its sentences and mentions; spans are characters of the document."""

    comparison: Comparison
    sighting: Sighting
    ontology: Ontology
    gold: dict[str, Entity] = field(init=False)
    read: dict[str, list[Entity]] = field(init=False)
    facts: list[tuple[Triple, Fact]] = field(init=False)
    missed: frozenset[Triple] = field(init=False)
    wrong: frozenset[Triple] = field(init=False)

    def __post_init__(self) -> None:
        comparison, found = self.comparison, self.comparison.found
        name = comparison.name_read()
        self.gold = {entity.id: entity for entity in comparison.gold.wanted.entities}
        self.read = {}
        for entity in found.entities:
            self.read.setdefault(name(entity.id), []).append(entity)
        self.facts = [(to_triple(fact, name, self.ontology), fact) for fact in found.facts]
        self.missed = comparison.wanted_real - comparison.read_real
        self.wrong = comparison.read_real - comparison.wanted_real

    def places(self, key: str, *, proper: bool = False) -> list[Span]:
        """Where the text has a name of a gold entity; with `proper`, descriptions of it are left out."""
        entity = self.gold.get(key)
        if entity is None:
            return [mention.span for each in self.read.get(key, ()) for mention in each.mentions]
        text = self.comparison.gold.document.text
        names = {entity.label, *(a for a in entity.aliases if not proper or _is_proper(a, entity))}
        return [span for name in sorted(names) for span in _find(name, text)]

    def sights_of(self, key: str) -> list[Sight]:
        """The mentions by a name of a gold entity."""
        names = names_of(self.gold[key]) if key in self.gold else {key}
        return [sight for sight in self.sighting.seen if fold_name(sight.text) in names]

    def is_seen(self, key: str) -> bool:
        """Whether an end was read as somebody, or at least its name was seen."""
        return key in self.read or key not in self.gold or bool(self.sights_of(key))

    def touched(self, key: str) -> bool:
        """Whether something was seen that overlaps with a name of a gold entity without being one."""
        return any(_overlap(sight.span, place) for sight in self.sighting.seen for place in self.places(key))

    def types_of(self, key: str) -> set[str]:
        """The classes that an end was read as."""
        return {each.type for each in self.read.get(key, ())} or {s.type for s in self.sights_of(key)}

    def is_mistyped(self, key: str) -> bool:
        """Whether a gold entity was read as a class that is neither above nor below its own."""
        if key not in self.gold:
            return False
        own, is_a = self.gold[key].type, self.ontology.is_a
        types = self.types_of(key)
        return bool(types) and not any(is_a(own, each) or is_a(each, own) for each in types)

    def sentence_at(self, place: int) -> Span:
        """The sentence in which a character stands; the last before it where it stands in none."""
        before = [span for span in self.sighting.sentences if span.start <= place]
        return before[-1] if before else Span(0, len(self.comparison.gold.document.text))

    def sentences_with(self, key: str, *, proper: bool = False) -> list[Span]:
        """The sentences that name an end."""
        return [self.sentence_at(span.start) for span in self.places(key, proper=proper)]

    def shared_sentences(self, triple: Triple, *, proper: bool = False) -> list[Span]:
        """The sentences that name both ends, in the order of the text."""
        one, other = (set(self.sentences_with(end, proper=proper)) for end in (triple[0], triple[2]))
        return sorted(one & other)

    def best_sentence(self, triple: Triple) -> Span:
        """A sentence that names both ends, or else the first that names one."""
        either = sorted([*self.sentences_with(triple[0]), *self.sentences_with(triple[2])])
        whole = Span(0, len(self.comparison.gold.document.text))
        return next(iter([*self.shared_sentences(triple), *either]), whole)

    def referring(self, fact: Fact, key: str) -> bool:
        """Whether the words of a fact have an end only by a pronoun or a description."""
        mentions = [mention for each in self.read.get(key, ()) for mention in each.mentions]
        inside = [m for m in mentions if any(_overlap(m.span, e.span) for e in fact.evidence)]
        return bool(inside) and all(m.kind in {"pronoun", "nominal"} for m in inside)

    def fillers(self, event: Event) -> set[str]:
        """The ends that take part in an event that was read."""
        name = make_namer(self.comparison.found.entities, self.comparison.alignment)
        return {name(each) for ids in event.roles.values() for each in ids}


def cover(spans: Iterable[Span], evidence: Span) -> bool:
    """Whether one of the spans overlaps with the evidence."""
    return any(_overlap(span, evidence) for span in spans)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _find(name: str, text: str) -> Iterator[Span]:
    """Where a name stands in a text as whole words, however its words are spaced."""
    words = r"\s+".join(map(re.escape, name.split()))
    if words:
        yield from (Span(*match.span()) for match in re.finditer(rf"(?<!\w){words}(?!\w)", text))


def _is_proper(alias: str, entity: Entity) -> bool:
    """Whether an alias is a name: a person's has a word of the label, another's begins with a capital."""
    words = set(fold_name(alias).split())
    if entity.type == "Person":
        return bool(words & set(fold_name(entity.label).split()))
    return alias[:1].isupper()
