"""Times the example of every canned query on generated triples: `python -m benchmarks.canned_queries`.

Says, for each, the 95th percentile of its answers in seconds, and how many are over the mark of 0.2 s.
Names that the generated graph does not have are replaced by one that it has, of the right kind.
"""

import sys
import time

from pyoxigraph import QuerySolutions, Store

from benchmarks.generate_graph import generate_quads
from kg.queries import CannedQuery, bind_parameters, load_queries
from kg.queries.kinds import ENTITIES
from kg.queries.resolving import list_names
from kg.queries.running import ask_store

MARK = 0.2
ROUNDS = 20


def choose_values(query: CannedQuery, names: dict[str, list[str]]) -> dict[str, str]:
    """The example's values, things of the graph standing for its persons and states."""
    values, places = {}, {}
    for parameter in query.parameters:
        if parameter.name in query.example:
            known = names.get(parameter.type)
            at = places.setdefault(parameter.type, 0)
            values[parameter.name] = known[at] if known else query.example[parameter.name]
            places[parameter.type] += 1
    return values


def measure(sparql: str, store: Store) -> tuple[float, int]:
    """The 95th percentile of the seconds that an answer takes, read to its end, and its rows."""
    seconds, rows = [], 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = ask_store(sparql, store)
        rows = sum(1 for _ in answer) if isinstance(answer, QuerySolutions) else 1
        seconds.append(time.perf_counter() - start)
        if sum(seconds) > 4:
            break
    return sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))], rows


def main(triples: int = 1_000_000) -> None:
    """Prints a line for each query, and how many are over the mark."""
    store = Store()
    store.bulk_extend(generate_quads(triples))

    def ask(sparql: str):  # noqa: ANN202
        return ask_store(sparql, store)

    names = {kind: sorted({n.entity for n in list_names(kind, ask)}) for kind in ENTITIES if kind != "event"}
    over = 0
    for query in load_queries().values():
        if "wikidata" in query.tags:
            continue
        sparql = bind_parameters(query, choose_values(query, names), ask=ask)
        seconds, rows = measure(sparql, store)
        over += seconds > MARK
        print(f"{query.name:20} {seconds:8.3f} s  {rows:7} rows", flush=True)
    print(f"{over} over {MARK} s, of {len(store)} triples")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
