"""Groups the names of states, bodies and places: by what the gazetteer knows, by name, by acronym."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.entities.cluster import Cluster
from kg.entities.people import name_words
from kg.mentions.mention import Mention

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to"})


def group_things(mentions: Iterable[Mention]) -> list[Cluster]:
    """One cluster a state, body or place; the same acronym, name or record is the same thing."""
    found: dict[str, Cluster] = {}
    for mention in sorted(mentions, key=lambda m: m.key):
        keys = list(_keys(mention))
        cluster = next((found[k] for k in keys if k in found), None)
        if cluster is None:
            cluster = Cluster(mention.type)
        for key in keys:
            found.setdefault(key, cluster)
        cluster.add(mention)
    return sorted(set(found.values()), key=lambda c: c.order)


def _keys(mention: Mention) -> Iterable[str]:
    """What makes two mentions one thing: the record, else the name and the initials of a long name."""
    if mention.record is not None:
        yield f"{mention.record.key}|{mention.type}"
        if mention.kind != "name":
            return
    words = [w for w in name_words(mention.label) if w not in {"the"}]
    name = " ".join(words)
    yield f"{name}|{_family(mention.type)}"
    capitals = [w for w in re.split(r"[\s-]+", mention.label) if w.lower() not in _SMALL]
    if len(capitals) >= 3 and all(w[:1].isupper() for w in capitals):
        yield f"{''.join(w[0] for w in capitals).lower()}|{_family(mention.type)}"


def _family(kind: str) -> str:
    """Bodies of every class may share a name; a place is another thing."""
    return kind if kind in {"Place", "State", "Agreement"} else "Organization"
