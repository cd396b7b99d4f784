"""What a shell completes in `kg query`: names of queries, and values of their parameters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.queries.catalogue import CannedQuery, Parameter
    from kg.queries.sources import Source

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

MOST_BYTES = 2_000_000
"""The size of files that are read while somebody waits for a completion."""


def complete_words(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """The canned queries whose names begin so, while none is named; else files."""
    from kg.queries.catalogue import load_queries

    named = ctx.meta.get("kg.query") or ctx.params.get("sparql") or ctx.params.get("file")
    queries = {} if named else load_queries()
    found = [CompletionItem(q.name, help=q.summary) for q in queries.values() if q.name.startswith(typed)]
    return found or [CompletionItem(typed, type="file")]


def complete_parameter(parameter: Parameter) -> Complete:
    """What completes the values of a parameter: from the ontology, or from the store or the files asked."""

    def complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        from kg.queries.offers import offer_values
        from kg.queries.sources import open_source

        try:
            source = _find_source(ctx)
            with open_source(source) as asked:
                offers = offer_values(parameter, typed, ask=asked.ask if _is_near(source) else None)
        except KgError:
            return []  # nobody can be told anything here
        return [CompletionItem(offer.value, help=offer.meaning) for offer in offers]

    return complete


def _find_source(ctx: click.Context) -> Source:
    from kg.cli.source_options import find_source

    query: CannedQuery | None = ctx.meta.get("kg.query")
    words = [word for word in ctx.params.get("words") or () if query is None or word != query.name]
    return find_source(words, ctx.params)


def _is_near(source: Source) -> bool:
    """Whether it can be asked at once: a store, or small files."""
    files = [Path(file) for file in source.files]
    if source.endpoint or not (source.store or files):
        return False
    return all(file.is_file() for file in files) and sum(f.stat().st_size for f in files) <= MOST_BYTES
