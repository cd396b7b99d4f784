"""`kg ontology`: describes classes, relations, types of events and statuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from kg.cli.documents import ontology_option, read_ontology

if TYPE_CHECKING:
    from kg.ontology import Concept, EntityClass, Ontology, Relation

_EPILOG = """\b
Example:
  kg ontology spokesmanFor
"""


@click.command("ontology", epilog=_EPILOG)
@click.argument("name", required=False)
@click.option("--markdown", is_flag=True, help="Write all of it as a page.")
@ontology_option
def command(name: str | None, *, markdown: bool, ontology: tuple[str, ...]) -> None:
    """Describe a class, a relation, a type of event or a status; without NAME, list them."""
    from kg.ontology import describe_ontology, describe_term

    known = read_ontology(ontology)
    if markdown:
        text = describe_ontology(known)
    elif name is None:
        text = "".join(f"{line}\n" for line in _list_terms(known))
    else:
        text = describe_term(known, name)
    click.echo(text, nl=False)


def _list_terms(ontology: Ontology) -> Iterator[str]:
    entities = [term for name, term in ontology.classes.items() if name not in ontology.event_types]
    yield from _list("classes", entities)
    yield from _list("types of events", ontology.event_types.values())
    yield from _list("relations", (r for r in ontology.relations.values() if not r.reverse))
    yield from _list("statuses", ontology.concepts.values())


def _list(heading: str, terms: Iterable[EntityClass | Relation | Concept]) -> Iterator[str]:
    terms = sorted(terms, key=lambda term: term.name)
    width = max((len(term.name) for term in terms), default=0)
    yield f"{heading} ({len(terms)})"
    for term in terms:
        yield f"  {term.name:{width}}  {term.comment.partition('. ')[0].rstrip('.')}"
