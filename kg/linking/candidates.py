"""Which records of the index an entity may be, and by which of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.entities.people import may_be_same, name_words
from kg.gazetteer.records import Record
from kg.linking.bearers import Bearers
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait, Setting, StatedOffice
from kg.mentions.words import HONOURS

FITS = (
    *("label", "alias", "acronym", "demonym", "seat", "generic"),
    *("variant", "mononym", "surname", "similar", "office"),
)
"""How a candidate's name fits: as its label, as another name of it, …, alike in sound, or by office alone."""

_OF_SURFACE = {
    "name": "alias",
    "acronym": "acronym",
    "demonym": "demonym",
    "people": "demonym",
    "seat": "seat",
    "capital": "seat",
    "generic": "generic",
}
_FAMILIES = (
    frozenset({"State", "Place"}),
    frozenset(
        {
            "Organization",
            "GovernmentBody",
            "InternationalOrganization",
            "PoliticalGroup",
            "DiplomaticMission",
        }
    ),
)
_MOST = 12
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """A record that an entity may be, and how its name fits: one of `FITS`."""

    record: Record
    fit: str
    bearers: int = 1
    """How many in the index bear the name, where only a part of it is told."""


def find_matches(portrait: Portrait, setting: Setting, gazetteer: Knowledge, bearers: Bearers) -> list[Match]:
    """The candidates for an entity, each once by its best fit, the likeliest first."""
    if portrait.type == "Person":
        found = _find_people(portrait, setting, gazetteer, bearers)
    else:
        found = _find_things(portrait, gazetteer)
    best: dict[str, Match] = {}
    for match in found:
        other = best.get(match.record.key)
        if other is None or FITS.index(match.fit) < FITS.index(other.fit):
            best[match.record.key] = match
    ranked = sorted(best.values(), key=lambda m: (FITS.index(m.fit), -m.record.priority, m.record.key))
    return ranked[:_MOST]


# ---- things


def _find_things(portrait: Portrait, gazetteer: Knowledge) -> Iterator[Match]:
    if portrait.known is not None:
        yield Match(portrait.known, _fit_of(portrait.known, portrait.names))
    for name in portrait.names:
        for record in gazetteer.find(name):
            stands = record.kind_of_surface in {"capital", "seat"}
            if is_family(portrait.type, record.type) and not stands:
                yield Match(record, _fit_of(record, portrait.names))
        yield from _find_body(name, portrait, gazetteer)


def _fit_of(record: Record, names: Iterable[str]) -> str:
    if record.kind_of_surface in {"name", "capital", "seat"} and record.label in names:
        return "label"
    return _OF_SURFACE[record.kind_of_surface]


def is_family(one: str, other: str) -> bool:
    """Whether an entity of one class may be found in the index under the other."""
    return one == other or any({one, other} <= family for family in _FAMILIES)


def _find_body(name: str, portrait: Portrait, gazetteer: Knowledge) -> Iterator[Match]:
    """The body of a state by the name of its kind: "Iraq's Parliament"."""
    owner, _, kind = name.replace("’", "'").partition("'s ")
    states = [r for r in gazetteer.find(owner) if r.type == "State"] if kind else []
    for state in states[:1]:
        body = gazetteer.body(state.key, kind)
        if body is not None and is_family(portrait.type, body.type):
            yield Match(body, "alias")


# ---- people


def _find_people(
    portrait: Portrait, setting: Setting, gazetteer: Knowledge, bearers: Bearers
) -> Iterator[Match]:
    if not portrait.names:
        for office in portrait.offices:
            yield from (Match(record, "office") for record in _holders(office, setting, gazetteer))
        return
    name = _without_honours(portrait.names[0])
    words = name_words(name)
    for record in gazetteer.find(name):
        if record.type == "Person":
            whole = "label" if record.label == name else "alias"
            yield Match(record, whole if len(words) > 1 else "mononym")
    yield from _find_bearers(words, portrait, setting, gazetteer, bearers)
    for office in portrait.offices:
        for record in _holders(office, setting, gazetteer):
            if are_alike(words, name_words(record.label)):
                yield Match(record, "similar")


def _without_honours(name: str) -> str:
    """A name without the letters after it: "Peter Cosgrove AK MC"."""
    words = name.split()
    while len(words) > 1 and words[-1].strip(",") in HONOURS:
        words.pop()
    return " ".join(words)


def _holders(office: StatedOffice, setting: Setting, gazetteer: Knowledge) -> Iterator[Record]:
    """Those who held the office when the document was written, where it says to the month."""
    day = setting.day or ""
    if len(day) < 7 or office.tenure not in {None, "current", "acting"}:
        return
    for owner in sorted(office.owners):
        if owner.startswith("Q"):
            yield from gazetteer.holders(owner, office.labels, day[:10] if len(day) >= 10 else f"{day}-15")


def _find_bearers(
    words: tuple[str, ...], portrait: Portrait, setting: Setting, gazetteer: Knowledge, bearers: Bearers
) -> Iterator[Match]:
    """Those who bear the words, or some of them, in a name."""
    seen: dict[str, str] = {}
    for word in {words[0], words[-1]} if words else ():
        for surface, person in bearers.bearing(word):
            fit = _fit_of_words(words, surface)
            if fit is not None and FITS.index(fit) < FITS.index(seen.get(person, FITS[-1])):
                seen[person] = fit
    for person, fit in sorted(seen.items()):
        record = gazetteer.record(person)
        if record is not None and (fit != "surname" or _may_be_meant(record, portrait, setting)):
            yield Match(record, fit, len(seen))


def _fit_of_words(words: tuple[str, ...], surface: tuple[str, ...]) -> str | None:
    if words == surface:
        return "alias" if len(words) > 1 else "mononym"
    if len(words) == 1:
        return "surname" if len(surface) > 1 else None
    if sorted(words) == sorted(surface):
        return "variant"
    if len(surface) > len(words) > 1 and surface[-len(words) :] == words and len(words[0]) <= 3:
        return "surname"
    return "variant" if len(surface) > 1 and may_be_same(words, surface) else None


def _may_be_meant(record: Record, portrait: Portrait, setting: Setting) -> bool:
    """Whether a surname alone can mean somebody: of a state that the document speaks of."""
    if portrait.countries:
        return record.country in portrait.countries
    return record.country is None or record.country in setting.states or not setting.states


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one in two spellings: "Mukhtar Tileuberdi" and "Mukhtar Tleuberdi".

    >>> are_alike(("mukhtar", "tileuberdi"), ("mukhtar", "tleuberdi"))
    True
    >>> are_alike(("mike", "pence"), ("mike", "pompeo"))
    False
    """
    short, full = sorted((one, other), key=len)
    return bool(short) and all(any(_alike(word, each) for each in full) for word in short)


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4:
        return one == other
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
