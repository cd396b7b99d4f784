"""Which of an entity's names are surfaces: decided by its class, never by the single name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.gazetteer.rows import Entry
from kg.gazetteer.surfaces import clean, english, is_acronym, is_latin, vary, vary_person

_FORMAL = re.compile(
    r"\b(Republic|Kingdom|Federation|Principality|Emirates?|Sultanate|State|Commonwealth|Union) of\b"
    r"|Republic$"
)
_GENERIC_BODY = re.compile(
    r"^(Ministry|Department|Office|Bureau)\b"
    r"|^(Foreign|Interior|Internal) Affairs$|^National (Assembly|Council)$"
    r"|\b(Ministry|Department|Parliament|Government|Congress|Senate|Court|House of Representatives)$"
)
_GENERIC_SERVICE = re.compile(r"(Air Force|Armed Forces|Coast Guard|Navy|Army|Marines?)")
_PARTY_HEADS = frozenset(
    {"Party", "Front", "Movement", "Union", "Alliance", "League", "Coalition", "Congress"}
)
_WORD = re.compile(r"[^\W\d]+")
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "on", "in"})
_RARE = 3
_WELL_KNOWN = 0.4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that tell names apart: common ones, those of English labels, of states and of people."""

    common: frozenset[str]
    label_words: Mapping[str, int]
    places: frozenset[str]
    state_words: frozenset[str]
    given_names: frozenset[str]
    people_names: frozenset[str]

    def is_common(self, surface: str) -> bool:
        """Whether a single word is no name on its own, being an ordinary word as well."""
        return surface.lower() in self.common

    def is_english(self, name: str) -> bool:
        """Whether every longer word of a name also stands in several English labels."""
        return all(len(w) < 4 or self.label_words.get(w.lower(), 0) >= _RARE for w in _WORD.findall(name))


def count_words(entries: Iterable[Entry]) -> Counter[str]:
    """In how many labels of bodies, organizations and offices each word stands."""
    counted = {"InternationalOrganization", "GovernmentBody", "Office", "Agreement"}
    labels = (entry.label for entry in entries if entry.type in counted)
    return Counter(word.lower() for label in labels for word in set(_WORD.findall(label)))


