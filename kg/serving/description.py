"""The service description, without what the gateway does not let through."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SERVICE, _FEATURE, _FEDERATED, _UNION = (
    NamedNode(_SD + name) for name in ("Service", "feature", "BasicFederatedQuery", "UnionDefaultGraph")
)


def describe_truly(body: bytes, content: str, address: str) -> bytes:
    """A description of the service at `address`, as the engine wrote it, that does not promise SERVICE.

    It says that the default graph is what all the others say together, which the engine does not know.
    """
    form = RdfFormat.from_media_type(content)
    if form is None:
        return body
    told = pyoxigraph.parse(body, format=form, base_iri=address)
    kept = {quad.triple for quad in told if quad.object != _FEDERATED}
    kept |= {Triple(each.subject, _FEATURE, _UNION) for each in kept if each.object == _SERVICE}
    return pyoxigraph.serialize(sorted(kept, key=str), format=form, prefixes={"sd": _SD}) or b""
