"""Mints IRIs from content, so that the same input gives the same names; standard library only."""

from __future__ import annotations

import json
import re
import unicodedata
from hashlib import sha256

DEFAULT_BASE = "https://w3id.org/diplomacy-kg/id/"
"""What every minted IRI begins with, unless the user says otherwise."""

_SLUG_LENGTH = 80


def content_hash(*parts: str | None, length: int = 16) -> str:
    """The first `length` hex digits of the SHA-256 of `parts`, in which no two lists run together.

    >>> content_hash("a", "b") == content_hash("ab")
    False
    """
    return sha256(json.dumps(parts).encode()).hexdigest()[:length]


def slug(text: str) -> str:
    """`text` as lower-case ASCII words joined by hyphens; what ASCII cannot say is told apart by a hash.

    >>> slug("Recep Tayyip Erdoğan"), slug("U.S. Department of State"), slug("Złoty Łuk")
    ('recep-tayyip-erdogan', 'us-department-of-state', 'zloty-luk')
    """
    folded = "".join(map(_fold, unicodedata.normalize("NFKD", text)))
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", folded.lower())).strip("-")
    if words and len(words) <= _SLUG_LENGTH and not _has_foreign_letters(folded):
        return words
    short = words[: _SLUG_LENGTH - 9].strip("-")
    return "-".join(filter(None, (short, content_hash(text, length=8))))


def mint(base: str, kind: str, name: str, *, within: str | None = None) -> str:
    """The IRI of the `kind` (`person`, `topic`, …) called `name`, readable where the name is.

    With `within`, the id of a document, the IRI belongs to that document alone.

    >>> mint(DEFAULT_BASE, "person", "Dmitry Peskov")
    'https://w3id.org/diplomacy-kg/id/person/dmitry-peskov'
    >>> mint("urn:x/", "person", "Ali", within="urn:x/document/1")
    'urn:x/person/ali-b4705e84'
    """
    local = f"-{content_hash(within, length=8)}" if within else ""
    return f"{base}{kind}/{slug(name)}{local}"


def _fold(character: str) -> str:
    """The ASCII letter in `character` (`l` in `ł`), nothing for an accent, else the character itself."""
    if character.isascii():
        return character
    if unicodedata.combining(character):
        return ""
    stroked = re.match(r"LATIN (SMALL|CAPITAL) LETTER ([A-Z]{1,2}) WITH ", unicodedata.name(character, ""))
    return stroked[2].lower() if stroked else _LETTERS.get(character, character)


_LETTERS = {
    "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ə": "e", "Ə": "e",
    "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "đ": "d", "Đ": "d",
}  # fmt: skip


def _has_foreign_letters(text: str) -> bool:
    return any(character.isalnum() and not character.isascii() for character in text)
