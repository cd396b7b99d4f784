"""What a person's name looks like: where it begins and ends, and what follows an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.gazetteer.lookup import Gazetteer
from kg.mentions.mention import Mention, OfficePhrase, make_mention
from kg.mentions.words import (
    ARTICLES,
    BODY_WORDS,
    CORPORATE,
    COURTESIES,
    HONORIFICS,
    HONOURS,
    NAME_PARTICLES,
    ROYAL,
    WEEKDAYS,
)
from kg.model import Sentence, Token


def find_titled_names(
    sentence: Sentence, offices: Sequence[OfficePhrase], gazetteer: Gazetteer, taken: set[int]
) -> Iterator[Mention]:
    """The names that follow an office or "Mr": "President Prabowo Subianto", whatever the recognizer says."""
    yield from _courteous(sentence, taken)
    for phrase in offices:
        yield from _named_after_owner(sentence, phrase, gazetteer, taken)
        yield from _named_after_comma(sentence, phrase, gazetteer, taken)
        yield from _named_in_pairs(sentence, phrase, gazetteer, taken)
        yield from _named_directly(sentence, phrase, gazetteer, taken)


def _named_directly(
    sentence: Sentence, phrase: OfficePhrase, gazetteer: Gazetteer, taken: set[int]
) -> Iterator[Mention]:
    """The name right after an office, or after the title of birth between: "Foreign Minister *Prince* N"."""
    first, end = phrase.last, _name_end(sentence, phrase.last, taken)
    if end - first > 1 and sentence.tokens[first].text.lower() in ROYAL - {"shah"}:
        first += 1
    if end == first or not _leads_to_name(sentence, phrase, end, gazetteer):
        return
    words = [token.text for token in sentence.tokens[first:end]]
    known = gazetteer.longest(words, 0)
    of_state = known is not None and known[1][0].type in {"State", "InternationalOrganization"}
    if _may_be_person(sentence, first, end, gazetteer) and (
        known is None or known[0] < len(words) or not of_state
    ):
        whole = known is not None and known[0] == len(words) > 1 and known[1][0].type == "Person"
        record = known[1][0] if known is not None and whole else None
        gender = gazetteer.given_name_gender(words[0])
        yield make_mention(sentence, first, end, type="Person", record=record, gender=gender)


def _leads_to_name(sentence: Sentence, phrase: OfficePhrase, end: int, gazetteer: Gazetteer) -> bool:
    """Whether an office stands before a name: with a capital, or before a given name that is known."""
    capital = sentence.tokens[phrase.last - 1].text[0].isupper()
    given = gazetteer.given_name_gender(sentence.tokens[phrase.last].text) is not None
    return capital or (given and end - phrase.last > 1)


def _named_in_pairs(
    sentence: Sentence, phrase: OfficePhrase, gazetteer: Gazetteer, taken: set[int]
) -> Iterator[Mention]:
    """The further names of a plural office: "Presidents N of Zambia and *M* of Botswana"."""
    words = [token.text for token in sentence.tokens]
    at = _name_end(sentence, phrase.last, taken) if phrase.form.plural else len(words)
    while (owner := _state_after_of(words, at, gazetteer)) is not None:
        first = owner + 1 if words[owner : owner + 1] == ["and"] else owner
        first = owner + 2 if words[owner : owner + 2] == [",", "and"] else first
        at = _name_end(sentence, first, taken)
        if first == owner or at <= first or _state_after_of(words, at, gazetteer) is None:
            return
        gender = gazetteer.given_name_gender(words[first])
        yield make_mention(sentence, first, at, type="Person", gender=gender)


def _state_after_of(words: Sequence[str], at: int, gazetteer: Gazetteer) -> int | None:
    """Where the state ends that follows "of" at a token, or None when none does."""
    if words[at : at + 1] != ["of"] or at + 1 >= len(words):
        return None
    start = at + 2 if words[at + 1] in ARTICLES else at + 1
    found = gazetteer.longest(words, start) if start < len(words) else None
    return start + found[0] if found is not None and found[1][0].type == "State" else None


def _may_be_person(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether words after an office can be a name: no further words of a body, a brand or a compound."""
    tokens = sentence.tokens[first:last]
    top = tokens[-1]
    if top.dep == "compound" and top.head >= last and sentence.tokens[top.head].pos in {"NOUN", "PROPN"}:
        return False
    known = any(gazetteer.given_name_gender(t.text) or gazetteer.is_surname(t.text) for t in tokens)
    return known or any(t.name_type != "ORG" for t in tokens)


