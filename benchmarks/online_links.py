"""How many links `kg link --online` finds again of those that the index gives, and how many it gets wrong.

    python -m benchmarks.online_links GAZETTEER.jsonl.gz GRAPH.ttl...

The rows of the gazetteer are served on this machine as Wikidata would; the graphs lose their links, but for
those of states, and are linked anew. Prints what differs, and one line of numbers for each graph.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.gazetteer.dump.classes import read_classes
from kg.gazetteer.folding import fold_name
from kg.ontology import load_ontology
from kg.rdf.vocabulary import DIP, SAME_AS, A
from kg.wikidata import Access, Cache, open_client
from kg.wikidata.classes import find_roots
from kg.wikidata.linking import Outcome, link_online
from kg.wikidata.portraits import find_unlinked
from tests.stand_ins import stand_in
from tests.wikibase import Contents, make_item

SITELINKS = {1: 60, 2: 15, 3: 5}
"""What stands for the number of sitelinks, by tier, where the source does not tell it."""

PLACES = frozenset({"City", "Region", "Place", "Building"})


class Facts(Contents):
    """The rows of a gazetteer as a Wikibase that finds names however they are accented."""

    def __init__(self, path: Path) -> None:
        super().__init__({})
        self._posts: dict[tuple[str, str | None], str] = {}
        classes = {kind: f"Q{number}" for number, kind in reversed(read_classes().items())}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                self.items[row["qid"]] = self._make(row, classes)
        self._names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for qid, item in self.items.items():
            for name in dict.fromkeys(_list_names(item)):
                self._names[fold_name(name)].append((qid, name))

    def search(self, called: dict[str, str]) -> dict[str, Any]:
        """The items that bear a name."""
        found = self._names.get(fold_name(called["search"]), [])[: int(called["limit"])]
        hits = [
            {"id": qid, "match": {"type": "label", "language": "en", "text": name}} for qid, name in found
        ]
        return {"search": hits, "success": 1}

    def _make(self, row: dict[str, Any], classes: dict[str, str]) -> dict[str, Any]:
        claims: dict[str, Any] = {"P31": classes.get(row["type"], [])}
        if row["type"] in PLACES:
            claims["P625"] = (row.get("lat", 0.0), row.get("lon", 0.0))
        states = [each["of"] for each in row.get("positions", ()) if each.get("of")]
        if row["type"] == "Person":
            claims["P27"] = list(dict.fromkeys(states)) or row.get("country_qid") or []
            claims["P39"] = [self._hold(each) for each in row.get("positions", ())]
        elif row.get("country_qid"):
            claims["P17"] = row["country_qid"]
        links = row.get("sitelinks") or SITELINKS.get(row["tier"], 1)
        return make_item(row["qid"], row["label"], aliases=row.get("aliases", ()), sitelinks=links, **claims)

    def _hold(self, position: dict[str, Any]) -> list[str | None]:
        """A position with its dates; its office is an item of its own."""
        label, of = position["label"], position.get("of")
        if (label, of) not in self._posts:
            qid = self._posts[label, of] = f"Q{999_000_000_000 + len(self._posts)}"
            owner = position.get("ofLabel") or ""
            name = label if owner in label else f"{label} of {owner}"
            self.items[qid] = make_item(qid, name, P31="Q4164871", P1001=of or [])
        return [self._posts[label, of], *(_fill(position.get(each)) for each in ("start", "end"))]


def _fill(date: str | None) -> str | None:
    return f"{date}-01-01"[:10] if date and len(date) == 4 else f"{date}-01"[:10] if date else None


def _list_names(item: dict[str, Any]) -> Iterator[str]:
    yield item["labels"]["en"]["value"]
    yield from (alias["value"] for alias in (item["aliases"] or {"en": ()})["en"])


def read_graph(path: str) -> tuple[Store, dict[str, str]]:
    """A graph without its links but those of states, and the links that it had."""
    graph, links = Store(), {}
    graph.load(path=path, format=RdfFormat.TURTLE)
    for quad in list(graph.quads_for_pattern(None, SAME_AS, None, None)):
        if next(graph.quads_for_pattern(quad.subject, A, NamedNode(f"{DIP}State"), None), None) is None:
            links[quad.subject.value] = quad.object.value.rpartition("/")[2]
            graph.remove(quad)
    return graph, links


def tell(path: str, outcomes: list[Outcome], links: dict[str, str], requests: int, seconds: float) -> str:
    """What came of a graph, in a line; prints each link that the index does not give."""
    wrong = [o for o in outcomes if o.qid and links.get(o.entity.iri) != o.qid]
    for outcome in wrong:
        print(
            f"  {outcome.entity.label}: {outcome.qid}, not {links.get(outcome.entity.iri)}; {outcome.reason}"
        )
    same = sum(links.get(o.entity.iri) == o.qid for o in outcomes if o.qid)
    counts = f"{same} of {len(links)} links found again, {len(wrong)} others"
    return f"{Path(path).name}: {len(outcomes)} names, {counts}; {requests} requests, {seconds:.1f} s"


def main() -> None:
    """Serves the gazetteer, and links each graph by it."""
    facts, *graphs = sys.argv[1:]
    roots = find_roots(load_ontology())
    with stand_in(Facts(Path(facts)).answer) as server:
        access = Access(api=f"{server.url.removesuffix('/sparql')}/w/api.php")
        for path in graphs:
            graph, links = read_graph(path)
            with open_client(access, Cache(None)) as client:
                start = time.monotonic()
                outcomes = link_online(find_unlinked(graph), client, roots)
                print(tell(path, outcomes, links, len(client.requests), time.monotonic() - start))


if __name__ == "__main__":
    main()
