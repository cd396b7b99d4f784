"""Finds the phrases of a lexicon in a sentence, longest first."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Sentence
from kg.ontology.lexicon import Form


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
    """The words of a sentence in lower case."""
    return tuple(token.text.lower() for token in sentence.tokens)