def _courteous(sentence: Sentence, taken: set[int]) -> Iterator[Mention]:
    """The names after "Mr", "Mrs" and "Ms"."""
    for token in sentence.tokens:
        if token.text.lower().rstrip(".") in COURTESIES:
            end = _name_end(sentence, token.index + 1, taken)
            if end > token.index + 1:
                gender = COURTESIES[token.text.lower().rstrip(".")]
                yield make_mention(sentence, token.index + 1, end, type="Person", gender=gender)


def _named_after_owner(
    sentence: Sentence, phrase: OfficePhrase, gazetteer: Gazetteer, taken: set[int]
) -> Iterator[Mention]:
    """Names that follow an office and its state: "President of Turkmenistan Gurbanguly Berdimuhamedov"."""
    tokens, at = sentence.tokens, phrase.last
    if (
        at + 2 >= len(tokens)
        or tokens[at].text.lower() not in {"of", "to"}
        or not tokens[phrase.first].text[0].isupper()
    ):
        return
    at += 2 if tokens[at + 1].text.lower() in ARTICLES else 1
    found = gazetteer.longest([t.text for t in tokens], at)
    if found is None or found[1][0].type != "State":
        return
    first = at + found[0]
    while first < len(tokens) and tokens[first].text.lower() in HONORIFICS:
        first += 1
    end = _name_end(sentence, first, taken)
    if end - first >= 2:
        yield make_mention(
            sentence, first, end, type="Person", gender=gazetteer.given_name_gender(tokens[first].text)
        )


def _named_after_comma(
    sentence: Sentence, phrase: OfficePhrase, gazetteer: Gazetteer, taken: set[int]
) -> Iterator[Mention]:
    """A name that nobody marked, between commas after an office: "the Algerian president, N, …"."""
    tokens, words = sentence.tokens, [t.text for t in sentence.tokens]
    at = _after_owner(words, phrase.last, gazetteer)
    if phrase.form.plural or at >= len(tokens) or words[at] != ",":
        return
    end = _name_end(sentence, at + 1, taken)
    closed = end < len(tokens) and words[end] == ","
    if (
        closed
        and _is_unmarked_name(tokens[at + 1 : end], phrase)
        and gazetteer.longest(words, at + 1) is None
    ):
        yield make_mention(
            sentence, at + 1, end, type="Person", gender=gazetteer.given_name_gender(words[at + 1])
        )


def _is_unmarked_name(words: Sequence[Token], phrase: OfficePhrase) -> bool:
    """Whether two words or more may name a person: nobody marked them, or as a body in apposition."""
    marked = any(token.name_type in {"GPE", "NORP"} for token in words)
    body = any(token.name_type == "ORG" for token in words)
    corporate = any(t.text.lower() in CORPORATE | BODY_WORDS or t.text.isupper() for t in words)
    beside = bool(words) and words[-1].dep == "appos" and words[-1].head == phrase.head.index
    return len(words) > 1 and not marked and not corporate and (not body or beside)


def _after_owner(words: Sequence[str], at: int, gazetteer: Gazetteer) -> int:
    """Where an office ends together with the state that follows it after *of* or *to*."""
    if at + 1 >= len(words) or words[at].lower() not in {"of", "to"}:
        return at
    start = at + 2 if words[at + 1].lower() in ARTICLES else at + 1
    found = gazetteer.longest(words, start) if start < len(words) else None
    return start + found[0] if found is not None and found[1][0].type == "State" else at


def _name_end(sentence: Sentence, at: int, taken: set[int]) -> int:
    """Where the run of name words that begins at `at` ends."""
    tokens, end = sentence.tokens, at
    while (
        end < len(tokens)
        and end not in taken
        and (_is_capitalized_name(tokens[end]) or (end > at and goes_on(tokens, end)))
    ):
        end += 1
    return end


