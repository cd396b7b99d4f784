"""Which entities of the index an entity of a document may be, and how their names fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.entities.people import may_be_same, name_words
from kg.gazetteer import Candidate as Listed
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait, Setting, StatedOffice
from kg.mentions.words import HONOURS

FITS = (
    *("label", "alias", "acronym", "demonym", "seat", "generic"),
    *("variant", "mononym", "surname", "similar", "office"),
)
"""How a candidate's name fits: it is its label, another name, initials, …; a part of it; or only alike.

`seat` is a place that stands for it, `generic` the name of a kind of body, `office` no name at all.
"""

_OF_KIND = {
    "name": "alias",
    "alias": "alias",
    "acronym": "acronym",
    "demonym": "demonym",
    "people": "demonym",
    "seat": "seat",
    "capital": "seat",
    "generic": "generic",
    "short": "variant",
    "surname": "surname",
}
_STANDING = frozenset({"capital", "seat"})
_BODIES = frozenset(
    {"Organization", "GovernmentBody", "InternationalOrganization", "PoliticalGroup", "DiplomaticMission"}
)
_CITY_OR_STATE = frozenset({"State", "Place"})
_FAMILIES = (_CITY_OR_STATE, _BODIES)
"""Which of a capital and its state is meant is decided by what it does, before it is looked for."""
_WHOLE = frozenset({"label", "alias"})
_MOST = 12
_FEW = 6
_ALIKE = 0.75
_SPOKEN_OF = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An entity of the index, and how its name fits: one of `FITS`."""

    record: Listed
    fit: str
    bearers: int = 1
    """How many in the index bear the name, where only a part of it is told."""


def find_matches(portrait: Portrait, setting: Setting, knowledge: Knowledge) -> list[Match]:
    """The candidates for an entity, each once by its best fit, the likeliest first."""
    find = _find_people if portrait.type == "Person" else _find_things
    found = find(portrait, setting, knowledge)
    best: dict[str, Match] = {}
    for match in found:
        other = best.get(match.record.key)
        if other is None or FITS.index(match.fit) < FITS.index(other.fit):
            best[match.record.key] = match
    return sorted(best.values(), key=lambda match: _rank_roughly(match, setting))[:_MOST]


def _rank_roughly(match: Match, setting: Setting) -> tuple[int, bool, float, str]:
    """The order in which the most promising are kept: by fit, then those of states that are spoken of."""
    record = match.record
    return FITS.index(match.fit), record.country not in setting.states, -record.prior, record.key


# ---- things


def _find_things(portrait: Portrait, setting: Setting, knowledge: Knowledge) -> Iterator[Match]:
    known = portrait.known
    record = knowledge.candidate(known.key) if known is not None else None
    if known is not None and record is not None:
        whole = known.kind_of_surface in {"name", *_STANDING} and record.label in portrait.names
        yield Match(record, "label" if whole else _OF_KIND[known.kind_of_surface])
    names = dict.fromkeys(each.partition(" (")[0] for each in portrait.names)
    borne = _bearers_of_all(names, knowledge) if portrait.type == "State" else frozenset()
    for name in names:
        for each in knowledge.candidates(name):
            if borne and each.type == "State" and each.key not in borne:
                continue
            stands = each.kind in _STANDING or (
                known is not None and {known.type, each.type} == _CITY_OR_STATE
            )
            if is_family(portrait.type, each.type) and not stands:
                yield Match(each, _fit(each, name))
        if portrait.type in _BODIES:
            yield from _find_bodies(name, portrait, setting, knowledge)


def _bearers_of_all(names: Iterable[str], knowledge: Knowledge) -> frozenset[str]:
    """The states that bear every name that any bears: not each "Congolese" one beside "Congo-Brazzaville"."""
    of_name = ({each.key for each in knowledge.candidates(n) if each.type == "State"} for n in names)
    bearers = [keys for keys in of_name if keys]
    return frozenset(set.intersection(*bearers)) if bearers else frozenset()


def _fit(record: Listed, name: str) -> str:
    if record.spelling == "variant":
        return "variant"
    return "label" if record.kind == "name" and record.label == name else _OF_KIND[record.kind]


def is_family(one: str, other: str) -> bool:
    """Whether an entity of one class may be found in the index under the other."""
    return one == other or any({one, other} <= family for family in _FAMILIES)


def _find_bodies(name: str, portrait: Portrait, setting: Setting, knowledge: Knowledge) -> Iterator[Match]:
    """The bodies of a state by what such bodies are called: "Iraq's Parliament", "the National Party"."""
    owner, _, kind = name.replace("’", "'").partition("'s ")
    told = [each.key for each in knowledge.candidates(owner) if each.type == "State"] if kind else []
    for state in told[:1] or rank_states(setting):
        for each in _find_called(kind or name, state, knowledge):
            if is_family(portrait.type, each.type):
                yield Match(each, "alias" if told else "generic")


def _find_called(name: str, state: str, knowledge: Knowledge) -> list[Listed]:
    """The bodies of a state that are so called, or have this name with "of" the state behind it."""
    owner = knowledge.candidate(state)
    whole = knowledge.candidates(f"{name} of {owner.label}") if owner is not None else ()
    kinds = [each for each in knowledge.candidates(name) if each.kind == "generic"]
    return [each for each in (*kinds, *whole) if each.country == state and each.spelling != "variant"]


