"""The service description, without what the gateway does not let through."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

_FEDERATED = NamedNode("http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery")


def describe_truly(body: bytes, content: str, address: str) -> bytes:
    """A description of the service at `address`, as the engine wrote it, that does not promise SERVICE."""
    form = RdfFormat.from_media_type(content)
    if form is None:
        return body
    told = pyoxigraph.parse(body, format=form, base_iri=address)
    kept = (quad for quad in told if quad.object != _FEDERATED)
    prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#"}
    triples = kept if form.supports_datasets else (quad.triple for quad in kept)
    return pyoxigraph.serialize(triples, format=form, prefixes=prefixes) or b""
