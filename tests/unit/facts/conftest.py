"""The language model, loaded once."""

import hashlib

import pytest

from kg.language.loading import load_language
from kg.model import Document

SYMMETRIC = {"metWith", "spokeWith", "negotiatedWith", "agreedWith", "diplomaticRelationWith"}


@pytest.fixture(scope="session")
def parse():
    """Parses a text into sentences."""
    language = load_language()

    def parse_text(text, *, published=None):
        digest = hashlib.sha256(text.encode()).hexdigest()
        return language.parse(Document("urn:x", text, "text.txt", digest, published=published))

    return parse_text


@pytest.fixture(scope="session")
def extract():
    """Reads everything a text says."""
    from kg.pipeline import load_extractor

    extractor = load_extractor()

    def extract_text(text, *, published="2024-05-06"):
        digest = hashlib.sha256(text.encode()).hexdigest()
        return extractor.extract(Document("urn:x", text, "text.txt", digest, published=published))

    return extract_text


@pytest.fixture(scope="session")
def facts(extract):
    """The relations of a text: (subject, predicate, object, status), those of a symmetric one sorted."""

    def read(text):
        extraction = extract(text)
        names = {e.id: e.label for e in extraction.entities}
        found = set()
        for fact in extraction.facts:
            ends = [names[fact.subject], names.get(fact.object, fact.object)]
            ends = sorted(ends) if fact.predicate in SYMMETRIC else ends
            found.add((ends[0], fact.predicate, ends[1], fact.status))
        return found

    return read


@pytest.fixture(scope="session")
def events(extract):
    """The events of a text: (type, status, {role: labels})."""

    def read(text):
        extraction = extract(text)
        names = {e.id: e.label for e in extraction.entities}
        return [
            (e.type, e.status, {role: sorted(names[i] for i in ids) for role, ids in e.roles.items()})
            for e in extraction.events
        ]

    return read
