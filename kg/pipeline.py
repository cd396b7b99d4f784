"""The pipeline, every stage in order: documents become extractions, extractions a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.entities import resolve
from kg.facts import read_facts
from kg.gazetteer import Gazetteer, open_gazetteer, open_index
from kg.language import Language, load_language
from kg.linking import Linker
from kg.linking.knowledge import Offline
from kg.mentions import find_mentions
from kg.minting import DEFAULT_BASE
from kg.model import Copy, Document, Dropped, Extraction, Sentence
from kg.ontology import load_ontology
from kg.ontology.lexicon import Lexicon, load_lexicon
from kg.ontology.schema import Ontology
from kg.reading import ReadingOptions, read_documents

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Extractor:
    """The stages from text to facts with what they need, loaded once."""

    language: Language
    ontology: Ontology
    lexicon: Lexicon
    gazetteer: Gazetteer
    base: str
    linker: Linker

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
            document,
            found,
            resolution,
            lexicon=self.lexicon,
            ontology=self.ontology,
            base=self.base,
            linker=self.linker,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorOptions:
    """What an extractor is loaded with: plain values, from which another process loads the same one."""

    model: str | None = None
    ontology: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    gazetteer: Path | None = None
    base: str = DEFAULT_BASE

    def load(self) -> Extractor:
        """The extractor; the errors of `load_extractor`."""
        return load_extractor(
            model=self.model,
            ontology=self.ontology,
            lexicon=self.lexicon,
            gazetteer=self.gazetteer,
            base=self.base,
        )


def load_extractor(
    *,
    model: str | None = None,
    language: Language | None = None,
    ontology: Iterable[Path] = (),
    lexicon: Iterable[Path] = (),
    gazetteer: Path | None = None,
    base: str = DEFAULT_BASE,
) -> Extractor:
    """An extractor with the model, ontology, lexicon and gazetteer that are shipped, or the ones named.

    `language` is a model that is loaded already. Files of `ontology` and `lexicon` add to the
    shipped ones. Raises ModelError or OntologyError.
    """
    known = open_gazetteer(gazetteer)
    return Extractor(
        language=language or load_language(model),
        ontology=load_ontology(extra=tuple(ontology)),
        lexicon=load_lexicon(extra=tuple(lexicon)),
        gazetteer=known,
        base=base,
        linker=Linker(Offline(open_index(gazetteer), known)),
    )


def extract(
    sources: Iterable[str | Path],
    *,
    extractor: Extractor | None = None,
    on_dropped: Callable[[Dropped], None] | None = None,
) -> Iterator[Extraction]:
    """What each document of `sources` says: files, folders, globs, or "-" for standard input.

    `extractor` is one from `load_extractor`, by default as it is shipped; `on_dropped` is called with
    each document that is passed over, a `kg.model.Copy` where its text was read already. Raises InputError
    when a source does not exist or holds none.

    >>> from kg.resources import find_resource
    >>> [found] = extract([find_resource("seeds")])
    >>> sorted({fact.predicate for fact in found.facts})
    ['headOfGovernmentOf', 'headOfStateOf', 'metWith', 'spokesmanFor']
    """
    used = extractor or load_extractor()
    documents = _read(sources, used.base, on_dropped)
    return used.extract_all(documents)


def _read(
    sources: Iterable[str | Path], base: str, on_dropped: Callable[[Dropped], None] | None
) -> Iterator[Document]:
    for value in read_documents(sources, options=ReadingOptions(base=base)):
        if isinstance(value, Document):
            yield value
        elif on_dropped is not None:
            on_dropped(value)


def build(
    sources: Iterable[str | Path],
    *,
    extractor: Extractor | None = None,
    provenance: str = "statement",
    on_dropped: Callable[[Dropped], None] | None = None,
) -> rdflib.Graph:
    """The graph of what the documents of `sources` say, with `extract`'s arguments.

    A text that stands in several places is read once, and every place is credited.
    `provenance` is none, document or statement: how much of its origin the graph carries.

    >>> from kg.resources import find_resource
    >>> graph = build([find_resource("seeds")], provenance="none")
    >>> from rdflib import URIRef
    >>> spokesman_for = URIRef("https://w3id.org/diplomacy-kg/ontology#spokesmanFor")
    >>> sorted(str(body).rpartition("/")[2] for body in graph.objects(None, spokesman_for))
    ['government-of-russia', 'president-of-russia']
    """
    from kg.rdf.graph import to_graph

    used = extractor or load_extractor()
    copies: list[Copy] = []

    def note(dropped: Dropped) -> None:
        if isinstance(dropped, Copy):
            copies.append(dropped)
        if on_dropped is not None:
            on_dropped(dropped)

    return to_graph(
        extract(sources, extractor=used, on_dropped=note),
        ontology=used.ontology,
        base=used.base,
        provenance=provenance,
        copies=copies,
    )
