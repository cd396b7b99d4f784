"""Finds names: the gazetteer's, the parser's, and the two made to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.gazetteer.lookup import Gazetteer
from kg.gazetteer.records import Record
from kg.mentions.mention import Mention, OfficePhrase, make_mention
from kg.mentions.person_names import (
    as_holder,
    find_titled_names,
    given_name_start,
    grown,
    looks_like_person,
    whole,
    with_given_name,
    with_honours,
)
from kg.mentions.words import (
    ARTICLES,
    BODY_WORDS,
    HONORIFICS,
    NAME_PARTICLES,
    PARTY_WORDS,
    PLURAL_HEADS,
    POSSESSIVES,
    REBEL_WORDS,
    ROYAL,
    WEEKDAYS,
)
from kg.model import Sentence, Token

NAME_TYPES = {
    "PERSON": "Person",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "ORG": "Organization",
    "NORP": "State",
}
"""The class that each label of the named entity recognizer stands for, where nothing better is known."""

FORMS_OF_STATE = frozenset({"Republic", "Federation", "Kingdom"})

MENTION_KIND = {"demonym": "adjective", "people": "people"}


def find_listed_names(sentence: Sentence, gazetteer: Gazetteer) -> list[Mention]:
    """The names of a sentence that the gazetteer holds, left to right, the longest first."""
    return list(_listed(sentence, gazetteer))


def find_inner_states(sentence: Sentence, names: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The states that longer names of bodies begin with: "*Russian* Foreign Ministry"."""
    return [m for name in names for m in _inner_states(sentence, name, gazetteer)]


def _inner_states(sentence: Sentence, name: Mention, gazetteer: Gazetteer) -> Iterator[Mention]:
    if name.type in {"State", "Person"} or name.last - name.first < 2:
        return
    words = [token.text for token in sentence.tokens[name.first : name.last]]
    for at in range(len(words)):
        found = gazetteer.longest(words[: len(words) - (at == 0)], at)
        if found is not None and found[1][0].type == "State" and at + found[0] <= len(words):
            record = found[1][0]
            if name.record is not None and name.record.country not in {None, record.key}:
                return
            kind = MENTION_KIND.get(record.kind_of_surface, "name")
            first = name.first + at
            first, last = _without_article(words, at, at + found[0], record) + name.first, first + found[0]
            yield make_mention(sentence, first, last, type="State", kind=kind, record=record)
            return


def find_names(
    sentence: Sentence, gazetteer: Gazetteer, listed: Sequence[Mention], offices: Sequence[OfficePhrase]
) -> list[Mention]:
    """The names of a sentence, left to right, none overlapping another; `listed` as found above."""
    taken = {i for phrase in offices for i in range(phrase.first, phrase.last)}
    free = [whole(m) for m in listed if not any(m.covers(i) for i in taken)]
    people = {i for m in free if m.type == "Person" for i in range(m.first, m.last)}
    recognized = list(_recognized(sentence, gazetteer, taken | people))
    titled = list(find_titled_names(sentence, offices, gazetteer, taken))
    known = [as_holder(m, offices) for m in recognized if not _is_state_and_person(m, free, titled)]
    return _choose(map(with_honours, titled), map(with_honours, free), map(with_honours, known))


def _is_state_and_person(name: Mention, listed: Sequence[Mention], titled: Sequence[Mention]) -> bool:
    """Whether what was marked as one name is a state and the holder of its office after it."""
    states = {m.last for m in listed if m.first == name.first and m.type == "State"}
    return any(m.first in states and m.last == name.last for m in titled)


