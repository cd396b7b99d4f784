"""One document compared: what should have been read beside what was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluation.claims import (
    Filler,
    Namer,
    Triple,
    find_fillers,
    find_triples,
    make_namer,
    parent_of,
)
from kg.evaluation.gold import Gold
from kg.evaluation.names import align_entities
from kg.model import Entity, Extraction
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of the gold and those that were read, as they are compared.

    `alignment` says which gold entity a read one stands for. `wanted` and `read` give each triple the
    class of its status; what is optional is left out of what was read. `half_right` pairs fillers that
    differ in nothing but a type of event and its parent, the gold one first. `missing` is True where
    nothing was given for the document.
    """

    gold: Gold
    found: Extraction
    missing: bool
    alignment: Mapping[str, str]
    wanted: Mapping[Triple, str]
    read: Mapping[Triple, str]
    wanted_fillers: frozenset[Filler]
    read_fillers: frozenset[Filler]
    half_right: tuple[tuple[Filler, Filler], ...]

    @property
    def wanted_real(self) -> frozenset[Triple]:
        """The triples that the gold commits to."""
        return _real(self.wanted)

    @property
    def read_real(self) -> frozenset[Triple]:
        """The triples that were read as real."""
        return _real(self.read)

    @property
    def false_assertions(self) -> frozenset[Triple]:
        """The triples that were read as real and that the gold has as a plan, a denial or a possibility."""
        return frozenset(t for t in self.read_real if t in self.wanted) - self.wanted_real

    @property
    def right_fillers(self) -> frozenset[Filler]:
        """The fillers that both have."""
        return self.wanted_fillers & self.read_fillers

    def name_read(self) -> Namer:
        """How the ends of what was read are called here."""
        return make_namer(self.found.entities, self.alignment)


def compare_all(
    golds: Iterable[Gold], found: Iterable[Extraction], *, ontology: Ontology
) -> Iterator[Comparison]:
    """Each gold document with what was read of it: the extraction of its id, or else of its text."""
    extractions = list(found)
    by_id = {each.document.id: each for each in extractions}
    by_text = {each.document.text: each for each in extractions}
    for gold in golds:
        match = by_id.get(gold.document.id) or by_text.get(gold.document.text)
        yield compare(gold, match, ontology=ontology)


def compare(gold: Gold, found: Extraction | None, *, ontology: Ontology) -> Comparison:
    """The gold of a document beside what was read of it, None where nothing was given for it."""
    read = found or Extraction(gold.document)
    entities = gold.wanted.entities
    alignment = align_entities(read.entities, entities)
    name_gold, name_read = make_namer(entities, _identity(entities)), make_namer(read.entities, alignment)
    wanted, fillers = _claims(gold.wanted, name_gold, ontology)
    triples, read_fillers = _claims(read, name_read, ontology)
    optional = find_triples(gold.optional_facts, name_gold, ontology).keys() - wanted.keys()
    read_fillers -= find_fillers(gold.optional_events, name_gold) - fillers
    return Comparison(
        gold=gold,
        found=read,
        missing=found is None,
        alignment=alignment,
        wanted=wanted,
        read={triple: status for triple, status in triples.items() if triple not in optional},
        wanted_fillers=fillers,
        read_fillers=read_fillers,
        half_right=tuple(_pair_kin(fillers, read_fillers, ontology)),
    )


def _identity(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The alignment of gold with itself."""
    return {entity.id: entity.id for entity in entities}


def _claims(
    extraction: Extraction, name: Namer, ontology: Ontology
) -> tuple[dict[Triple, str], frozenset[Filler]]:
    return find_triples(extraction.facts, name, ontology), find_fillers(extraction.events, name)


def _real(triples: Mapping[Triple, str]) -> frozenset[Triple]:
    return frozenset(triple for triple, status in triples.items() if status == "real")


def _pair_kin(
    wanted: frozenset[Filler], read: frozenset[Filler], ontology: Ontology
) -> Iterator[tuple[Filler, Filler]]:
    """Fillers of only one side that are the same under the parents of their types; each parent once."""
    left = {_lift(filler, ontology): filler for filler in sorted(wanted - read, reverse=True)}
    right = {_lift(filler, ontology): filler for filler in sorted(read - wanted, reverse=True)}
    return ((left[each], right[each]) for each in left if each in right)


def _lift(filler: Filler, ontology: Ontology) -> Filler:
    return (parent_of(filler[0], ontology), *filler[1:])