def name_surfaces(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The surfaces of an entry, each with its kind."""
    rule = _RULES.get(entry.type)
    if rule:
        for surface in rule(entry, vocabulary):
            if len(surface) > 1 and (entry.type == "State" or not _misleads(entry, surface, vocabulary)):
                yield surface, "acronym" if is_acronym(surface) else _kind(entry, surface, vocabulary)


def _misleads(entry: Entry, surface: str, vocabulary: Vocabulary) -> bool:
    """Whether a single word is rather an ordinary word, or, for what is little known, a person's name."""
    if entry.type == "Person":
        return False
    words = surface.removeprefix("The ").split()
    ordinary = all(map(vocabulary.is_common, words))
    if len(words) > 1:
        vague = ordinary and entry.type == "PoliticalGroup" and not _PARTY_HEADS & set(words)
        return vague or _is_elsewhere(entry, surface, vocabulary)
    shortest = 4 if entry.subtype == "City" and entry.priority < _WELL_KNOWN else 3
    if ordinary or (len(surface) < shortest and not is_acronym(surface)):
        return True
    if entry.subtype == "Region":
        return False
    little_known = entry.priority < _WELL_KNOWN or surface not in _WORD.findall(entry.label)
    return little_known and surface in vocabulary.people_names


def _is_elsewhere(entry: Entry, surface: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is rather a person's, or two places' at once."""
    if entry.type == "Organization" and surface != entry.label:
        words = surface.split()
        return len(words) == 2 and words[0] in vocabulary.given_names and words[1] in vocabulary.people_names
    return (
        entry.type == "Place"
        and all(part in vocabulary.places for part in surface.split(" and "))
        and " and " in surface
    )


def _kind(entry: Entry, surface: str, vocabulary: Vocabulary) -> str:
    if entry.type != "GovernmentBody":
        return "name"
    if entry.subtype == "MilitaryBody":
        return "generic" if _GENERIC_SERVICE.fullmatch(surface) else "name"
    if not _GENERIC_BODY.search(surface):
        return "name"
    return "name" if vocabulary.state_words & set(_WORD.findall(surface)) else "generic"


def _name_state(entry: Entry, _: Vocabulary) -> Iterator[str]:
    yield from vary(clean(entry.label))
    for name in english(entry.row.get("aliases", ())):
        if _FORMAL.search(name) and name.isascii():
            yield name


def _name_place(entry: Entry, vocabulary: Vocabulary) -> Iterator[str]:
    names = [entry.label]
    if entry.row.get("tier", 3) < 3 or entry.subtype != "City":
        names += [*entry.row.get("aliases", ()), *entry.row.get("aliases_unsourced", ())]
    for name in english(names):
        if not name.endswith(" Time"):
            yield from vary(name)
    yield from (form for form in _mentioned(entry, vocabulary) if not is_acronym(form))


def _name_body(entry: Entry, vocabulary: Vocabulary) -> Iterator[str]:
    if entry.subtype == "MilitaryBody":
        yield from _name_simply(entry, vocabulary)
        return
    yield from vary(clean(entry.label))
    aliases = [*entry.row.get("aliases", ()), *entry.row.get("aliases_unsourced", ())]
    for name in english(aliases):
        if is_acronym(name) or (vocabulary.is_english(name) and not _repeats(name, entry.label)):
            yield name
    yield from _mentioned(entry, vocabulary)


def _repeats(alias: str, label: str) -> bool:
    return alias != label and alias.endswith((label, clean(label))) and " of " in label


def _name_party(entry: Entry, vocabulary: Vocabulary) -> Iterator[str]:
    known = bool(entry.row.get("codex_degree") or entry.row.get("news_mentions"))
    if known or not is_acronym(clean(entry.label)):
        yield from vary(clean(entry.label))
    for name in english(entry.row.get("aliases", ())):
        if (is_acronym(name) and known and len(name) > 2) or (" " in name and vocabulary.is_english(name)):
            yield name
    yield from _mentioned(entry, vocabulary)


def _name_simply(entry: Entry, vocabulary: Vocabulary) -> Iterator[str]:
    for name in english([entry.label, *entry.row.get("aliases", ())]):
        yield from vary(name)
    yield from _mentioned(entry, vocabulary)


def _name_event(entry: Entry, _: Vocabulary) -> Iterator[str]:
    for name in english([entry.label, *entry.row.get("aliases", ())]):
        yield from vary(name)


def _name_person(entry: Entry, vocabulary: Vocabulary) -> Iterator[str]:
    forms = [f for f in entry.row.get("mention_forms", ()) if f.split()[0] in vocabulary.given_names]
    for name in [entry.label, *entry.row.get("aliases", ()), *forms]:
        surface = clean(name)
        if is_latin(surface) and _is_full_name(surface, entry):
            yield from vary_person(surface)


def _is_full_name(surface: str, entry: Entry) -> bool:
    words = surface.split()
    if len(words) == 1:
        return surface == entry.label and len(surface) > 5 and bool(entry.row.get("positions"))
    return (
        len(words) < 8
        and "," not in surface
        and words[-1][0].isalpha()
        and any(w[0].isupper() for w in words)
    )


def _mentioned(entry: Entry, vocabulary: Vocabulary) -> Iterator[str]:
    """Forms that news used, where they share a word with the label or are its initials, and mean no place."""
    label = clean(entry.label)
    for form in english(entry.row.get("mention_forms", ())):
        if form in vocabulary.places or (form.isupper() and not is_acronym(form)):
            continue
        if entry.type == "InternationalOrganization" and " " not in form and not is_acronym(form):
            continue
        if _are_initials(form, label) if is_acronym(form) else _shortens(form, label):
            yield from vary(form)


def _shortens(form: str, label: str) -> bool:
    """Whether a form is capitalised and shares words with the label, or is its first word."""
    words, label_words = form.split(), label.split()
    if not all(word[0].isupper() or word in _SMALL_WORDS for word in words):
        return False
    return (
        words[0] == label_words[0] if len(words) == 1 else bool(set(words) & set(label_words) - _SMALL_WORDS)
    )


def _are_initials(form: str, label: str) -> bool:
    return form.replace(".", "") == "".join(word[0] for word in label.split() if word[0].isupper())


_RULES: Mapping[str, Callable[[Entry, Vocabulary], Iterator[str]]] = {
    "State": _name_state,
    "Place": _name_place,
    "InternationalOrganization": _name_body,
    "GovernmentBody": _name_body,
    "PoliticalGroup": _name_party,
    "Organization": _name_simply,
    "Agreement": _name_simply,
    "Event": _name_event,
    "Person": _name_person,
}