def _listed(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Names that the gazetteer holds."""
    words = [token.text for token in sentence.tokens]
    at = 0
    while at < len(words):
        found = gazetteer.longest(words, at) if _may_begin_name(sentence.tokens[at]) else None
        record = _fitting(sentence, at, found[0], found[1], gazetteer) if found else None
        if found is None or record is None:
            at += 1
            continue
        kind = MENTION_KIND.get(record.kind_of_surface, "name")
        first, last = (
            _without_article(words, at, at + found[0], record),
            _with_form_of_state(words, at + found[0], record),
        )
        kind = "name" if last > at + found[0] else kind
        yield make_mention(sentence, first, last, type=record.type, kind=kind, record=record)
        at = last


def _without_article(words: Sequence[str], first: int, last: int, record: Record) -> int:
    """Where the name begins when its article is no part of it: "The Hague" keeps its own."""
    article = words[first].lower() == "the" and last - first > 1
    return first + 1 if article and not (record.label.startswith("The ") and words[first] == "The") else first


def _with_form_of_state(words: Sequence[str], last: int, record: Record) -> int:
    """Where the name ends when the form of state follows an adjective: "the South African Republic"."""
    follows = words[last] if last < len(words) else ""
    return last + 1 if record.kind_of_surface == "demonym" and follows in FORMS_OF_STATE else last


def _may_begin_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit() or token.text.lower() in NAME_PARTICLES


def _fitting(
    sentence: Sentence, at: int, length: int, records: Sequence[Record], gazetteer: Gazetteer
) -> Record | None:
    """The record that the words stand for here, or None when they are part of something else."""
    if length == 1 and not _is_name_word(sentence.tokens[at]) and not _is_initials(sentence, at, records):
        return None
    if length == 1 and _inside_person(sentence, at, gazetteer):
        return None
    for record in records:
        unfit = record.type == "Office" or record.kind_of_surface == "generic"
        if not unfit and not (length == 1 and record.type == "Person"):
            return record
    return None


def _inside_person(sentence: Sentence, at: int, gazetteer: Gazetteer) -> bool:
    """Whether the word is part of a longer name that is marked as a person's: "Michael *Jordan*"."""
    token, tokens = sentence.tokens[at], sentence.tokens
    if token.name_type != "PERSON" or token.pos != "PROPN":
        return False
    if not token.name_start:
        return True
    after = at + 1 < len(tokens) and tokens[at + 1].name_type == "PERSON" and not tokens[at + 1].name_start
    if not after or (at and tokens[at - 1].dep == "prep") or gazetteer.given_name_gender(tokens[at + 1].text):
        return False
    follows = gazetteer.longest([t.text for t in tokens], at + 1)
    return follows is None or follows[0] < 2 or follows[1][0].type != "Person"


def _is_initials(sentence: Sentence, at: int, records: Sequence[Record]) -> bool:
    """Whether the word is initials, whatever the parser calls it, in a text that is not all in capitals."""
    word, after = sentence.tokens[at].text, sentence.tokens[at + 1 : at + 2]
    known = any(record.kind_of_surface == "acronym" for record in records)
    return known and len(word) > 2 and word.isupper() and not (after and after[0].text.isupper())


def _is_name_word(token: Token) -> bool:
    return token.pos in {"PROPN", "ADJ", "NOUN", "X", "NUM"} and token.tag not in {"CD", "MD"}


def _recognized(sentence: Sentence, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Mention]:
    """Names that the recognizer marks, cut clean of titles, articles and possessives."""
    for first, last, label in _marked(sentence):
        singular = label == "NORP" and sentence.tokens[last - 1].tag not in {"NNPS", "NNS"}
        joints = taken | _joints(sentence, first, last, gazetteer)
        for run in _without(first, last, joints) if label in NAME_TYPES and not singular else ():
            begins, end = _trim(sentence, *run)
            start = _after_state(sentence, begins, end, label, gazetteer)
            if start < end and any(t.text[0].isupper() for t in sentence.tokens[start:end]):
                yield _typed(sentence, start, end, label, gazetteer)


def _joints(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> set[int]:
    """The commas and *of* at which a marked name falls into a person and a state: "N of Denmark"."""
    tokens = sentence.tokens
    words = [token.text for token in tokens]
    found = set()
    for at in range(first + 1, last - 1):
        if words[at] not in {",", "of"}:
            continue
        state = gazetteer.longest(words, at + 1)
        of_state = state is not None and state[1][0].type == "State" and at + 1 + state[0] >= last
        before = looks_like_person(sentence, first, at, gazetteer) and of_state
        if before or (words[at] == "," and looks_like_person(sentence, at + 1, last, gazetteer)):
            found.add(at)
    return found


def _after_state(sentence: Sentence, start: int, end: int, label: str, gazetteer: Gazetteer) -> int:
    """Where a person's name begins that was marked with a state before it: "Mexico Enrique Peña Nieto"."""
    words = [token.text for token in sentence.tokens[start:end]]
    found = gazetteer.longest(words, 0) if len(words) > 1 else None
    if found is None or found[0] >= len(words) or found[1][0].type != "State":
        return start
    person = label == "PERSON" or looks_like_person(sentence, start + found[0], end, gazetteer)
    return start + found[0] if person else start


def _marked(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    first = -1
    for token in (*sentence.tokens, None):
        goes_on = token is not None and first >= 0 and token.name_type and not token.name_start
        if first >= 0 and not goes_on:
            last = token.index if token is not None else len(sentence.tokens)
            yield first, last, sentence.tokens[first].name_type
            first = -1
        if token is not None and token.name_type and first < 0:
            first = token.index


def _without(first: int, last: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The runs of tokens from `first` to `last` that are not taken."""
    start = first
    for i in range(first, last + 1):
        if i == last or i in taken:
            if start < i:
                yield start, i
            start = i + 1


def _trim(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    tokens = sentence.tokens
    if end - start > 2 and tokens[start].text.lower() in PLURAL_HEADS and tokens[start + 1].text == "of":
        start += 2
    while start < end and (_is_edge(tokens[start]) or _is_title(tokens[start], end - start)):
        start += 1
    while start < end and (_is_edge(tokens[end - 1]) or _is_day(tokens[end - 1], end - start)):
        end -= 1
    return start, end


def _is_title(token: Token, words: int) -> bool:
    """Whether a name was marked with the title before it: "Prince N"; "Shah" may be part of it."""
    word = token.text.lower()
    return word in HONORIFICS or (words > 1 and word in ROYAL and word != "shah")


def _is_day(token: Token, words: int) -> bool:
    """Whether a name of several words was marked together with the day behind it: "met N *Tuesday*"."""
    return words > 1 and token.text.lower() in WEEKDAYS


def _is_edge(token: Token) -> bool:
    word = token.text.lower()
    return word in ARTICLES or word in POSSESSIVES or token.pos in {"PUNCT", "ADP", "CCONJ", "DET"}


def _typed(sentence: Sentence, first: int, last: int, label: str, gazetteer: Gazetteer) -> Mention:
    words = [token.text for token in sentence.tokens[first:last]]
    kind = _kind_by_last_word(words, NAME_TYPES[label])
    if kind == "Organization" and looks_like_person(sentence, first, last, gazetteer):
        kind = "Person"
    if kind == "Place" and last - first > 1 and looks_like_person(sentence, first, last, gazetteer):
        kind = "Person"
    given = kind == "Person" and not (len(words) == 1 and gazetteer.is_surname(words[0]))
    gender = gazetteer.given_name_gender(words[0]) if given else None
    if label == "NORP":
        return make_mention(sentence, first, last, type="PoliticalGroup", kind="people")
    if kind == "Person":
        first, last = grown(sentence, given_name_start(words, first, gazetteer), last)
        first = with_given_name(sentence, first, last, gazetteer)
    return make_mention(sentence, first, last, type=kind, gender=gender)


def _kind_by_last_word(words: Sequence[str], kind: str) -> str:
    """What the last word of a name says that it is: a party, a body, or else the `kind` that was marked."""
    last = words[-1].lower()
    if len(words) < 2 or kind not in {"Place", "Organization"}:
        return kind
    if last in PARTY_WORDS or (words[-2] in REBEL_WORDS and last in {"army", "forces", "council"}):
        return "PoliticalGroup"
    return "Organization" if last in BODY_WORDS else kind


def _choose(*sources: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand when those that overlap give way: to the longer, then to the earlier source."""
    ranked = [(-(m.last - m.first), n, m.first, m) for n, source in enumerate(sources) for m in source]
    chosen: list[Mention] = []
    for *_, mention in sorted(ranked, key=lambda r: r[:3]):
        if all(mention.last <= other.first or other.last <= mention.first for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.first)
