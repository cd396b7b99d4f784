"""Two short documents with what a careful reader finds in them, written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.minting import DEFAULT_BASE, content_hash, mint
from kg.model import (
    Document,
    Dropped,
    Entity,
    Event,
    Evidence,
    Extraction,
    Fact,
    Literal,
    NamedMention,
    Span,
    Tenure,
    Time,
)
from kg.ontology import Ontology, load_ontology
from kg.reading import read_documents, read_text

TALKS = (
    "Kremlin spokesman Dmitry Peskov said on Monday that Russia met Türkiye in Sochi to discuss grain.\n"
    "Peskov will visit Ankara. Former minister Igor Ivanov was there. Russia never sanctioned Türkiye 🙂.\n"
)
REPLY = "Ankara confirmed that “Russia met Türkiye” \\ 'again'.\tIt denied that it had condemned Russia.\n"
FORMER = "Former minister Igor Ivanov"
AGAIN = "“Russia met Türkiye” \\ 'again'.\tIt"


def iri(kind: str, name: str) -> str:
    return mint(DEFAULT_BASE, kind, name)


PESKOV = iri("person", "Dmitry Peskov")
IVANOV = iri("person", "Igor Ivanov")
KREMLIN = iri("government-body", "Kremlin")
RUSSIA = iri("state", "Russia")
TURKIYE = iri("state", "Türkiye")
SOCHI = iri("place", "Sochi")
ANKARA = iri("place", "Ankara")
MINISTER = iri("office", "Foreign minister of Russia")


def quote(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(Span(start, start + len(words)), words)


def fact(text: str, subject: str, predicate: str, other: str | Literal, status: str, words: str, **more):
    return Fact(subject, predicate, other, status, (quote(text, words),), "a-frame", 0.9, **more)


def _named(name: str) -> tuple[NamedMention, ...]:
    return (NamedMention(quote(TALKS, name).span, name, "name"),)


def make_talks(document: Document) -> Extraction:
    first = TALKS.splitlines()[0]
    met = "Russia met Türkiye in Sochi"
    meeting, statement = (f"{DEFAULT_BASE}event/{content_hash(document.id, name)}" for name in "ms")
    return Extraction(
        document,
        entities=(
            Entity(
                PESKOV,
                "Person",
                "Dmitry Peskov",
                ("Peskov",),
                _named("Dmitry Peskov"),
            ),
            Entity(IVANOV, "Person", "Igor Ivanov"),
            Entity(KREMLIN, "GovernmentBody", "Kremlin"),
            Entity(RUSSIA, "State", "Russia", wikidata="Q159"),
            Entity(TURKIYE, "State", "Türkiye", ("Turkey", "Türkiye"), wikidata="Q43"),
            Entity(SOCHI, "Place", "Sochi"),
            Entity(ANKARA, "Place", "Ankara"),
            Entity(MINISTER, "Office", "Foreign minister of Russia"),
        ),
        facts=(
            fact(TALKS, PESKOV, "spokesmanFor", KREMLIN, "asserted", "Kremlin spokesman Dmitry Peskov"),
            fact(TALKS, RUSSIA, "metWith", TURKIYE, "attributed", met, according_to=PESKOV, event=meeting),
            fact(TALKS, PESKOV, "visited", ANKARA, "planned", "Peskov will visit Ankara."),
            fact(TALKS, RUSSIA, "sanctioned", TURKIYE, "negated", "Russia never sanctioned Türkiye 🙂."),
            fact(
                TALKS,
                IVANOV,
                "ministerOf",
                RUSSIA,
                "asserted",
                "Former minister Igor Ivanov",
                tenure="former",
            ),
        ),
        events=(
            Event(
                meeting,
                "Meeting",
                "attributed",
                {"participant": (RUSSIA, TURKIYE), "place": (SOCHI,)},
                (quote(TALKS, first),),
                "symmetric-verb",
                0.85,
                according_to=PESKOV,
                times=(Time("on Monday", "2023-12-25"),),
                topics=("grain",),
            ),
            Event(
                statement,
                "Statement",
                "held",
                {"speaker": (PESKOV,)},
                (quote(TALKS, first),),
                "said-that",
                1.0,
                content=quote(TALKS, "Russia met Türkiye in Sochi to discuss grain"),
                part_of=(meeting,),
            ),
        ),
        tenures=(
            Tenure(
                f"{DEFAULT_BASE}tenure/{content_hash(document.id, IVANOV)}",
                IVANOV,
                MINISTER,
                RUSSIA,
                "former",
                (quote(TALKS, FORMER),),
                "prefix-title",
                0.8,
            ),
        ),
        dropped=(Dropped("facts", "range: Event is no Organization", quote(TALKS, "was there")),),
    )


def make_reply(document: Document) -> Extraction:
    return Extraction(
        document,
        entities=(
            Entity(RUSSIA, "State", "Russia", wikidata="Q159"),
            Entity(TURKIYE, "State", "Türkiye", ("Ankara",), wikidata="Q43"),
        ),
        facts=(
            fact(
                REPLY,
                RUSSIA,
                "metWith",
                TURKIYE,
                "attributed",
                AGAIN,
                according_to=TURKIYE,
            ),
            fact(REPLY, TURKIYE, "condemned", RUSSIA, "denied", "It denied that it had condemned Russia."),
        ),
    )


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def talks() -> Extraction:
    return make_talks(read_text(TALKS, source="talks.txt", published="2023-12-26", title="Talks in Sochi"))


@pytest.fixture(scope="session")
def reply() -> Extraction:
    return make_reply(read_text(REPLY, source="reply.txt", url="https://news.example/1", publisher="News"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both documents as files."""
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def extractions(folder: Path) -> list[Extraction]:
    """Both documents, read from their files."""
    reply, talks = read_documents([folder / "reply.txt", folder / "talks.txt"])
    assert isinstance(reply, Document) and isinstance(talks, Document)
    return [make_talks(talks), make_reply(reply)]
