"""The language model, loaded once."""

import hashlib

import pytest

from kg.language.loading import load_language
from kg.model import Document


@pytest.fixture(scope="session")
def parse():
    """Parses a text into sentences."""
    language = load_language()

    def parse_text(text, *, published=None):
        digest = hashlib.sha256(text.encode()).hexdigest()
        return language.parse(Document("urn:x", text, "text.txt", digest, published=published))

    return parse_text
