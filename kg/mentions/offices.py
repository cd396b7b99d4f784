"""Finds the words of offices ("deputy foreign minister", "special envoy"), with their tenure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from kg.gazetteer.lookup import Gazetteer
from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.phrases import match_phrase
from kg.mentions.words import HONORIFICS, PARTY_WORDS, POSSESSIVES, ROYAL
from kg.model import Sentence, Token
from kg.ontology.forms import Form
from kg.ontology.lexicon import Lexicon

TITLES = frozenset("minister president deputy prime vice foreign secretary ambassador chairman king".split())
"""Words that begin the next office of a list rather than go on a portfolio."""


def find_offices(
    sentence: Sentence, lexicon: Lexicon, listed: Sequence[Mention], gazetteer: Gazetteer
) -> list[OfficePhrase]:
    """The office phrases of a sentence, left to right; none inside a longer name of `listed`."""
    names = {i for m in listed for i in range(m.first, m.last)}
    lowered = sentence.lowered
    inside = {i for m in listed if m.last - m.first > 1 for i in range(m.first, m.last)}
    found: list[OfficePhrase] = []
    at = 0
    while at < len(lowered):
        form = match_phrase(lowered, at, lexicon.offices) if at not in inside else None
        if form is None or not _is_noun(sentence, at, form) or _is_in_party(sentence, at, form):
            at += 1
            continue
        if form.words[-1] in ROYAL and found and found[-1].last == at:
            at += 1
            continue
        last = _end_of_portfolio(sentence, at, form, names, gazetteer)
        found.append(_with_tenure(OfficePhrase(sentence, at, last, form), lowered, lexicon))
        at = last
    return found


def _is_in_party(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether a word is part of the name that the recognizer marked of a party: "*Justice* and … Party"."""
    tokens, end = sentence.tokens, at + 1
    if tokens[at].name_type != "ORG" or len(form.words) > 1:
        return False
    while end < len(tokens) and tokens[end].name_type == "ORG" and not tokens[end].name_start:
        end += 1
    return end > at + 1 and tokens[end - 1].text.lower() in PARTY_WORDS


def _end_of_portfolio(sentence: Sentence, at: int, form: Form, names: Set[int], gazetteer: Gazetteer) -> int:
    """Where an office ends whose portfolio goes on: "Minister of Agriculture, *Livestock and Supply*"."""
    tokens, end = sentence.tokens, at + len(form.words)
    if not tokens[end - 1].text[0].isupper():
        return end
    if not {"of", "for"} & set(form.words):
        return _end_of_field(tokens, end, names, gazetteer)
    start = end
    while (run := _next_portfolio(tokens, start, names, gazetteer)) > start:
        linked = {tokens[i].text for i in range(start, run)} & {"and", "&"}
        start = run
        if linked:
            return run
    return end


def _end_of_field(tokens: Sequence[Token], at: int, names: Set[int], gazetteer: Gazetteer) -> int:
    """Where an office ends that tells its field ("High Commissioner *for Human Rights*"), else `at`."""
    if at + 1 >= len(tokens) or tokens[at].text != "for" or tokens[at + 1].text.lower() == "the":
        return at
    end = at + 1
    while end < min(len(tokens), at + 8):
        follows = end + 1 < len(tokens) and _may_be_portfolio(tokens[end + 1], names, gazetteer)
        if not _may_be_portfolio(tokens[end], names, gazetteer) and not (
            tokens[end].text == "and" and follows
        ):
            break
        end += 1
    return end if end > at + 2 else at


def _next_portfolio(tokens: Sequence[Token], at: int, names: Set[int], gazetteer: Gazetteer) -> int:
    """Where the next capitalised item of a list ends, after a comma or *and*; `at` if none follows."""
    start = at
    while start < len(tokens) and tokens[start].text in {",", "and", "&"}:
        start += 1
    end = start
    while end < min(len(tokens), start + 3) and _may_be_portfolio(tokens[end], names, gazetteer):
        end += 1
    return end if at < start < end else at


def _may_be_portfolio(token: Token, names: Set[int], gazetteer: Gazetteer) -> bool:
    """Whether a word may be part of a portfolio, and begins no name, title or office."""
    word = token.text
    noun = word[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ"} and token.name_type != "PERSON"
    person = word.lower() in HONORIFICS | TITLES or gazetteer.given_name_gender(word) is not None
    return noun and token.index not in names and not person


def _is_noun(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether the words are used as a noun here, and not as a verb or part of a longer compound."""
    last = sentence.tokens[at + len(form.words) - 1]
    if last.pos not in {"NOUN", "PROPN", "ADJ"} or _heads_compound(sentence, at, form):
        return False
    names = [t.name_type for t in sentence.tokens[last.index + 1 : last.index + 2]]
    return last.pos != "ADJ" or last.text[0].isupper() or len(form.words) > 1 or names == ["PERSON"]


def _heads_compound(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether a lower-case noun follows, of which the words are only a part: "minister level talks"."""
    end = at + len(form.words)
    if end >= len(sentence.tokens):
        return False
    after = sentence.tokens[end]
    return (
        after.pos == "NOUN"
        and after.text.islower()
        and sentence.tokens[end - 1].dep == "compound"
        and (sentence.tokens[end - 1].head == after.index)
    )


def _with_tenure(phrase: OfficePhrase, lowered: tuple[str, ...], lexicon: Lexicon) -> OfficePhrase:
    """The phrase with the tenure that the adjectives before it, or "-elect" after it, give."""
    words = lexicon.tenures
    first, tenure = tenure_before(lowered, phrase.first, words)
    last = phrase.last
    if lowered[last : last + 2] == ("-", "elect") or lowered[last : last + 2] == ("-", "designate"):
        tenure, last = lowered[last + 1], last + 2
    elif last < len(lowered) and lowered[last] in {"designate", "elect"}:
        tenure, last = lowered[last], last + 1
    tenure = tenure or _tenure_inside(phrase, words)
    return OfficePhrase(phrase.sentence, first, last, phrase.form, tenure)


def tenure_before(lowered: tuple[str, ...], first: int, words: Mapping[str, str]) -> tuple[int, str | None]:
    """Where the adjectives of tenure before the word `first` begin, and the tenure that they tell."""
    tenure: str | None = None
    while first > 0 and (step := _tenure_step(lowered, first, words)):
        first, found = step
        tenure = tenure or found
    return first, tenure


def _tenure_step(lowered: tuple[str, ...], first: int, words: Mapping[str, str]) -> tuple[int, str] | None:
    before = lowered[first - 1]
    if before in words:
        return first - 1, words[before]
    if before == "-" and first >= 2 and lowered[first - 2] in words:
        return first - 2, words[lowered[first - 2]]
    if before in {"-", "first"} and first >= 2 and _tenure_step(lowered, first - 1, words):
        return _tenure_step(lowered, first - 1, words)
    return None


def _tenure_inside(phrase: OfficePhrase, words: Mapping[str, str]) -> str | None:
    """The tenure that belongs to the office's own name: a deputy minister, an undersecretary."""
    inside = phrase.form.words
    if words.get(inside[0]) == "deputy" or (inside[0] == "first" and words.get(inside[1]) == "deputy"):
        return "deputy"
    return "deputy" if inside[0] in {"undersecretary", "tánaiste", "tanaiste"} else None


def is_possessive(token: Token) -> bool:
    """Whether the token is the possessive ending."""
    return token.text in POSSESSIVES and token.tag in {"POS", "''"}
