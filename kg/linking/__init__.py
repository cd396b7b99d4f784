"""Which entity of Wikidata is meant, or that none is: candidates, their ranking, and why."""

from kg.linking.clusters import link_clusters
from kg.linking.portrait import Portrait, Setting, StatedOffice
from kg.linking.posts import link_posts
from kg.linking.ranking import Decision, Linker

__all__ = ["Decision", "Linker", "Portrait", "Setting", "StatedOffice", "link_clusters", "link_posts"]
