"""The pipeline, every stage in order: documents become extractions, extractions a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.entities import resolve
from kg.facts import read_facts
from kg.gazetteer.lookup import Gazetteer, open_gazetteer
from kg.language import Language, load_language
from kg.mentions import find_mentions
from kg.minting import DEFAULT_BASE
from kg.model import Document, Extraction, Sentence
from kg.ontology import load_ontology
from kg.ontology.lexicon import Lexicon, load_lexicon
from kg.ontology.schema import Ontology

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Extractor:
    """The stages from text to facts with what they need, loaded once."""

    language: Language
    ontology: Ontology
    lexicon: Lexicon
    gazetteer: Gazetteer
    base: str

    def extract(self, document: Document) -> Extraction:
        """Everything that `document` says."""
        return self.read(document, self.language.parse(document))

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extraction of each document, in their order; texts are parsed in batches."""
        waiting: list[Document] = []

        def note(document: Document) -> Document:
            waiting.append(document)
            return document

        for sentences in self.language.parse_all(map(note, documents)):
            yield self.read(waiting.pop(0), sentences)

    def read(self, document: Document, sentences: tuple[Sentence, ...]) -> Extraction:
        """Everything that a parsed document says: mentions, entities, facts."""
        found = find_mentions(
            sentences, lexicon=self.lexicon, ontology=self.ontology, gazetteer=self.gazetteer
        )
        resolution = resolve(found, lexicon=self.lexicon, gazetteer=self.gazetteer)
        return read_facts(
            document, found, resolution, lexicon=self.lexicon, ontology=self.ontology, base=self.base
        )


def load_extractor(
    *,
    model: str | None = None,
    ontology: Iterable[Path] = (),
    lexicon: Iterable[Path] = (),
    gazetteer: Path | None = None,
    base: str = DEFAULT_BASE,
) -> Extractor:
    """An extractor with the model, ontology, lexicon and gazetteer that are shipped, or the ones named.

    Files of `ontology` and `lexicon` add to the shipped ones. Raises ModelError or OntologyError.
    """
    return Extractor(
        language=load_language(model),
        ontology=load_ontology(extra=tuple(ontology)),
        lexicon=load_lexicon(extra=tuple(lexicon)),
        gazetteer=open_gazetteer(gazetteer),
        base=base,
    )
