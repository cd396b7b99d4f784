"""A store in step with a folder: new, changed, gone, and the same text in two files."""

import errno
import json
import os
import random
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import InputError, StoreError, UsageError
from kg.store import open_store
from kg.store.filling import load_files, remove_documents
from kg.sync import find_source, plan_sync
from kg.sync.fetching import Access
from kg.sync.report import Report
from tests.unit.sync.conftest import ONTOLOGY, build, make_bench, make_graph, told


def test_new_files_are_read_and_the_second_run_reads_nothing(bench):
    bench.write(one="Anna met Boris.", b_two="Clara stayed.")
    assert told(bench.sync()) == {"added": 2}
    assert bench.read == ["one.txt", "b/two.txt"]
    assert told(bench.sync()) == {"unchanged": 2}
    assert bench.read == []
    assert bench.people() == {"Anna", "Boris", "Clara"}


def test_a_run_that_does_nothing_writes_nothing(bench):
    bench.write(one="Anna met Boris.")
    bench.sync()
    before = sorted(path.name for path in bench.store.iterdir())
    bench.sync()
    assert sorted(path.name for path in bench.store.iterdir()) == before


def test_a_file_that_changes_takes_what_it_said_before_with_it(bench):
    bench.write(one="Anna met Boris.", two="Boris left.")
    bench.sync()
    bench.write(one="Clara met Boris.")
    assert told(bench.sync()) == {"replaced": 1, "unchanged": 1}
    assert bench.read == ["one.txt"]
    assert bench.people() == {"Boris", "Clara"}


def test_a_file_that_is_gone_takes_its_document_with_it(bench):
    bench.write(one="Anna met Boris.", two="Boris left.")
    bench.sync()
    bench.remove("one")
    assert told(bench.sync()) == {"removed": 1, "unchanged": 1}
    assert (bench.read, bench.people()) == ([], {"Boris"})


def test_a_text_in_two_files_is_read_once_and_goes_with_the_second(bench):
    bench.write(one="Anna met Boris.", two="Anna met Boris.")
    assert told(bench.sync()) == {"added": 2}
    assert bench.read == ["one.txt"]
    bench.remove("one")
    assert told(bench.sync()) == {"removed": 1, "replaced": 1}
    assert bench.read == ["two.txt"]
    assert bench.sources() == [f"{bench.folder}/two.txt"]
    bench.write(three="Clara stayed.")
    bench.remove("two")
    bench.sync()
    assert bench.people() == {"Clara"}


def test_a_text_belongs_to_the_first_file_that_holds_it_whenever_that_comes(bench):
    bench.write(two="Anna met Boris.")
    bench.sync()
    bench.write(one="Anna met Boris.")
    bench.sync()
    assert bench.sources() == [f"{bench.folder}/one.txt"]


def test_a_text_that_goes_from_one_file_to_the_next_stays(bench):
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    bench.write(one="Clara stayed.", two="Anna met Boris.")
    bench.sync()
    assert bench.sources() == [f"{bench.folder}/one.txt", f"{bench.folder}/two.txt"]
    assert bench.people() == {"Anna", "Boris", "Clara"}
    assert told(bench.sync()) == {"unchanged": 2}


def test_another_extractor_reads_everything_again_and_says_so(bench):
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    heard = []
    assert told(bench.sync(fingerprint="two 2", tell=heard.append)) == {"replaced": 2}
    assert bench.read == ["one.txt", "two.txt"]
    assert "read by one 1 so far; everything is read again" in heard[0]
    assert told(bench.sync(fingerprint="two 2", tell=heard.append)) == {"unchanged": 2}
    assert len(heard) == 1


def test_of_a_file_of_many_documents_only_the_new_ones_are_read(bench):
    rows = [{"id": name, "text": f"{name} stayed."} for name in ("Anna", "Boris", "Clara")]
    path = bench.folder / "all.jsonl"
    path.write_text("\n".join(map(json.dumps, rows[:2])), encoding="utf-8")
    bench.sync()
    path.write_text("\n".join(map(json.dumps, rows[1:])), encoding="utf-8")
    bench.sync()
    assert bench.read == ["all.jsonl#Clara"]
    assert bench.people() == {"Boris", "Clara"}


