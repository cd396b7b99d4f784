"""`kg diff`: tells what two graphs or stores say differently."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.store_options import count_things

if TYPE_CHECKING:
    from kg.store.differences import Difference, FactChange

_EPILOG = """\b
Example:
  kg diff out/seed.ttl out/store
"""

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command("diff", epilog=_EPILOG)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("-F", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How.")
@ontology_option
@click.pass_context
def command(ctx: click.Context, first: str, second: str, *, form: str, ontology: tuple[str, ...]) -> None:
    """Tell what two graphs or stores say differently.

    That is: facts added, removed and changed. A and B are files of RDF or folders of stores. Exits with 1
    where they differ.
    """
    from kg.store.differences import compare_graphs

    difference = compare_graphs(first, second, ontology=read_ontology(ontology))
    click.echo(_to_json(difference) if form == "json" else "\n".join(_to_lines(difference)))
    ctx.exit(0 if difference.is_none else 1)


def _to_json(difference: Difference) -> str:
    facts = [_to_record(change) for change in difference.facts]
    triples = {"added": difference.triples_added, "removed": difference.triples_removed}
    return json.dumps({"facts": facts, "triples": triples}, indent=2, ensure_ascii=False)


def _to_record(change: FactChange) -> dict[str, object]:
    told = asdict(change)
    names = ("subject", "predicate", "object", "before", "after")
    return {"change": change.kind, **{name: told[name] for name in names}}


def _to_lines(difference: Difference) -> list[str]:
    lines = []
    for change in difference.facts:
        lines.append(f"{_SIGNS[change.kind]} {change.subject} {change.predicate} {change.object}")
        lines += [f"    - {claim}" for claim in change.before if claim not in change.after]
        lines += [f"    + {claim}" for claim in change.after if claim not in change.before]
    kinds = [change.kind for change in difference.facts]
    counts = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in _SIGNS)
    added = count_things(difference.triples_added, "triple")
    return [*lines, f"facts: {counts}", f"{added} added, {difference.triples_removed:,} removed"]