# ---- people


def _find_people(portrait: Portrait, setting: Setting, knowledge: Knowledge) -> Iterator[Match]:
    if not portrait.names:
        for office in portrait.offices if all(each.owners for each in portrait.offices) else ():
            yield from (Match(each, "office") for each in _find_holders(office, setting, knowledge))
        return
    name = _without_honours(portrait.names[0])
    words = name_words(name)
    bearers = list(_find_bearers(name, words, portrait, setting, knowledge))
    yield from bearers
    known = any(each.fit in _WHOLE for each in bearers)
    for office in portrait.offices if not known else ():
        for record in _find_holders(office, setting, knowledge):
            if are_alike(words, name_words(record.label)):
                yield Match(record, "similar")


def _without_honours(name: str) -> str:
    """A name without the letters after it: "Peter Cosgrove AK MC"."""
    words = name.split()
    while len(words) > 1 and words[-1].strip(",") in HONOURS:
        words.pop()
    return " ".join(words)


def _find_bearers(
    name: str, words: tuple[str, ...], portrait: Portrait, setting: Setting, knowledge: Knowledge
) -> Iterator[Match]:
    """Those who bear a name, or a part of it."""
    found = knowledge.candidates(name)
    for record in found:
        if record.type == "Person" and record.kind != "surname":
            yield Match(record, _fit(record, name) if len(words) > 1 else "mononym")
    if not (portrait.offices == () and _is_place(found)):
        yield from _find_surnamed(found, portrait, setting)
    for part in {words[0], words[-1], " ".join(words[-2:])} if len(words) > 1 else ():
        yield from (Match(each, "variant") for each in knowledge.candidates(part) if _is_variant(words, each))


def _find_surnamed(found: Iterable[Listed], portrait: Portrait, setting: Setting) -> Iterator[Match]:
    """Those who have the whole name for a surname; of many, those of the states that are spoken of."""
    bearers = [each for each in found if each.kind == "surname"]
    for each in bearers:
        if len(bearers) <= _FEW or _may_be_meant(each, portrait, setting):
            yield Match(each, "surname", len(bearers))


def _is_place(found: Iterable[Listed]) -> bool:
    """Whether a name is rather that of a state, or of a place that is better known than anybody so called."""
    named = [each for each in found if each.spelling == "exact"]
    people = max((each.prior for each in named if each.type == "Person"), default=0.0)
    places = (each for each in named if each.kind == "name" and each.type in {"State", "Place"})
    return any(each.type == "State" or each.prior > people for each in places)


def _is_variant(words: tuple[str, ...], record: Listed) -> bool:
    """Whether a full name is one of somebody's, but for what stands between or in which order."""
    if record.type != "Person" or record.kind != "surname":
        return False
    names = [name_words(each) for each in (record.label, *record.aliases)]
    return any(len(each) > 1 and _are_variants(words, each) for each in names)


def _are_variants(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether names share their surname and a given name, or have the same words.

    >>> _are_variants(("antony", "j", "blinken"), ("antony", "blinken"))
    True
    >>> _are_variants(("norman", "h", "davis"), ("homer", "davis"))
    False
    """
    if sorted(one) == sorted(other):
        return True
    if len(one) == len(other) == 2 and one[1] == other[1]:
        return _is_short_for(*sorted((one[0], other[0]), key=len))
    shared = set(one[:-1]) & set(other[:-1]) or one[0][0] == other[0][0]
    return bool(shared) and may_be_same(one, other)


def _is_short_for(short: str, full: str) -> bool:
    """Whether one given name may be short for another: "Liz" for Elizabeth, "Tony" for Antony."""
    return len(short) > 2 and (short in full or short.rstrip("y") in full or short[:3] == full[:3])


def _may_be_meant(record: Listed, portrait: Portrait, setting: Setting) -> bool:
    """Whether a surname that many bear can mean somebody: of a state that the document speaks of."""
    if portrait.countries:
        return record.country in portrait.countries
    return record.country is None or record.country in setting.states or not setting.states


def _find_holders(office: StatedOffice, setting: Setting, knowledge: Knowledge) -> Iterator[Listed]:
    """Those who held the office when the document was written, where it says to the month."""
    day = setting.day or ""
    if len(day) < 7 or office.tenure not in {None, "current", "acting"}:
        return
    date = day[:10] if len(day) >= 10 else f"{day}-15"
    for owner in sorted(office.owners) or _likely_owners(office, setting):
        yield from knowledge.holders(owner, office, date) if owner[0] == "Q" else ()


def _likely_owners(office: StatedOffice, setting: Setting) -> list[str]:
    """The states that may be meant, for an office of state whose owner is not told."""
    return rank_states(setting) if office.kind in {"head", "minister"} else []


def rank_states(setting: Setting) -> list[str]:
    """The few states that a document speaks of most."""
    ranked = sorted(setting.states.items(), key=lambda item: (-item[1], item[0]))
    return [state for state, _ in ranked[:_SPOKEN_OF]]


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
