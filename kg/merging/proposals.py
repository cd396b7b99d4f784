"""Which entities of different documents may be one, and what speaks for it and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.entities.people import may_be_same, name_words
from kg.model import Entity, Extraction, Literal

VERDICTS = ("same", "different", "apart", "?")
"""What can be decided of a proposal; `apart` is of an entity and a document, ? is not decided."""

_BODIES = frozenset({"Organization", "GovernmentBody", "PoliticalGroup", "InternationalOrganization"})
_LEAST = 0.25
_MOST_BEARERS = 200
_WEIGHTS = {"name": 0.5, "part of a name": 0.25, "office": 0.35, "fact": 0.2, "company": 0.1}
_AGAINST = 0.4
"""What the evidence is worth, together at most 0.99, and what an office of another state takes away."""


@dataclass(slots=True)
class Node:
    """An entity as several documents tell of it."""

    iri: str
    type: str
    qid: str | None = None
    names: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    offices: dict[str, str] = field(default_factory=dict)
    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Whose offices it holds, by the document that says so."""
    ties: set[tuple[str, str]] = field(default_factory=set)

    @property
    def label(self) -> str:
        """Its fullest name."""
        return max(self.names, key=lambda name: (len(name.split()), len(name), name), default=self.iri)


@dataclass(frozen=True, slots=True)
class Proposal:
    """That `other` may be `one` (or, with `apart`, may be somebody else in the document `other`).

    `score` says from 0 to 1 how much speaks for it; `evidence` is what, in words. `told` are the names
    and places of both, to be shown to who decides.
    """

    one: str
    other: str
    score: float
    evidence: tuple[str, ...]
    told: tuple[str, str]
    apart: bool = False


def propose(extractions: Iterable[Extraction], *, least: float = _LEAST) -> list[Proposal]:
    """What may be joined or parted in these documents, the likeliest first."""
    nodes, sources = _gather(extractions)
    labels = {iri: node.label for iri, node in nodes.items()}
    pairs = (proposal for pair in _pair(nodes.values()) if (proposal := _weigh(*pair, labels, sources)))
    parted = (proposal for node in nodes.values() for proposal in _part(node, labels, sources))
    found = [each for each in (*pairs, *parted) if each.score >= least]
    return sorted(found, key=lambda each: (-each.score, each.one, each.other))


def _gather(extractions: Iterable[Extraction]) -> tuple[dict[str, Node], dict[str, str]]:
    """All entities by their IRIs, and where each document was read."""
    nodes: dict[str, Node] = {}
    sources: dict[str, str] = {}
    for extraction in extractions:
        document = extraction.document
        sources[document.id] = f"{document.source}{f', {document.published}' if document.published else ''}"
        for entity in extraction.entities:
            _add(nodes.setdefault(entity.id, Node(entity.id, entity.type)), entity, document.id)
        _tie(nodes, extraction)
    return nodes, sources


def _add(node: Node, entity: Entity, document: str) -> None:
    node.qid = node.qid or entity.wikidata
    node.documents.add(document)
    named = {mention.text for mention in entity.mentions if mention.kind == "name"}
    node.names |= {entity.label} | {alias for alias in entity.aliases if alias in named}


def _tie(nodes: Mapping[str, Node], extraction: Extraction) -> None:
    """Notes what a document says of its entities: their offices, and what ties them to whom."""
    labels = {entity.id: entity.label for entity in extraction.entities}
    for tenure in extraction.tenures:
        person = nodes[tenure.person]
        person.offices[tenure.office] = labels.get(tenure.office, tenure.office)
        person.owners[extraction.document.id] |= {tenure.of} if tenure.of else set()
    for fact in extraction.facts:
        if not isinstance(fact.object, Literal):
            nodes[fact.subject].ties.add((fact.predicate, fact.object))
            nodes[fact.object].ties.add((f"{fact.predicate} of", fact.subject))