def test_what_is_passed_over_is_remembered_with_the_reason(bench):
    bench.write(one="Anna met Boris.", empty="  ")
    first = bench.sync()
    assert (told(first), first.passed) == ({"added": 2}, 1)
    assert [each.reason for each in first.dropped] == [f"{bench.folder}/empty.txt: is empty"]
    second = bench.sync()
    assert second.remembered == [f"{bench.folder}/empty.txt: is empty"]
    assert (told(second), second.passed) == ({"unchanged": 2}, 1)


def test_documents_that_came_otherwise_are_left_alone_and_change_nothing(bench):
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    (bench.folder.parent / "more.nq").write_text(
        "<urn:x:d> <urn:x:p> <urn:x:e> <urn:x:d> .", encoding="utf-8"
    )
    load_files(bench.store, [str(bench.folder.parent / "more.nq")], ontology=ONTOLOGY)
    bench.remove("one")
    assert told(bench.sync()) == {"removed": 1, "unchanged": 1}
    assert b"<urn:x:d> <urn:x:p>" in bench.dump()


def test_a_document_that_was_in_the_store_before_stays_when_its_file_goes(bench):
    from kg.reading import read_text
    from kg.store.arriving import put_documents

    put_documents(bench.store, [make_graph(read_text("Anna met Boris."))], ontology=ONTOLOGY)
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    bench.remove("one")
    bench.sync()
    assert bench.people() == {"Anna", "Boris", "Clara"}


def test_a_document_that_was_removed_comes_back_only_when_its_file_changes(bench):
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    remove_documents(bench.store, [f"{bench.folder}/one.txt"], ontology=ONTOLOGY)
    bench.sync()
    assert bench.people() == {"Clara"}
    bench.write(one="Anna met Boris again.")
    bench.sync()
    assert bench.people() == {"Anna", "Boris", "Clara"}


def test_two_folders_leave_each_others_documents_alone(bench, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "three.txt").write_text("Anna met Boris.", encoding="utf-8")
    (other / "four.txt").write_text("Dora left.", encoding="utf-8")
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    assert told(bench.sync(other)) == {"added": 2}
    assert told(bench.sync()) == {"unchanged": 2}
    bench.remove("one")
    bench.sync()
    assert bench.people() == {"Anna", "Boris", "Clara", "Dora"}
    bench.sync(other)
    assert f"{other}/three.txt" in bench.sources()


def test_a_folder_that_was_moved_is_known_by_the_name_that_it_was_given(bench, tmp_path):
    bench.write(one="Anna met Boris.")
    bench.sync(name="news")
    moved = bench.folder.rename(tmp_path / "moved")
    assert told(bench.sync(moved, name="news")) == {"unchanged": 1}


def test_a_folder_that_is_not_there_or_is_suddenly_empty_removes_nothing(bench):
    bench.write(one="Anna met Boris.")
    bench.sync()
    bench.remove("one")
    with pytest.raises(UsageError, match="nothing left"):
        bench.sync()
    assert bench.people() == {"Anna", "Boris"}
    assert told(bench.sync(empty_too=True)) == {"removed": 1}
    shutil.rmtree(bench.folder)
    with pytest.raises(InputError, match="no such"):
        bench.sync()


