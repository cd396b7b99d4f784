"""The graph as a network: who is central, what joins two actors, who belongs together, what changed."""

from __future__ import annotations

from kg.analysis.actors import find_actor
from kg.analysis.bridges import Bridge, CutVertex, find_bridges, find_cut_vertices
from kg.analysis.change import ActorChange, TieChange, compare_actors, compare_ties
from kg.analysis.communities import METHODS, Communities, Community, find_communities
from kg.analysis.drawing import Drawing, draw_network
from kg.analysis.exports import NETWORK_FORMATS, save_network
from kg.analysis.loading import read_network
from kg.analysis.network import (
    WEIGHTS,
    Actor,
    Link,
    Network,
    Passage,
    Tie,
    tie_directions,
    tie_pairs,
    tie_relations,
)
from kg.analysis.pages import save_page
from kg.analysis.paths import find_paths
from kg.analysis.period import Period, read_period, read_span
from kg.analysis.pictures import save_picture
from kg.analysis.ranking import MEASURES, Rank, rank_actors
from kg.analysis.selection import Selection, count_undated, keep_period, select_links
from kg.analysis.sources import from_endpoint, from_files, from_store

__all__ = [
    "MEASURES",
    "METHODS",
    "NETWORK_FORMATS",
    "WEIGHTS",
    "Actor",
    "ActorChange",
    "Bridge",
    "Communities",
    "Community",
    "CutVertex",
    "Drawing",
    "Link",
    "Network",
    "Passage",
    "Period",
    "Rank",
    "Selection",
    "Tie",
    "TieChange",
    "compare_actors",
    "compare_ties",
    "count_undated",
    "draw_network",
    "find_actor",
    "find_bridges",
    "find_communities",
    "find_cut_vertices",
    "find_paths",
    "from_endpoint",
    "from_files",
    "from_store",
    "keep_period",
    "rank_actors",
    "read_network",
    "read_period",
    "read_span",
    "save_network",
    "save_page",
    "save_picture",
    "select_links",
    "tie_directions",
    "tie_pairs",
    "tie_relations",
]
