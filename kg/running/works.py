"""What is made of a document where it is read, so that little has to travel: a line, a graph, counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.confidence import keep_confident
from kg.copy_json import dumps_copy
from kg.extraction_json import dumps_line
from kg.merging import Decisions, rename_entities
from kg.minting import DEFAULT_BASE
from kg.model import Copy, Extraction
from kg.ontology.schema import Ontology

if TYPE_CHECKING:
    from kg.rdf.named_graph import NamedGraph

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What was made of the document that stood at `source`, and how much there was in it."""

    source: str
    value: T
    words: int
    entities: int
    facts: int
    events: int


def tell(extraction: Extraction, value: T) -> Told[T]:
    """What was made of an extraction, with its counts; a tenure counts as a fact."""
    return Told(
        extraction.document.source,
        value,
        words=len(extraction.document.text.split()),
        entities=len(extraction.entities),
        facts=len(extraction.facts) + len(extraction.tenures),
        events=len(extraction.events),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Generic[T]):
    """Work for `run_documents`: a `Told` of what was read, without what is less sure than `minimum`."""

    make: Callable[[Extraction], T]
    minimum: float = 0.0

    def __call__(self, extraction: Extraction) -> Told[T]:
        """What `make` gives of what was read with confidence, and the counts."""
        sure = keep_confident(extraction, minimum=self.minimum)
        return tell(sure, self.make(sure))


def to_line(extraction: Extraction) -> bytes:
    """The extraction as a line of JSON Lines, in UTF-8, with its end."""
    return f"{dumps_line(extraction)}\n".encode()


def to_copy_line(copy: Copy) -> bytes:
    """The same for a copy of a document."""
    return f"{dumps_copy(copy)}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphMaker:
    """Makes the named graph of an extraction, entities under the IRIs that were decided and asked for.

    The options are those of `kg.rdf.graph.to_named_graphs`; with `wikidata` links are the entities' IRIs.
    """

    ontology: Ontology
    base: str = DEFAULT_BASE
    provenance: str = "statement"
    close_matches: bool = False
    wikidata: bool = False
    decisions: Decisions = field(default_factory=Decisions)

    def __call__(self, extraction: Extraction) -> NamedGraph:
        """The graph, as N-Quads; UsageError for a wrong option, OntologyError for an unknown name."""
        return self.describe(self.rename(extraction))

    def rename(self, extraction: Extraction) -> Extraction:
        """The extraction, its entities under the IRIs that were decided and asked for."""
        from kg.rdf.wikidata_nodes import use_wikidata_iris

        renamed = rename_entities(extraction, self.decisions.find_iris(extraction))
        return use_wikidata_iris(renamed) if self.wikidata else renamed

    def describe(self, extraction: Extraction) -> NamedGraph:
        """The graph of an extraction whose entities are renamed already."""
        from kg.rdf.graph import to_named_graphs

        return next(
            to_named_graphs(
                [extraction],
                ontology=self.ontology,
                base=self.base,
                provenance=self.provenance,
                close_matches=self.close_matches,
            )
        )

    def credit(self, copy: Copy) -> NamedGraph:
        """What a copy adds to the graph of its document."""
        from kg.rdf.graph import to_copy_graph

        return to_copy_graph(copy, provenance=self.provenance)
