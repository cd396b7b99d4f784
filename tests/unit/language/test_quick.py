"""What the quick parts of a pipeline note is what spaCy notes, word by word."""

import re
from pathlib import Path

import pytest

from kg.language import load_language
from kg.language.quick import attributes, quicken, words
from tests.telling import the_extractor

ROOT = Path(__file__).parents[3]

ODD = (
    "",
    " ",
    "\n\n  \t ",
    "Putin",
    "Putin  met   Xi .",
    "He's gonna ask what they gotta do; y'all let's go, c'mon, it ain't so.",
    "There is a treaty. There are talks. There's a summit, and they're late.",
    "🙂 Макрон met Мerkel at 5pm — in “Genève”…",
    "I told you it was us, not them: do as I did, and have what we had.",
    "New York, New York, New York, the United States of America, 2024, $5 million, 12 May.",
    "a " * 300,
    "Angela Merkel Emmanuel Macron Vladimir Putin Xi Jinping Boris Johnson Joe Biden",
)


@pytest.fixture(scope="module")
def slow():
    """The pipeline with nothing but spaCy's own parts."""
    return load_language(quick=False).pipeline


@pytest.fixture(scope="module")
def quick():
    """The pipeline as it is shipped."""
    return the_extractor().language.pipeline


def test_the_texts_of_the_seeds_and_the_scorecard_are_annotated_as_spacy_annotates_them(slow, quick):
    texts = [
        *_read_sentences(),
        *(path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")),
    ]
    assert len(texts) > 1_000
    assert _annotate(quick, texts) == _annotate(slow, texts)


def test_odd_texts_are_annotated_as_spacy_annotates_them(slow, quick):
    assert _annotate(quick, ODD) == _annotate(slow, ODD)


def test_texts_are_annotated_alike_one_by_one_and_in_batches(quick):
    texts = _read_sentences()[:200]
    alone = [_describe(quick(text)) for text in texts]
    assert _annotate(quick, texts) == alone


def test_words_that_were_forgotten_are_annotated_alike(slow, monkeypatch):
    monkeypatch.setattr(words, "MOST_WORDS", 50)
    monkeypatch.setattr(attributes, "MOST_WORDS", 50)
    forgetful = load_language().pipeline
    texts = _read_sentences()[:200]
    assert _annotate(forgetful, texts) == _annotate(slow, texts)


def test_a_recognizer_that_looks_ahead_is_left_as_it_is():
    pipeline = load_language(quick=False).pipeline
    pipeline.get_pipe("ner").cfg["beam_width"] = 4
    quicken(pipeline)
    assert "ner" in pipeline.pipe_names


def test_a_parser_that_looks_ahead_is_left_as_it_is():
    pipeline = load_language(quick=False).pipeline
    pipeline.get_pipe("parser").cfg["beam_width"] = 4
    quicken(pipeline)
    assert "parser" in pipeline.pipe_names


def test_rules_that_look_at_more_than_is_remembered_are_left_as_they_are():
    pipeline = load_language(quick=False).pipeline
    pipeline.get_pipe("attribute_ruler").add([[{"SHAPE": "dd"}]], {"POS": "NUM"})
    quicken(pipeline)
    assert {"attribute_ruler", "lemmatizer"} <= set(pipeline.pipe_names)


def _read_sentences():
    lines = (
        line
        for path in sorted((ROOT / "tests" / "scorecard").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [re.split(r"\s*=>", line)[0] for line in lines if "=>" in line]


def _annotate(pipeline, texts):
    return [_describe(doc) for doc in pipeline.pipe(texts, batch_size=64)]


def _describe(doc):
    return [
        (
            *(word.text, word.tag_, word.pos_, word.lemma_, str(word.morph), word.dep_, word.head.i),
            *(word.ent_iob_, word.ent_type_, word.is_sent_start),
        )
        for word in doc
    ]
