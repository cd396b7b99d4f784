"""Loads graphs into an endpoint: sends what it lacks, counts what it holds, and can go on after a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.errors import StoreError
from kg.store.endpoints import Endpoint, GraphStoreMissingError
from kg.store.journal import Journal
from kg.store.packing import Pack, PackedGraph
from kg.store.sending import cut_batches, send_graph, send_quads, send_updates

COUNTED = 500
"""The graphs that one query counts; Virtuoso takes four times as long for each of 1,000."""


class RemoteLoading:
    """Sends the graphs of a pack; `tell` hears what a person should know."""

    def __init__(
        self, endpoint: Endpoint, pack: Pack, journal: Journal, *, tell: Callable[[str], None] | None = None
    ) -> None:
        self._endpoint = endpoint
        self._pack = pack
        self._journal = journal
        self._tell = tell or (lambda _: None)
        self._has_graph_store = bool(endpoint.addresses.graphs)
        self._takes_quads = self._has_graph_store and bool(endpoint.addresses.quads)

    def run(self) -> Iterator[PackedGraph]:
        """Each graph, in the order of the files, when it was sent; all are counted at the end.

        Graphs that the journal notes, and of which no triple is missing, are not sent again. Raises
        StoreError where a graph cannot be sent or is not there afterwards; the journal knows the others.
        """
        graphs = list(self._pack.graphs.values())
        is_new = not self._endpoint.has_graphs()
        for batch in cut_batches(graphs):
            matters = not is_new and (self._takes_quads or self._journal.resumed)
            held = self._count(batch) if matters else {}
            yield from (graph for graph in batch if self._is_there(graph, held))
            left = [graph for graph in batch if not self._is_there(graph, held)]
            for number, sent in enumerate(self._send(left, held)):
                if number == 0 and len(sent) < len(graphs):  # some servers take everything and keep nothing
                    self._check(sent[:1], self._count(sent[:1]))
                self._journal.add((graph.name, graph.digest) for graph in sent)
                yield from sent
        self._check(graphs, self._endpoint.count_all() if is_new else self._count(graphs))
        self._journal.remove()

    def _is_there(self, graph: PackedGraph, held: dict[str, int]) -> bool:
        return self._journal.holds(graph.name, graph.digest) and held.get(graph.name) == graph.triples

    def _send(self, graphs: Sequence[PackedGraph], held: dict[str, int]) -> Iterator[Sequence[PackedGraph]]:
        """Sends graphs and gives them, as many together as went in one request."""
        new = [graph for graph in graphs if graph.name not in held] if self._takes_quads else []
        if new:
            send_quads(self._endpoint, self._pack, new)
            yield new
            graphs = [graph for graph in graphs if graph.name in held]
        for graph in graphs:
            self._send_one(graph)
            yield [graph]

    def _send_one(self, graph: PackedGraph) -> None:
        if self._has_graph_store:
            try:
                send_graph(self._endpoint, self._pack, graph)
            except GraphStoreMissingError as error:
                self._has_graph_store = self._takes_quads = False
                self._tell(f"no Graph Store Protocol ({error.why}); sending updates instead")
            else:
                return
        send_updates(self._endpoint, self._pack, graph)

    def _count(self, graphs: Sequence[PackedGraph]) -> dict[str, int]:
        names = [graph.name for graph in graphs]
        groups = (names[at : at + COUNTED] for at in range(0, len(names), COUNTED))
        return {
            name: count for group in groups for name, count in self._endpoint.count_triples(group).items()
        }

    def _check(self, graphs: Sequence[PackedGraph], held: dict[str, int]) -> None:
        """Raises a StoreError where the endpoint does not hold what was sent to it."""
        wrong = [graph for graph in graphs if held.get(graph.name, 0) != graph.triples]
        if wrong:
            first, others = wrong[0], f", and {len(wrong) - 1:,} graphs more" if len(wrong) > 1 else ""
            counted = f"{held.get(first.name, 0):,} of {first.triples:,} triples"
            raise StoreError(
                f"took everything, but holds {counted} of <{first.name}>{others}",
                where=self._endpoint.addresses.query,
                hint="another --profile, or a user who may write; kg endpoints tells what each store wants",
            )
