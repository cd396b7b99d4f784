"""The Python of the documents runs, and the pipeline keeps its laws."""

import functools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import URIRef

import kg
from kg.extraction_json import dumps_line
from tests.workshop import ROOT, count_steps, make_workshop, run_line

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
TEXTS = (
    "Kremlin spokesman Dmitry Peskov said the talks were useful.",
    "Armenian Prime Minister Nikol Pashinyan met Ilham Aliyev in St. Petersburg on Monday.",
    "Germany expelled two Russian diplomats. Moscow condemned the expulsion.",
    "The foreign ministers of Armenia and Azerbaijan will meet in Geneva next week.",
    "Turkey denied that its president had visited Damascus.",
)


@functools.cache
def get_extractor():
    return kg.load_extractor()


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_the_python_of_the_page_runs(block, tmp_path, monkeypatch):
    monkeypatch.chdir(make_workshop(tmp_path))
    exec(compile(block, "docs/python.md", "exec"), {})


def test_the_page_has_its_blocks():
    assert len(BLOCKS) >= 4


@given(order=st.permutations(TEXTS))
@settings(max_examples=8, deadline=None)
def test_the_same_documents_in_any_order_say_the_same(order):
    extractor = get_extractor()
    expected = {text: dumps_line(extractor.extract(kg.read_text(text))) for text in TEXTS}
    found = extractor.extract_all(kg.read_text(text) for text in order)
    assert [dumps_line(extraction) for extraction in found] == [expected[text] for text in order]


@given(before=st.text(max_size=100), after=st.text(max_size=100))
@settings(max_examples=60, deadline=None)
def test_in_any_text_every_quote_is_right(before, after):
    extraction = get_extractor().extract(kg.read_text(f"{before}\n\n{TEXTS[0]}\n\n{after}"))
    quoted = [e for value in (*extraction.facts, *extraction.events) for e in value.evidence]
    assert quoted
    for evidence in quoted:
        assert evidence.span.of(extraction.document.text) == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "“" * 3000,
        "Moscow " * 2000,
        "a\u0301" * 50,
        "\x00\x01\x02",
        "N. " * 500,
        "‘\n’\n“",
        "President " * 1500 + "Putin met Macron.",
        "President of the " * 500 + "Putin met Macron.",
    ],
    ids="quotation-marks one-word combining control initials loose-marks titles nested-titles".split(),
)
def test_a_monstrous_text_is_read_like_any_other(text):
    extraction = get_extractor().extract(kg.read_text(text))
    assert extraction.document.text == text


def test_the_graph_credits_every_place_of_a_text_as_the_command_does(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXTS[name == "b.txt"], encoding="utf-8")
    heard = []
    graph = kg.build(["."], extractor=get_extractor(), on_dropped=heard.append)
    assert [(type(each), each.source) for each in heard] == [(kg.Copy, "c.txt")]
    assert run_line("kg build . -o built.nt") == 0
    assert len(graph) == len((tmp_path / "built.nt").read_text("utf-8").splitlines())
    assert len(list(graph.subjects(URIRef("http://www.w3.org/ns/prov#alternateOf")))) == 1


def make_meetings(count):
    names = (f"Dob{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(count))
    return "\n".join(f'Minister {name} Arn met Emmanuel Macron. "We agreed," he said.' for name in names)


def count_reading(text):
    """The lines of Python that it takes to read a text that is parsed already."""
    extractor, document = get_extractor(), kg.read_text(text)
    sentences = extractor.language.parse(document)
    return count_steps(extractor.read, document, sentences)


def test_a_text_of_thrice_the_length_takes_little_more_than_thrice_the_work():
    short, long = (count_reading(make_meetings(count)) for count in (60, 180))
    assert long < 5 * short


def test_a_document_passed_over_is_told(tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "talks.txt").write_text(TEXTS[0], encoding="utf-8")
    passed_over = []
    found = list(kg.extract([tmp_path], on_dropped=passed_over.append))
    assert len(found) == 1
    assert "empty.txt" in passed_over[0].reason


def test_the_component_gives_what_the_extractor_gives():
    nlp = kg.load_extractor().language.pipeline
    nlp.add_pipe("diplomacy")
    doc = nlp(TEXTS[1])
    expected = get_extractor().extract(kg.read_text(TEXTS[1]))
    assert doc._.kg_extraction == expected
    assert doc._.kg_facts == expected.facts
    assert doc._.kg_entities == expected.entities
    assert doc._.kg_events == expected.events


def test_the_component_says_nothing_of_an_empty_text():
    nlp = kg.load_extractor().language.pipeline
    nlp.add_pipe("diplomacy")
    assert nlp(" ")._.kg_facts == ()


def test_the_component_reads_an_ontology_and_a_lexicon_that_it_is_given(tmp_path):
    wrong = tmp_path / "broken.ttl"
    wrong.write_text("this is no Turtle", encoding="utf-8")
    nlp = kg.load_extractor().language.pipeline
    with pytest.raises(kg.KgError, match=r"broken\.ttl:1"):
        nlp.add_pipe("diplomacy", config={"lexicon": [str(wrong)]})
