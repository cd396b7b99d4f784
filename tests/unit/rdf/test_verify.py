"""Every quote is proven against the sources as they are now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.model import Document, Entity, Evidence, Extraction, Fact, Span
from kg.ontology import Ontology
from kg.rdf.graph import to_quads
from kg.rdf.verify import verify_graph
from kg.rdf.writing import save_graph
from kg.reading import read_documents


@pytest.fixture
def text(folder: Path) -> str:
    """The text of the talks."""
    return (folder / "talks.txt").read_text(encoding="utf-8")


@pytest.fixture
def graph(extractions: list[Extraction], ontology: Ontology, folder: Path) -> Path:
    """A graph of both documents, beside them."""
    save_graph(to_quads(extractions, ontology=ontology), folder / "graph.ttl")
    return folder / "graph.ttl"


def build(document: Document, words: str, ontology: Ontology, path: Path) -> None:
    """A graph of one fact, quoted from `document`."""
    ends = (Entity("http://x/1", "State", "A"), Entity("http://x/2", "State", "B"))
    start = document.text.index(words)
    evidence = Evidence(Span(start, start + len(words)), words)
    claim = Fact("http://x/1", "metWith", "http://x/2", "asserted", (evidence,), "f", 0.9)
    save_graph(to_quads([Extraction(document, ends, (claim,))], ontology=ontology), path)


def test_a_graph_whose_sources_are_as_they_were_is_proven(graph: Path) -> None:
    report = verify_graph(graph)
    assert report.ok
    assert report.counts == {"documents": 2, "quotes": 9, "proven": 9}


def test_the_report_counts_in_words(graph: Path) -> None:
    assert str(verify_graph(graph)) == "2 documents, 9 quotes, 9 proven"


def test_a_source_that_is_gone_is_found_missing(graph: Path, folder: Path) -> None:
    (folder / "reply.txt").unlink()
    report = verify_graph(graph)
    assert not report.ok and report.counts["proven"] == 7
    assert "reply.txt" in str(report) and "is missing: 2 quotes cannot be proven" in str(report)


def test_a_changed_character_is_found_at_its_quote(graph: Path, folder: Path, text: str) -> None:
    (folder / "talks.txt").write_text(text.replace("never sanctioned", "often sanctioned"), encoding="utf-8")
    report = verify_graph(graph)
    assert report.counts["proven"] == 8
    assert "no longer what was read" in str(report)
    assert "#char=163,197" in str(report) and "often sanctioned" in str(report)


def test_words_added_at_the_end_change_the_text_but_no_quote(graph: Path, folder: Path, text: str) -> None:
    (folder / "talks.txt").write_text(text + "More.", encoding="utf-8")
    report = verify_graph(graph)
    assert not report.ok and report.counts["proven"] == 9
    (finding,) = report.findings
    assert "no longer what was read" in finding.why


def test_a_quote_that_the_graph_has_wrong_is_found(graph: Path) -> None:
    forged = graph.read_text(encoding="utf-8").replace("will visit Ankara.", "will leave Ankara.")
    graph.write_text(forged, encoding="utf-8")
    report = verify_graph(graph)
    (finding,) = report.findings
    assert "will leave Ankara." in finding.why and "will visit Ankara." in finding.why


def test_a_quote_that_points_elsewhere_is_found(graph: Path) -> None:
    moved = graph.read_text(encoding="utf-8").replace("nif:beginIndex 98", "nif:beginIndex 99")
    graph.write_text(moved, encoding="utf-8")
    assert verify_graph(graph).counts["proven"] == 8


def test_an_offset_that_is_no_number_is_found(graph: Path) -> None:
    broken = graph.read_text(encoding="utf-8").replace("nif:beginIndex 98", "nif:beginIndex -8")
    graph.write_text(broken, encoding="utf-8")
    assert "no place in a text" in str(verify_graph(graph))


def test_a_quote_of_a_document_that_is_not_described_is_found(
    graph: Path, extractions: list[Extraction]
) -> None:
    text = graph.read_text(encoding="utf-8")
    bare = text.replace(f'dip:sha256 "{extractions[0].document.sha256}"', 'rdfs:comment "unknown"')
    graph.write_text(bare, encoding="utf-8")
    assert "does not describe it: 7 quotes" in str(verify_graph(graph))


def test_sources_may_be_given_and_are_known_by_their_text(graph: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (folder / "talks.txt").rename(other / "renamed.txt")
    (folder / "reply.txt").rename(other / "reply.txt")
    assert not verify_graph(graph).ok
    assert verify_graph(graph, sources=[other]).ok


def test_a_given_source_that_does_not_exist_is_found(graph: Path, folder: Path) -> None:
    assert "nowhere" in str(verify_graph(graph, sources=[folder / "nowhere"]))


def test_the_sources_are_looked_for_from_the_folder_of_the_graph(
    folder: Path, ontology: Ontology, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(folder)
    (document,) = read_documents(["talks.txt"])
    assert isinstance(document, Document) and document.source == "talks.txt"
    build(document, "Russia met Türkiye", ontology, folder / "one.nq")
    monkeypatch.chdir(tmp_path.parent)
    assert verify_graph(folder / "one.nq").ok


def test_a_record_of_json_lines_is_read_again(tmp_path: Path, text: str, ontology: Ontology) -> None:
    records = [{"id": "a", "text": "First. " + text}, {"id": "b", "text": text}]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    _, second = read_documents([news])
    assert isinstance(second, Document) and "#" in second.source
    build(second, "Russia met Türkiye", ontology, tmp_path / "graph.trig")
    assert verify_graph(tmp_path / "graph.trig").ok


def test_a_record_without_an_id_is_found_by_its_line(tmp_path: Path, text: str, ontology: Ontology) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(
        "\n".join(json.dumps({"text": words + text}) for words in ("First. ", "")), encoding="utf-8"
    )
    _, second = read_documents([news])
    assert isinstance(second, Document) and second.source.endswith(":2")
    build(second, "Russia met Türkiye", ontology, tmp_path / "graph.nt")
    assert verify_graph(tmp_path / "graph.nt").ok


def test_a_file_with_a_number_sign_in_its_name_is_read_again(
    tmp_path: Path, text: str, ontology: Ontology
) -> None:
    (tmp_path / "talks #2.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([tmp_path / "talks #2.txt"])
    assert isinstance(document, Document)
    build(document, "Russia met Türkiye", ontology, tmp_path / "graph.nt")
    assert verify_graph(tmp_path / "graph.nt").ok


def test_carriage_returns_are_characters_like_others(tmp_path: Path, text: str, ontology: Ontology) -> None:
    (tmp_path / "talks.txt").write_bytes(text.replace("\n", "\r\n").encode())
    (document,) = read_documents([tmp_path / "talks.txt"])
    assert isinstance(document, Document)
    for form in ("ttl", "rdf", "nq", "jsonld"):
        build(document, "grain.\r\nPeskov", ontology, tmp_path / f"graph.{form}")
        assert verify_graph(tmp_path / f"graph.{form}").ok


def test_an_edited_record_of_json_lines_is_known_by_its_id(
    tmp_path: Path, text: str, ontology: Ontology
) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(json.dumps({"id": "a", "text": text}), encoding="utf-8")
    (talks,) = read_documents([news])
    assert isinstance(talks, Document)
    build(talks, "Russia met Türkiye", ontology, tmp_path / "graph.ttl")
    edited = {"id": "a", "text": "Yesterday " + text}
    news.write_text(json.dumps(edited), encoding="utf-8")
    report = verify_graph(tmp_path / "graph.ttl")
    assert len(report.findings) == 2 and report.counts["proven"] == 0


def test_a_page_is_read_again(tmp_path: Path, text: str, ontology: Ontology) -> None:
    paragraphs = "".join(f"<p>{line} {line}</p>" for line in text.splitlines() * 3)
    page = f"<html><head><title>Talks</title></head><body><article>{paragraphs}</article></body></html>"
    (tmp_path / "talks.html").write_text(page, encoding="utf-8")
    (document,) = read_documents([tmp_path / "talks.html"])
    assert isinstance(document, Document)
    build(document, "Russia met Türkiye", ontology, tmp_path / "graph.jsonld")
    assert verify_graph(tmp_path / "graph.jsonld").ok


def test_a_graph_without_quotes_is_an_error_that_says_how_to_get_them(
    talks: Extraction, ontology: Ontology, tmp_path: Path
) -> None:
    save_graph(to_quads([talks], ontology=ontology, provenance="document"), tmp_path / "graph.ttl")
    with pytest.raises(GraphError, match="--provenance statement"):
        verify_graph(tmp_path / "graph.ttl")
