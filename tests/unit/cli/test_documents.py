"""The verbs that read documents, on a small article and the real model."""

import json
import subprocess
import sys

import pytest

from kg import errors
from kg.cli import run

TEXT = "Kremlin spokesman Dmitry Peskov met French President Emmanuel Macron in Paris on Monday.\n"


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_graph_is_built_and_told_about(article, capsys):
    assert run(["build", "article.txt", "-o", "out/graph.ttl"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("1 document: ")
    assert captured.err.endswith("out/graph.ttl\n")
    assert run(["query", "who-speaks-for-whom", "out/graph.ttl"]) == 0
    assert "Dmitry Peskov,Kremlin,GovernmentBody" in capsys.readouterr().out
    assert run(["verify", "out/graph.ttl"]) == 0
    assert run(["validate", "out/graph.ttl"]) == 0


def test_a_graph_goes_to_standard_output_in_the_format_that_is_asked_for(article, capsys):
    assert run(["build", "article.txt", "-F", "ntriples", "--provenance", "none", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "#spokesmanFor>" in captured.out
    assert all(line.endswith(" .") for line in captured.out.splitlines())
    assert "Fact" not in captured.out


def test_an_extraction_is_a_line_of_json(article, capsys):
    assert run(["extract", "article.txt", "--date", "2023-12-26", "--quiet"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    extraction = json.loads(line)
    assert extraction["text"] == TEXT
    assert extraction["published"] == "2023-12-26"
    assert "metWith" in {fact["predicate"] for fact in extraction["facts"]}


def test_nothing_is_kept_that_is_not_sure(article, capsys):
    assert run(["extract", "article.txt", "--min-confidence", "1", "--quiet"]) == 0
    extraction = json.loads(capsys.readouterr().out)
    assert extraction["facts"] == extraction["events"] == []
    assert "confidence" in {dropped["stage"] for dropped in extraction["dropped"]}


def test_iris_begin_with_the_base_that_is_asked_for(article, capsys):
    assert run(["extract", "article.txt", "--base", "https://example.org/", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["id"].startswith("https://example.org/document/")


def test_standard_input_is_a_document(tmp_path):
    command = [sys.executable, "-m", "kg", "extract", "-", "--quiet"]
    done = subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True, cwd=tmp_path)
    assert json.loads(done.stdout)["text"] == TEXT


def test_an_article_is_explained(article, capsys):
    assert run(["explain", "article.txt", "Peskov", "spokesmanFor"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Dmitry Peskov spokesmanFor Kremlin\n")
    assert "article.txt, characters 0 to 31:\n  Kremlin spokesman Dmitry Peskov met" in out


def test_what_nobody_said_is_not_explained(article, capsys):
    assert run(["explain", "article.txt", "Macron", "spokesmanFor"]) == 1
    assert capsys.readouterr().err.endswith("0 facts\n")


def test_what_was_dropped_is_told_with_its_reason(article, capsys):
    assert run(["explain", "--dropped", "article.txt", "--min-confidence", "1", "--quiet"]) == 0
    out = capsys.readouterr().out
    assert "confidence: metWith: confidence" in out
    assert "is below 1.00" in out


def test_a_document_is_shown_with_what_was_read_in_it(article, capsys):
    assert run(["annotate", "article.txt"]) == 0
    first, *claims = capsys.readouterr().out.splitlines()
    assert first == TEXT.strip()
    assert any(claim.startswith("    Dmitry Peskov spokesmanFor Kremlin [asserted") for claim in claims)


def test_a_page_is_written(article, capsys):
    assert run(["annotate", "article.txt", "--html", "-o", "page.html"]) == 0
    assert "<mark" in (article.parent / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["build", "none.txt"], errors.InputError, "none.txt"),
        (["build", "empty.txt", "-o", "graph.ttl"], errors.InputError, "is empty"),
        (["build", "article.txt", "-o", "graph.docx"], errors.UsageError, "turtle"),
        (["build", "article.txt", "--date", "Monday"], errors.UsageError, "--date"),
        (["build", "article.txt", "--base", "here"], errors.UsageError, "--base"),
        (["build", "article.txt", "--model", "no_such_model"], errors.ModelError, "no_such_model"),
        (["build", "article.txt", "--ontology", "article.txt"], errors.OntologyError, "article.txt:1"),
        (["explain", "article.txt", "a", "metWit", "b"], errors.UsageError, "try: metWith"),
        (["explain", "--dropped", "graph.ttl"], errors.UsageError, "kg explain --dropped ARTICLE"),
    ],
)
def test_a_wrong_word_is_an_error_and_writes_nothing(article, arguments, code, told, capsys):
    (article.parent / "empty.txt").write_bytes(b"")
    assert run(arguments) == code.exit_code
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""
    assert not (article.parent / "graph.ttl").exists()


def test_what_is_passed_over_is_told(article, capsys):
    (article.parent / "empty.txt").write_bytes(b"")
    assert run(["build", ".", "-o", "graph.ttl"]) == 0
    assert "empty.txt: is empty\n" in capsys.readouterr().err


def test_what_was_extracted_is_built_into_the_same_graph(article, capsys):
    assert run(["build", "article.txt", "-o", "one.ttl"]) == 0
    assert run(["extract", "article.txt", "-o", "article.jsonl"]) == 0
    assert run(["build", "--extracted", "article.jsonl", "-o", "other.ttl"]) == 0
    one, other = ((article.parent / name).read_bytes() for name in ("one.ttl", "other.ttl"))
    assert one == other


def test_a_line_that_is_no_extraction_is_named(article, capsys):
    assert run(["build", "--extracted", "article.txt", "-o", "graph.ttl"]) == errors.InputError.exit_code
    assert "kg: article.txt:1: is no JSON" in capsys.readouterr().err
    assert not (article.parent / "graph.ttl").exists()


def test_a_graph_without_evidence_cannot_be_explained(article, capsys):
    assert run(["build", "article.txt", "--provenance", "none", "-o", "bare.ttl"]) == 0
    assert run(["explain", "bare.ttl", "Peskov"]) == errors.GraphError.exit_code
    assert "--provenance statement" in capsys.readouterr().err


def test_a_text_from_several_places_is_read_once_and_all_are_credited(article, capsys):
    lines = [
        {"text": TEXT, "url": f"https://{name}.example/1", "publisher": name} for name in ("wire", "gazette")
    ]
    article.with_name("news.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8"
    )
    assert run(["build", "article.txt", "news.jsonl", "-o", "all.nq"]) == 0
    assert "2 copies credited" in capsys.readouterr().err
    assert run(["extract", "article.txt", "news.jsonl", "-o", "all.jsonl"]) == 0
    assert run(["build", "--extracted", "all.jsonl", "-o", "again.nq"]) == 0
    built = (article.parent / "all.nq").read_bytes()
    assert built == (article.parent / "again.nq").read_bytes()
    assert built.count(b"prov#alternateOf") == 2 and built.count(b'publisher> "gazette"') == 1
    assert run(["build", "article.txt", "news.jsonl", "--store", "store"]) == 0
    assert run(["dump", "--store", "store", "-o", "store.nq"]) == 0
    assert set(built.splitlines()) <= set((article.parent / "store.nq").read_bytes().splitlines())
    assert run(["verify", "all.nq"]) == 0 and run(["validate", "all.nq"]) == 0
    capsys.readouterr()
    assert run(["query", "single-source", "all.nq", "--relation", "spokesmanFor"]) == 0
    assert "Dmitry Peskov,spokesmanFor" in capsys.readouterr().out