def bar(patch, folder):
    """Has the system refuse to open a folder, also to root."""
    real = os.scandir

    def open_folder(path):
        if str(path) == str(folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    patch.setattr(os, "scandir", open_folder)


def test_what_is_in_a_folder_that_may_not_be_opened_is_not_taken_for_gone(bench, monkeypatch):
    bench.write(one="Anna met Boris.", b_two="Clara stayed.", b_c_three="Dora left.")
    bench.sync()
    bar(monkeypatch, bench.folder / "b")
    assert told(bench.sync()) == {"unchanged": 1}
    assert bench.people() == {"Anna", "Boris", "Clara", "Dora"}


def test_a_store_in_the_folder_is_not_read(bench):
    bench.write(one="Anna met Boris.")
    inner = make_bench(bench.folder.parent, name="news/store")
    assert told(inner.sync()) == {"added": 1}
    assert told(inner.sync()) == {"unchanged": 1}


def test_a_store_that_another_process_changes_is_refused_and_told_who_has_it(bench):
    bench.write(one="Anna met Boris.")
    with open_store(bench.store, write=True), pytest.raises(StoreError, match="is being changed by process"):
        bench.sync()


def test_a_file_that_changes_while_it_is_read_is_read_until_it_stands_still(bench, monkeypatch):
    from kg.sync.files import FilePiece

    bench.write(one="Anna met Boris.")
    read = FilePiece.read

    def change_once(piece, options):
        found = list(read(piece, options))
        monkeypatch.setattr(FilePiece, "read", read)
        bench.write(one="Clara stayed.")
        return iter(found)

    monkeypatch.setattr(FilePiece, "read", change_once)
    bench.sync()
    assert bench.people() == {"Clara"}
    assert told(bench.sync()) == {"unchanged": 1}


def test_a_file_that_never_stands_still_is_told_and_keeps_what_was_known(bench, monkeypatch):
    from kg.sync.files import FilePiece

    bench.write(one="Anna met Boris.", two="Dora left.")
    bench.sync()
    bench.write(one="Clara stayed.")
    read, turns = FilePiece.read, iter(range(100))

    def change(piece, options):
        found = list(read(piece, options))
        bench.write(one=f"Clara stayed {next(turns)} days.")
        return iter(found)

    monkeypatch.setattr(FilePiece, "read", change)
    report = bench.sync()
    assert told(report) == {"failed": 1, "unchanged": 1}
    assert "changed while it was read" in report.dropped[0].reason
    assert bench.people() == {"Anna", "Boris", "Dora"}
    monkeypatch.undo()
    assert told(bench.sync()) == {"replaced": 1, "unchanged": 1}


def test_a_file_that_vanishes_between_listing_and_reading_is_gone(bench):
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync()
    source = find_source(str(bench.folder), store=bench.store, access=Access())
    listing = source.list_pieces(called="", validators=None)
    bench.remove("one")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(source), "list_pieces", lambda *_, **__: listing)
        assert told(bench.sync()) == {"removed": 1, "unchanged": 1}
    assert bench.people() == {"Clara"}


def test_a_large_file_that_is_broken_off_goes_on_with_what_was_not_read(bench, monkeypatch):
    monkeypatch.setattr("kg.sync.readings.SMALL", 10)
    rows = [json.dumps({"id": n, "text": f"Anna{n} stayed."}) for n in range(20)]
    (bench.folder / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
    read = bench.setting.read

    def break_off(documents):
        for number, graph in enumerate(read(documents)):
            if number == 12:
                raise KeyboardInterrupt
            yield graph

    with pytest.raises(KeyboardInterrupt):
        bench.sync(read=break_off, every=0)
    assert len(bench.people()) == 12
    bench.sync()
    assert len(bench.read) == 8
    assert len(bench.people()) == 20
    assert told(bench.sync()) == {"unchanged": 1}


def test_a_large_file_that_is_broken_off_and_then_removed_leaves_nothing(bench, monkeypatch):
    monkeypatch.setattr("kg.sync.readings.SMALL", 10)
    (bench.folder / "all.jsonl").write_text('{"text": "Anna stayed."}\n{"text": "Boris left."}')
    read = bench.setting.read

    def break_off(documents):
        yield next(read(documents))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.sync(read=break_off, every=0)
    assert bench.people() == {"Anna"}
    (bench.folder / "all.jsonl").unlink()
    assert told(bench.sync(empty_too=True)) == {"removed": 1}
    assert bench.people() == set()


def test_an_end_that_is_asked_for_comes_after_what_was_begun(bench):
    bench.write(**{f"n{n}": f"Anna{n} stayed." for n in range(5)})
    bench.sync(stopped=lambda: len(bench.read) >= 2)
    assert len(bench.people()) == 2
    bench.sync()
    assert (len(bench.read), len(bench.people())) == (3, 5)


def test_a_dry_run_tells_what_would_be_done_and_does_nothing(bench):
    bench.write(one="Anna met Boris.", two="Clara stayed.", three="Dora left.")
    bench.sync()
    before = bench.dump()
    bench.write(one="Anna left.", four="Emma came.")
    bench.remove("two")
    source = find_source(str(bench.folder), store=bench.store, access=Access())
    planned = list(plan_sync(source, bench.setting, report=Report()))
    assert planned == [("remove", "two.txt"), ("add", "four.txt"), ("replace", "one.txt")]
    assert bench.dump() == before


def test_without_a_store_a_dry_run_would_add_everything_and_makes_none(bench):
    bench.write(one="Anna met Boris.")
    source = find_source(str(bench.folder), store=bench.store, access=Access())
    assert list(plan_sync(source, bench.setting, report=Report())) == [("add", "one.txt")]
    assert not bench.store.exists()


def test_marks_spare_the_reading_of_what_the_system_says_is_as_it_was(bench, monkeypatch):
    from kg.sync.files import FilePiece

    bench.write(one="Anna met Boris.", two="Clara stayed.")
    for path in bench.folder.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    monkeypatch.setattr("kg.sync.files._SETTLED", -60)
    marks, hashed = {}, []
    real = FilePiece._hash
    monkeypatch.setattr(FilePiece, "_hash", lambda piece: hashed.append(piece.key) or real(piece))
    bench.sync(marks=marks)
    hashed.clear()
    bench.write(two="Dora stayed.")
    assert told(bench.sync(marks=marks)) == {"replaced": 1, "unchanged": 1}
    assert set(hashed) == {"two.txt"}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.write_bytes(b"no database at all, " * 500), "cannot be used"),
        (lambda path: sqlite3.connect(path).executescript("PRAGMA user_version = 9"), "is of version 9"),
    ],
)
def test_a_record_that_cannot_be_used_is_told(bench, spoil, why):
    bench.write(one="Anna met Boris.")
    bench.sync()
    (data,) = bench.store.glob("data-*")
    spoil(data / "sync.sqlite")
    with pytest.raises(StoreError, match=why):
        bench.sync()


