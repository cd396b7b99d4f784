"""Pages on several processes: the same articles in the same order as in one."""

import json
import os

import pytest

from kg.model import Document, Dropped
from kg.reading import ReadingOptions, read_documents
from kg.reading.drafts import Draft, Unread
from kg.running import Limits, finish_pages, pages
from tests.warc_files import make_answer, make_archive, make_page, pack
from tests.works import take_time, tell_process_of_page

OPTIONS = ReadingOptions()
STORIES = [
    f"Minister number {number} met the ambassador of Japan on Monday. They spoke about trade for an hour."
    for number in range(30)
]


@pytest.fixture
def small(monkeypatch):
    """A page or two are a batch, and a few many."""
    monkeypatch.setattr(pages, "SMALL", 1_000)
    monkeypatch.setattr(pages, "BATCH", 700)


@pytest.fixture
def folder(tmp_path):
    """An archive of pages, of which some are no articles, a page by itself, and records of JSON."""
    (tmp_path / "a.html").write_text(make_page(STORIES[0]), encoding="utf-8")
    texts = [json.dumps({"text": f"Minister {number} left Tokyo."}) for number in range(5)]
    (tmp_path / "b.jsonl").write_text("\n".join(texts), encoding="utf-8")
    menu = make_answer("https://news.example/menu", b"<html><body><ul><li>Home</li></ul></body></html>")
    records = [*make_archive(STORIES), menu, *make_archive(STORIES[3:5])]
    (tmp_path / "c.warc.gz").write_bytes(pack(records))
    (tmp_path / "d.html").write_bytes(b"<html><body>nothing</body></html>")
    return tmp_path


def read(folder, processes):
    def finish_all(pieces):
        return finish_pages(pieces, options=OPTIONS, processes=processes)

    return list(read_documents([folder], options=OPTIONS, finish_all=finish_all))


def test_any_number_of_processes_finds_the_same_in_the_same_order(folder, small):
    expected = list(read_documents([folder]))
    assert sum(isinstance(value, Document) for value in expected) > len(STORIES)
    assert any("without an article" in value.reason for value in expected if isinstance(value, Dropped))
    assert read(folder, 1) == read(folder, 2) == expected


def test_pages_are_read_in_other_processes(small):
    pieces = [Unread(f"{number}", 800, tell_process_of_page) for number in range(4)]
    titles = [document.title for document in finish_pages(pieces, options=OPTIONS, processes=2)]
    assert len(titles) == 4
    assert str(os.getpid()) not in titles


def test_for_a_few_pages_no_process_is_started():
    pieces = [Unread(f"{number}", 800, tell_process_of_page) for number in range(4)]
    found = finish_pages(pieces, options=OPTIONS, processes=2)
    assert {document.title for document in found} == {str(os.getpid())}


def test_what_is_no_page_is_given_at_once(small):
    def pull():
        yield Draft("Japan met Peru.", "a.txt")
        raise AssertionError("pulled too early")

    assert next(finish_pages(pull(), options=OPTIONS, processes=2)).text == "Japan met Peru."


def test_a_page_that_takes_for_ever_is_passed_over(small):
    pieces = [
        Unread("a", 800, tell_process_of_page),
        Unread("b", 800, take_time),
        Unread("c", 800, tell_process_of_page),
    ]
    found = list(finish_pages(pieces, options=OPTIONS, processes=2, limits=Limits(seconds=8)))
    assert [type(value) for value in found] == [Document, Dropped, Document]
    assert found[1].reason == "b: takes longer than 8 seconds"
