"""What is asked: files, a store on disk, or an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import UsageError
from kg.queries.running import Answer, ask_endpoint, ask_store, open_graphs
from kg.queries.words import best_label, find_labels

if TYPE_CHECKING:
    from kg.queries.plans import Step


@dataclass(frozen=True, slots=True)
class Source:
    """Where the graph is: an endpoint, else a store on disk, else files; `profile` is the endpoint's."""

    files: tuple[str, ...] = ()
    store: Path | None = None
    endpoint: str | None = None
    profile: str | None = None
    timeout: float = 60
    tell: Callable[[str], None] | None = None


class Asked(Protocol):
    """A source that can be asked."""

    def open(self) -> None:
        """Reads what must be read before the first question; else that does it."""
        ...

    def ask(self, sparql: str, *, name: str = "query") -> Answer:
        """What the source answers to a query, which errors call `name`."""
        ...

    def explain(self, sparql: str, *, name: str = "query") -> Step:
        """The steps by which the source answers a query; a UsageError where it does not tell them."""
        ...

    def find_labels(self, iris: Collection[str]) -> Mapping[str, str]:
        """A label for each of some IRIs that has one."""
        ...


@contextmanager
def open_source(source: Source) -> Iterator[Asked]:
    """A source to be asked while the block lasts; nothing is read before the first question.

    That may raise a UsageError where there is nothing to ask, a GraphError or a StoreError.
    """
    if source.endpoint:
        yield _Endpoint(source)
    else:
        with ExitStack() as stack:
            yield _Graphs(source, stack)


class _Graphs:
    """Files in memory, or a store on disk."""

    def __init__(self, source: Source, stack: ExitStack) -> None:
        self._source = source
        self._stack = stack
        self._graphs: Store | None = None
        self._folder: Path | None = None

    def open(self) -> None:
        self._open()

    def _open(self) -> Store:
        if self._graphs is None:
            self._graphs = self._read()
        return self._graphs

    def _read(self) -> Store:
        from kg.store import open_store

        if self._source.store:
            opened = self._stack.enter_context(open_store(self._source.store))
            self._folder = opened.folder
            return opened.graphs
        if not self._source.files:
            hint = "name a file, such as out/seed.ttl, --store DIR or --endpoint URL"
            raise UsageError("no graph to ask", where="query", hint=hint)
        return open_graphs(self._source.files)

    def ask(self, sparql: str, *, name: str = "query") -> Answer:
        return ask_store(sparql, self._open(), name=name)

    def explain(self, sparql: str, *, name: str = "query") -> Step:
        from kg.queries.plans import find_plan

        graphs = self._open()
        if self._folder is None:  # files in memory, which Oxigraph's program reads from a disk only
            self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="kg-")))
            Store(str(self._folder)).bulk_extend(graphs)
        return find_plan(sparql, self._folder, timeout=self._source.timeout, name=name)

    def find_labels(self, iris: Collection[str]) -> Mapping[str, str]:
        return find_labels(self._open(), iris)


@dataclass(frozen=True, slots=True)
class _Endpoint:
    source: Source

    def open(self) -> None:
        """An endpoint is met at the first question."""

    def ask(self, sparql: str, *, name: str = "query") -> Answer:
        source = self.source
        return ask_endpoint(
            sparql,
            source.endpoint or "",
            timeout=source.timeout,
            profile=source.profile,
            name=name,
            tell=source.tell,
        )

    def explain(self, sparql: str, *, name: str = "query") -> Step:  # noqa: ARG002 - as the others
        hint = "ask files, or a store of your own"
        raise UsageError("an endpoint does not tell how it answers", where=name, hint=hint)

    def find_labels(self, iris: Collection[str]) -> Mapping[str, str]:
        values = " ".join(sorted(str(NamedNode(iri)) for iri in iris))
        answer = self.ask(f"SELECT ?iri ?label {{ VALUES ?iri {{ {values} }} ?iri rdfs:label ?label }}")
        assert isinstance(answer, QuerySolutions)
        labels: dict[str, list[Literal]] = {}
        for iri, label in answer:
            if isinstance(iri, NamedNode) and isinstance(label, Literal):
                labels.setdefault(iri.value, []).append(label)
        return {iri: best_label(found) for iri, found in labels.items()}
