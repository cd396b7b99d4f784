"""`kg queries`: lists the canned queries, or describes one."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import UsageError
from kg.queries.catalogue import CannedQuery, find_query, load_queries
from kg.queries.pages import describe_queries, describe_query

_EPILOG = """\b
Example:
  kg queries who-speaks-for-whom
  kg queries --search ambassador
"""


@click.command("queries", epilog=_EPILOG)
@click.argument("name", required=False)
@click.option("--search", metavar="WORDS", help="List those that hold all these words.")
@click.option("--tag", help="List those with this tag.")
@click.option("--queries", "folders", metavar="DIR", multiple=True, help="A folder of your own queries.")
@click.option("--sparql", is_flag=True, help="Print the query itself.")
@click.option("--markdown", is_flag=True, help="Write all of them as a page.")
def command(
    name: str | None,
    *,
    search: str | None,
    tag: str | None,
    folders: tuple[str, ...],
    sparql: bool,
    markdown: bool,
) -> None:
    """List the canned queries, or describe one."""
    own = [Path(folder) for folder in folders]
    if markdown:
        text = describe_queries(load_queries(*own).values())
    elif name is None:
        text = _list_queries(_find_queries(load_queries(*own), search or "", tag))
    else:
        query = find_query(name, *own)
        text = query.sparql if sparql else describe_query(query)
    click.echo(text, nl=False)


def _find_queries(queries: dict[str, CannedQuery], search: str, tag: str | None) -> dict[str, CannedQuery]:
    """Those with the tag whose name, summary, description or tags hold every word; a UsageError for none."""
    tags = sorted({each for query in queries.values() for each in query.tags})
    if tag is not None and tag not in tags:
        raise UsageError(f"no tag {tag!r}", where="--tag", hint=", ".join(tags))
    found = {
        name: query
        for name, query in queries.items()
        if (tag is None or tag in query.tags) and all(w in _words(query) for w in search.casefold().split())
    }
    if not found:
        raise UsageError(f"no query tells of {search!r}", where="--search", hint="kg queries lists them all")
    return found


def _words(query: CannedQuery) -> str:
    return " ".join((query.name, query.summary, query.description, *query.tags)).casefold()


def _list_queries(queries: dict[str, CannedQuery]) -> str:
    width = max(map(len, queries), default=0)
    return "".join(f"{query.name:{width}}  {query.summary}\n" for query in queries.values())
