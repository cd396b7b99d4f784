"""Documents on several processes: the same as on one, whatever becomes of the processes."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from kg.errors import ModelError
from kg.extraction_json import dumps_line
from kg.model import Dropped
from kg.pipeline import ExtractorOptions
from kg.reading import read_text
from kg.running import Limits, pool, run_documents, runs
from tests.telling import the_extractor
from tests.works import Loaded, Quick, Unborn, stumble, tell_process, tell_source
from tests.workshop import ROOT

SENTENCES = (
    "Kremlin spokesman Dmitry Peskov said the talks were useful.",
    "Armenian Prime Minister Nikol Pashinyan met Ilham Aliyev in St. Petersburg on Monday.",
    "Germany expelled two Russian diplomats. Moscow condemned the expulsion.",
)
SKIPPED = Dropped("reading", "README: tells about the folder")


def make(number, *, said=""):
    text = f"{SENTENCES[number % len(SENTENCES)]} {said}\n\nThis is document {number}."
    return read_text(text, source=f"{number}.txt")


def tell(values):
    return [value.reason if isinstance(value, Dropped) else value for value in values]


@pytest.fixture
def small(monkeypatch):
    """Everything is small: a few words are a long input, a document or two a batch."""
    monkeypatch.setattr(runs, "SMALL", 50)
    monkeypatch.setattr(runs, "BATCH", 150)


def test_a_small_input_is_read_in_this_process():
    found = list(run_documents([make(1)], options=Loaded(), work=tell_process, processes=2))
    assert found == [("1.txt", os.getpid())]


def test_nothing_is_loaded_for_nothing():
    options = ExtractorOptions(model="no_such_model")
    assert list(run_documents([SKIPPED], options=options, work=tell_source)) == [SKIPPED]


def test_any_number_of_processes_gives_the_same_in_the_same_order(small):
    documents = [make(0), SKIPPED, *map(make, range(1, 9))]
    expected = [
        each if isinstance(each, Dropped) else dumps_line(the_extractor().extract(each)) for each in documents
    ]
    for processes in (1, 2, 3):
        found = run_documents(documents, options=ExtractorOptions(), work=dumps_line, processes=processes)
        assert list(found) == expected


@pytest.fixture(scope="module")
def troubled(tmp_path_factory):
    """What comes of documents, some of which are trouble, on two processes."""
    trouble = {2: "ends once", 4: "sleeps", 6: "ends always", 7: "is wrong", 9: "takes memory"}
    documents = [make(number, said=trouble.get(number, "")) for number in range(12)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "SMALL", 50)
        patch.setattr(runs, "BATCH", 150)
        work = partial(stumble, str(tmp_path_factory.mktemp("marks")))
        limits = Limits(seconds=3, memory=2_000)
        return tell(run_documents(documents, options=Quick(), work=work, processes=2, limits=limits))


def test_what_is_trouble_is_passed_over_and_nothing_else_is_lost_or_doubled(troubled):
    assert [line.partition(":")[0] for line in troubled] == [f"{number}.txt" for number in range(12)]
    assert [number for number, line in enumerate(troubled) if not line[-1].isdigit()] == [4, 6, 7, 9]


def test_a_document_over_time_is_passed_over(troubled):
    assert troubled[4] == "4.txt: takes longer than 3 seconds"


def test_a_document_over_memory_is_passed_over(troubled):
    assert troubled[9] == "9.txt: takes more memory than the 2,000 MB of a process"


def test_a_document_over_which_processes_end_is_passed_over(troubled):
    assert troubled[6] == "6.txt: 2 processes ended while they read it (the last by SIGKILL)"


def test_a_document_on_which_the_pipeline_fails_is_passed_over(troubled):
    assert troubled[7] == "7.txt: the pipeline failed on it (ValueError: nobody thought of this)"


def test_a_document_on_which_the_pipeline_fails_here_is_passed_over_too(tmp_path):
    documents = [make(1), make(2, said="is wrong"), make(3)]
    found = tell(run_documents(documents, options=Quick(), work=partial(stumble, str(tmp_path))))
    assert [line.partition(":")[0] for line in found] == ["1.txt", "2.txt", "3.txt"]
    assert "ValueError" in found[1]


def test_with_one_process_a_long_document_is_read_in_another(monkeypatch):
    monkeypatch.setattr(runs, "SMALL", 300)
    monkeypatch.setattr(runs, "BATCH", 150)
    documents = [make(1), make(2, said="Talks went on. " * 30), make(3)]
    found = dict(run_documents(documents, options=Quick(), work=tell_process, processes=1))
    assert found["1.txt"] == found["3.txt"] == os.getpid() != found["2.txt"]


def test_a_process_that_is_ended_from_outside_loses_and_doubles_nothing(small):
    found = []
    for value in run_documents(map(make, range(40)), options=Quick(), work=tell_process, processes=2):
        found.append(value)
        if len(found) == 5:
            os.kill(found[-1][1], signal.SIGKILL)
    assert [source for source, _ in found] == [f"{number}.txt" for number in range(40)]
    assert len({process for _, process in found}) >= 2


def test_documents_are_pulled_as_they_are_needed(small, monkeypatch):
    monkeypatch.setattr(pool, "AHEAD", 2)
    pulled, ahead = 0, []

    def pull():
        nonlocal pulled
        for pulled in range(1, 41):
            yield make(pulled)

    for taken, _ in enumerate(run_documents(pull(), options=Quick(), work=tell_source, processes=1), 1):
        ahead.append(pulled - taken)
    assert len(ahead) == 40
    assert 1 <= max(ahead) <= 8


def test_a_worker_without_the_model_stops_the_run_with_a_clear_message(small):
    options = ExtractorOptions(model="no_such_model")
    with pytest.raises(ModelError, match="no language model no_such_model is installed"):
        list(run_documents(map(make, range(9)), options=options, work=tell_source, processes=1))
    assert multiprocessing.active_children() == []


def test_workers_that_never_get_ready_stop_the_run(small):
    with pytest.raises(ModelError, match=r"no process for reading documents gets ready \(3 ended"):
        list(run_documents(map(make, range(9)), options=Unborn(), work=tell_source, processes=1))


def test_workers_end_with_the_iterator(small):
    found = run_documents(map(make, range(9)), options=Quick(), work=tell_source, processes=2)
    next(found)
    assert multiprocessing.active_children()
    found.close()
    assert multiprocessing.active_children() == []


ORPHANS = """
import multiprocessing, os, signal
from kg.running import run_documents, runs
from tests.works import Quick, tell_source
from kg.reading import read_text
runs.SMALL = 0

def documents():
    yield read_text("Moscow rejected the plan.")
    yield read_text("Berlin rejected the plan.")

if __name__ == "__main__":
    for _ in run_documents(documents(), options=Quick(), work=tell_source, processes=1):
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_no_worker_outlives_its_parent(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], capture_output=True, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    (worker,) = map(int, done.stdout.split())
    assert wait_for_end(worker)


def wait_for_end(process, *, seconds=20):
    """Whether a process that is no child of this one ends in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
