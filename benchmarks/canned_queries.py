"""Times every canned query on a store: `python -m benchmarks.canned_queries STORE [QUERY ...]`.

Each query is asked DRAWS times, with values for the parameters of its example that are drawn by lot from the
graph: entities, statuses, relations, types of events and classes that occur in it, days of its documents, a
limit that up to a tenth of its confidences are under. Then it is asked once more with the values of its
example, and in the place of entities the busiest of their kind, which most triples point to. Says of each, as
it goes, the 95th percentile of the processor's seconds for an answer, read to its end, and of those of the
clock, which are the same where nothing else runs; the most rows; and the same of the busiest; in the end how
many are over the mark of 0.2 s of the processor. Each query has a process of its own, which ends when LIMIT
seconds are over. The same query draws the same values.
"""

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import QuerySolutions, Store

from kg.queries import CannedQuery, bind_parameters, load_queries
from kg.queries.kinds import ENTITIES
from kg.queries.resolving import Ask, list_names
from kg.queries.running import ask_store
from kg.store import open_store
from kg.store.embedded import ONTOLOGY_GRAPH

MARK, LIMIT, DRAWS = 0.2, 60, 20

_BUSY = "SELECT ?e (COUNT(*) AS ?n) { ?s ?p ?e FILTER(ISIRI(?e)) } GROUP BY ?e ORDER BY DESC(?n)"


_OCCUR = {
    "status": "SELECT DISTINCT ?v { ?s dip:status ?v }",
    "relation": "SELECT DISTINCT ?v { ?s rdf:predicate ?v }",
    "event-type": "SELECT DISTINCT ?v { ?s a ?v ; dip:frame ?f FILTER(?v NOT IN (dip:Fact, dip:Tenure)) "
    "FILTER(STRSTARTS(STR(?v), STR(dip:))) }",
    "class": "SELECT DISTINCT ?v { GRAPH ?g { ?s a ?v ; rdfs:label ?l } "
    f"FILTER(?g != <{ONTOLOGY_GRAPH}>) FILTER(STRSTARTS(STR(?v), STR(dip:))) }}",
    "date": "SELECT DISTINCT ?v { ?s dcterms:date ?v }",
    "decimal": "SELECT ?v { ?s dip:confidence ?v }",
}


class Lot:
    """The values of parameters that occur in a graph: entities the busiest first, others in order."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._ranks = {row[0].value: rank for rank, row in enumerate(ask(_BUSY))}  # type: ignore[union-attr]
        self._known: dict[str, list[str]] = {}

    def list_known(self, kind: str) -> list[str]:
        """What a parameter of a kind may be; of an entity one that is nowhere, where there is none."""
        if kind not in self._known:
            self._known[kind] = self._list_entities(kind) if kind in ENTITIES else self._list_others(kind)
        return self._known[kind]

    def draw(self, query: CannedQuery, lot: random.Random | None) -> dict[str, str]:
        """Values for the example's parameters, drawn by lot; without one its own, of the busiest entities."""
        values, taken = dict(query.example), defaultdict[str, int](int)
        for parameter in query.parameters:
            known = self.list_known(parameter.type) if parameter.name in values else []
            if known and lot:
                values[parameter.name] = lot.choice(known)
            elif known and parameter.type in ENTITIES:
                values[parameter.name] = known[min(taken[parameter.type], len(known) - 1)]
                taken[parameter.type] += 1
        return values

    def _list_entities(self, kind: str) -> list[str]:
        named = {naming.entity for naming in list_names(kind, self._ask)}
        found = sorted(named, key=lambda iri: (self._ranks.get(iri, len(self._ranks)), iri))
        return found or [f"urn:none:{kind}"]

    def _list_others(self, kind: str) -> list[str]:
        rows = self._ask(_OCCUR[kind]) if kind in _OCCUR else ()
        found = sorted(row[0].value for row in rows)  # type: ignore[union-attr]
        return found[: len(found) // 10] if kind == "decimal" else found


def bind_draws(query: CannedQuery, lot: Lot, ask: Ask) -> Iterator[str]:
    """The query with DRAWS values by lot, and at last with the busiest."""
    dice = random.Random(query.name)
    for values in [*(lot.draw(query, dice) for _ in range(DRAWS)), lot.draw(query, None)]:
        yield bind_parameters(query, values, ask=ask)


class Measure(NamedTuple):
    """The seconds that an answer takes, of the processor and of the clock, and its rows."""

    used: float
    clock: float
    rows: int


def measure(sparql: str, store: Store) -> Measure:
    """What an answer takes that is read to its end."""
    used, clock = time.process_time(), time.perf_counter()
    answer = ask_store(sparql, store)
    rows = sum(1 for _ in answer) if isinstance(answer, QuerySolutions) else 1
    return Measure(time.process_time() - used, time.perf_counter() - clock, rows)


def measure_apart(queries: list[str], path: str) -> list[Measure] | None:
    """The same of several in a process of its own, or None where that takes more than LIMIT seconds."""
    command = [sys.executable, "-m", "benchmarks.canned_queries", path, "-"]
    try:
        done = subprocess.run(
            command, input=json.dumps(queries), timeout=LIMIT, capture_output=True, text=True, check=True
        )
    except subprocess.TimeoutExpired:
        return None
    return [Measure(*found) for found in json.loads(done.stdout)]


def tell(name: str, found: list[Measure] | None) -> bool:
    """Prints a line, and gives whether the 95th percentile is within the mark."""
    if found is None:
        print(f"{name:20} over {LIMIT} s", flush=True)
        return False
    *drawn, busiest = found
    place = int(0.95 * len(drawn)) - 1
    used, clock, rows = (sorted(values) for values in zip(*drawn, strict=True))
    told = f"{used[place]:7.3f} s, clock {clock[place]:7.3f} s {rows[-1]:7} rows"
    most = f"{busiest.used:7.3f} s, clock {busiest.clock:7.3f} s {busiest.rows:7} rows"
    print(f"{name:20} {told}   busiest {most}", flush=True)
    return used[place] <= MARK


def main(path: str, *wanted: str) -> None:
    """Prints a line for each query, and how many are over the mark."""
    with open_store(path) as store:
        graphs = store.graphs
        if wanted == ("-",):
            print(json.dumps([measure(sparql, graphs) for sparql in json.load(sys.stdin)]))
            return

        def ask(sparql: str):  # noqa: ANN202
            return ask_store(sparql, graphs)

        lot, over = Lot(ask), 0
        for query in load_queries().values():
            if "wikidata" not in query.tags and (not wanted or query.name in wanted):
                over += not tell(query.name, measure_apart(list(bind_draws(query, lot, ask)), path))
        print(f"{over} over {MARK} s, of {len(graphs)} triples")


if __name__ == "__main__":
    main(*sys.argv[1:])
