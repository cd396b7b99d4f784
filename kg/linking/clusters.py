"""Links the clusters of a document: draws them, ranks their candidates together, decides."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities.resolving import Resolution
from kg.linking.drawing import LINKED, draw_portraits, draw_setting
from kg.linking.ranking import Decision, Linker
from kg.mentions.finding import SentenceMentions


def link_clusters(
    found: Sequence[SentenceMentions], resolution: Resolution, *, day: str | None, linker: Linker
) -> dict[int, Decision]:
    """What is decided of each cluster that may stand in the index, by the cluster's `id()`."""
    clusters = [cluster for cluster in resolution.clusters if cluster.type in LINKED]
    portraits = draw_portraits(clusters, found, resolution)
    decisions = linker.link(portraits, draw_setting(day, resolution.clusters))
    return {id(cluster): decision for cluster, decision in zip(clusters, decisions, strict=True)}
