"""Resolves offices by who held them on the article's date; the gazetteer knows, the text names the office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.cluster import Cluster
from kg.entities.held import ClusterOf, country_of
from kg.entities.people import may_be_same, name_words
from kg.gazetteer.lookup import Gazetteer
from kg.mentions.office_reading import OfficeReading

_PORTFOLIO = re.compile(
    r"^(?:minister|secretary) (?:of|for) (?:the )?(.+?)(?: affairs)?$|^(.+?)(?: affairs)? minister$"
)


def resolve_by_facts(
    reading: OfficeReading, people: Sequence[Cluster], cluster_of: ClusterOf, gazetteer: Gazetteer
) -> Cluster | None:
    """The only person named in the document who, by the gazetteer, held that office of that state then.

    "The Russian President" with Vladimir Putin named elsewhere; the office itself stands in the text.
    """
    day = reading.sentence.document.published
    states = {c for o in reading.owners if (c := country_of(o, cluster_of))}
    if not day or not states:
        return None
    title = re.compile(office_pattern(reading), re.IGNORECASE)
    fitting = [p for p in people if _held(p, title, states, day, gazetteer)]
    return fitting[0] if len(fitting) == 1 else None


def _held(person: Cluster, title: re.Pattern[str], states: set[str], day: str, gazetteer: Gazetteer) -> bool:
    """Whether the person held an office so called, of one of the states, on the day."""
    if person.record is None or person.record.qid is None:
        return False
    for position in gazetteer.positions(person.record.qid):
        same = title.fullmatch(position.label) and position.of in states
        until = position.end or position.last_seen or "9999"
        if same and (position.start or "")[: len(day)] <= day[:10] and day[:10] <= until + "~":
            return True
    return False


def resolve_state(
    reading: OfficeReading, holder: Cluster, states: Sequence[Cluster], gazetteer: Gazetteer
) -> Cluster | None:
    """The only state named in the document whose office, by the gazetteer, the holder then held.

    "President Lagos" where the document names Chile: the words leave out whose president he is.
    """
    day = reading.sentence.document.published
    if not day or len(day) < 7:
        return None
    fitting = [
        s for s in states if s.record is not None and _holds(reading, holder, s.record.key, day, gazetteer)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _holds(reading: OfficeReading, holder: Cluster, state: str, day: str, gazetteer: Gazetteer) -> bool:
    words = name_words(holder.label)
    found = gazetteer.holders(state, office_pattern(reading), day if len(day) >= 10 else f"{day}-15")
    return any(may_be_same(words, name_words(record.label)) for record in found)


def office_pattern(reading: OfficeReading) -> str:
    """A regular expression for the names that an office has in the gazetteer."""
    title = " ".join(reading.phrase.form.words).replace(" - ", "-")
    names = {title}
    for words in reading.phrase.form.entry.forms if len(reading.phrase.form.entry.forms) < 40 else ():
        names.add(" ".join(words).replace(" - ", "-"))
    match = _PORTFOLIO.match(title)
    if match is not None:
        topic = match[1] or match[2]
        names |= {
            f"minister of {topic}",
            f"minister of {topic} affairs",
            f"{topic} minister",
            f"minister for {topic}",
        }
        names |= {f"minister for {topic} affairs", f"secretary of {topic}", f"{topic} secretary"}
    return "|".join(sorted(map(re.escape, names)))
