"""What speaks for and against a candidate: numbers from 0 to 1, each with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from kg.gazetteer import Candidate as Listed
from kg.linking.candidates import Match
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait, Setting
from kg.linking.tenures import fit_office, years_apart

_LONG_AGO = 30


def measure(
    match: Match,
    matches: Sequence[Match],
    portrait: Portrait,
    setting: Setting,
    *,
    linked: Mapping[str, int],
    knowledge: Knowledge,
) -> dict[str, float]:
    """The features of a candidate that are not 0; `linked` counts the states of entities linked already."""
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
    features |= _country_features(record, portrait, setting, linked)
    if portrait.type == "Person":
        features |= _office_features(match, matches, portrait, setting, knowledge)
    return {name: round(value, 4) for name, value in features.items() if value}


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _country_features(
    record: Listed, portrait: Portrait, setting: Setting, linked: Mapping[str, int]
) -> dict[str, float]:
    """Whether the candidate's state is the one the text ties the entity to, or one it speaks of at all."""
    country = record.country
    if country is None or record.type in {"State", "InternationalOrganization"}:
        return {}
    told, spoken = bool(portrait.countries), bool(setting.states)
    return {
        "country": float(told and country in portrait.countries),
        "country-differs": float(told and country not in portrait.countries),
        "mentioned": float(not told and country in setting.states),
        "elsewhere": float(not told and spoken and country not in setting.states),
        "obscure": (1 - record.prior) * float(not told and country not in setting.states),
        "home": setting.states.get(country, 0) / sum(setting.states.values()) if spoken else 0.0,
        "coherence": min(1.0, linked.get(country, 0) / 3),
    }


def _office_features(
    match: Match, matches: Sequence[Match], portrait: Portrait, setting: Setting, knowledge: Knowledge
) -> dict[str, float]:
    if match.record.qid is None:
        return {}
    positions = knowledge.positions(match.record.qid)
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
