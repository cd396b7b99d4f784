"""Known names: states, places, organizations, bodies and people, with their QIDs, read from disk.

`open_gazetteer` is for reading texts: it finds the surfaces that stand in them. `open_index` is for
linking: it finds what any name may mean, and who held an office on a date.
"""

from kg.gazetteer.candidates import Candidate, Holder, Seat
from kg.gazetteer.index import EntityIndex, open_index
from kg.gazetteer.lookup import Gazetteer, open_gazetteer
from kg.gazetteer.records import NAME_KINDS, SPELLINGS, SURFACE_KINDS, Position, Record

__all__ = [
    "NAME_KINDS",
    "SPELLINGS",
    "SURFACE_KINDS",
    "Candidate",
    "EntityIndex",
    "Gazetteer",
    "Holder",
    "Position",
    "Record",
    "Seat",
    "open_gazetteer",
    "open_index",
]
