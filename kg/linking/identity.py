"""When an entity is the same in another document: by its link, or by a name that is evidence enough."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.gazetteer import Candidate as Listed
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


def name_record(record: Listed, knowledge: Knowledge) -> str:
    """What a linked entity's IRI is made of: its label, with the QID where others of its class share it."""
    sharing = {
        r.key for r in knowledge.candidates(record.label) if (r.type, r.label) == (record.type, record.label)
    }
    return f"{record.label} {record.qid}" if record.qid and sharing - {record.key} else record.label


def find_seat(match: Match, portrait: Portrait, knowledge: Knowledge) -> str | None:
    """The QID of the place by whose name a body goes in the text: that of the Moscow Kremlin."""
    seats = (knowledge.seat(name) for name in portrait.names) if match.fit == "seat" else ()
    places = (seat.place for seat in seats if seat is not None and seat.body.key == match.record.key)
    return next((place.qid for place in places if place is not None), None)


def is_ambiguous(portrait: Portrait, matches: Iterable[Match], knowledge: Knowledge) -> bool:
    """Whether the name of what was not linked may mean another in another document.

    It does where the index knows somebody of that whole name who is not meant here, and where the
    name only says what kind of body it is.
    """
    if any(match.fit in _WHOLE for match in matches):
        return True
    return portrait.type in _BODIES and all(_is_generic(name, knowledge) for name in portrait.names)


def _is_generic(name: str, knowledge: Knowledge) -> bool:
    words = {word.lower() for word in _WORD.findall(name)} - _SMALL
    kinds = {record.kind for record in knowledge.candidates(name)}
    return words <= _KINDS or "generic" in kinds or name.islower()
