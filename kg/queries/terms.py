"""The terms and prefixes that a query may use without declaring them, and what a wrong one may have meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from pyoxigraph import NamedNode, parse

from kg.minting import DEFAULT_BASE, slug
from kg.queries.tokens import Token, cut_tokens, find_prefixes
from kg.rdf.vocabulary import DIP, PREFIXES, RDF
from kg.resources import find_resource

_CLASS_TYPES = {"http://www.w3.org/2002/07/owl#Class", "http://www.w3.org/2000/01/rdf-schema#Class"}
_OTHER_KINDS = ("document", "event", "extraction", "fact", "software", "tenure", "topic")


@cache
def load_terms() -> Mapping[str, str]:
    """The local name of every term of the ontology, sorted, with its kind: class, relation, or none."""
    terms: dict[str, str] = {}
    for triple in parse(path=str(find_resource("ontology") / "diplomacy.ttl")):
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(DIP):
            name = triple.subject.value.removeprefix(DIP)
            if triple.predicate.value == f"{RDF}type" and isinstance(triple.object, NamedNode):
                terms[name] = max(terms.get(name, ""), _tell_kind(triple.object.value))
    terms.pop("", None)
    return dict(sorted(terms.items()))


def _tell_kind(iri: str) -> str:
    if iri in _CLASS_TYPES:
        return "class"
    return "relation" if iri.endswith("Property") else ""


@cache
def load_prefixes() -> Mapping[str, str]:
    """Every prefix that is known undeclared, sorted: fixed ones, and one for each kind of minted IRI."""
    kinds = {slug(name) for name, kind in load_terms().items() if kind == "class"}
    minted = {kind: f"{DEFAULT_BASE}{kind}/" for kind in kinds.union(_OTHER_KINDS)}
    return dict(sorted(({"id": DEFAULT_BASE} | minted | PREFIXES).items()))


def find_unknown_terms(sparql: str) -> dict[str, str]:
    """The IRIs in the ontology's namespace that the ontology does not have, each as the query writes it.

    >>> find_unknown_terms("SELECT * { ?a dip:metWiht ?b }")
    {'https://w3id.org/diplomacy-kg/ontology#metWiht': 'dip:metWiht'}
    """
    prefixes = {**load_prefixes(), **find_prefixes(sparql)}
    found = dict(_ontology_terms(cut_tokens(sparql), prefixes))
    return {iri: text for iri, text in found.items() if iri.removeprefix(DIP) not in load_terms()}


def _ontology_terms(tokens: Iterator[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.kind == "iri":
            iri = token.text[1:-1]
        elif token.kind == "word" and ":" in token.text:
            prefix, _, local = token.text.partition(":")
            iri = prefixes.get(prefix, "") + local
        else:
            continue
        if iri.startswith(DIP) and iri != DIP:
            yield iri, token.text


def suggest_term(name: str) -> str | None:
    """The term of the ontology that was meant by a name without prefix; None where none is near.

    >>> suggest_term("spokesmanfor")
    'dip:spokesmanFor'
    """
    near = find_near(name, load_terms())
    return f"dip:{near[0]}" if near else None


def find_near(name: str, names: Collection[str], *, count: int = 1, cutoff: float = 0.7) -> list[str]:
    """The names most like `name`, whatever their case, best first; `cutoff` is the least likeness."""
    folded = {known.lower(): known for known in sorted(names, reverse=True)}
    return [folded[key] for key in get_close_matches(name.lower(), folded, n=count, cutoff=cutoff)]
