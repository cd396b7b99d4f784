"""The mention stage: names first, then surnames of the whole document, bodies, pronouns and titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.gazetteer.lookup import Gazetteer
from kg.mentions.bodies import BodyReading, find_bodies
from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.names import find_inner_states, find_listed_names, find_names
from kg.mentions.office_reading import OfficeReading
from kg.mentions.offices import find_offices
from kg.mentions.pronouns import find_pronouns
from kg.mentions.shared_names import settle_states
from kg.mentions.surnames import spread_surnames
from kg.mentions.titles import TitleGrammar
from kg.model import Sentence
from kg.ontology.lexicon import Lexicon
from kg.ontology.schema import Ontology


@dataclass(frozen=True, slots=True)
class SentenceMentions:
    """All mentions of a sentence: `all` in the order of the text, bodies before the names inside them."""

    sentence: Sentence
    all: tuple[Mention, ...]
    bodies: tuple[BodyReading, ...]
    readings: tuple[OfficeReading, ...]
    by_token: dict[int, Mention] = field(repr=False)
    """The widest mention that covers each token."""


def find_mentions(
    sentences: Sequence[Sentence], *, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer
) -> list[SentenceMentions]:
    """The mentions of each sentence of a document."""
    offices, names, inner = [], [], []
    for sentence in sentences:
        listed = find_listed_names(sentence, gazetteer)
        phrases = find_offices(sentence, lexicon, listed, gazetteer)
        offices.append(phrases)
        names.append(find_names(sentence, gazetteer, listed, phrases))
        inner.append([*listed, *find_inner_states(sentence, names[-1], gazetteer)])
    names = spread_surnames(sentences, names, offices, gazetteer)
    settled = settle_states([*names, *inner], gazetteer)
    names, inner = settled[: len(names)], settled[len(names) :]
    parts = zip(sentences, names, offices, inner, strict=True)
    return [_assemble(s, n, o, i, lexicon, ontology) for s, n, o, i in parts]


def _assemble(
    sentence: Sentence,
    names: list[Mention],
    offices: list[OfficePhrase],
    inner: list[Mention],
    lexicon: Lexicon,
    ontology: Ontology,
) -> SentenceMentions:
    pronouns = list(find_pronouns(sentence, lexicon.word_list("body") | lexicon.word_list("union")))
    bodies = find_bodies(sentence, lexicon, names, inner, pronouns)
    bodies = [b for b in bodies if not any(o.first < b.mention.last < o.last for o in offices)]
    inside = [b.mention for b in bodies]
    outer = [n for n in names if not any(b.first <= n.first and n.last <= b.last for b in inside)]
    widest = [*inside, *outer, *pronouns]
    free = [o for o in offices if not any(b.first <= o.first and o.last <= b.last for b in inside)]
    grammar = TitleGrammar(
        sentence, free, widest, lambda o, m: may_hold(o, m, ontology), tenures=lexicon.tenures
    )
    owners = [m for b in bodies for m in (b.owner, *b.places) if m is not None]
    everything = sorted(
        {m.key: m for m in (*owners, *names, *widest)}.values(), key=lambda m: (m.first, -m.last)
    )
    by_token = {i: m for m in widest for i in range(m.first, m.last)}
    return SentenceMentions(sentence, tuple(everything), tuple(bodies), tuple(grammar.read()), by_token)


def may_hold(phrase: OfficePhrase, mention: Mention, ontology: Ontology) -> bool:
    """Whether the mention is of a class that can have what the phrase says: a person, or a member state."""
    relations = [s.reference for s in phrase.form.entry.senses if s.reference in ontology.relations]
    if not relations:
        return mention.type == "Person"
    return any(
        ontology.is_a(mention.type, domain) for r in relations for domain in ontology.relations[r].domain
    )
