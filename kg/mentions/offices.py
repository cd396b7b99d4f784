"""Finds the words of offices ("deputy foreign minister", "special envoy"), with their tenure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.phrases import lower_words, match_phrase
from kg.mentions.words import POSSESSIVES
from kg.model import Sentence, Token
from kg.ontology.lexicon import Form, Lexicon


def find_offices(sentence: Sentence, lexicon: Lexicon, listed: Sequence[Mention]) -> list[OfficePhrase]:
    """The office phrases of a sentence, left to right; none inside a longer name of `listed`."""
    lowered = lower_words(sentence)
    inside = {i for m in listed if m.last - m.first > 1 for i in range(m.first, m.last)}
    found: list[OfficePhrase] = []
    at = 0
    while at < len(lowered):
        form = match_phrase(lowered, at, lexicon.offices) if at not in inside else None
        if form is None or not _is_noun(sentence, at, form):
            at += 1
            continue
        last = at + len(form.words)
        found.append(_with_tenure(OfficePhrase(sentence, at, last, form), lowered, lexicon))
        at = last
    return found


def _is_noun(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether the words are used as a noun here, and not as a verb or part of a longer compound."""
    last = sentence.tokens[at + len(form.words) - 1]
    if last.pos not in {"NOUN", "PROPN", "ADJ"} or _heads_compound(sentence, at, form):
        return False
    return last.pos != "ADJ" or last.text[0].isupper() or len(form.words) > 1


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
