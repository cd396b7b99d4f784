"""A network of actors from the plain triples of a graph.

Nodes are IRIs of agents with the attributes `label`, `type` and `names` (aliases, joined by " | ");
an edge is a plain triple between two of them, its key the relation's local name, its attribute
`confidence` the highest of the graph's fact nodes for it, where there are any. Since plain triples are
drawn only of what a document commits to, nothing planned or denied is an edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import rdflib
from rdflib import RDF, RDFS, SKOS, Namespace, URIRef

from kg.rdf.bridge import fill_graph
from kg.rdf.loading import load_quads
from kg.rdf.vocabulary import DIP

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.ontology.schema import Ontology

    Network: TypeAlias = MultiDiGraph[str]

_DIP = Namespace(DIP)


def load_network(paths: Iterable[str | Path], *, ontology: Ontology) -> Network:
    """The network of the actors in some graph files; a GraphError where one cannot be read."""
    return to_network(fill_graph(quad for path in paths for quad in load_quads(path)), ontology=ontology)


def to_network(graph: rdflib.Graph, *, ontology: Ontology) -> Network:
    """The network of the agents of a graph: persons, organizations, states and what else the ontology has."""
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    for iri, kind in sorted(_find_actors(graph, ontology).items()):
        network.add_node(str(iri), label=_label(graph, iri), type=kind, names=_names(graph, iri))
    for subject, relation, value in sorted(_find_links(graph, set(network))):
        confidence = _find_confidence(graph, subject, relation, value)
        known = {} if confidence is None else {"confidence": confidence}
        network.add_edge(str(subject), str(value), key=relation.removeprefix(DIP), **known)
    return network


def _find_actors(graph: rdflib.Graph, ontology: Ontology) -> dict[URIRef, str]:
    """Each agent with its class; of several classes, the first by name."""
    classes = sorted((name for name in ontology.classes if ontology.is_a(name, "Agent")), reverse=True)
    return {
        iri: name
        for name in classes
        for iri in graph.subjects(RDF.type, URIRef(ontology.classes[name].iri))
        if isinstance(iri, URIRef)
    }


def _find_links(graph: rdflib.Graph, actors: set[str]) -> set[tuple[URIRef, URIRef, URIRef]]:
    return {
        (subject, relation, value)
        for subject, relation, value in graph
        if isinstance(subject, URIRef)
        and isinstance(relation, URIRef)
        and isinstance(value, URIRef)
        and relation.startswith(DIP)
        and {str(subject), str(value)} <= actors
    }


def _find_confidence(graph: rdflib.Graph, subject: URIRef, relation: URIRef, value: URIRef) -> float | None:
    facts = (
        fact
        for fact in graph.subjects(RDF.subject, subject)
        if (fact, RDF.predicate, relation) in graph and (fact, RDF.object, value) in graph
    )
    return max((float(str(c)) for fact in facts for c in graph.objects(fact, _DIP.confidence)), default=None)


def _label(graph: rdflib.Graph, iri: URIRef) -> str:
    return min(map(str, graph.objects(iri, RDFS.label)), default=str(iri))


def _names(graph: rdflib.Graph, iri: URIRef) -> str:
    return " | ".join(sorted(map(str, graph.objects(iri, SKOS.altLabel))))
