"""Gives entities, facts and events their names and IRIs, and sets them in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.entities.cluster import Cluster
from kg.facts.draft import EventDraft, FactDraft, TenureDraft
from kg.linking import Decision
from kg.mentions.office_reading import OfficeReading
from kg.minting import content_hash, mint, slug
from kg.model import (
    Document,
    Dropped,
    Entity,
    Event,
    Evidence,
    Extraction,
    Fact,
    NamedMention,
    Tenure,
)

GENERIC = frozenset({"Person", "Agent", "Agreement"})
"""Classes whose entities are shared between documents only under a full name."""

ALIAS_WORDS = 12
"""The most words that another name of an entity has."""


@dataclass(slots=True)
class Assembly:
    """Everything read from a document, still as drafts."""

    document: Document
    base: str
    facts: list[FactDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    tenures: list[TenureDraft] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    links: Mapping[int, Decision] = field(default_factory=dict)
    """What was decided of each cluster that was looked for in the index."""

    def link(self, cluster: Cluster) -> Decision:
        """The link of a cluster: what was decided, or else what its names say."""
        return self.links.get(id(cluster)) or Decision(None)


_LEADING = frozenset({"headOfStateOf", "headOfGovernmentOf"})


def assemble(assembly: Assembly) -> Extraction:
    """The extraction of a document: entities that take part in something, in the order of the text."""
    clusters = sorted(_taking_part(assembly), key=lambda c: (c.order, c.type, c.label))
    ids = _entity_ids(clusters, assembly)
    event_ids = {id(e): _event_id(e, ids, assembly) for e in assembly.events}
    return Extraction(
        document=assembly.document,
        entities=_entities(clusters, ids, assembly),
        facts=_facts(assembly, ids, event_ids),
        events=tuple(_event(e, ids, event_ids) for e in _distinct_events(assembly.events, event_ids)),
        tenures=_tenures(assembly, ids),
        dropped=tuple(assembly.dropped),
    )


def _taking_part(assembly: Assembly) -> set[Cluster]:
    found: set[Cluster] = set()
    for fact in assembly.facts:
        found |= {fact.subject, fact.object} | _source(fact.standing.according_to)
    for event in assembly.events:
        found |= {c for clusters in event.roles.values() for c in clusters}
        found |= _source(event.standing.according_to)
    for tenure in assembly.tenures:
        found |= {tenure.person, tenure.office} | ({tenure.of} if tenure.of else set())
    return found


def _source(cluster: Cluster | None) -> set[Cluster]:
    return {cluster} if cluster is not None else set()


def _entity_ids(clusters: Sequence[Cluster], assembly: Assembly) -> dict[int, str]:
    """An IRI for each cluster; two that would share one are told apart by number, unless both are linked."""
    ids: dict[int, str] = {}
    used: dict[str, int] = {}
    linked: set[str] = set()
    for cluster in clusters:
        link = assembly.link(cluster)
        within = assembly.document.id if _is_local(cluster, link) else None
        kind = cluster.type if link.record is None else link.record.type
        iri = mint(assembly.base, slug(kind), link.name or cluster.label, within=within)
        used[iri] = used.get(iri, 0) + (iri not in linked)
        linked |= {iri} if link.qid else set()
        ids[id(cluster)] = iri if used[iri] == 1 else f"{iri}-{used[iri]}"
    return ids


def _is_local(cluster: Cluster, link: Decision) -> bool:
    """Whether the name is too common to be the same entity in another document."""
    if link.record is not None:
        return False
    if link.ambiguous or cluster.type not in GENERIC:
        return link.ambiguous
    if all(m.kind != "name" for m in cluster.mentions) and cluster.type == "Person":
        return True
    words = cluster.label.split()
    return (
        cluster.type != "Person" or len(words) < 2 or not all(w[:1].isupper() for w in (words[0], words[-1]))
    )


def _entities(clusters: Sequence[Cluster], ids: Mapping[int, str], assembly: Assembly) -> tuple[Entity, ...]:
    """An entity for each IRI: clusters that are linked to one thing are one entity."""
    grouped: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        grouped.setdefault(ids[id(cluster)], []).append(cluster)
    return tuple(_entity(iri, same, assembly.link(same[0])) for iri, same in grouped.items())


def _entity(iri: str, clusters: Sequence[Cluster], link: Decision) -> Entity:
    named = [c for c in clusters if any(m.kind == "name" for m in c.mentions)] or clusters
    label = max((c.label for c in named), key=lambda name: len(name.split()))
    names = [name for cluster in clusters for name in (cluster.label, *_names(cluster))]
    aliases = sorted({n for n in names if n and n != label and len(n.split()) <= ALIAS_WORDS})
    record = link.record if len(clusters) > 1 else None
    return Entity(
        id=iri,
        type=record.type if record is not None else clusters[0].type,
        label=label,
        aliases=tuple(aliases),
        mentions=tuple(sorted({m for c in clusters for m in _mentions(c)}, key=lambda m: (m.span, m.kind))),
        wikidata=link.qid,
        candidates=link.candidates,
        seat=link.seat,
    )


def _names(cluster: Cluster) -> Iterator[str]:
    """Every surface form of a cluster, pronouns left out."""
    yield from (" ".join(m.text.split()) for m in cluster.mentions if m.kind != "pronoun")
    yield from map(_described, cluster.described_by)
    yield from cluster.aliases


def _described(reading: OfficeReading) -> str:
    """The words of an office on one line."""
    return " ".join(reading.noun_phrase.of(reading.sentence.document.text).split())


def _mentions(cluster: Cluster) -> Iterable[NamedMention]:
    found = {(m.span, m.text, _kind(m.kind)) for m in cluster.mentions}
    for reading in cluster.described_by:
        span = reading.noun_phrase
        found.add((span, span.of(reading.sentence.document.text), "nominal"))
    return [NamedMention(*each) for each in sorted(found)]


def _kind(kind: str) -> str:
    return kind if kind in {"name", "nominal", "title", "pronoun"} else "name"


# ---- facts


def _facts(assembly: Assembly, ids: Mapping[int, str], event_ids: Mapping[int, str]) -> tuple[Fact, ...]:
    """Each fact once; the same fact read twice keeps all its evidence and its best confidence."""
    grouped: dict[tuple[str, ...], list[FactDraft]] = {}
    for fact in _telling(assembly.facts):
        if ids[id(fact.subject)] == ids[id(fact.object)]:
            continue
        key = (
            ids[id(fact.subject)],
            fact.predicate,
            ids[id(fact.object)],
            fact.standing.status,
            ids[id(fact.standing.according_to)] if fact.standing.according_to else "",
            fact.tenure or "",
        )
        grouped.setdefault(key, []).append(fact)
    found = [_fact(key, drafts, event_ids) for key, drafts in grouped.items()]
    return tuple(
        sorted(found, key=lambda f: (f.evidence[0].span, f.subject, f.predicate, str(f.object), f.status))
    )


def _telling(facts: Sequence[FactDraft]) -> Iterator[FactDraft]:
    """The facts without "the Egyptian leader" of whom the text says that he is president or premier."""
    leading = {
        (f.subject, f.object) for f in facts if f.predicate in _LEADING and f.standing.status == "asserted"
    }
    for fact in facts:
        if fact.predicate != "heads" or (fact.subject, fact.object) not in leading:
            yield fact


def _fact(key: tuple[str, ...], drafts: Sequence[FactDraft], event_ids: Mapping[int, str]) -> Fact:
    subject, predicate, thing, status, source, tenure = key
    best = max(drafts, key=lambda d: (d.confidence, -d.evidence.span.start, d.frame))
    events = sorted(e for d in drafts if d.event is not None and (e := event_ids.get(id(d.event))))
    return Fact(
        subject=subject,
        predicate=predicate,
        object=thing,
        status=status,
        evidence=_ordered(d.evidence for d in drafts),
        frame=best.frame,
        confidence=round(best.confidence, 2),
        according_to=source or None,
        event=events[0] if events else None,
        tenure=tenure or None,
    )


def _ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=lambda e: e.span))


# ---- events


def _event_id(event: EventDraft, ids: Mapping[int, str], assembly: Assembly) -> str:
    roles = sorted(f"{role}={ids[id(c)]}" for role, clusters in event.roles.items() for c in clusters)
    first = min(event.evidence, key=lambda e: e.span).span
    parts = (assembly.document.id, event.type, event.standing.status, str(first.start), *roles)
    return f"{assembly.base}{slug(event.type)}/{content_hash(*parts)}"


def _distinct_events(events: Sequence[EventDraft], event_ids: Mapping[int, str]) -> list[EventDraft]:
    once = {event_ids[id(e)]: e for e in reversed(events)}
    return sorted(once.values(), key=lambda e: (min(x.span for x in e.evidence), event_ids[id(e)]))


def _event(event: EventDraft, ids: Mapping[int, str], event_ids: Mapping[int, str]) -> Event:
    source = event.standing.according_to
    return Event(
        id=event_ids[id(event)],
        type=event.type,
        status=event.standing.status,
        roles={r: tuple(dict.fromkeys(ids[id(c)] for c in event.roles[r])) for r in sorted(event.roles)},
        evidence=_ordered(event.evidence),
        frame=event.frame,
        confidence=round(event.confidence, 2),
        according_to=ids[id(source)] if source is not None else None,
        times=tuple(event.times),
        topics=tuple(dict.fromkeys(event.topics)),
        content=event.content,
        part_of=tuple(sorted({event_ids[id(e)] for e in event.part_of if id(e) in event_ids})),
    )


def _tenures(assembly: Assembly, ids: Mapping[int, str]) -> tuple[Tenure, ...]:
    grouped: dict[tuple[str, str, str, str], list[TenureDraft]] = {}
    for draft in assembly.tenures:
        of = ids[id(draft.of)] if draft.of is not None else ""
        grouped.setdefault((ids[id(draft.person)], ids[id(draft.office)], of, draft.tenure), []).append(draft)
    found = [_tenure(key, drafts, assembly, ids) for key, drafts in grouped.items()]
    return tuple(sorted(found, key=lambda t: (t.evidence[0].span, t.id)))


def _tenure(
    key: tuple[str, str, str, str], drafts: Sequence[TenureDraft], assembly: Assembly, ids: Mapping[int, str]
) -> Tenure:
    person, office, of, tenure = key
    best = max(drafts, key=lambda d: (d.confidence, -d.evidence.span.start))
    source = best.standing.according_to
    return Tenure(
        id=f"{assembly.base}tenure/{content_hash(assembly.document.id, *key)}",
        person=person,
        office=office,
        of=of or None,
        tenure=tenure,
        evidence=_ordered(d.evidence for d in drafts),
        frame=best.frame,
        confidence=round(best.confidence, 2),
        status=best.standing.status,
        according_to=ids[id(source)] if source is not None else None,
    )
