"""An index of one's own from a dump of Wikidata: read by line, in parallel, and taken up after a stop."""

from kg.gazetteer.dump.building import Options, build_index

__all__ = ["Options", "build_index"]
