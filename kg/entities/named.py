"""The clusters of a document, found by where they are mentioned and by what they are called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.entities.cluster import Cluster
from kg.mentions.mention import Mention

WINDOW = 3
"""How many sentences back a pronoun looks."""


@dataclass(slots=True)
class Places:
    """Where clusters are mentioned, so that a pronoun looks at those alone that were named lately."""

    _by_sentence: defaultdict[int, dict[Cluster, list[Mention]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _states: dict[Cluster, None] = field(default_factory=dict)
    _states_of_paragraph: defaultdict[int, dict[Cluster, tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def add(self, mention: Mention, cluster: Cluster) -> None:
        """Notes that a mention speaks of a cluster."""
        self._by_sentence[mention.sentence.index].setdefault(cluster, []).append(mention)
        if cluster.type == "State":
            self._states[cluster] = None
            first = self._states_of_paragraph[mention.sentence.paragraph]
            first[cluster] = min(first.get(cluster, mention.key), mention.key)

    def find_recent(self, mention: Mention) -> dict[Cluster, list[Mention]]:
        """The clusters named before a mention, in its sentence or the WINDOW before it, and where."""
        found: defaultdict[Cluster, list[Mention]] = defaultdict(list)
        for index in range(mention.sentence.index - WINDOW, mention.sentence.index + 1):
            for cluster, mentions in self._by_sentence.get(index, {}).items():
                found[cluster] += (each for each in mentions if each.key < mention.key)
        return {cluster: mentions for cluster, mentions in found.items() if mentions}

    def find_states(self, mention: Mention) -> list[Cluster]:
        """The states named before a mention in its paragraph; where there are none, before it in the text."""
        near = self._states_of_paragraph.get(mention.sentence.paragraph, {})
        found = [state for state, first in near.items() if first < mention.key]
        return found or [state for state in self._states if state.order < mention.key]


@dataclass(slots=True)
class Called:
    """The clusters by what they are called; new ones are taken up when one is asked for."""

    clusters: list[Cluster]
    _found: defaultdict[tuple[str, str], list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    _taken_up: int = 0

    def find(self, kind: str, label: str) -> list[Cluster]:
        """The clusters of a class that are so called, but for capitals, in their order."""
        for cluster in self.clusters[self._taken_up :]:
            self._found[cluster.type, cluster.label.lower()].append(cluster)
        self._taken_up = len(self.clusters)
        return self._found.get((kind, label.lower()), [])