def _is_capitalized_name(token: Token) -> bool:
    barred = HONORIFICS | WEEKDAYS
    return token.pos == "PROPN" and token.text[0].isupper() and token.text.lower() not in barred


def given_name_start(words: Sequence[str], first: int, gazetteer: Gazetteer) -> int:
    """Where a name begins that was marked with words before it: "Economic Diplomacy *Mehdi Safari*"."""
    if (
        len(words) < 3
        or gazetteer.given_name_gender(words[0])
        or gazetteer.is_surname(words[0])
        or "." in words[0]
    ):
        return first
    for at in range(1, len(words) - 1):
        if gazetteer.given_name_gender(words[at]) and words[at - 1].lower() not in NAME_PARTICLES | {"-"}:
            return first + at
    return first


def grown(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A person's name with the particles and name words that the recognizer left outside."""
    tokens = sentence.tokens
    while last < len(tokens) and goes_on(tokens, last):
        last += 1
    while first > 0 and tokens[first].dep == "flat" and tokens[first - 1].pos == "PROPN":
        first -= 1
    return first, last


def with_given_name(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> int:
    """Where a lone surname begins together with the given name right before it."""
    before = sentence.tokens[first - 1] if first > 0 else None
    if before is None or last - first > 1 or before.pos != "PROPN" or before.dep != "compound":
        return first
    return first - 1 if gazetteer.given_name_gender(before.text) and not before.name_type else first


def with_honours(name: Mention) -> Mention:
    """A person's name with the honours after it ("Peter Varghese *AO*"), which its label leaves out."""
    tokens, end, last = name.sentence.tokens, name.last, name.last
    if name.type != "Person" or name.kind != "name":
        return name
    while end - name.first > 1 and tokens[end - 1].text in HONOURS:
        end -= 1
    while last < len(tokens) and tokens[last].text in HONOURS:
        last += 1
    plain = make_mention(name.sentence, name.first, end, type="Person") if last > end else name
    return replace(name, last=last, label=plain.label)


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token `at` carries on a name that the one before it is part of: a particle, a hyphen."""
    token = tokens[at]
    if token.text.lower() in NAME_PARTICLES and not token.text.isupper():
        return at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN" and tokens[at + 1].text[0].isupper()
    if token.text == "-":
        return (
            at + 1 < len(tokens) and token.start == tokens[at - 1].end and tokens[at + 1].start == token.end
        )
    previous = tokens[at - 1]
    joined = previous.text == "-" or previous.text.lower() in NAME_PARTICLES
    return joined and token.text[0].isalpha()


def looks_like_person(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether words that were taken for something else are a person's name by their first word."""
    words = [token.text for token in sentence.tokens[first:last]]
    if not 1 <= len(words) <= 4 or any(w.lower() in CORPORATE or w.isupper() for w in words):
        return False
    if len(words) == 1:
        return gazetteer.is_surname(words[0]) and sentence.tokens[first].pos == "PROPN"
    return gazetteer.given_name_gender(words[0]) is not None and all(
        w[0].isupper() or w.lower() in NAME_PARTICLES for w in words
    )


def as_holder(name: Mention, offices: Sequence[OfficePhrase]) -> Mention:
    """A lone word marked as a body or a place, as the person whose title stands before it: "FM *N*"."""
    unknown = name.record is None and name.last - name.first == 1 and name.type in {"Organization", "Place"}
    titles = (o for o in offices if o.last == name.first and not o.form.plural and o.text[0].isupper())
    word = name.text
    titled = unknown and word.istitle() and word.lower() not in CORPORATE | BODY_WORDS and any(titles)
    return replace(name, type="Person") if titled else name


def whole(name: Mention) -> Mention:
    """A known person's name with the surnames after it that the recognizer counts to it."""
    tokens, last = name.sentence.tokens, name.last
    if name.type != "Person" or tokens[name.first].name_type != "PERSON":
        return name
    while last < len(tokens) and tokens[last].name_type == "PERSON" and not tokens[last].name_start:
        last += 1
    clean = all(t.text.istitle() and t.text.isalpha() for t in tokens[name.last : last])
    if last == name.last or not clean:
        return name
    return make_mention(
        name.sentence, name.first, last, type="Person", record=name.record, gender=name.gender
    )
