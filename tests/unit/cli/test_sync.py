"""`kg sync` as a person runs it: what it says, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import Timer

import pytest

from tests.stand_ins import Answer, stand_in
from tests.workshop import ROOT, run_line, start_process

ITEM = b"<item><guid>a</guid><description>Emmanuel Macron met Olaf Scholz in Berlin.</description></item>"
FEED = b"<rss><channel>" + ITEM + b"</channel></rss>"


@pytest.fixture
def news(tmp_path, monkeypatch):
    """A folder of two articles, in the folder that a command runs in."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("Emmanuel Macron met Olaf Scholz in Berlin.", encoding="utf-8")
    (folder / "two.txt").write_text("  ", encoding="utf-8")
    return folder


def test_the_store_is_the_one_that_build_makes(news, capsys):
    assert run_line("kg sync news --store synced") == 0
    assert run_line("kg build news --store built") == 0
    for store in ("synced", "built"):
        assert run_line(f"kg dump --store {store} -o {store}.nq") == 0
    assert (news.parent / "synced.nq").read_bytes() == (news.parent / "built.nq").read_bytes()


def test_it_says_what_was_done(news, capsys):
    assert run_line("kg sync news --store store") == 0
    assert "store: 2 added, 0 replaced, 0 removed, 0 unchanged, 1 passed over" in capsys.readouterr().err
    assert run_line("kg sync news --store store --verbose") == 0
    assert "two.txt: is empty, as before\n0 documents" in capsys.readouterr().err
    assert run_line("kg sync news --store store --date 2024-01-01 --dry-run") == 0
    assert capsys.readouterr().out == "replace\tone.txt\nreplace\ttwo.txt\n"


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("kg sync none", 3, "no such file or folder"),
        ("kg sync news none --name x", 2, "--name is for one source"),
        ("kg sync news --date someday", 2, "no date"),
        ("kg sync http://127.0.0.1:9/feed", 3, "does not answer"),
    ],
)
def test_what_is_wrong_is_told(line, code, why, news, capsys):
    assert run_line(line) == code
    assert why in capsys.readouterr().err


@contextmanager
def start_sync(*arguments):
    """A process that syncs, and is ended where it does not end itself."""
    command = [sys.executable, "-m", "kg", "sync", *arguments, "--store", "store"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with start_process(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        timer = Timer(60, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


def watch(*arguments):
    """A process that syncs until it is told to end."""
    return start_sync(*arguments, "--watch", "--every", "0.2")


def hear(process, words):
    """The first line that says this."""
    return next((line for line in process.stderr if words in line), None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watching_sees_what_comes_and_ends_when_it_is_asked_to(number, news):
    with watch("news") as process:
        assert hear(process, "2 added")
        (news / "two.txt").unlink()
        assert hear(process, "1 removed")
        process.send_signal(number)
        assert process.stderr.read().endswith("ended; what was read is kept\n")
        assert process.wait() == 0


def test_watching_goes_on_when_a_feed_is_away(news):
    answers = [Answer(body=FEED), Answer(500, b"oops"), Answer(body=FEED.replace(b"Berlin", b"Paris"))]
    with stand_in(*answers) as server, watch(server.url) as process:
        assert hear(process, "1 added")
        assert hear(process, "500")
        assert hear(process, "trying again in 0.2 s")
        assert hear(process, "1 replaced")


def test_an_end_that_is_asked_for_keeps_what_was_begun(news):
    with start_sync("news", "--processes", "1") as process:
        until = time.monotonic() + 60
        while not (news.parent / "store" / "lock").exists() and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().endswith("kg: interrupted\n")
        assert process.wait() == 130
    assert run_line("kg stats --store store") == 0


def test_a_record_that_is_broken_is_a_loss_when_it_is_met_and_told_afterwards(news, capsys):
    (news / "wire.jsonl").write_text('{"text": "Olaf Scholz met Petr Fiala."}\n{"text": ', encoding="utf-8")
    assert run_line("kg sync news --store store --report report.json") == 20
    assert "wire.jsonl:2: is broken JSON" in (news.parent / "report.json").read_text("utf-8")
    assert run_line("kg sync news --store store") == 0
    assert "3 unchanged, 2 passed over" in capsys.readouterr().err
