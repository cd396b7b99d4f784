"""Finds the phrases of a lexicon in a sentence, longest first."""

from __future__ import annotations

from collections.abc import Mapping

from kg.ontology.forms import Form, Forms


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
