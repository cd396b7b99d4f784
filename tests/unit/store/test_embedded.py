"""A store on disk: one writer, many readers, and never a half."""

import json
import os
import signal
import subprocess
import sys

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import StoreError
from kg.store import open_store

ONE, TWO = (
    Quad(NamedNode("urn:x:a"), NamedNode("urn:x:p"), NamedNode(f"urn:x:{name}"), NamedNode("urn:x:g"))
    for name in ("one", "two")
)


@pytest.fixture
def path(tmp_path):
    """A store with one triple."""
    with open_store(tmp_path / "store", write=True) as store:
        store.graphs.add(ONE)
    return tmp_path / "store"


def read(path):
    with open_store(path) as store:
        return set(store.graphs)


def start_writer(path, *, then):
    """A process that has begun to change a store and says so."""
    code = (
        f"import sys, time, os\nsys.argv = ['kg', 'load', 'talks.trig']\n"
        f"from kg.store import open_store\nfrom pyoxigraph import Quad, NamedNode as N\n"
        f"with open_store({str(path)!r}, write=True) as store:\n"
        f"    store.graphs.add(Quad(N('urn:x:a'), N('urn:x:p'), N('urn:x:two'), N('urn:x:g')))\n"
        f"    print('changing', flush=True)\n    {then}\n"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env)
    assert writer.stdout.readline() == b"changing\n"
    return writer


def stop(writer):
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()


def test_what_was_written_is_read(path):
    assert read(path) == {ONE}


def test_a_change_adds_to_what_is_there(path):
    with open_store(path, write=True) as store:
        store.graphs.add(TWO)
    assert read(path) == {ONE, TWO}


def test_a_change_that_fails_leaves_the_store_as_it_was(path):
    with pytest.raises(ZeroDivisionError), open_store(path, write=True) as store:
        store.graphs.add(TWO)
        _ = 1 / 0
    assert read(path) == {ONE}


def test_a_reader_sees_the_store_as_it_was_when_it_was_opened(path):
    with open_store(path) as reader:
        with open_store(path, write=True) as store:
            store.graphs.add(TWO)
        assert set(reader.graphs) == {ONE}
        assert read(path) == {ONE, TWO}


def test_a_change_can_be_saved_before_its_end(path):
    with open_store(path, write=True) as store:
        store.graphs.add(TWO)
        store.save()
        assert read(path) == {ONE, TWO}


def test_old_data_go_when_nobody_reads_them(path):
    with open_store(path), open_store(path, write=True) as store:
        store.graphs.add(TWO)
    assert len(list(path.glob("data-*"))) == 2
    with open_store(path, write=True):
        pass
    assert len(list(path.glob("data-*"))) == 1
    assert list(path.glob("draft-*")) == []


def test_a_second_writer_is_told_who_the_first_is(path):
    writer = start_writer(path, then="time.sleep(60)")
    try:
        with pytest.raises(StoreError, match=rf"process {writer.pid} on .* since 20.*: kg load talks.trig"):
            open_store(path, write=True)
        assert read(path) == {ONE}
    finally:
        stop(writer)


def test_the_lock_of_a_dead_process_is_taken_over_and_its_change_undone(path):
    stop(start_writer(path, then="time.sleep(60)"))
    assert list(path.glob("draft-*"))
    assert read(path) == {ONE}
    said = []
    with open_store(path, write=True, tell=said.append) as store:
        assert set(store.graphs) == {ONE}
    assert said == [f"{path}: a change that was broken off is undone; the store is as it was before"]
    assert list(path.glob("draft-*")) == []


def test_a_state_that_was_half_written_when_its_writer_died_goes_with_the_next_change(path):
    writer = start_writer(path, then="os.fsync = lambda _: os.kill(os.getpid(), 9); store.save()")
    writer.wait()
    stop(writer)
    assert list(path.glob(".kg-store.json.*.part"))
    with open_store(path, write=True):
        pass
    assert list(path.glob(".*")) == []
    assert read(path) == {ONE}


def test_a_first_change_that_was_broken_off_is_made_again(tmp_path):
    stop(start_writer(tmp_path / "store", then="time.sleep(60)"))
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "store")
    with open_store(tmp_path / "store", write=True) as store:
        store.graphs.add(ONE)
    assert read(tmp_path / "store") == {ONE}


def test_nothing_is_made_where_there_is_no_store_to_read(tmp_path):
    with pytest.raises(StoreError, match="there is no store") as raised:
        open_store(tmp_path / "store")
    assert "kg load" in raised.value.hint
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("write", [True, False])
def test_a_store_of_another_version_is_refused(write, path):
    state = json.loads((path / "kg-store.json").read_text())
    (path / "kg-store.json").write_text(json.dumps(state | {"format": 99, "software": "7.0.0"}))
    with pytest.raises(
        StoreError, match=r"is a store of version 99, and kg .* knows versions 1 and 2"
    ) as raised:
        open_store(path, write=write)
    assert raised.value.hint.startswith("kg 7.0.0 can dump it")


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_corrupt_store_is_called_so(name, write, path):
    for file in (path / "data-0").glob(name):
        file.write_bytes(b"no more")
    with pytest.raises(StoreError, match="is corrupt"):
        open_store(path, write=write)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "x"}', "\x00"])
def test_a_store_that_does_not_say_what_it_is_is_corrupt(text, path):
    (path / "kg-store.json").write_text(text)
    with pytest.raises(StoreError, match="is corrupt"):
        open_store(path)


def test_a_store_without_its_graphs_is_corrupt(path):
    (path / "data-0").rename(path / "elsewhere")
    with pytest.raises(StoreError, match="is corrupt: its graphs are missing"):
        open_store(path)


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_of_something_else_is_left_alone(write, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear ambassador")
    with pytest.raises(StoreError, match="is no store: it holds something else"):
        open_store(tmp_path, write=write)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path):
    (tmp_path / "graph.ttl").write_text("")
    with pytest.raises(StoreError, match="is a file, no store"):
        open_store(tmp_path / "graph.ttl")


def test_a_bare_folder_of_oxigraph_is_known_for_one(tmp_path):
    Store(str(tmp_path / "bare")).add(ONE)
    with pytest.raises(StoreError, match="holds Oxigraph's files, but is no store of kg") as raised:
        open_store(tmp_path / "bare")
    assert "oxigraph dump" in raised.value.hint
