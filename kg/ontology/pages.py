"""The ontology in words: a Markdown page of all of it, and a term for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.errors import UsageError
from kg.ontology.schema import Concept, Derivation, EntityClass, EventType, Ontology, Relation

EXAMPLE = """\
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix my: <https://example.org/my#> .

my:mourned a owl:ObjectProperty ;
    rdfs:label "mourned"@en ;
    rdfs:comment "Expressed grief at the death of."@en ;
    rdfs:domain dip:Agent ;
    rdfs:range dip:Person .
"""
"""A file that adds one relation; the page shows it."""

_OPENING = """\
# The ontology

This page is made from `ontology/diplomacy.ttl`; change that file, not this one. Names are local names in
`https://w3id.org/diplomacy-kg/ontology#`, prefix `dip:`. {counts}
"""

_CLOSING = f"""
## A relation of your own

Write a file like the one below and pass it on the command line, `--ontology mourned.ttl`; a lexicon of your
own says which words express it. The file adds to the built-in ontology, and may also add to its terms:
another `dip:hasRole`, another `skos:altLabel`. Only a file that declares the built-in's own IRI,
`<https://w3id.org/diplomacy-kg/ontology>`, to be an `owl:Ontology` takes its place.

```turtle
{EXAMPLE}```
"""


def describe_ontology(ontology: Ontology) -> str:
    """A Markdown page with tables of classes, event types, relations, roles, derivations and statuses."""
    tables = (
        _classes(ontology),
        _event_types(ontology),
        _fact_relations(ontology),
        _derivations(ontology),
        _roles(ontology),
        _record(ontology),
        _statuses(ontology),
    )
    return _OPENING.format(counts=_counts(ontology)) + "".join(tables) + _CLOSING


def describe_term(ontology: Ontology, name: str) -> str:
    """What the ontology says of a class, a relation or a status, by its local name, for the terminal.

    Raises UsageError, with the nearest names, where there is no such term.
    """
    wanted = name.removeprefix("dip:")
    for term in ontology.terms():
        if wanted in (term.name, term.iri):
            return "\n".join([_heading(term), *(f"  {line}" for line in _details(term, ontology)), ""])
    near = ", ".join(ontology.closest(wanted)) or "kg ontology lists every term"
    raise UsageError(f"no term {name!r} in the ontology", hint=near)


def _heading(term: EntityClass | Relation | Concept) -> str:
    return term.name if term.label == term.name else f"{term.name} — {term.label}"


def _details(term: EntityClass | Relation | Concept, ontology: Ontology) -> Iterable[str]:
    yield term.comment
    if isinstance(term, Relation):
        yield from _relation_details(term, ontology)
    elif isinstance(term, EntityClass):
        yield from _class_details(term, ontology)
    else:
        yield f"a {term.type}"
    if not isinstance(term, Concept):
        yield from _known("also", term.alternatives)
        yield from _known("for example", term.examples, "; ")
        yield from _known("Wikidata", term.wikidata)
    yield f"<{term.iri}>"


def _relation_details(relation: Relation, ontology: Ontology) -> Iterable[str]:
    yield f"{_names(relation.domain)} → {_names(relation.range)}{', symmetric' if relation.symmetric else ''}"
    if relation.inverse:
        yield f"inverse: {relation.inverse}"
    rules = [rule for rule in ontology.derivations if rule.relation == relation.name]
    yield from _known("follows from", map(_rule, rules), "; ")


def _class_details(known: EntityClass, ontology: Ontology) -> Iterable[str]:
    yield from _known("a kind of", known.parents)
    yield from _known(
        "kinds", (each.name for each in ontology.classes.values() if known.name in each.parents)
    )
    if isinstance(known, EventType):
        yield from _known("roles", known.roles)
        yield from _known("gives", (rule.relation for rule in ontology.derivations_of(known.name)))
        yield from _known("PLOVER", filter(None, [known.plover]))
        yield from _known("CAMEO", filter(None, [known.cameo]))


def _known(title: str, values: Iterable[str], separator: str = ", ") -> Iterable[str]:
    """A line, where there is something to say."""
    told = separator.join(values)
    return [f"{title}: {told}"] if told else []


def _rule(rule: Derivation) -> str:
    status = f", as {rule.status}" if rule.status else ""
    return f"{rule.event_type} ({rule.subject_role} → {rule.object_role}{status})"


def _counts(ontology: Ontology) -> str:
    numbers = (len(ontology.classes), len(ontology.event_types), len(ontology.fact_relations()))
    return "{} classes, {} of them types of events; {} relations in which facts are recorded.".format(
        *numbers
    )


def _classes(ontology: Ontology) -> str:
    rows = [
        (_code(each.name), _codes(each.parents), each.comment, _cell(each.examples), _wikidata(each))
        for each in ontology.classes.values()
        if each.name not in ontology.event_types
    ]
    return _table("Classes", ("class", "a kind of", "meaning", "example", "Wikidata"), rows)


def _event_types(ontology: Ontology) -> str:
    rows = [
        (
            _code(each.name),
            _codes(each.parents),
            each.comment,
            _codes(each.roles),
            each.plover or "",
            each.cameo or "",
            _cell(each.examples),
        )
        for each in ontology.event_types.values()
    ]
    titles = ("event", "a kind of", "meaning", "roles", "PLOVER", "CAMEO", "example")
    return _table("Types of events", titles, rows)


def _fact_relations(ontology: Ontology) -> str:
    titles = ("relation", "from", "to", "inverse", "meaning", "example", "Wikidata")
    rows = [_relation_row(each, ontology) for each in ontology.fact_relations()]
    return _table("Relations between entities", titles, rows)


def _relation_row(relation: Relation, ontology: Ontology) -> tuple[str, ...]:
    inverse = ontology.relations[relation.inverse] if relation.inverse else None
    return (
        _code(relation.name),
        _codes(sorted(relation.domain)),
        _codes(sorted(relation.range)),
        "symmetric" if relation.symmetric else _code(inverse.name) if inverse else "",
        relation.comment,
        _cell(relation.examples),
        _wikidata(relation, inverse),
    )


def _derivations(ontology: Ontology) -> str:
    rows = [
        [
            *map(_code, (rule.event_type, rule.subject_role, rule.relation, rule.object_role)),
            rule.status or "that of the event",
        ]
        for rule in ontology.derivations
    ]
    return _table("What follows from events", ("event", "from each", "relation", "to each", "status"), rows)


def _roles(ontology: Ontology) -> str:
    names = ontology.roles()
    rows = [_relation_row(each, ontology) for each in ontology.relations.values() if each.name in names]
    titles = ("role", "from", "to", "inverse", "meaning", "example", "Wikidata")
    return _table("Roles of events", titles, rows)


def _record(ontology: Ontology) -> str:
    told = {relation.name for relation in ontology.fact_relations()} | ontology.roles()
    rest = (each for each in ontology.relations.values() if not each.reverse and each.name not in told)
    titles = ("property", "from", "to", "inverse", "meaning", "example", "Wikidata")
    return _table(
        "Properties of events, tenures and the record", titles, [_relation_row(e, ontology) for e in rest]
    )


def _statuses(ontology: Ontology) -> str:
    rows = [(_code(each.name), _code(each.type), each.comment) for each in ontology.concepts.values()]
    return _table("Statuses", ("status", "kind", "meaning"), rows)


def _table(title: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _code(name: str) -> str:
    return f"`{name}`" if name else ""


def _codes(names: Iterable[str]) -> str:
    return ", ".join(map(_code, names))


def _cell(values: Iterable[str]) -> str:
    return "; ".join(values).replace("|", "\\|")


def _names(names: Iterable[str]) -> str:
    return " | ".join(sorted(names)) or "anything"


def _wikidata(*terms: EntityClass | Relation | None) -> str:
    """Links to the matches of a term, and of its inverse, each once."""
    found = dict.fromkeys(number for term in terms if term for number in term.wikidata)
    return ", ".join(
        f"[{n}](https://www.wikidata.org/wiki/{'Property:' * n.startswith('P')}{n})" for n in found
    )
