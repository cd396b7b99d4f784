"""Links the entities of a graph: by the index on disk, or online where a user asks; to none when in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.linking import Decision, Linker, Portrait
from kg.model import Candidate
from kg.wikidata.classes import Classes
from kg.wikidata.client import Client
from kg.wikidata.finding import OnlineKnowledge, find_online, list_searched
from kg.wikidata.portraits import Unlinked

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

_OFFICES: Final = frozenset({"held", "held-alike"})
_PLACES: Final = frozenset({"country", "mentioned", "coherence"})
_KNOWN: Final = 0.5
"""The prior from which on a thing, not a person, is meant by its name alone if nothing else bears it."""


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


def link_by_index(entities: Sequence[Unlinked], gazetteer: Gazetteer) -> list[Outcome]:
    """An outcome for each entity, by the index on disk alone."""
    linker = Linker(gazetteer)
    return [_link_known(each, linker) for each in entities]


def link_online(entities: Sequence[Unlinked], client: Client, roots: Mapping[str, str]) -> list[Outcome]:
    """An outcome for each entity, by what Wikidata finds for its names.

    A link needs more than a name: an office, a state or words that the graph and the item share.
    """
    found = find_online(entities, client, Classes(client, roots))
    return [_link_found(each, OnlineKnowledge(found.get(each.iri, []))) for each in entities]


def _link_known(entity: Unlinked, linker: Linker) -> Outcome:
    if not entity.portrait.names and not entity.portrait.offices:
        return Outcome(entity, None, "index", "it has no proper name")
    (decision,) = linker.link([entity.portrait], entity.setting)
    if decision.qid:
        return Outcome(entity, decision.qid, "index", _tell(decision), decision.candidates)
    known = "it is known without a QID" if decision.record else "nothing in the index is likely enough"
    return Outcome(entity, None, "index", known, decision.candidates)


def _link_found(entity: Unlinked, knowledge: OnlineKnowledge) -> Outcome:
    if not list_searched(entity.portrait):
        return Outcome(entity, None, "online", "it has no whole name")
    (decision,) = Linker(knowledge).link([entity.portrait], entity.setting)
    candidates = decision.candidates
    if not candidates:
        return Outcome(entity, None, "online", "nothing of its class bears its name")
    if decision.qid is None:
        why = "several bear its name" if len(candidates) > 1 else "too little speaks for it"
        return Outcome(entity, None, "online", why, candidates)
    evidence = _find_evidence(entity.portrait, candidates[0], knowledge)
    if evidence is None:
        return Outcome(entity, None, "online", "nothing but the name speaks for it", candidates)
    return Outcome(entity, decision.qid, "online", f"its name, and {evidence}", candidates)


def _find_evidence(portrait: Portrait, best: Candidate, knowledge: OnlineKnowledge) -> str | None:
    """What the graph and an item share beside a name, in words; None where they share nothing.

    A person to whom the graph gives an office must have one that is like it.
    """
    features, is_person = best.features, portrait.type == "Person"
    shared = knowledge.shared(best.wikidata)
    told = (
        (shared is not None, f"the words {shared!r}"),
        (bool(_OFFICES & features.keys()), "an office that it held"),
        (is_person and bool(portrait.offices), None),
        ("rivals" not in features and "country" in features, "its state"),
        (is_person, None),
        ("rivals" not in features and features.get("prior", 0.0) >= _KNOWN, "how well known it is"),
        (
            bool({"country", "mentioned", "coherence"} & features.keys()),
            "a state that the documents speak of",
        ),
    )
    return next((evidence for holds, evidence in told if holds), None)


def _tell(decision: Decision) -> str:
    features = decision.candidates[0].features if decision.candidates else {}
    spoken = {
        "held": "an office that it held",
        "country": "its state",
        "mentioned": "a state of the documents",
    }
    told = [words for name, words in spoken.items() if name in features]
    return " and ".join(["its name", *told])
