"""Who in the index bears a word in a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from kg.entities.people import name_words
from kg.linking.knowledge import Knowledge

Bearer = tuple[tuple[str, ...], str]
"""The words of a name, folded, and the QID of who bears it."""


class Bearers:
    """The people of an index by each word of their names."""

    def __init__(self, gazetteer: Knowledge) -> None:
        self._gazetteer = gazetteer

    def bearing(self, word: str) -> tuple[Bearer, ...]:
        """All who bear a word, folded, in one of their names."""
        return tuple(self._by_word.get(word, ()))

    @cached_property
    def _by_word(self) -> Mapping[str, list[Bearer]]:
        found: dict[str, list[Bearer]] = defaultdict(list)
        for name, person in self._gazetteer.person_names():
            words = name_words(name)
            for word in set(words):
                found[word].append((words, person))
        return found
