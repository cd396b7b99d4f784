"""`kg queries`: lists the canned queries, or describes one."""

from __future__ import annotations

import shlex

import click

from kg.queries.catalogue import CannedQuery, find_query, load_queries

_EPILOG = """\b
Example:
  kg queries who-speaks-for-whom
"""


@click.command("queries", epilog=_EPILOG)
@click.argument("name", required=False)
@click.option("--sparql", is_flag=True, help="Print the query itself.")
def command(name: str | None, *, sparql: bool) -> None:
    """List the canned queries, or describe one."""
    if name is None:
        _list_queries()
    elif sparql:
        click.echo(find_query(name).sparql, nl=False)
    else:
        _describe(find_query(name))


def _list_queries() -> None:
    queries = load_queries()
    width = max(map(len, queries), default=0)
    for query in queries.values():
        click.echo(f"{query.name:{width}}  {query.summary}")


def _describe(query: CannedQuery) -> None:
    click.echo(f"{query.name}: {query.summary}\n")
    click.echo(click.wrap_text(query.description, 100))
    if query.parameters:
        click.echo("\nParameters:")
    for parameter in query.parameters:
        need = "required" if parameter.default is None else f"default {parameter.default!r}"
        click.echo(f"  --{parameter.name} {parameter.type.upper()}  {parameter.description} ({need})")
    click.echo(f"\nExample:\n  {example_of(query)}")


def example_of(query: CannedQuery, graph: str = "out/seed.ttl") -> str:
    """A command that asks the query with the values of its example."""
    values = (f"--{name} {shlex.quote(value)}" for name, value in query.example.items())
    return " ".join(["kg query", query.name, graph, *values])
