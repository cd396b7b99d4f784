"""The terms of other vocabularies that the graph uses, and the prefixes that they are written with."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

DIP: Final = "https://w3id.org/diplomacy-kg/ontology#"
DCTERMS: Final = "http://purl.org/dc/terms/"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SDO: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
WD: Final = "http://www.wikidata.org/entity/"
WDT: Final = "http://www.wikidata.org/prop/direct/"
P: Final = "http://www.wikidata.org/prop/"
PS: Final = "http://www.wikidata.org/prop/statement/"
PQ: Final = "http://www.wikidata.org/prop/qualifier/"
WIKIBASE: Final = "http://wikiba.se/ontology#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "dcterms": DCTERMS,
    "dip": DIP,
    "nif": NIF,
    "owl": OWL,
    "p": P,
    "pq": PQ,
    "prov": PROV,
    "ps": PS,
    "rdf": RDF,
    "rdfs": RDFS,
    "sdo": SDO,
    "skos": SKOS,
    "wd": WD,
    "wdt": WDT,
    "xsd": XSD,
}
"""Prefixes of fixed namespaces; those of minted IRIs (`person:`, `fact:`, …) are added where they occur."""

A: Final = NamedNode(RDF + "type")
LABEL: Final = NamedNode(RDFS + "label")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
SAME_AS: Final = NamedNode(OWL + "sameAs")
CLOSE_MATCH: Final = NamedNode(SKOS + "closeMatch")
RELATED_MATCH: Final = NamedNode(SKOS + "relatedMatch")
ALTERNATE_OF: Final = NamedNode(PROV + "alternateOf")
SPECIALIZATION_OF: Final = NamedNode(PROV + "specializationOf")
DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
SUBJECT: Final = NamedNode(RDF + "subject")
PREDICATE: Final = NamedNode(RDF + "predicate")
OBJECT: Final = NamedNode(RDF + "object")
BEGIN: Final = NamedNode(NIF + "beginIndex")
END: Final = NamedNode(NIF + "endIndex")
QUOTE: Final = NamedNode(NIF + "anchorOf")
CONTEXT: Final = NamedNode(NIF + "referenceContext")
SOURCE: Final = NamedNode(DCTERMS + "source")
SHA256: Final = NamedNode(DIP + "sha256")
