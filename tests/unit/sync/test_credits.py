"""A text that stands in several places: read once, and every place credited, as `kg build` would do it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from kg.ontology import load_ontology
from kg.rdf.graph import to_copy_graph
from kg.reading import read_text
from kg.store.arriving import put_documents
from kg.store.filling import remove_documents
from kg.sync import Report, find_source, plan_sync
from kg.sync.fetching import Access
from tests.stand_ins import stand_in
from tests.unit.sync.conftest import build, make_graph, told
from tests.unit.sync.test_feeds import QUICK, rss

MET = "Anna met Boris."
STAYED = "Clara stayed."


def check(bench, *named):
    """Whether the store is the one that is built at once of what is there now."""
    return bench.dump() == build(bench.store.with_name("built"), *(named or [bench.folder]))


def test_every_place_of_a_text_is_credited_and_it_is_read_once(bench):
    bench.write(one=MET, b_two=MET)
    bench.write_page("three", MET, title="A visit", url="https://paper.example/3", date="2024-03-05")
    bench.write_rows({"id": 1, "text": MET, "publisher": "Harbour Gazette"}, {"id": 2, "text": STAYED})
    bench.sync()
    assert bench.read == ["one.txt", "wire.jsonl#2"]
    assert bench.credited() == [(each, "one.txt") for each in ("b/two.txt", "three.md", "wire.jsonl#1")]
    assert check(bench)


def test_two_equal_texts_of_one_file_are_credited(bench):
    bench.write_rows(*({"id": number, "text": MET, "title": f"Print {number}"} for number in range(3)))
    bench.sync()
    assert bench.credited() == [("wire.jsonl#1", "wire.jsonl#0"), ("wire.jsonl#2", "wire.jsonl#0")]
    bench.write_rows(*({"id": number, "text": MET, "title": f"Print {number}"} for number in (0, 2)))
    bench.sync()
    assert (bench.read, bench.credited()) == ([], [("wire.jsonl#2", "wire.jsonl#0")])
    assert check(bench)


def test_what_stands_in_the_same_place_twice_is_credited_once_and_never_beside_itself(bench):
    rows = [(1, "First"), (1, "Again"), (2, "Second"), (2, "Once more"), (2, "Second")]
    bench.write_rows(*({"id": number, "text": MET, "title": title} for number, title in rows))
    bench.sync()
    assert bench.credited() == [("wire.jsonl#2", "wire.jsonl#1")]
    assert check(bench)


def test_a_place_that_goes_is_credited_no_more_and_nothing_is_read(bench):
    bench.write(one=MET, two=MET, three=MET)
    bench.sync()
    bench.remove("two")
    assert told(bench.sync()) == {"removed": 1, "unchanged": 2}
    assert (bench.read, bench.credited()) == ([], [("three.txt", "one.txt")])
    bench.write(three=STAYED)
    bench.sync()
    assert (bench.read, bench.credited()) == (["three.txt"], [])
    assert check(bench)


@pytest.mark.parametrize("name", ["title", "date", "publisher", "url"])
def test_a_place_that_says_something_else_of_itself_is_credited_anew_and_nothing_is_read(bench, name):
    bench.write(one=MET)
    bench.write_page("two", MET, **{name: "2024-03-05"})
    bench.sync()
    before = bench.dump()
    bench.write_page("two", MET, **{name: "2024-03-06"})
    assert told(bench.sync()) == {"replaced": 1, "unchanged": 1}
    assert bench.read == []
    assert bench.dump() != before
    assert check(bench)


def test_the_next_place_takes_over_when_the_first_goes_and_the_others_are_credited(bench):
    bench.write(one=MET, two=MET, three=MET)
    bench.sync()
    bench.remove("one")
    bench.sync()
    assert (bench.read, bench.credited()) == (["three.txt"], [("two.txt", "three.txt")])
    bench.write(a=MET)
    bench.sync()
    assert bench.credited() == [("three.txt", "a.txt"), ("two.txt", "a.txt")]
    assert check(bench)


def test_what_is_read_otherwise_is_credited_otherwise(bench):
    def credit(copy):
        return to_copy_graph(copy, provenance="none")

    bench.write(one=MET, two=MET)
    bench.sync()
    bench.sync(fingerprint="two 2", credit=credit)
    assert bench.credited() == []
    bench.sync(fingerprint="three 3", published="2024-03-05")
    assert b"#copy=" in bench.dump() and b'"2024-03-05"' in bench.dump()


def test_many_places_are_credited_some_at_a_time(bench, monkeypatch):
    monkeypatch.setattr("kg.store.crediting._SOME", 3)
    bench.write(**{f"n{number:02}": MET for number in range(11)})
    bench.sync()
    bench.remove(*(f"n{number:02}" for number in range(2, 7)))
    bench.sync()
    assert len(bench.credited()) == 5
    assert check(bench)


@pytest.fixture
def other(tmp_path):
    """A second folder that has the same text."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "three.txt").write_text(MET, encoding="utf-8")
    return folder


