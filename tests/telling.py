"""What the pipeline tells of a text, in words; and sentences parsed by hand, for stages without a model."""

import hashlib
from dataclasses import replace
from functools import cache

from kg.entities import resolve
from kg.mentions import find_mentions
from kg.model import Document, Literal, Sentence, Token
from kg.pipeline import load_extractor


@cache
def the_extractor():
    """The shipped extractor, loaded once for all tests."""
    return load_extractor()


def as_document(text, *, name="urn:x:1", published=None):
    """A document with that text."""
    return Document(name, text, "text.txt", hashlib.sha256(text.encode()).hexdigest(), published)


def extract(text, **known):
    """The extraction of a text."""
    return the_extractor().extract(as_document(text, **known))


def facts(text, *predicates, **known):
    """The facts drawn from no event, as "N spokesmanFor Kremlin (former)"; with `predicates`, only these."""
    found = extract(text, **known)
    labels = {entity.id: entity.label for entity in found.entities}
    return {
        say(fact, labels)
        for fact in found.facts
        if fact.event is None and (not predicates or fact.predicate in predicates)
    }


def say(fact, labels):
    """A fact in words, with its tenure and with its status unless it is asserted."""
    thing = fact.object.value if isinstance(fact.object, Literal) else labels[fact.object]
    tenure = f" ({fact.tenure})" if fact.tenure else ""
    status = f" [{fact.status}]" if fact.status != "asserted" else ""
    return f"{labels[fact.subject]} {fact.predicate} {thing}{tenure}{status}"


def kinds(text, **known):
    """The class of each entity by its label."""
    return {entity.label: entity.type for entity in extract(text, **known).entities}


def aliases(text, label, **known):
    """The other names of the entity called `label`."""
    return next(set(e.aliases) for e in extract(text, **known).entities if e.label == label)


def mentions(text):
    """Every name of a text with its class, as "Dmitry Peskov/Person"."""
    sentences = the_extractor().language.parse(as_document(text))
    return {f"{m.label}/{m.type}" for each in found_in(*sentences) for m in each.all if m.kind == "name"}


def parsed(*rows, index=0, name="urn:x:1"):
    """A sentence from rows "text lemma POS TAG dep head ner", heads counted from 0.

    `ner` is "" or a label, with "+" before it where the token carries on the name before.
    Words are parted by a space, except before punctuation and 's.
    """
    text, tokens = "", []
    for at, row in enumerate(rows):
        word, lemma, pos, tag, dep, head, *ner = row.split()
        tight = word in {",", ".", ")", "'s", "’s", "-", ":"} or text.endswith(("(", "-"))
        text += "" if not text or tight else " "
        label = ner[0] if ner else ""
        start = len(text)
        text += word
        token = Token(at, start, len(text), word, lemma, pos, tag, dep, int(head), label.lstrip("+"))
        tokens.append(replace(token, name_start=bool(label) and not label.startswith("+")))
    return Sentence(as_document(text, name=name), index, tuple(tokens))


def found_in(*sentences):
    """The mentions of parsed sentences, with the shipped lexicon, ontology and gazetteer."""
    extractor = the_extractor()
    return find_mentions(
        sentences, lexicon=extractor.lexicon, ontology=extractor.ontology, gazetteer=extractor.gazetteer
    )


def offices(*sentences):
    """The offices of parsed sentences, as "title-name: Press Secretary of President by Dmitry Peskov"."""
    return [say_office(reading) for each in found_in(*sentences) for reading in each.readings]


def say_office(reading):
    """An office in words: the construction, the office, its owners, its holders."""
    owners = [o.mention.label if o.mention else o.office.phrase.text for o in reading.owners]
    of = f" of {' and '.join(owners)}" if owners else ""
    by = f" by {' and '.join(h.label for h in reading.holders)}" if reading.holders else ""
    return f"{reading.frame}: {reading.phrase.text}{of}{by}"


def resolved(*sentences):
    """Each resolved pronoun and office without a name of parsed sentences, with whom it stands for."""
    extractor = the_extractor()
    found = found_in(*sentences)
    resolution = resolve(found, lexicon=extractor.lexicon, gazetteer=extractor.gazetteer)
    pronouns = {
        m.text: cluster.label
        for each in found
        for m in each.all
        if m.kind == "pronoun" and (cluster := resolution.cluster(m)) is not None
    }
    nominals = {
        reading.phrase.text: cluster.label
        for each in found
        for reading in each.readings
        if not reading.holders
        for cluster in resolution.holders(reading)
    }
    return pronouns | nominals
