"""Writes a network for the programs that draw one or count in one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.communities import find_communities
from kg.analysis.network import tie_pairs, tie_relations
from kg.errors import UsageError
from kg.output import open_output

if TYPE_CHECKING:
    from kg.analysis.network import Actor, Network, Tie

NETWORK_FORMATS = {
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "gml": (".gml",),
    "cytoscape": (".cyjs", ".json"),
    "dot": (".dot", ".gv"),
    "edges": (".csv",),
    "nodes": (),
}
"""What a network can be written as, with the extensions that say so; nodes and edges are tables in CSV."""


def save_network(
    network: Network,
    path: str | Path,
    *,
    form: str | None = None,
    directed: bool = True,
    weight: str = "evidence",
) -> None:
    """Writes a network whole, the same one in the same bytes; the format is `form`, else the extension's.

    Edges are the relations between two actors, or, where not `directed`, one edge for each two.
    """
    name = form or _find_format(Path(path))
    if name not in NETWORK_FORMATS:
        raise UsageError(
            f"no format {name!r} of a network", where="--format", hint=", ".join(NETWORK_FORMATS)
        )
    graph = to_flat(network, directed=directed, weight=weight)
    with open_output(path) as stream:
        stream.write(_WRITERS[name](graph))


def to_flat(network: Network, *, directed: bool = True, weight: str = "evidence") -> Any:
    """A graph of networkx whose attributes are plain strings and numbers; what is not known is left out.

    Directed: a multigraph whose keys are relations. Else a simple graph.
    """
    import networkx as nx

    ties = (tie_relations if directed else tie_pairs)(network, weight=weight)
    graph: Any = nx.MultiDiGraph() if directed else nx.Graph()
    groups = find_communities(network, weight=weight).numbers()
    sums = _sum_weights(ties)
    for iri, actor in network.linked().items():
        if iri in groups:
            graph.add_node(iri, **_describe_actor(actor, groups[iri], sums[iri]))
    for number, tie in enumerate(ties, 1):
        key = {"key": tie.relations[0]} if directed else {}
        graph.add_edge(tie.subject, tie.object, **key, id=f"e{number}", **_describe_tie(tie, network))
    return graph


def _sum_weights(ties: list[Tie]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for tie in ties:
        for iri in (tie.subject, tie.object):
            sums[iri] = sums.get(iri, 0) + tie.weight
    return sums


def _describe_actor(actor: Actor, community: int, weight: int) -> dict[str, Any]:
    known = {
        "label": actor.label,
        "class": actor.type,
        "qid": actor.wikidata,
        "names": " | ".join(actor.names) or None,
        "community": community,
        "weighted_degree": weight,
    }
    return {name: value for name, value in known.items() if value is not None}


def _describe_tie(tie: Tie, network: Network) -> dict[str, Any]:
    known = {
        "label": ", ".join(tie.relations),
        "relations": ", ".join(tie.relations),
        "symmetric": all(relation in network.symmetric for relation in tie.relations),
        "weight": tie.weight,
        "evidence": tie.evidence,
        "documents": tie.documents,
        "statuses": ", ".join(tie.statuses),
        "confidence": tie.confidence,
        "first": tie.first,
        "last": tie.last,
    }
    return {name: value for name, value in known.items() if value is not None}


def _find_format(path: Path) -> str:
    """The format of a path; a name that ends in "nodes.csv" says that it is the table of nodes."""
    name = path.name.lower()
    if name.endswith("nodes.csv"):
        return "nodes"
    for form, extensions in NETWORK_FORMATS.items():
        if name.endswith(extensions or "\0"):
            return form
    known = ", ".join(ending for endings in NETWORK_FORMATS.values() for ending in endings)
    what = "no format is named" if name == "-" else "the extension says no format"
    raise UsageError(what, where=str(path), hint=f"{known}, or -F {', -F '.join(NETWORK_FORMATS)}")


def _to_graphml(graph: Any) -> bytes:
    import networkx as nx

    stream = io.BytesIO()
    nx.write_graphml_xml(graph, stream, encoding="utf-8", prettyprint=True, edge_id_from_attribute="id")
    return stream.getvalue() + b"\n"


def _to_gexf(graph: Any) -> bytes:
    """GEXF without the day on which it was written."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_gexf(graph, stream, encoding="utf-8", prettyprint=True)
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", stream.getvalue()) + b"\n"


def _to_gml(graph: Any) -> bytes:
    """GML, in which a node is named by its label: one that two share is told apart by its IRI."""
    import networkx as nx

    labels = nx.get_node_attributes(graph, "label")
    shared = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    names = {iri: f"{label} <{iri}>" if label in shared else label for iri, label in labels.items()}
    copy: Any = nx.relabel_nodes(graph, names)
    for iri, name in names.items():
        copy.nodes[name]["iri"] = iri
    for *_, data in copy.edges(data=True):
        data["symmetric"] = int(data["symmetric"])
    renamed = _rename_attributes(copy)
    return "".join(f"{line}\n" for line in nx.generate_gml(renamed)).encode("ascii")


def _rename_attributes(graph: Any) -> Any:
    """GML's names are letters and digits alone."""
    for _, data in graph.nodes(data=True):
        data["weightedDegree"] = data.pop("weighted_degree")
    return graph


def _to_cytoscape(graph: Any) -> bytes:
    """The JSON that Cytoscape and Cytoscape.js read."""
    import networkx as nx

    data = nx.cytoscape_data(graph)
    for node in data["elements"]["nodes"]:
        node["data"]["name"] = node["data"]["label"]
    for edge in data["elements"]["edges"]:
        edge["data"] |= {"interaction": edge["data"]["relations"]}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _to_dot(graph: Any) -> bytes:
    """DOT for Graphviz: a label for each node, the weight as the width of an edge."""
    arrow, kind = ("->", "digraph") if graph.is_directed() else ("--", "graph")
    lines = [f"{kind} network {{", "  node [shape=box, style=rounded];"]
    for iri, data in graph.nodes(data=True):
        lines.append(f"  {_quote(iri)} [{_list(data)}];")
    for one, other, data in graph.edges(data=True):
        extra = {"dir": "none"} if graph.is_directed() and data["symmetric"] else {}
        lines.append(f"  {_quote(one)} {arrow} {_quote(other)} [{_list(data | extra)}];")
    return "\n".join([*lines, "}", ""]).encode()


def _list(data: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_quote(str(value))}" for name, value in sorted(data.items()))


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _to_edges(graph: Any) -> bytes:
    names = ("source", "target", "source_label", "target_label", "relations", "symmetric", "weight")
    more = ("evidence", "documents", "statuses", "confidence", "first", "last")
    rows = (
        data
        | {"source": one, "target": other}
        | {"source_label": graph.nodes[one]["label"], "target_label": graph.nodes[other]["label"]}
        for one, other, data in graph.edges(data=True)
    )
    return _to_csv((*names, *more), rows)


def _to_nodes(graph: Any) -> bytes:
    names = ("id", "label", "class", "qid", "names", "community", "weighted_degree")
    return _to_csv(names, ({"id": iri} | data for iri, data in graph.nodes(data=True)))


def _to_csv(names: tuple[str, ...], rows: Iterator[dict[str, Any]] | Any) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


_WRITERS: Mapping[str, Callable[[Any], bytes]] = {
    "graphml": _to_graphml,
    "gexf": _to_gexf,
    "gml": _to_gml,
    "cytoscape": _to_cytoscape,
    "dot": _to_dot,
    "edges": _to_edges,
    "nodes": _to_nodes,
}