def test_names_that_are_no_text_are_read_too(bench):
    path = Path(os.fsdecode(os.fsencode(bench.folder) + b"/caf\xe9.txt"))
    path.write_text("Anna met Boris.", encoding="utf-8")
    assert told(bench.sync()) == {"added": 1}
    assert told(bench.sync()) == {"unchanged": 1}


TEXTS = [f"{name} stayed." for name in ("Anna", "Boris", "Clara", "Dora")]
PAPERS = ("Harbour Gazette", "Example Wire")
NAMES = ["a", "b", "c", "d_e", "d_f", "g_h_i"]


def change_some(bench, chance):
    """Writes, moves and removes files; there are few texts, so that many are the same."""
    for name in NAMES:
        path = bench.folder / f"{name.replace('_', '/')}.txt"
        if chance.random() < 0.4:
            bench.write(**{name: chance.choice(TEXTS)})
        elif chance.random() < 0.3:
            path.unlink(missing_ok=True)
    bench.write_page("b", chance.choice(TEXTS), title=chance.choice(PAPERS), publisher=chance.choice(PAPERS))
    told = [(chance.randrange(3), chance.choice(TEXTS), chance.choice(PAPERS)) for _ in range(4)]
    bench.write_rows(*({"id": number, "text": text, "publisher": paper} for number, text, paper in told))


class Killed(BaseException):
    """Stands for the end of a process."""


@pytest.mark.parametrize("seed", range(6))
def test_runs_that_break_off_anywhere_end_in_the_store_that_is_built_at_once(
    bench, tmp_path, seed, monkeypatch
):
    chance = random.Random(seed)
    monkeypatch.setattr("kg.sync.readings.SMALL", chance.choice([20, 10_000]))
    read = bench.setting.read

    def read_in_batches(documents):
        waiting = []
        for document in documents:
            waiting.append(document)
            if len(waiting) == 3:
                yield from read(waiting)
                waiting.clear()
        yield from read(waiting)

    def break_off(documents):
        for graph in read_in_batches(documents):
            if chance.random() < 0.2:
                raise Killed
            yield graph

    for _ in range(6):
        change_some(bench, chance)
        with suppress(Killed):
            bench.sync(read=break_off, every=chance.choice([0, 30]), empty_too=True)
    bench.sync(read=read_in_batches, empty_too=True)
    assert bench.dump() == build(tmp_path / "built", bench.folder)
    assert not set(told(bench.sync(empty_too=True))) - {"unchanged"}
