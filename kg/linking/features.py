"""What speaks for and against a candidate: numbers from 0 to 1, each with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from kg.gazetteer import Candidate as Listed
from kg.gazetteer import Position
from kg.linking.candidates import Match
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait, Setting
from kg.linking.tenures import fit_office, years_apart

_LONG_AGO = 30
_OWN_STATE = frozenset({"State", "InternationalOrganization"})


def measure(
    match: Match,
    matches: Sequence[Match],
    portrait: Portrait,
    setting: Setting,
    knowledge: Knowledge,
) -> dict[str, float]:
    """The features of a candidate that are not 0, but for its company (see `measure_company`)."""
    record = match.record
    equals = [m for m in matches if m.fit == match.fit]
    best_other = max((m.record.prior for m in equals if m is not match), default=None)
    features = {
        match.fit: 1.0,
        "rivals": min(1.0, log2(max(len(equals), match.bearers if match.fit == "surname" else 1)) / 4),
        "prior": record.prior,
        "leads": record.prior - best_other if best_other is not None else 0.0,
        "type": float(record.type == portrait.type),
        "read-so": float(portrait.known is not None and portrait.known.key == record.key),
        "gender-differs": float(_differ(record.gender, portrait.gender)),
    }
    held = knowledge.positions(record.key) if portrait.type == "Person" and record.qid else ()
    features |= _country_features(record, held, portrait, setting)
    if portrait.type == "Person" and record.qid:
        features |= _office_features(match, matches, portrait, setting, held)
    return {name: round(value, 4) for name, value in features.items() if value}


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def measure_company(record: Listed, linked: Mapping[str, int]) -> dict[str, float]:
    """How many entities of the candidate's state are linked already; `linked` counts them by state."""
    alone = record.country is None or record.type in _OWN_STATE
    company = 0.0 if alone else min(1.0, linked.get(record.country or "", 0) / 3)
    return {"coherence": round(company, 4)} if company else {}


def _country_features(
    record: Listed, held: Sequence[Position], portrait: Portrait, setting: Setting
) -> dict[str, float]:
    """Whether the candidate's state is the one the text ties the entity to, or one it speaks of at all."""
    states = {record.country, *(position.of for position in held)} - {None}
    if not states or record.type in _OWN_STATE:
        return {}
    told, spoken = portrait.countries, setting.states
    return {
        "country": float(bool(states & told)),
        "country-differs": float(bool(told) and not states & told),
        "mentioned": float(not told and not states.isdisjoint(spoken)),
        "elsewhere": float(not told and bool(spoken) and states.isdisjoint(spoken)),
        "obscure": (1 - record.prior) * float(not told and states.isdisjoint(spoken)),
        "home": max(spoken.get(each or "", 0) for each in states) / sum(spoken.values()) if spoken else 0.0,
    }


def _office_features(
    match: Match,
    matches: Sequence[Match],
    portrait: Portrait,
    setting: Setting,
    positions: Sequence[Position],
) -> dict[str, float]:
    """Whether the candidate held the offices that the text gives, then or at another time."""
    named = alike = 0.0
    owned = False
    for office in portrait.offices:
        fit, kind = fit_office(office, positions, setting.day)
        named, alike = max(named, fit), max(alike, kind)
        owned = owned or (office.kind is not None and bool(office.owners))
    apart = years_apart(positions, setting.day)
    return {
        "held": named,
        "held-alike": alike if alike > named else 0.0,
        "never-held": float(owned and bool(positions) and max(named, alike) == 0.0),
        "in-office": float(setting.day is not None and bool(positions) and apart == 0),
        "other-age": min(1.0, apart / _LONG_AGO),
        "sole-holder": float(match.fit == "office" and len(matches) == 1),
        "unplaced": float(not portrait.offices),
    }
