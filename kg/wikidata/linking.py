"""Links the entities of a graph: by the index on disk, or online where a user asks; to none when in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.gazetteer import Record, open_gazetteer, open_index
from kg.linking import Decision, Linker, Portrait
from kg.linking.knowledge import Offline
from kg.linking.tenures import fit_office
from kg.model import Candidate
from kg.wikidata.classes import Classes
from kg.wikidata.client import Client
from kg.wikidata.evidence import find_evidence
from kg.wikidata.finding import find_online, list_searched
from kg.wikidata.found import Found, OnlineKnowledge
from kg.wikidata.portraits import Unlinked, find_unlinked

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

    from kg.gazetteer import Gazetteer

_NOW = 0.5
"""How well an office fits that was held at another time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an entity: linked to `qid`, or to none; who said so, and why.

    `source` is `index`, `online` or `user`; `candidates` are the likeliest items, best first.
    """

    entity: Unlinked
    qid: str | None
    source: str
    reason: str
    candidates: tuple[Candidate, ...] = ()


def link_graph(
    graphs: Store,
    *,
    index: Path | None = None,
    decided: Iterable[Outcome] = (),
    client: Client | None = None,
    roots: Mapping[str, str] | None = None,
) -> list[Outcome]:
    """An outcome for each entity of a graph without a link, sorted by IRI.

    What a user decided holds. Others are looked up in the `index`, the project's own unless one is named:
    states first, since they speak for others. Where there is a client, what is left is asked for online,
    `roots` being the classes that it may be of.
    """
    outcomes = {each.entity.iri: each for each in decided}
    gazetteer = open_gazetteer(index)
    linker = Linker(Offline(open_index(index), gazetteer))
    for is_first in (True, False):
        left = [e for e in _list_left(graphs, outcomes) if not is_first or e.portrait.type == "State"]
        outcomes |= {
            each.iri: _link_known(each, linker, gazetteer) for each in left if each.iri not in outcomes
        }
    if client is not None:
        left = [e for e in _list_left(graphs, outcomes) if outcomes[e.iri].source != "user"]
        outcomes |= {each.entity.iri: each for each in link_online(left, client, roots or {})}
    return [outcomes[iri] for iri in sorted(outcomes)]


def _list_left(graphs: Store, outcomes: Mapping[str, Outcome]) -> list[Unlinked]:
    """The entities that are not linked yet, drawn with the links that were found."""
    links = {iri: outcome.qid for iri, outcome in outcomes.items() if outcome.qid}
    return find_unlinked(graphs, links)


def link_online(entities: Sequence[Unlinked], client: Client, roots: Mapping[str, str]) -> list[Outcome]:
    """An outcome for each entity, by what Wikidata finds for its names.

    A link needs more than a name: an office, a state or words that the graph and the item share.
    """
    found = find_online(entities, client, Classes(client, roots))
    return [_link_found(each, found.get(each.iri, [])) for each in entities]


def _link_known(entity: Unlinked, linker: Linker, gazetteer: Gazetteer) -> Outcome:
    if not entity.portrait.names and not entity.portrait.offices:
        return Outcome(entity, None, "index", "it has no proper name")
    portrait = replace(entity.portrait, known=_find_meant(entity.portrait, gazetteer))
    (decision,) = linker.link([portrait], entity.setting)
    candidates, record = decision.candidates, decision.record
    if record is None:
        return Outcome(entity, None, "index", "nothing in the index is likely enough", candidates)
    if portrait.type == "State" != record.type:
        return Outcome(entity, None, "index", f"{record.label} is no state", candidates)
    if record.qid is None:
        return Outcome(entity, None, "index", "it is known without a QID", candidates)
    return Outcome(entity, record.qid, "index", _tell(decision), candidates)


def _find_meant(portrait: Portrait, gazetteer: Gazetteer) -> Record | None:
    """What a state or a body that goes by the name of its seat is: the Kremlin a government."""
    met = (record for name in portrait.names for record in gazetteer.find(name))
    stands = (r for r in met if r.kind_of_surface in {"seat", "capital"} and r.type == portrait.type)
    return next(stands, None)


def _link_found(entity: Unlinked, found: Sequence[Found]) -> Outcome:
    if not list_searched(entity.portrait):
        return Outcome(entity, None, "online", "it has no whole name")
    decision = _rank(entity, found)
    fitting = [each for each in found if _has_office(each, entity)]
    if decision.qid is None and len(fitting) == 1:
        decision = _rank(entity, fitting)
    candidates = decision.candidates
    if not candidates:
        return Outcome(entity, None, "online", "nothing of its class bears its name")
    if decision.qid is None:
        why = "several bear its name" if len(found) > 1 else "too little speaks for it"
        return Outcome(entity, None, "online", why, candidates)
    meant = next(each for each in found if each.record.qid == decision.qid)
    evidence = find_evidence(entity, candidates[0], meant)
    if evidence is None:
        return Outcome(entity, None, "online", "nothing but the name speaks for it", candidates)
    return Outcome(entity, decision.qid, "online", f"its name, and {evidence}", candidates)


def _rank(entity: Unlinked, found: Sequence[Found]) -> Decision:
    (decision,) = Linker(OnlineKnowledge(found)).link([entity.portrait], entity.setting)
    return decision


def _has_office(found: Found, entity: Unlinked) -> bool:
    """Whether somebody held an office that the graph gives the entity, by its name."""
    day = entity.setting.day
    return any(fit_office(office, found.positions, day)[0] > _NOW for office in entity.portrait.offices)


def _tell(decision: Decision) -> str:
    features = decision.candidates[0].features if decision.candidates else {}
    spoken = {
        "held": "an office that it held",
        "country": "its state",
        "mentioned": "a state of the documents",
    }
    told = [words for name, words in spoken.items() if name in features]
    return " and ".join(["its name", *told])