def test_places_of_other_folders_in_the_store_are_credited_too(bench, other):
    bench.write(one=MET, two=MET)
    bench.sync()
    bench.sync(other)
    assert bench.read == []
    assert bench.credited() == [(f"{other}/three.txt", "one.txt"), ("two.txt", "one.txt")]
    assert check(bench, bench.folder, other)


def test_when_a_folder_holds_a_text_no_more_another_one_takes_over(bench, other):
    bench.write(one=MET, two=STAYED)
    bench.sync()
    bench.sync(other)
    bench.remove("one")
    bench.sync()
    assert bench.credited() == [(f"{other}/three.txt", "one.txt")]  # until that folder is synced
    bench.sync(other)
    assert bench.credited() == []
    assert check(bench, other, bench.folder)


def test_a_place_of_two_roots_is_not_credited_beside_itself(bench):
    bench.write(b_one=MET)
    bench.sync()
    bench.sync(bench.folder / "b")
    assert bench.credited() == []


def test_the_items_of_feeds_are_credited_but_not_one_that_two_feeds_have(bench):
    news, sports = rss(("one", MET), ("two", MET)), rss(("one", MET), ("three", MET), title="Sports")
    with stand_in(lambda heard: sports if heard.path == "/sports" else news) as server:
        bench.sync(server.url, access=QUICK)
        bench.sync(server.url.replace("sparql", "sports"), access=QUICK)
        names = [source.rpartition("/")[2] for source, _ in bench.credited()]
    assert names == ["three.html", "two.html"]


def test_a_document_that_was_in_the_store_before_loses_its_credits_with_their_places(bench):
    put_documents(bench.store, [make_graph(read_text(MET))], ontology=load_ontology())
    bench.write(one=MET, two=MET, three=STAYED)
    bench.sync()
    assert bench.credited() == [("two.txt", "one.txt")]
    bench.remove("one", "two")
    bench.sync()
    assert (bench.credited(), bench.people()) == ([], {"Anna", "Boris", "Clara"})


def test_a_document_that_was_removed_does_not_come_back_as_its_credits(bench):
    bench.write(one=MET, two=STAYED)
    bench.sync()
    remove_documents(bench.store, [f"{bench.folder}/one.txt"], ontology=load_ontology())
    bench.write(three=MET)
    bench.sync()
    assert (bench.credited(), bench.people()) == ([], {"Clara"})


def age(bench):
    """Makes the store one of the time when places of a text were not kept, by a kg that credited none."""
    bench.setting = replace(bench.setting, credit=lambda copy: to_copy_graph(copy, provenance="none"))
    bench.sync()
    (data,) = bench.store.glob("data-*")
    with closing(sqlite3.connect(data / "sync.sqlite")) as tables:
        tables.executescript("ALTER TABLE holding DROP COLUMN told; PRAGMA user_version = 1;")
    bench.setting = replace(bench.setting, credit=to_copy_graph)


def test_a_store_of_an_older_kg_says_so_and_credits_all_places_without_reading_them_again(bench):
    bench.write(one=MET, two=MET)
    bench.write_rows({"id": 1, "text": STAYED}, {"id": 2, "text": STAYED})
    age(bench)
    heard = []
    source = find_source(str(bench.folder), store=bench.store, access=Access())
    setting = replace(bench.setting, tell=heard.append)
    planned = list(plan_sync(source, setting, report=Report()))
    assert planned == [("replace", "one.txt"), ("replace", "two.txt"), ("replace", "wire.jsonl")]
    assert told(bench.sync(tell=heard.append)) == {"replaced": 3}
    assert bench.read == []
    assert bench.credited() == [("two.txt", "one.txt"), ("wire.jsonl#2", "wire.jsonl#1")]
    assert check(bench)
    assert told(bench.sync(tell=heard.append)) == {"unchanged": 3}
    assert len(heard) == 2 and "did not keep every place of a text" in heard[1]


def test_a_feed_of_an_older_kg_is_asked_for_once_more_and_then_no_more(bench):
    items = [("one", MET), ("two", MET)]
    answers = [rss(*items, ("gone", STAYED)), rss(*items), rss(*items)]
    with stand_in(*(replace(each, headers={"ETag": '"7"'}) for each in answers)) as server:
        bench.sync = _fix(bench.sync, server.url)
        age(bench)
        bench.sync()
        bench.sync()
    assert len(bench.credited()) == 1
    assert ["If-None-Match" in each.headers for each in server.heard] == [False, False, True]


def _fix(sync, address):
    return lambda **changes: sync(address, access=QUICK, **changes)
