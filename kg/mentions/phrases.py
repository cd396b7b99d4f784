"""Finds the phrases of a lexicon in a sentence, longest first."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Sentence
from kg.ontology.lexicon import Form

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def match_phrase(lowered: tuple[str, ...], at: int, forms: Mapping[str, tuple[Form, ...]]) -> Form | None:
    """The longest form that stands at the word `at` of a sentence, given in lower case."""
    found = forms.get(lowered[at])
    if found is None:
        return None
    second = lowered[at + 1] if at + 1 < len(lowered) else ""
    for form in found:
        words = form.words
        if len(words) == 1 or (words[1] == second and lowered[at : at + len(words)] == words):
            return form
    return None


def lower_words(sentence: Sentence) -> tuple[str, ...]:
    """The words of a sentence in lower case, without the marks of writing direction that a page may hold."""
    return tuple(_lowered(token.text) for token in sentence.tokens)


def _lowered(word: str) -> str:
    return word.lower() if word.isascii() else word.strip(_INVISIBLE).lower()
