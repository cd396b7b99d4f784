"""`kg queries`: lists the canned queries, or describes one."""

from __future__ import annotations

import click

from kg.queries.catalogue import CannedQuery, find_query, load_queries
from kg.queries.pages import describe_queries, describe_query

_EPILOG = """\b
Example:
  kg queries who-speaks-for-whom
"""


@click.command("queries", epilog=_EPILOG)
@click.argument("name", required=False)
@click.option("--sparql", is_flag=True, help="Print the query itself.")
@click.option("--markdown", is_flag=True, help="Write all of them as a page.")
def command(name: str | None, *, sparql: bool, markdown: bool) -> None:
    """List the canned queries, or describe one."""
    if markdown:
        text = describe_queries(load_queries().values())
    elif name is None:
        text = _list_queries(load_queries())
    else:
        query = find_query(name)
        text = query.sparql if sparql else describe_query(query)
    click.echo(text, nl=False)


def _list_queries(queries: dict[str, CannedQuery]) -> str:
    width = max(map(len, queries), default=0)
    return "".join(f"{query.name:{width}}  {query.summary}\n" for query in queries.values())
