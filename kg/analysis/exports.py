"""Writes a network for the programs that draw one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.output import open_output

if TYPE_CHECKING:
    from kg.analysis.network import Network

NETWORK_FORMATS = ("graphml", "gexf")
"""What a network can be written as: GraphML and GEXF, both read by Gephi, Cytoscape and others."""


def save_network(network: Network, path: str | Path, *, form: str | None = None) -> None:
    """Writes a network whole, the same one in the same bytes; the format is `form`, else the extension's."""
    name = form or Path(path).suffix.lower().removeprefix(".")
    if name not in NETWORK_FORMATS:
        hint = ", ".join(f".{each}" for each in NETWORK_FORMATS)
        raise UsageError(f"no format {name!r} of a network", where=str(path), hint=hint)
    with open_output(path) as stream:
        stream.write(_WRITERS[name](_with_ids(network)))


def _with_ids(network: Network) -> Network:
    """A copy whose edges carry an id of their own and the relation as an attribute."""
    copy = network.__class__()
    copy.add_nodes_from(network.nodes(data=True))
    for number, (one, other, relation, data) in enumerate(network.edges(keys=True, data=True)):
        copy.add_edge(one, other, key=f"e{number}", label=relation, relation=relation, **data)
    return copy


def _to_graphml(network: Network) -> bytes:
    import networkx as nx

    stream = BytesIO()
    nx.write_graphml_xml(network, stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue()


def _to_gexf(network: Network) -> bytes:
    """GEXF without the day on which it was written."""
    import networkx as nx

    stream = BytesIO()
    nx.write_gexf(network, stream, encoding="utf-8", prettyprint=True)
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", stream.getvalue())


_WRITERS: Mapping[str, Callable[[Network], bytes]] = {"graphml": _to_graphml, "gexf": _to_gexf}