def _pair(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Nodes that share a word of their proper names, are of one kind, and stand in no document together."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        kind = "body" if node.type in _BODIES else node.type
        proper = [name for name in node.names if name[:1].isupper()]
        for key in {key for name in proper if (key := _find_key(name, node.type))}:
            blocks[kind, key].append(node)
    seen = set()
    for _, block in sorted(blocks.items()):
        for one, other in combinations(sorted(block, key=_seniority)[:_MOST_BEARERS], 2):
            both_linked = one.qid is not None and other.qid is not None
            if (one.iri, other.iri) not in seen and not both_linked and not one.documents & other.documents:
                seen.add((one.iri, other.iri))
                yield one, other


def _find_key(name: str, kind: str) -> str:
    words = name_words(name)
    return (words[-1] if kind == "Person" else " ".join(words)) if words else ""


def _seniority(node: Node) -> tuple[bool, int, int, str]:
    """What is linked comes first, then what has the fuller name, then what more documents tell of."""
    return node.qid is None, -len(node.label.split()), -len(node.documents), node.iri


def _weigh(one: Node, other: Node, labels: Mapping[str, str], sources: Mapping[str, str]) -> Proposal | None:
    """The proposal that two nodes are one, or None where their names do not fit together."""
    whole = _name(one) & _name(other)
    if not whole and not (one.type == "Person" and _may_be_one(one, other)):
        return None
    full = any(len(words) > 1 for words in whole)
    evidence = [("name" if full else "part of a name", " ".join(max(whole)) if whole else other.label)]
    evidence += [("office", one.offices[each]) for each in sorted(one.offices.keys() & other.offices.keys())]
    shared = sorted(one.ties & other.ties)
    evidence += [("fact", f"{predicate} {labels.get(iri, iri)}") for predicate, iri in shared]
    company = {iri for _, iri in one.ties} & {iri for _, iri in other.ties} - {iri for _, iri in shared}
    evidence += [("company", labels.get(iri, iri)) for iri in sorted(company)]
    against = _differ(set().union(*one.owners.values()), set().union(*other.owners.values()))
    score = min(0.99, sum(_WEIGHTS[kind] for kind, _ in evidence)) - _AGAINST * against
    words = tuple(f"{kind}: {what}" for kind, what in evidence) + ("offices of others",) * against
    return Proposal(
        one.iri, other.iri, round(max(0.0, score), 2), words, (_tell(one, sources), _tell(other, sources))
    )


def _name(node: Node) -> set[tuple[str, ...]]:
    """The words of its proper names; of a person, only of full ones."""
    names = (name_words(name) for name in node.names if name[:1].isupper())
    return {words for words in names if len(words) > 1 or node.type != "Person"}


def _may_be_one(one: Node, other: Node) -> bool:
    """Whether the fullest names of two people can be one person's."""
    return may_be_same(name_words(one.label), name_words(other.label))


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _tell(node: Node, sources: Mapping[str, str]) -> str:
    where = "; ".join(sorted(sources[each] for each in node.documents)[:3])
    offices = ", ".join(sorted(set(node.offices.values()))[:2])
    about = "".join(f", {part}" for part in (node.qid, offices) if part)
    return f"{node.label}{about} ({where})"


def _part(node: Node, labels: Mapping[str, str], sources: Mapping[str, str]) -> Iterator[Proposal]:
    """That one name of nobody in the index means two people: offices of different states say so."""
    if node.qid is not None or node.type != "Person":
        return
    telling = sorted((document, owners) for document, owners in node.owners.items() if owners)
    for document, owners in telling[1:]:
        first, known = telling[0]
        if _differ(known, owners):
            words = tuple(f"office of {labels.get(each, each)}" for each in sorted(known | owners))
            told = (f"{node.label} ({sources[first]})", f"{node.label} ({sources[document]})")
            yield Proposal(node.iri, document, 0.5, words, told, apart=True)
