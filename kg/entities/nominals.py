"""Resolves "the Kremlin spokesman", "the president", "the Armenian leader" to a person named before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kg.entities.cluster import Cluster
from kg.entities.held import ClusterOf, Held, HeldOffices, country_of, owner_cluster
from kg.language.tree import is_said_before
from kg.mentions.office_reading import OfficeReading, Owner
from kg.mentions.sharing import is_counterpart
from kg.ontology.lexicon import Entry

SENDERS = frozenset({"attributive", "possessive", "of"})
RECEIVERS = frozenset({"to", "for", "in", "at", "on"})

PARTICULAR = frozenset({"spokesmanFor", "headOfStateOf", "headOfGovernmentOf", "ministerOf", "ambassadorTo"})
"""Relations that different words tell of one office: "spokesman", "press secretary"."""

LEADERSHIP = frozenset({"headOfStateOf", "headOfGovernmentOf", "heads"})
"""Relations that "leader" and "head" may speak of."""


def resolve_nominal(reading: OfficeReading, held: HeldOffices, *, later: bool = False) -> Cluster | None:
    """The person whom an office without a name speaks of, if one fits and no other does as well.

    With `later`, also one whose name the text gives only afterwards: then the owner must be told.
    """
    if (later and not reading.owners) or _is_new(reading):
        return None
    fits = partial(_fits, reading, held.cluster_of, later=later)
    people: set[Cluster] = set()
    for holder, said in held.find(reading, same_office):
        if holder not in people and any(map(fits, said)):
            people.add(holder)
            if len(people) > 1:
                return None if reading.owners else _find_last(reading, held)
    return people.pop() if people else None


def _fits(reading: OfficeReading, cluster_of: ClusterOf, held: Held, *, later: bool) -> bool:
    if (not later and held.start >= reading.evidence.span.start) or _is_quoted_by(held.reading, reading):
        return False
    return _compatible(reading, held, cluster_of)


def _find_last(reading: OfficeReading, held: HeldOffices) -> Cluster | None:
    """Of several holders, whom the same sentence or the one before names last before the office."""
    fitting = [
        each
        for each in held.near(reading.sentence.index)
        if same_office(reading, each.reading) and _fits(reading, held.cluster_of, each, later=False)
    ]
    return max(fitting, key=lambda each: each.start).holder if fitting else None


def _is_new(reading: OfficeReading) -> bool:
    """ "*The new* prime minister": somebody else than who was named before."""
    words = {t.text.lower() for t in reading.sentence.tokens[reading.first : reading.phrase.first]}
    return not words.isdisjoint({"new", "next", "future", "incoming", "another"})


def _is_quoted_by(one: OfficeReading, speaker: OfficeReading) -> bool:
    """ "*Minister A* will go, the minister said": whoever reports of an office speaks of somebody else."""
    head = speaker.phrase.head
    if one.sentence is not speaker.sentence or head.dep != "nsubj":
        return False
    return is_said_before(speaker.sentence, speaker.sentence.tokens[head.head], one.phrase.first)


def same_office(one: OfficeReading, other: OfficeReading) -> bool:
    """Whether two readings can speak of one office: of one kind and portfolio, or "leader" of any."""
    a, b = one.phrase, other.phrase
    if (a.tenure or "current") != (b.tenure or "current") and a.tenure is not None:
        return False
    if is_counterpart(one) and one.owners:
        return bool(relations(b.form.entry) & PARTICULAR)
    if a.form.entry is b.form.entry or relations(a.form.entry) & relations(b.form.entry) & PARTICULAR:
        spoken = "spokesmanFor" in relations(a.form.entry)
        return spoken or _portfolio(a.form.words) <= _portfolio(b.form.words)
    return _leads(one) and bool(relations(b.form.entry) & LEADERSHIP)


def relations(entry: Entry) -> set[str]:
    """The relations that an office's entry can say."""
    return {sense.reference for sense in entry.senses}


def _portfolio(words: Sequence[str]) -> set[str]:
    generic = {
        "head",
        "chief",
        "minister",
        "secretary",
        "of",
        "for",
        "the",
        "affairs",
        "state",
        "-",
        "president",
        "s",
        "fm",
        "eam",
        "pm",
    }
    return {w.removesuffix("s") for w in words} - generic


def _compatible(reading: OfficeReading, held: Held, cluster_of: ClusterOf) -> bool:
    """Whether the owners of both readings can be the same: senders with senders, receivers with receivers."""
    if not reading.owners:
        return True
    if _is_of_state(reading, cluster_of) != _is_of_state(held.reading, cluster_of) and _leads(reading):
        return False
    for markers in (SENDERS, RECEIVERS):
        mine = [o for o in reading.owners if o.marker in markers]
        theirs = [o for o in held.reading.owners if o.marker in markers]
        if mine and theirs and not _share(mine, theirs, cluster_of):
            return False
    return _share(reading.owners, held.reading.owners, cluster_of)


def _leads(reading: OfficeReading) -> bool:
    return reading.phrase.form.words[-1] in {"leader", "head", "leaders", "heads"}


def _is_of_state(reading: OfficeReading, cluster_of: ClusterOf) -> bool:
    """Whether an office is one of a state: "the Ethiopian leader" does not lead a party of Ethiopia."""
    owners = (owner_cluster(o, cluster_of) for o in reading.owners)
    return any(c is not None and c.type in {"State", "GovernmentBody"} for c in owners)


def _share(mine: Sequence[Owner], theirs: Sequence[Owner], cluster_of: ClusterOf) -> bool:
    countries = {c for o in mine if (c := country_of(o, cluster_of))}
    others = {c for o in theirs if (c := country_of(o, cluster_of))}
    if countries and others:
        return bool(countries & others)
    same = {owner_cluster(o, cluster_of) for o in mine} & {owner_cluster(o, cluster_of) for o in theirs}
    return bool(same - {None})
