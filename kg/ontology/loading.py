"""Reads an ontology from Turtle, and says where it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg.errors import OntologyError
from kg.ontology.checking import check_ontology
from kg.ontology.schema import Concept, Derivation, EntityClass, EventType, Ontology, Relation
from kg.ontology.triples import (
    DIP,
    OWL,
    RDF_TYPE,
    RDFS,
    SDO,
    SKOS,
    Triples,
    local_name,
    read_turtle,
    type_name,
)
from kg.resources import find_resource

_T = TypeVar("_T")

ONTOLOGY_IRI = DIP.removesuffix("#")

_CLASS = f"{OWL}Class"
_OBJECT_PROPERTY = f"{OWL}ObjectProperty"
_DATATYPE_PROPERTY = f"{OWL}DatatypeProperty"
_DERIVATION = ("derives", "fromEvent", "subjectRole", "objectRole")
_WIKIDATA = "http://www.wikidata.org/"
_TERMS = (_CLASS, _OBJECT_PROPERTY, _DATATYPE_PROPERTY, f"{DIP}Derivation", f"{OWL}Ontology")


def load_ontology(path: Path | None = None, *, extra: Iterable[Path] = ()) -> Ontology:
    """The built-in ontology, with what `path` and `extra` add to it.

    Each is a Turtle file, or a folder of which every `.ttl` file that declares a class or a property
    is read. A file that declares the built-in's own IRI to be an `owl:Ontology` takes its place.
    Raises OntologyError, with file and line, where a file cannot be parsed or does not hold together.
    """
    given = [file for place in (path, *extra) if place is not None for file in _ontology_files(place)]
    triples = read_turtle(given)
    if RDF_TYPE not in triples.subjects.get(ONTOLOGY_IRI, {}):
        triples = read_turtle([find_resource("ontology", "diplomacy.ttl"), *given])
    return _to_ontology(triples)


def _ontology_files(place: Path) -> list[Path]:
    """The file itself, or those of a folder that declare terms; an OntologyError where there are none."""
    files = sorted(place.glob("*.ttl")) if place.is_dir() else [place]
    found = [file for file in files if any(read_turtle([file]).of_type(*_TERMS))]
    if not found:
        raise OntologyError(
            "declares no class and no property",
            where=str(place),
            hint="a Turtle file with an owl:Class or an owl:ObjectProperty, such as ontology/diplomacy.ttl",
        )
    return found


def _to_ontology(triples: Triples) -> Ontology:
    names = _name_terms(triples)
    classes = _read_classes(triples, names)
    derivations = tuple(_read_derivation(iri, triples) for iri in triples.of_type(f"{DIP}Derivation"))
    ontology = Ontology(
        classes=classes,
        relations=_read_relations(triples, names, derivations),
        event_types={name: value for name, value in classes.items() if isinstance(value, EventType)},
        derivations=derivations,
        concepts=_read_concepts(triples, classes),
        version=next(iter(triples.texts(ONTOLOGY_IRI, f"{OWL}versionInfo")), None),
    )
    check_ontology(ontology, triples)
    return ontology


def _name_terms(triples: Triples) -> dict[str, str]:
    """Local name to IRI of every class and property; two IRIs of one local name are an error."""
    names: dict[str, str] = {}
    for iri in triples.of_type(_CLASS, _OBJECT_PROPERTY, _DATATYPE_PROPERTY):
        first = names.setdefault(local_name(iri), iri)
        if first != iri:
            raise OntologyError(
                f"<{iri}> has the same local name as <{first}>",
                where=triples.where(iri),
                hint="another name: the software tells terms apart by their local names",
            )
    return names


def _read_classes(triples: Triples, names: Mapping[str, str]) -> dict[str, EntityClass]:
    above = {name: _parents(iri, triples, names) for name, iri in names.items() if _is_class(iri, triples)}
    return {name: _read_class(name, names, triples, above) for name in above}


def _is_class(iri: str, triples: Triples) -> bool:
    return _CLASS in triples.iris(iri, RDF_TYPE)


def _parents(iri: str, triples: Triples, names: Mapping[str, str]) -> tuple[str, ...]:
    """The local names of the superclasses; those of other vocabularies are left out."""
    found = []
    for parent in triples.iris(iri, f"{RDFS}subClassOf"):
        name = local_name(parent)
        if names.get(name) == parent and _is_class(parent, triples):
            found.append(name)
        elif parent.startswith(DIP):
            raise OntologyError(f"no class {name!r}", where=triples.where(iri), hint=f"declare dip:{name}")
    return tuple(found)


def _read_class(
    name: str, names: Mapping[str, str], triples: Triples, above: Mapping[str, tuple[str, ...]]
) -> EntityClass:
    iri = names[name]
    shared = (name, iri, *_describe(iri, triples), above[name], *_illustrate(iri, triples))
    line = [names[each] for each in _nearest_first(name, above)]
    if DIP + "Event" not in line:
        return EntityClass(*shared)
    return EventType(
        *shared,
        roles=_nearest(line, lambda each: tuple(map(local_name, triples.iris(each, f"{DIP}hasRole")))) or (),
        plover=_nearest(line, lambda each: triples.code(each, f"{DIP}plover")),
        cameo=_nearest(line, lambda each: triples.code(each, f"{DIP}cameo")),
        broader=_broader(iri, triples, names),
    )


def _broader(iri: str, triples: Triples, names: Mapping[str, str]) -> tuple[str, ...]:
    """The local names of the classes here that a class is said to be akin to."""
    found = ((local_name(other), other) for other in triples.iris(iri, f"{SKOS}broader"))
    return tuple(name for name, other in found if names.get(name) == other and _is_class(other, triples))


def _nearest_first(name: str, above: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The class and its superclasses, level by level."""
    line = [name]
    for each in line:
        line.extend(parent for parent in above[each] if parent not in line)
    return line


