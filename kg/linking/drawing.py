"""Draws the portraits of a document's entities from what was read in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.entities.cluster import Cluster
from kg.entities.held import owner_cluster
from kg.entities.nominals import relations
from kg.entities.resolving import Resolution
from kg.entities.tenures import office_pattern
from kg.linking.portrait import Portrait, Setting, StatedOffice
from kg.mentions.finding import SentenceMentions
from kg.mentions.office_reading import OfficeReading

LINKED = frozenset(
    {
        "Person",
        "State",
        "Place",
        "Organization",
        "GovernmentBody",
        "InternationalOrganization",
        "PoliticalGroup",
        "Agreement",
        "Event",
    }
)
"""Classes whose entities are looked for in the index."""

_KIND_OF_RELATION = {
    "headOfStateOf": "head",
    "headOfGovernmentOf": "head",
    "ministerOf": "minister",
    "ambassadorTo": "envoy",
    "envoyTo": "envoy",
}
_WELL_KNOWN = 0.4
"""The least priority of a place that tells where a document belongs: a lesser one may be a namesake."""

_OF_STATE = 2
"""How many times as much a state says of where a document belongs as a place in it does."""

_POSTED = frozenset({"to", "in", "at"})


def draw_portraits(
    clusters: Sequence[Cluster], found: Iterable[SentenceMentions], resolution: Resolution
) -> list[Portrait]:
    """A portrait of each cluster, in their order."""
    offices: dict[int, list[OfficeReading]] = defaultdict(list)
    for sentence in found:
        for reading in sentence.readings:
            for holder in resolution.holders(reading):
                offices[id(holder)].append(reading)
    return [_draw(cluster, offices[id(cluster)], resolution) for cluster in clusters]


def draw_setting(day: str | None, clusters: Iterable[Cluster]) -> Setting:
    """When a document was written, and how often it speaks of each state, or of a place in it."""
    states: Counter[str] = Counter()
    for cluster in clusters:
        if cluster.record is not None and cluster.type in {"State", "Place"}:
            told = sum(mention.kind != "pronoun" for mention in cluster.mentions)
            states[cluster.record.key] += told * (_OF_STATE if cluster.type == "State" else 1)
            if cluster.record.country and cluster.type == "Place" and cluster.record.priority >= _WELL_KNOWN:
                states[cluster.record.country] += told
    return Setting(day, dict(states))


def _draw(cluster: Cluster, readings: Sequence[OfficeReading], resolution: Resolution) -> Portrait:
    stated = tuple(_state_office(reading, resolution) for reading in readings)
    owners = frozenset(state for reading in readings for state in _states(reading, resolution))
    return Portrait(
        type=cluster.type,
        names=_names(cluster, readings),
        offices=stated if cluster.type == "Person" else (),
        countries=owners,
        gender=cluster.gender if cluster.gender in {"male", "female"} else None,
        known=cluster.record,
    )


def _names(cluster: Cluster, readings: Sequence[OfficeReading]) -> tuple[str, ...]:
    """The proper names, the fullest first; what only an office describes has none."""
    spans = {(r.sentence.index, r.bare_first, r.bare_last) for r in readings}
    named = [m for m in cluster.mentions if m.kind not in {"pronoun", "nominal"} and m.key not in spans]
    if not named:
        return ()
    labels = {m.label for m in named} | ({cluster.label} if cluster.label else set())
    return tuple(sorted(labels, key=lambda name: (name != cluster.label, -len(name.split()), name)))


def _state_office(reading: OfficeReading, resolution: Resolution) -> StatedOffice:
    kinds = {_KIND_OF_RELATION[r] for r in relations(reading.phrase.form.entry) if r in _KIND_OF_RELATION}
    return StatedOffice(
        labels=office_pattern(reading),
        kind=min(kinds) if len(kinds) == 1 else None,
        owners=frozenset(_owners(reading, resolution)),
        tenure=reading.phrase.tenure,
        words=reading.phrase.text,
    )


def _owners(reading: OfficeReading, resolution: Resolution) -> set[str]:
    """The keys of those whose office it is; of who is posted abroad, the sender alone."""
    found = set()
    for owner in reading.owners:
        cluster = owner_cluster(owner, resolution.cluster)
        if cluster is not None and cluster.record is not None and not _is_post(owner.marker, reading):
            found.add(cluster.country or cluster.record.key)
    state = resolution.state_of.get(id(reading))
    return found | ({state.record.key} if state is not None and state.record is not None else set())


def _is_post(marker: str, reading: OfficeReading) -> bool:
    return marker in _POSTED and "ambassadorTo" in relations(reading.phrase.form.entry)


def _states(reading: OfficeReading, resolution: Resolution) -> set[str]:
    """The keys of the states among the owners, or to which an owner belongs."""
    bodies = {
        cluster.record.key
        for owner in reading.owners
        if (cluster := owner_cluster(owner, resolution.cluster)) is not None
        and cluster.record is not None
        and cluster.country is None
    }
    return _owners(reading, resolution) - bodies
