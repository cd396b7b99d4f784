"""Groups the names of people: a surname with the full name, a fuller name with a shorter."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.entities.cluster import Cluster
from kg.mentions.mention import Mention
from kg.mentions.words import ARABIC_ARTICLE

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True, eq=False)
class _Person:
    """Who is named so far: the names, and where they stand, in the order of the text."""

    number: int
    cluster: Cluster
    names: dict[tuple[str, ...], None] = field(default_factory=dict)
    places: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _People:
    """Everybody who is named so far, by the last, the only, the first, any but the last word of a name."""

    everyone: list[_Person] = field(default_factory=list)
    _by_last: defaultdict[str, dict[int, _Person]] = field(default_factory=lambda: defaultdict(dict))
    _by_only: defaultdict[str, dict[int, _Person]] = field(default_factory=lambda: defaultdict(dict))
    _by_first: defaultdict[str, dict[int, _Person]] = field(default_factory=lambda: defaultdict(dict))
    _by_given: defaultdict[str, dict[int, _Person]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, person: _Person, words: tuple[str, ...]) -> None:
        """Notes another name of a person."""
        if words in person.names:
            return
        person.names[words] = None
        self._by_last[words[-1] if words else ""][person.number] = person
        if words:
            (self._by_only if len(words) == 1 else self._by_first)[words[0]][person.number] = person
        for word in words[:-1]:
            self._by_given[word][person.number] = person

    def find(self, words: tuple[str, ...]) -> list[_Person]:
        """Whose names can be the name in these words, or who alone has the one word within a full name."""
        near = self._by_last.get(words[-1] if words else "", {})
        if words:
            near = near | (self._by_first if len(words) == 1 else self._by_only).get(words[0], {})
        fitting = [p for _, p in sorted(near.items()) if any(may_be_same(words, name) for name in p.names)]
        given = [] if fitting or len(words) != 1 else list(self._by_given.get(words[0], {}).values())
        return fitting or (given if len(given) == 1 else [])


def group_people(mentions: Iterable[Mention]) -> list[Cluster]:
    """One cluster a person; full names first, so that a surname before its full name finds it too."""
    ordered = sorted(mentions, key=lambda m: (-len(name_words(m.label)) > -2, m.key))
    people = _People()
    for mention in ordered:
        words = name_words(mention.label)
        person = _find(words, mention, people.find(words))
        if person is None:
            person = _Person(len(people.everyone), Cluster("Person", gender=mention.gender))
            people.everyone.append(person)
        people.add(person, words)
        person.cluster.add(mention)
        insort(person.places, mention.key)
    for person in people.everyone:
        person.cluster.mentions.sort(key=lambda m: m.key)
    return [person.cluster for person in people.everyone]


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded: without accents, case, dots and the Arabic article."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    first, *others = (ARABIC_ARTICLE.sub("", w) for w in re.split(r"[\s.’']+", text))
    words = (first, *(w for w in others if w not in {"al", "el"}))
    return tuple(w for w in words if w and w not in _SUFFIXES)


def _find(words: tuple[str, ...], mention: Mention, fitting: list[_Person]) -> _Person | None:
    """The one of those whom a name fits who is meant: exactly so named, and named last before."""
    fitting = [p for p in fitting if not mention.gender or p.cluster.gender in {None, mention.gender}]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    exact = [p for p in fitting if words in p.names]
    before = [p for p in (exact or fitting) if p.places[0] < mention.key]
    return max(before or fitting, key=lambda p: _find_last(p.places, mention.key))


def _find_last(places: list[tuple[int, int, int]], key: tuple[int, int, int]) -> tuple[int, int, int]:
    """The last of the places that stands before another."""
    number = bisect_left(places, key)
    return places[number - 1] if number else (-1, 0, 0)


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
