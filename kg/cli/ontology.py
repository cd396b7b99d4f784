"""`kg ontology`: describes classes, relations and types of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ontology import EntityClass, Ontology, Relation

_EPILOG = """\b
Example:
  kg ontology spokesmanFor
"""


@click.command("ontology", epilog=_EPILOG)
@click.argument("name", required=False)
@click.option("--ontology", "path", metavar="FILE", help="An ontology that adds to the built-in one.")
def command(name: str | None, *, path: str | None) -> None:
    """Describe classes, relations and types of events; without NAME, list them."""
    from kg.ontology import load_ontology

    ontology = load_ontology(Path(path) if path else None)
    lines = _list_terms(ontology) if name is None else _describe(name, ontology)
    click.echo("\n".join(lines))


def _list_terms(ontology: Ontology) -> Iterator[str]:
    entities = [c for name, c in ontology.classes.items() if name not in ontology.event_types]
    yield from _list("classes", entities)
    yield from _list("types of events", ontology.event_types.values())
    yield from _list("relations", (r for r in ontology.relations.values() if not r.reverse))


def _list(heading: str, terms: Iterable[EntityClass | Relation]) -> Iterator[str]:
    terms = sorted(terms, key=lambda term: term.name)
    width = max((len(term.name) for term in terms), default=0)
    yield f"{heading} ({len(terms)})"
    for term in terms:
        yield f"  {term.name:{width}}  {_first_sentence(term.comment)}"


def _describe(name: str, ontology: Ontology) -> Iterator[str]:
    known: dict[str, EntityClass | Relation] = {term.name: term for term in ontology.terms()}
    if name not in known:
        hint = ", ".join(ontology.closest(name)) or "kg ontology"
        raise UsageError(f"no class, relation or type of event {name!r}", where="ontology", hint=hint)
    term = known[name]
    yield f"{term.name}: {term.label}"
    yield f"  {term.comment}"
    for word, value in _details(term, ontology):
        if value:
            yield f"  {word}: {value}"
    yield f"  {term.iri}"


def _details(term: EntityClass | Relation, ontology: Ontology) -> Iterator[tuple[str, str]]:
    from kg.ontology import EventType, Relation

    if isinstance(term, Relation):
        yield from _details_of_relation(term)
    else:
        below = sorted(each.name for each in ontology.classes.values() if term.name in each.parents)
        yield "a kind of", ", ".join(term.parents)
        yield "kinds", ", ".join(below)
    if isinstance(term, EventType):
        yield "roles", ", ".join(term.roles)
        yield "PLOVER", term.plover or ""
        yield "CAMEO", term.cameo or ""
    yield "also called", ", ".join(term.alternatives)
    yield "Wikidata", ", ".join(term.wikidata)
    yield "example", "; ".join(term.examples)


def _details_of_relation(relation: Relation) -> Iterator[tuple[str, str]]:
    yield "from", " or ".join(sorted(relation.domain))
    yield "to", " or ".join(sorted(relation.range))
    yield "inverse", relation.inverse or ""
    yield "symmetric", "yes" if relation.symmetric else ""
    yield "follows from", ", ".join(relation.derived_from)


def _first_sentence(comment: str) -> str:
    return comment.partition(". ")[0].rstrip(".")
