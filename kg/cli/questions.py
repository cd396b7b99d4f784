"""A question, asked of a source: what it becomes once it is bound, and what came of it beside the answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from kg.cli.display import Display
    from kg.queries.catalogue import CannedQuery
    from kg.queries.sources import Asked, Source


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a canned query with values for its parameters, or any SPARQL, and what to call it."""

    sparql: str
    name: str = "query"
    query: CannedQuery | None = None
    values: tuple[tuple[str, str], ...] = ()
    limit: int | None = None
    labels: bool = False
    show: bool = False
    explain: bool = False

    def find_page(self) -> int | None:
        """How many rows a canned query gives by itself; None where it gives all, or the question says."""
        from kg.queries.catalogue import LIMIT
        from kg.queries.paging import find_limit

        said = self.limit is not None or LIMIT in dict(self.values)
        return find_limit(self.query) if self.query and not said else None

    def bind(self, asked: Asked, *, limit: int | None = None) -> str:
        """The SPARQL to ask: names found in the graph, parameters bound, rows limited, best by `limit`."""
        from kg.queries.binding import bind_parameters
        from kg.queries.tokens import find_form, limit_rows

        rows = self.limit if limit is None else limit
        values = self._list_values(rows)
        sparql = bind_parameters(self.query, values, ask=asked.ask) if self.query else self.sparql
        return limit_rows(sparql, rows) if rows and find_form(sparql) not in {"", "ASK"} else sparql

    def _list_values(self, rows: int | None) -> dict[str, str]:
        """The values of the parameters, the number of rows among them where the query takes that."""
        from kg.queries.catalogue import LIMIT

        values = dict(self.values)
        if self.query and rows is not None and any(each.name == LIMIT for each in self.query.parameters):
            values.setdefault(LIMIT, str(rows))
        return values


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question, beside the answer itself."""

    sparql: str
    no: bool
    times: str
    messages: tuple[str, ...]


def answer_question(question: Question, source: Source, display: Display, stream: IO[bytes]) -> Outcome:
    """Asks a question of a source, and writes the answer to a stream."""
    from kg.queries.sources import open_source

    start = time.monotonic()
    with open_source(source) as asked:
        return write_outcome(question, asked, display, stream, start=start)


def write_outcome(
    question: Question, asked: Asked, display: Display, stream: IO[bytes], *, start: float
) -> Outcome:
    """Asks a question of an open source; `start` is when it began to be opened."""
    from pyoxigraph import QueryBoolean, QuerySolutions

    from kg.queries.paging import cut_rows
    from kg.queries.services import explain_service
    from kg.queries.tokens import find_prefixes

    if not question.show:
        asked.open()
    opened = time.monotonic()
    page = None if question.show or question.explain else question.find_page()
    sparql = question.bind(asked, limit=page and page + 1)
    if question.show:
        stream.write(_show(sparql).encode())
        return Outcome(sparql, no=False, times="nothing was asked", messages=())
    if question.explain:
        return _explain(question, sparql, asked, stream)
    answer = asked.ask(sparql, name=question.name)
    found = asked.find_labels if question.labels else None
    more = False
    try:
        if page and isinstance(answer, QuerySolutions):
            answer, more = cut_rows(answer, page)
        display.write(answer, stream, prefixes=find_prefixes(sparql), find_labels=found)
        stream.flush()
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:  # Oxigraph asks a service only when its rows are read
        raise explain_service(sparql, error) or error from error
    done = time.monotonic()
    times = f"{opened - start:.3f} s to open, {done - opened:.3f} s to answer"
    no = isinstance(answer, QueryBoolean) and not answer
    cut = [f"only the first {page:,} rows; --limit 0 gives all"] if more else []
    return Outcome(sparql, no, times, (*_find_warnings(sparql), *cut))


def _explain(question: Question, sparql: str, asked: Asked, stream: IO[bytes]) -> Outcome:
    """Writes the steps by which the query is answered, in the place of the answer."""
    from kg.queries.plans import write_plan
    from kg.queries.tokens import find_prefixes

    plan = asked.explain(sparql, name=question.name)
    lines = write_plan(plan, prefixes=find_prefixes(sparql))
    stream.write("".join(f"{line}\n" for line in lines).encode())
    times = f"{plan.seconds:.3f} s to answer, while its steps were measured"
    return Outcome(sparql, no=False, times=times, messages=tuple(_find_warnings(sparql)))


def _show(sparql: str) -> str:
    """The query as any endpoint takes it: its prefixes declared."""
    from kg.queries.pages import show_query
    from kg.queries.terms import load_prefixes
    from kg.queries.tokens import add_prefixes

    return show_query(add_prefixes(sparql, load_prefixes())).rstrip("\n") + "\n"


def _find_warnings(sparql: str) -> Iterator[str]:
    """What a query asks for that no graph of the ontology can hold."""
    from kg.queries.terms import find_unknown_terms, suggest_term

    for written in find_unknown_terms(sparql).values():
        near = suggest_term(written.rstrip(">").rpartition("#")[2].rpartition(":")[2])
        meant = f"; did you mean {near}?" if near else ""
        yield f"warning: the ontology has no {written}{meant}"
