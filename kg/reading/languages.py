"""Tells whether a text is in English, with no network and the same answer every time."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

_SAMPLE = 20_000  # characters; more make the answer no surer
_FEW_WORDS = 5
_SURE = 100  # how many times likelier another language is; names alone reach some 20, sentences 1000
_ENGLISH = frozenset({"en", "eng", "english"})


def find_foreign(text: str, *, claimed: str | None = None) -> str | None:
    """What `text` is written in, where that is not English, else None.

    `claimed` (a language tag such as `en-GB`, or a name) is believed. A text of fewer than five
    words counts as English unless its letters are not Latin.

    >>> find_foreign("Moscow rejected the plan."), find_foreign("Встреча прошла в Москве")
    (None, 'Cyrillic letters')
    """
    if claimed and claimed.strip():
        return None if re.split(r"[-_]", claimed.strip().lower())[0] in _ENGLISH else repr(claimed.strip())
    sample = text[:_SAMPLE]
    return _find_script(sample) or _find_language(sample)


def _find_script(sample: str) -> str | None:
    """The script of most letters where it is not Latin."""
    letters = Counter("LATIN" if c.isascii() else _name_script(c) for c in sample if c.isalpha())
    script = letters.most_common(1)[0][0] if letters else "LATIN"
    return None if script == "LATIN" else f"{script.capitalize()} letters"


@cache
def _name_script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split(" ")[0].split("-")[0]


def _find_language(sample: str) -> str | None:
    if len(re.findall(r"[^\W\d_]+", sample)) < _FEW_WORDS:
        return None
    ranking = dict(_load_identifier().rank(sample))
    best = next(iter(ranking))
    english = max(ranking["en"], ranking["pcm"])  # Nigerian Pidgin is how names in English look at times
    return f"what looks like {best!r}" if ranking[best] > _SURE * english else None


@cache
def _load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
