"""Finds the phrases of a lexicon in a sentence, longest first."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Sentence
from kg.ontology.lexicon import Form


def match_phrase(lowered: tuple[str, ...], at: int, forms: Mapping[str, tuple[Form, ...]]) -> Form | None:
    """The longest form that stands at the word `at` of a sentence, given in lower case."""
    for form in forms.get(lowered[at], ()):
        if lowered[at : at + len(form.words)] == form.words:
            return form
    return None


def lower_words(sentence: Sentence) -> tuple[str, ...]:
    """The words of a sentence in lower case."""
    return tuple(token.text.lower() for token in sentence.tokens)
