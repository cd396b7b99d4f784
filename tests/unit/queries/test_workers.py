"""Work apart can be stopped, and what goes wrong in it is told."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import GraphError, QueryError
from kg.queries import ask_files
from kg.queries.workers import run_apart
from tests.workshop import start_process

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
QUERY = [sys.executable, "-m", "kg", "query", "-q", ENDLESS]


def find_workers(parent):
    """The processes that a process started."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(word) for word in children.read_text().split()]


def test_what_is_written_and_what_is_given_arrive():
    stream = io.BytesIO()
    assert run_apart(lambda out: out.write(b"x" * 300_000), stream, timeout=60) == 300_000
    assert stream.getvalue() == b"x" * 300_000


def test_an_error_keeps_its_kind_place_and_hint():
    def fail(stream):
        raise GraphError("is no graph", where="a.ttl", hint="another")

    with pytest.raises(GraphError, match=r"a\.ttl: is no graph\n  try: another"):
        run_apart(fail, io.BytesIO())


def test_a_fault_of_ours_is_told_and_ends_the_worker():
    with pytest.raises(QueryError, match="ZeroDivisionError"):
        run_apart(lambda stream: 1 // 0, io.BytesIO())


def test_a_worker_that_is_killed_is_told():
    with pytest.raises(QueryError, match="broke off"):
        run_apart(lambda stream: os.kill(os.getpid(), signal.SIGKILL), io.BytesIO())


def test_a_query_that_runs_for_ever_is_stopped(summit_ttl):
    before = find_workers(os.getpid())
    with pytest.raises(QueryError, match=r"no whole answer within 0\.2 seconds"):
        run_apart(lambda stream: list(ask_files(ENDLESS, [summit_ttl])), io.BytesIO(), timeout=0.2)
    assert find_workers(os.getpid()) == before


def test_a_slow_reader_takes_no_time_of_the_query():
    class Slow(io.BytesIO):
        def write(self, data):
            time.sleep(0.3)
            return super().write(data)

    def write(stream):
        for _ in range(4):
            stream.write(b"x" * 100_000)

    run_apart(write, Slow(), timeout=0.25)


@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_worker_ends_with_its_command_however_that_ends(kill, summit_ttl):
    with start_process([*QUERY, summit_ttl], stderr=subprocess.DEVNULL) as process:
        while not (workers := find_workers(process.pid)):
            time.sleep(0.05)
        process.send_signal(kill)
        process.wait(timeout=20)
    end = time.monotonic() + 20
    while Path(f"/proc/{workers[0]}").exists():
        assert time.monotonic() < end
        time.sleep(0.1)
