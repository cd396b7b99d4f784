"""Canned queries in words: one for the terminal, and all of them as a Markdown page."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterable, Iterator

from kg.queries.catalogue import CannedQuery, Parameter

_OPENING = """\
# Queries

This page is made from the heads of `queries/*.rq`; change those, not this one. `kg query NAME GRAPHS…` asks a
query of files, `kg query NAME --endpoint URL` of an endpoint; parameters are options.
"""


def describe_query(query: CannedQuery) -> str:
    """What a query asks, what it takes and an example, for the terminal."""
    parts = [f"{query.name}: {query.summary}", textwrap.fill(query.description, 100)]
    if query.parameters:
        parts.append("\n".join(["Parameters:", *map(_tell_parameter, query.parameters)]))
    parts.append(f"Example:\n  {write_example(query)}")
    return "\n\n".join(parts) + "\n"


def describe_queries(queries: Iterable[CannedQuery]) -> str:
    """A Markdown page of all of them: what each asks, a table of its parameters, an example, its SPARQL."""
    return _OPENING + "".join("\n".join(["", *_section(query)]) for query in queries)


def write_example(query: CannedQuery, *, graph: str = "out/seed.ttl") -> str:
    """A command that asks the query with the values of its example."""
    values = (f"--{name} {shlex.quote(value)}" for name, value in query.example.items())
    return " ".join(["kg query", query.name, graph, *values])


def show_query(sparql: str) -> str:
    r"""A query without its head and without the lines that are left empty, to be asked anywhere.

    >>> show_query("#+ summary: All\nSELECT * {\n\n ?s ?p ?o }")
    'SELECT * {\n ?s ?p ?o }'
    """
    lines = (line.rstrip() for line in sparql.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("#+"))


def _tell_parameter(parameter: Parameter) -> str:
    return f"  --{parameter.name} {parameter.type.upper()}  {parameter.description} ({_need(parameter)})"


def _section(query: CannedQuery) -> Iterator[str]:
    yield f"## {query.name}\n\n{query.summary}. {query.description}\n"
    if query.parameters:
        yield "| parameter | type | meaning | need |\n| --- | --- | --- | --- |"
        for each in query.parameters:
            yield f"| `--{each.name}` | {each.type} | {each.description} | {_need(each)} |"
    yield f"\n```sh\n{write_example(query)}\n```\n"


def _need(parameter: Parameter) -> str:
    if parameter.default is None:
        return "optional" if parameter.optional else "required"
    return f"default {parameter.default}" if parameter.default else "optional"
