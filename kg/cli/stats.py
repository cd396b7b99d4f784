"""`kg stats`: tells what a store holds, in numbers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.store_options import store_option

if TYPE_CHECKING:
    from kg.store.counting import Statistics

_EPILOG = """\b
Example:
  kg stats --store out/store
  kg stats --store out/store --documents -F json
"""


@click.command("stats", epilog=_EPILOG)
@store_option
@click.option("--documents", is_flag=True, help="List the documents instead.")
@click.option("-F", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How.")
def command(*, store: str, documents: bool, form: str) -> None:
    """Tell what a store holds, in numbers.

    Documents, triples, entities by class, facts by status, events by class.
    """
    if documents:
        _list_documents(store, form)
        return
    from kg.store.counting import count_store

    statistics = count_store(store)
    if form == "json":
        click.echo(json.dumps(asdict(statistics), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_tell(statistics)))


def _list_documents(store: str, form: str) -> None:
    from kg.cli.tables import draw_table
    from kg.store.counting import measure_documents

    documents = measure_documents(store)
    if form == "json":
        click.echo(json.dumps([asdict(each) for each in documents], indent=2, ensure_ascii=False))
        return
    rows = ((each.document, each.source, f"{each.triples:,}") for each in documents)
    draw_table(("document", "source", "triples"), rows)


def _tell(statistics: Statistics) -> list[str]:
    lines = []
    for name, value in asdict(statistics).items():
        if isinstance(value, dict):
            lines.append(f"{name:<36}{sum(value.values()):>12,}")
            lines += [f"  {part:<34}{count:>12,}" for part, count in value.items()]
        elif name == "size":
            lines.append(f"{'megabytes':<36}{value / 1e6:>12,.1f}")
        else:
            lines.append(f"{name:<36}{value:>12,}")
    return lines
