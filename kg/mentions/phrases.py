"""Finds the phrases of a lexicon in a sentence, longest first."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Sentence
from kg.ontology.forms import Form, Forms

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def match_phrase(lowered: tuple[str, ...], at: int, forms: Mapping[str, Forms]) -> Form | None:
    """The longest form that stands at the word `at` of a sentence, given in lower case."""
    found = forms.get(lowered[at])
    if found is None:
        return None
    if at + 1 < len(lowered):
        for form in found.by_second.get(lowered[at + 1], ()):
            if lowered[at : at + len(form.words)] == form.words:
                return form
    return next(iter(found.by_second.get("", ())), None)


def lower_words(sentence: Sentence) -> tuple[str, ...]:
    """The words of a sentence in lower case, without the marks of writing direction that a page may hold."""
    return tuple(_lowered(token.text) for token in sentence.tokens)


def _lowered(word: str) -> str:
    return word.lower() if word.isascii() else word.strip(_INVISIBLE).lower()
