"""Wikidata's IRIs as the nodes of linked entities, in place of minted ones."""

from __future__ import annotations

from kg.merging.renaming import rename_entities
from kg.model import Extraction
from kg.rdf.vocabulary import WD


def use_wikidata_iris(extraction: Extraction) -> Extraction:
    """The extraction with each linked entity under Wikidata's own IRI, wherever it is spoken of."""
    iris = {entity.id: WD + entity.wikidata for entity in extraction.entities if entity.wikidata}
    return rename_entities(extraction, iris)
