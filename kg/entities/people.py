"""Groups the names of people: a surname with the full name, a fuller name with a shorter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kg.entities.cluster import Cluster
from kg.mentions.mention import Mention
from kg.mentions.words import ARABIC_ARTICLE

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def group_people(mentions: Iterable[Mention]) -> list[Cluster]:
    """One cluster a person; full names first, so that a surname before its full name finds it too."""
    ordered = sorted(mentions, key=lambda m: (-len(name_words(m.label)) > -2, m.key))
    clusters: list[tuple[list[tuple[str, ...]], Cluster]] = []
    for mention in ordered:
        words = name_words(mention.label)
        found = _find(words, mention, clusters)
        if found is None:
            found = ([], Cluster("Person", gender=mention.gender))
            clusters.append(found)
        found[0].append(words)
        found[1].add(mention)
    for _, cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.key)
    return [cluster for _, cluster in clusters]


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded: without accents, case, dots and the Arabic article."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    first, *others = (ARABIC_ARTICLE.sub("", w) for w in re.split(r"[\s.’']+", text))
    words = (first, *(w for w in others if w not in {"al", "el"}))
    return tuple(w for w in words if w and w not in _SUFFIXES)


def _find(
    words: tuple[str, ...], mention: Mention, clusters: list[tuple[list[tuple[str, ...]], Cluster]]
) -> tuple[list[tuple[str, ...]], Cluster] | None:
    fitting = [c for c in clusters if any(may_be_same(words, known) for known in c[0])]
    fitting = fitting or _by_given_name(words, clusters)
    fitting = [c for c in fitting if not (mention.gender and c[1].gender and mention.gender != c[1].gender)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    exact = [c for c in fitting if words in c[0]]
    before = [c for c in (exact or fitting) if min(m.key for m in c[1].mentions) < mention.key]
    return max(
        before or fitting,
        key=lambda c: max((m.key for m in c[1].mentions if m.key < mention.key), default=(-1, 0, 0)),
    )


def _by_given_name(
    words: tuple[str, ...], clusters: list[tuple[list[tuple[str, ...]], Cluster]]
) -> list[tuple[list[tuple[str, ...]], Cluster]]:
    """Who alone of those named in full is called by a lone word within: "Bilawal", "Lula", "Faki"."""
    found = [
        c
        for c in clusters
        if any(words[:1] == known[i : i + 1] for known in c[0] for i in range(len(known) - 1))
    ]
    return found if len(words) == 1 and len(found) == 1 else []


def may_be_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, as folded words, can be one person's.

    >>> may_be_same(("peskov",), ("dmitry", "peskov")), may_be_same(("xi",), ("xi", "jinping"))
    (True, True)
    >>> may_be_same(("antony", "blinken"), ("antony", "j", "blinken"))
    True
    >>> may_be_same(("hunter", "biden"), ("joe", "biden"))
    False
    """
    short, full = sorted((one, other), key=len)
    if not short or short == full:
        return short == full
    if len(short) == 1:
        return short[0] == full[-1] or (short[0] == full[0] and len(short[0]) <= 5 and len(full) <= 3)
    return short[-1] == full[-1] and all(any(_given(s, f) for f in full[:-1]) for s in short[:-1])


def _given(short: str, full: str) -> bool:
    return (
        short == full
        or (len(short) == 1 and full.startswith(short))
        or (len(full) == 1 and short.startswith(full))
    )
