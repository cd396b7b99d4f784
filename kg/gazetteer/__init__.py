"""Known names: states, places, organizations, bodies and people, with their QIDs, read from disk."""

from kg.gazetteer.lookup import Gazetteer, open_gazetteer
from kg.gazetteer.records import SURFACE_KINDS, Position, Record

__all__ = ["SURFACE_KINDS", "Gazetteer", "Position", "Record", "open_gazetteer"]
