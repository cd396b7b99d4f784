"""Long runs: processes, limits, progress, log, report and exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import passed_over
from kg.cli import run, talk
from kg.errors import PASSED_OVER, InputError, ModelError
from kg.running import runs
from tests.workshop import ROOT, start_process

TEXTS = {
    "one.txt": "Kremlin spokesman Dmitry Peskov met French President Emmanuel Macron in Paris on Monday.\n",
    "two.txt": "Germany expelled two Russian diplomats. Moscow condemned the expulsion.\n",
    "README.md": "What is in this folder.\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with two documents and what tells about them, which is where the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def shorter(monkeypatch):
    """What is longer than a few words counts as long, and is read by processes of its own."""
    monkeypatch.setattr(runs, "SMALL", 20)


def test_processes_build_the_same_graph(folder, shorter, monkeypatch):
    assert run(["build", "news", "--processes", "2", "--quiet", "-o", "many.nq"]) == 0
    monkeypatch.setattr(runs, "SMALL", 1_000)
    assert run(["build", "news", "--quiet", "-o", "one.nq"]) == 0
    many, one = ((folder / name).read_text("utf-8") for name in ("many.nq", "one.nq"))
    assert many == one
    assert "spokesmanFor" in one


def test_a_document_over_time_is_told_and_gives_an_exit_code(folder, shorter, capsys):
    (folder / "long.txt").write_text(f"{TEXTS['one.txt']}\n" * 2_000, encoding="utf-8")
    arguments = ["extract", "long.txt", "news/one.txt", "--time-limit", "0.5", "--processes", "1"]
    assert run([*arguments, "-o", "out.jsonl"]) == PASSED_OVER
    assert "passed over long.txt: takes longer than 0.5 seconds\n" in capsys.readouterr().err


def test_what_is_no_document_by_design_is_no_loss(folder, capsys):
    (folder / "news" / "copy.txt").write_text(TEXTS["two.txt"], encoding="utf-8")
    (folder / "news" / "notes.docx").write_bytes(b"PK")
    (folder / "news" / "empty.txt").write_bytes(b"")
    assert run(["extract", "news", "-o", "out.jsonl"]) == 0
    assert ", 1 copy credited, 3 passed over" in capsys.readouterr().err


def test_a_broken_record_is_a_loss_and_the_rest_is_there(folder):
    lines = [json.dumps({"text": text}) for text in TEXTS.values()]
    (folder / "news.jsonl").write_text("\n".join([lines[0], "{broken", lines[1]]), encoding="utf-8")
    assert run(["extract", "news.jsonl", "-o", "out.jsonl"]) == PASSED_OVER
    found = (folder / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["source"] for line in found] == ["news.jsonl:1", "news.jsonl:3"]


@pytest.fixture
def broken(folder, monkeypatch):
    """A file of a document, three broken lines and one that is too long, of which two are listed."""
    monkeypatch.setattr(passed_over, "LISTED", 2)
    lines = [json.dumps({"text": TEXTS["one.txt"]}), "{a", "{b", "{c", "[]"]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_of_much_that_was_passed_over_the_first_is_listed_and_the_rest_counted(broken, capsys):
    assert run(["extract", "news.jsonl", "--report", "report.json", "-o", "out.jsonl"]) == PASSED_OVER
    first, second, *rest, counts = capsys.readouterr().err.splitlines()
    assert first.startswith("passed over news.jsonl:2: ") and second.startswith("passed over news.jsonl:3: ")
    assert rest == [
        "and 2 more, which are not listed; all that was passed over:",
        "  3 × is broken JSON",
        "  1 × is no JSON object but list",
    ]
    assert ", 4 passed over (" in counts
    report = json.loads((broken / "report.json").read_text("utf-8"))
    assert (len(report["passed_over"]), report["not_listed"], report["lost"]) == (2, 2, 4)
    assert [each["count"] for each in report["passed_over_by_kind"]] == [3, 1]


def test_verbose_tells_all_that_is_passed_over_as_it_comes(broken, capsys):
    assert run(["extract", "news.jsonl", "--verbose", "-o", "out.jsonl"]) == PASSED_OVER
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("passed over ")]
    assert [line.split(":")[1] for line in told] == ["2", "3", "4", "5"]


def test_a_report_says_what_was_read_passed_over_and_how_fast(folder):
    arguments = ["build", "news", "--report", "out/report.json", "-o", "out/graph.nq"]
    assert run([*arguments, "--min-confidence", "0.1"]) == 0
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    assert report["command"] == "build" and report["sources"] == ["news"]
    assert report["documents"] == 2 and report["facts"] >= 2 and report["words"] == 22
    reason = "news/README.md: tells about the folder; name it to read it"
    assert report["passed_over"] == [{"stage": "choosing", "reason": reason, "count": 1, "lost": False}]
    kind = "tells about the folder; name it to read it"
    assert report["passed_over_by_kind"] == [{"stage": "choosing", "kind": kind, "count": 1, "lost": False}]
    assert report["not_listed"] == 0
    assert report["options"]["min_confidence"] == 0.1
    assert {"kg", "python", "spacy"} <= set(report["versions"])
    assert report["words_per_second"] == pytest.approx(22 / report["seconds"], rel=0.01)


def test_a_log_is_an_object_a_line(folder, capsys, monkeypatch):
    monkeypatch.setattr(talk, "LOG_EVERY", -1)
    assert run(["extract", "news", "--log-format", "json", "-o", "out.jsonl"]) == 0
    log = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in log] == [
        "start", "passed over", "progress", "progress", "progress", "end"
    ]  # fmt: skip
    assert log[0]["command"] == "extract"
    assert log[-1]["documents"] == 2 and log[-1]["lost"] == 0


def test_an_error_is_a_line_of_the_log(folder, capsys):
    assert run(["extract", "none.txt", "--log-format", "json"]) == InputError.exit_code
    *_, line = capsys.readouterr().err.splitlines()
    error = json.loads(line)
    assert (error["event"], error["where"], error["exit_code"]) == ("error", "none.txt", 3)


def test_a_worker_without_the_model_is_an_error(folder, shorter, capsys):
    assert run(["extract", "news", "--model", "no_such_model", "--processes", "2"]) == ModelError.exit_code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no_such_model" in captured.err


def find_children(process):
    """The processes that a process has started and that are still there."""
    return Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the children of a process")
def test_interrupting_ends_all_processes_at_once(tmp_path):
    (tmp_path / "long.txt").write_text(f"{TEXTS['one.txt']}\n" * 3_000, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "extract", "long.txt", "--processes", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with start_process(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while len(children := find_children(process.pid)) < 2:  # what keeps track of resources, and a worker
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"kg: interrupted\n")
    assert not [child for child in children if Path(f"/proc/{child}/exe").exists()]
