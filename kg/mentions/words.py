"""Word lists of English grammar that the mention stage needs; what is lexical stands in the lexicon."""

from __future__ import annotations

import re

ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
NAME_PARTICLES = frozenset(
    {"al", "bin", "binti", "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "el"}
    | {"la", "le", "ben", "ibn", "ul", "abu", "ter", "ten", "zu", "e", "y"}
)
ARABIC_ARTICLE = re.compile(r"(?:a[ldnrstz]|ash|e[ls])-(?=\w)", re.IGNORECASE)
"""The article before a surname, which the next sentence may leave out: "Haider al-Abadi", "Abadi"."""
HONORIFICS = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "miss", "prof.", "professor"}
    | {"sir", "lord", "lady", "dame", "sheikh", "sheik", "shaikh", "h.e.", "h.h.", "h.r.h.", "h.m."}
)
RANKS = frozenset(
    {"general", "gen.", "admiral", "adm.", "marshal", "colonel", "col.", "major", "maj.", "captain", "capt."}
    | {"commodore", "brigadier", "lieutenant", "lt.", "ayatollah", "senator", "sen."}
)
"""Ranks between an office and the name of who holds it: "the commander, *General* N"."""

ROYAL = frozenset({"prince", "princess", "shah", "sheikh", "sheikha"})
"""Titles of birth between an office and the name of who holds it: "Foreign Minister *Prince* N"."""

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
"""Days that stand without *on* right behind a name, and are no part of it."""
HONOURS = frozenset(
    "AC AD AK AM AO APM CB CBE CMG CNZM CSC CVO DBE DCMG DNZM DSC DSM DSO Esq FRS GCB GCMG GCVO JP KBE KC KCB"
    " KCMG KCVO KNZM LVO MBE MC MD MEP MLA MNZM MP OAM OBE OM ONZM PhD Ph.D. PSM QC QSO Retd SC".split()
)
"""Letters after a name that are no part of it."""

COURTESIES = {"mr": "male", "mrs": "female", "ms": "female"}
"""Words of courtesy that only a person's name follows, with the gender they tell."""

MASCULINE = frozenset(
    {"mr", "mr.", "sir", "lord", "king", "prince", "emperor", "sultan", "emir", "chairman", "spokesman"}
)
FEMININE = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "queen", "princess", "chairwoman", "spokeswoman"}
)
"""Words before a name that tell the gender of its bearer."""

CORPORATE = frozenset(
    {"inc", "inc.", "ltd", "ltd.", "corp", "corp.", "plc", "llc", "gmbh", "ag", "co", "co."}
    | {"group", "company", "bank", "university", "college", "hotel"}
)
"""Words in the names of firms, which no person's name has."""

WITH_ARTICLE = frozenset(
    {"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles"}
)
"""States, besides the United ones, before whose names English puts *the*."""

PLURAL_HEADS = frozenset(
    {"governments", "presidents", "leaders", "ministers", "representatives", "embassies"}
)
"""Plurals that begin a description rather than a name: "Governments of X and Y"."""

PARTY_WORDS = frozenset({"party", "front", "movement"})
"""Last words of the names of parties and movements."""

REBEL_WORDS = frozenset({"Liberation", "Resistance", "Rebel", "Insurgent", "Revolutionary"})
"""Words before *army* or *front* in the names of groups that are no state's."""

BODY_WORDS = frozenset(
    {"alliance", "association", "authority", "bank", "coalition", "commission", "committee", "council"}
    | {"forum", "foundation", "fund", "league", "organisation", "organization", "university"}
)
"""Last words of the names of bodies, which no place's name has."""