def _nearest(line: Iterable[str], read: Callable[[str], _T]) -> _T | None:
    """What `read` finds for the first of the line for which it finds anything."""
    return next((found for each in line if (found := read(each))), None)


def _describe(iri: str, triples: Triples) -> tuple[str, str]:
    """Label and comment; a missing label is an error."""
    label, comment = triples.texts(iri, f"{RDFS}label"), triples.texts(iri, f"{RDFS}comment")
    if not label:
        raise OntologyError(
            f"{local_name(iri)} has no rdfs:label", where=triples.where(iri), hint='rdfs:label "…"@en'
        )
    return label[0], comment[0] if comment else ""


def _illustrate(iri: str, triples: Triples) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Alternative labels, examples and Wikidata's numbers."""
    matches = triples.iris(iri, *(f"{SKOS}{kind}Match" for kind in ("exact", "close", "related")))
    wikidata = (local_name(match) for match in matches if match.startswith(_WIKIDATA))
    return triples.texts(iri, f"{SKOS}altLabel"), triples.texts(iri, f"{SKOS}example"), tuple(wikidata)


def _read_relations(
    triples: Triples, names: Mapping[str, str], derivations: Iterable[Derivation]
) -> dict[str, Relation]:
    rules = {rule.relation: rule for rule in reversed(tuple(derivations))}
    sources = {
        name: tuple(rule.event_type for rule in derivations if rule.relation == name) for name in rules
    }
    inverses = _pair_inverses(triples)
    relations = {}
    for name, iri in names.items():
        if not _is_class(iri, triples):
            rule = rules.get(name)
            relations[name] = replace(
                _read_relation(name, iri, triples, inverses),
                derived_from=sources.get(name, ()),
                subject_role=rule.subject_role if rule else None,
                object_role=rule.object_role if rule else None,
            )
    return relations


def _pair_inverses(triples: Triples) -> dict[str, str]:
    """Each property's inverse, by IRI, in both directions."""
    pairs: dict[str, str] = {}
    for iri in triples.of_type(_OBJECT_PROPERTY):
        for other in triples.iris(iri, f"{OWL}inverseOf"):
            for one, two in ((iri, other), (other, iri)):
                if pairs.setdefault(one, two) != two:
                    raise OntologyError(
                        f"{local_name(one)} has two inverses: {local_name(pairs[one])}, {local_name(two)}",
                        where=triples.where(iri),
                    )
    return pairs


def _read_relation(name: str, iri: str, triples: Triples, inverses: Mapping[str, str]) -> Relation:
    types = triples.iris(iri, RDF_TYPE)
    label, comment = _describe(iri, triples)
    alternatives, examples, wikidata = _illustrate(iri, triples)
    domain, range_ = _sides(iri, triples)
    if iri in inverses:
        other_domain, other_range = _sides(inverses[iri], triples)
        domain, range_ = domain or other_range, range_ or other_domain
    return Relation(
        name,
        iri,
        label,
        comment,
        domain,
        range_,
        inverse=local_name(inverses[iri]) if iri in inverses else None,
        reverse=bool(triples.iris(iri, f"{OWL}inverseOf")),
        symmetric=f"{OWL}SymmetricProperty" in types,
        functional=f"{OWL}FunctionalProperty" in types,
        literal=_DATATYPE_PROPERTY in types,
        alternatives=alternatives,
        examples=examples,
        wikidata=wikidata,
    )


def _sides(iri: str, triples: Triples) -> tuple[frozenset[str], frozenset[str]]:
    """Domain and range by the names of classes: those listed, or else the single one."""
    return _side(iri, "domain", triples), _side(iri, "range", triples)


def _side(iri: str, side: str, triples: Triples) -> frozenset[str]:
    listed = triples.iris(iri, f"{SDO}{side}Includes") or triples.iris(iri, f"{RDFS}{side}")
    return frozenset(map(type_name, listed))


def _read_concepts(triples: Triples, classes: Mapping[str, EntityClass]) -> dict[str, Concept]:
    """The individuals of the ontology's own classes, derivations left out: statuses and the like."""
    kinds = {known.iri: known.name for known in classes.values() if known.iri != f"{DIP}Derivation"}
    found = [
        Concept(local_name(iri), iri, *_describe(iri, triples), kinds[kind])
        for iri in triples.of_type(*kinds)
        for kind in triples.iris(iri, RDF_TYPE)
        if kind in kinds
    ]
    return {concept.name: concept for concept in found}


def _read_derivation(iri: str, triples: Triples) -> Derivation:
    values = [triples.iris(iri, DIP + name) for name in _DERIVATION]
    if any(len(found) != 1 for found in values):
        raise OntologyError(
            f"a derivation has one each of {', '.join(f'dip:{name}' for name in _DERIVATION)}",
            where=triples.where(iri),
        )
    relation, event_type, subject_role, object_role = (local_name(found[0]) for found in values)
    status = next(iter(triples.iris(iri, f"{DIP}derivedStatus")), None)
    return Derivation(relation, event_type, subject_role, object_role, status and local_name(status))
