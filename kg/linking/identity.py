"""When an entity is the same in another document: by its link, or by a name that is evidence enough."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.gazetteer.records import Record
from kg.linking.candidates import Match
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait
from kg.mentions.words import BODY_WORDS, PARTY_WORDS

_BODIES = frozenset({"Organization", "GovernmentBody", "PoliticalGroup", "DiplomaticMission"})
_WHOLE = frozenset({"label", "alias", "known", "mononym"})
_KINDS = (
    BODY_WORDS
    | PARTY_WORDS
    | frozenset(
        "administration agency army assembly board bureau cabinet central chamber civil congress court"
        " delegation department embassy force forces foreign government house interior military ministry"
        " mission national navy office opposition parliament police regime representatives security senate"
        " service state supreme troops".split()
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"of", "the", "and", "for", "s"})


def name_record(record: Record, gazetteer: Knowledge) -> str:
    """What a linked entity's IRI is made of: its label, with the QID where others of its class share it."""
    sharing = {
        r.key for r in gazetteer.find(record.label) if (r.type, r.label) == (record.type, record.label)
    }
    return f"{record.label} {record.qid}" if record.qid and sharing - {record.key} else record.label


def find_seat(record: Record, portrait: Portrait, gazetteer: Knowledge) -> str | None:
    """The QID of the place by whose name a body goes in the text: that of the Moscow Kremlin."""
    if record.kind_of_surface != "seat":
        return None
    places = (r for name in portrait.names for r in gazetteer.find(name) if r.type == "Place")
    return next((place.qid for place in places), None)


def is_ambiguous(portrait: Portrait, matches: Iterable[Match], gazetteer: Knowledge) -> bool:
    """Whether the name of what was not linked may mean another in another document.

    It does where the index knows somebody of that whole name who is not meant here, and where the
    name only says what kind of body it is.
    """
    if any(match.fit in _WHOLE for match in matches):
        return True
    return portrait.type in _BODIES and all(_is_generic(name, gazetteer) for name in portrait.names)


def _is_generic(name: str, gazetteer: Knowledge) -> bool:
    words = {word.lower() for word in _WORD.findall(name)} - _SMALL
    kinds = {record.kind_of_surface for record in gazetteer.find(name)}
    return words <= _KINDS or "generic" in kinds or name.islower()
