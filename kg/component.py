"""The pipeline as a spaCy component: `nlp.add_pipe("diplomacy")`, results under `doc._.`.

It reads the parse that the pipeline has made, so it stands after the parser and the named entity
recognizer. `doc._.kg_extraction` holds everything; `doc._.kg_entities`, `doc._.kg_facts` and
`doc._.kg_events` its parts.

>>> import kg.language
>>> nlp = kg.language.load_language().pipeline
>>> nlp.add_pipe("diplomacy").name
'diplomacy'
>>> doc = nlp("Kremlin spokesman Dmitry Peskov briefed reporters.")
>>> [(fact.predicate, fact.evidence[0].quote) for fact in doc._.kg_facts]
[('spokesmanFor', 'Kremlin spokesman Dmitry Peskov')]
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.minting import DEFAULT_BASE, mint
from kg.model import Document, Extraction
from kg.reading import read_text

if TYPE_CHECKING:
    from kg.pipeline import Extractor

ATTRIBUTES = ("kg_extraction", "kg_entities", "kg_facts", "kg_events")
"""The extension attributes that the component sets on a `Doc`."""


@dataclass(slots=True)
class DiplomacyComponent:
    """Reads entities, facts and events from a parsed `Doc` into its extension attributes."""

    name: str
    extractor: Extractor
    published: str | None = None

    def __call__(self, doc: Any) -> Any:
        """The same spaCy `Doc`, with the extraction under `doc._.`."""
        extraction = self._extract(doc)
        values = (extraction, extraction.entities, extraction.facts, extraction.events)
        for attribute, value in zip(ATTRIBUTES, values, strict=True):
            setattr(doc._, attribute, value)
        return doc

    def _extract(self, doc: Any) -> Extraction:
        """What the `Doc` says; an empty one says nothing."""
        if not doc.text.strip():
            return Extraction(Document(mint(self.extractor.base, "document", "empty"), doc.text, "text", ""))
        document = read_text(doc.text, published=self.published, base=self.extractor.base)
        return self.extractor.read(document, self.extractor.language.sentences(document, doc))


def make_component(
    nlp: Any,
    name: str,
    *,
    ontology: list[str],
    lexicon: list[str],
    base: str = DEFAULT_BASE,
    published: str | None = None,
) -> DiplomacyComponent:
    """The component for the pipeline `nlp`; files of `ontology` and `lexicon` add to the shipped ones."""
    from kg.language import Language, register_attributes
    from kg.pipeline import load_extractor

    register_attributes(ATTRIBUTES)
    language = Language(str(nlp.meta.get("name", "")), str(nlp.meta.get("version", "")), nlp)
    extractor = load_extractor(
        language=language, ontology=map(Path, ontology), lexicon=map(Path, lexicon), base=base
    )
    return DiplomacyComponent(name, extractor, published)


def __getattr__(attribute: str) -> Any:
    """`factory`, the entry point that spaCy asks for; made on demand, so that importing kg needs no spaCy."""
    if attribute != "factory":
        raise AttributeError(f"module {__name__!r} has no attribute {attribute!r}")
    from kg.language import register_factory

    return register_factory("diplomacy", make_component)
