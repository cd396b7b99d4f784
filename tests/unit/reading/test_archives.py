"""WARC: what is read from an archive, what is passed over, and what is told of broken records."""

import gzip
import io
import random
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading import read_documents
from kg.reading.archives import read_archive
from kg.reading.options import DEFAULT_OPTIONS
from kg.reading.streams import Stream
from tests.warc_files import STORIES, make_answer, make_archive, make_page, make_record, pack


def texts_of(documents):
    return [document.text for document in documents]


@pytest.mark.parametrize(
    ("name", "packing"),
    [("a.warc", "none"), ("a.warc.gz", "gzip"), ("a.warc.zst", "zstd"), ("a.warc.bz2", "bzip2")],
)
def test_each_page_of_an_archive_is_a_document_with_its_address(write, read_all, name, packing):
    path = write(name, pack(make_archive(), packing))
    documents, dropped = read_all(path)
    assert texts_of(documents) == list(STORIES)
    assert documents[0].url == "https://wire.example/1"
    assert documents[0].source == f"{path}#https://wire.example/1"
    assert dropped == [f"{path}: 4 records that are no pages"]


def test_an_archive_that_was_packed_in_one_piece_is_read(write, read_all):
    path = write("a.warc.gz", gzip.compress(b"".join(make_archive())))
    assert texts_of(read_all(path)[0]) == list(STORIES)


def test_an_archive_is_known_by_how_it_begins(monkeypatch, read_all):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(make_archive()))))
    assert texts_of(read_all("-")[0]) == list(STORIES)


def test_what_is_no_page_is_counted_and_not_told_one_by_one(write, read_all):
    records = [
        *make_archive(STORIES[:1]),
        make_answer("https://wire.example/gone", make_page(STORIES[1]), status="404 Not Found"),
        make_answer("https://wire.example/robots.txt", STORIES[1], content_type="text/plain"),
        make_answer("https://wire.example/feed", "<?xml version='1.0'?><rss></rss>", content_type="text/xml"),
        make_answer("https://wire.example/photo", b"\x89PNG\r\n", content_type="image/png"),
        make_answer("https://wire.example/menu", "<html><body><p>Home</p></body></html>"),
        make_answer(
            "https://wire.example/de", make_page("Der Minister traf am Montag seinen Kollegen in Wien.")
        ),
    ]
    documents, dropped = read_all(path := write("a.warc.gz", pack(records)))
    assert texts_of(documents) == [STORIES[0]]
    assert sorted(dropped) == [
        f"{path}: 1 answers of another status than 200",
        f"{path}: 1 pages without an article",
        f"{path}: 1 texts that are not in English",
        f"{path}: 5 records that are no pages",
    ]


def test_plain_text_is_read_as_it_stands(write, read_all):
    record = make_answer("https://wire.example/1.txt", f"{STORIES[0]}\r\n", content_type="text/plain")
    assert texts_of(read_all(write("a.warc", record))[0]) == [f"{STORIES[0]}\r\n"]


@pytest.mark.parametrize("says", ["", "application/octet-stream"])
def test_a_page_is_known_by_its_content_where_its_server_does_not_say(write, read_all, says):
    assert read_all(
        write("a.warc", make_answer("https://wire.example/1", make_page(STORIES[0]), content_type=says))
    )[0]


def test_the_charset_of_the_header_counts(write, read_all):
    page = make_page("Премьер Вучич met Kurti in Brussels on Monday, the ministry said.").encode("cp1251")
    record = make_answer("https://wire.example/1", page, content_type="text/html; charset=windows-1251")
    assert read_all(write("a.warc", record))[0][0].text.startswith("Премьер Вучич met")


@pytest.mark.parametrize("kind", ["as it was sent", "unpacked, with the header of what was packed"])
def test_a_page_is_read_whether_the_crawler_unpacked_it_or_not(write, read_all, kind):
    page = make_page(STORIES[0]).encode()
    body = page
    if kind == "as it was sent":
        packed = gzip.compress(page)
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    headers = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    record = make_answer("https://wire.example/1", body, headers=headers)
    assert texts_of(read_all(write("a.warc", record))[0]) == [STORIES[0]]


def dated(day):
    return make_page(STORIES[0], head=f'<meta property="article:published_time" content="{day}T08:00:00Z">')


@pytest.mark.parametrize(
    ("says", "published"), [("2024-03-04", "2024-03-04"), ("2024-03-07", None), ("", None)]
)
def test_the_page_says_when_it_was_published_and_the_crawl_that_it_was_not_later(
    write, read_all, says, published
):
    page = dated(says) if says else make_page(STORIES[0])
    record = make_answer("https://wire.example/1", page, date="2024-03-05T10:00:00Z")
    assert read_all(write("a.warc", record))[0][0].published == published


@pytest.mark.parametrize("length", [17, 5_000, 100_000_000_000])
def test_a_record_of_a_wrong_length_is_passed_over_and_reading_goes_on(write, read_all, length):
    records = [make_answer(f"https://wire.example/{n}", make_page(story)) for n, story in enumerate(STORIES)]
    records[1] = make_answer("https://wire.example/1", make_page(STORIES[1]), length=length)
    path = write("a.warc", b"".join(records))
    documents, [reason] = read_all(path)
    assert texts_of(documents) == [STORIES[0], STORIES[2]]
    assert reason.startswith(f"{path}:2 (https://wire.example/1): is ") and f"{length:,} bytes" in reason


@pytest.mark.parametrize("packing", ["gzip", "none", "zstd", "bzip2"])
def test_what_stands_before_the_cut_of_an_archive_is_read(write, read_all, packing):
    data = pack(make_archive(), packing)
    last = len(pack(make_archive()[-1:], packing))
    documents, dropped = read_all(path := write("a.warc", data[: -last // 2]))
    assert texts_of(documents) == list(STORIES[:2])
    assert dropped[0].startswith(f"{path}:") and "is cut short" in dropped[0]


@pytest.mark.parametrize("packing", ["gzip", "zstd", "bzip2"])
def test_reading_goes_on_behind_a_damaged_member(write, read_all, packing):
    members = [pack([record], packing) for record in make_archive()]
    members[4] = members[4][:40] + b"\0" * 40 + members[4][80:]
    documents, dropped = read_all(path := write("a.warc", b"".join(members)))
    assert texts_of(documents) == [STORIES[0], STORIES[2]]
    assert (
        dropped[0] == f"{path}:4: is a damaged {packing} file (from byte {len(b''.join(members[:4])):,} on)"
    )


def test_reading_goes_on_behind_a_bomb(write, read_all):
    bomb = make_answer("https://wire.example/bomb", b" " * 30_000_000)
    records = [make_archive()[2], bomb, make_archive()[4]]
    documents, [reason] = read_all(write("a.warc.gz", pack(records)), max_bytes=1_000_000)
    assert texts_of(documents) == list(STORIES[:2]) and "more than 100 times its size" in reason


def test_a_bomb_within_an_answer_is_passed_over(write, read_all):
    packed = gzip.compress(b"<html>" + b" " * 30_000_000)
    bomb = make_answer("https://wire.example/1", packed, headers="Content-Encoding: gzip\r\n")
    path = write("a.warc", bomb + make_archive()[2])
    documents, [reason] = read_all(path)
    assert len(documents) == 1
    assert reason == f"{path}#https://wire.example/1: unpacks to more than 10 MB, the most that is read"


def test_a_record_that_is_too_large_is_counted_and_reading_goes_on(write, read_all):
    records = make_answer("https://wire.example/1", b"x" * 3_000_000) + make_archive()[2]
    documents, dropped = read_all(path := write("a.warc", records), max_bytes=1_000_000)
    assert len(documents) == 1 and dropped == [f"{path}: 1 records that hold more than 1 MB"]


@pytest.mark.parametrize("head", [b"X: " + b"y" * 2_000_000, b"X: y\r\n" * 300_000], ids=["line", "lines"])
def test_a_head_without_end_is_passed_over(write, read_all, head):
    path = write("a.warc", b"WARC/1.0\r\n" + head + b"\r\n" + make_archive()[2])
    documents, dropped = read_all(path)
    assert len(documents) == 1 and dropped == [f"{path}:1: its head has no end"]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", ":1: does not say how long it is"),
        (
            make_record("response", "https://wire.example/1", "HTTP/1.1 200 OK\r\nX: " + "y" * 99_999),
            "broken answer",
        ),
        (
            make_answer("https://wire.example/1", "zz", headers="Content-Encoding: gzip\r\n"),
            "holds a broken answer (",
        ),
        (make_answer("https://wire.example/1", b"<html>\0\0\1</html>"), "this is binary, not text"),
    ],
)
def test_a_broken_record_is_told_with_its_place(write, read_all, record, why):
    documents, [reason] = read_all(path := write("a.warc", record + make_archive()[2]))
    assert len(documents) == 1 and reason.startswith(str(path)) and why in reason


def test_garbage_between_records_is_told(write, read_all):
    records = make_archive()
    path = write("a.warc", records[2] + b"\r\nnothing\r\nof note\r\n" + records[4])
    documents, dropped = read_all(path)
    assert len(documents) == 2 and dropped == [f"{path}:1: is followed by what is no record"]


def test_what_is_no_archive_is_told(write, read_all, sentence):
    assert read_all(path := write("a.warc", sentence)) == ([], [f"{path}: is no WARC file"])


def test_records_that_swallow_each_other_do_not_take_for_ever(write, read_all):
    claims = b"".join(
        make_answer(f"https://wire.example/{n}", make_page(STORIES[0]), length=9_000_000)
        for n in range(4_000)
    )
    start = time.process_time()
    read_all(write("a.warc", claims))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 10_000 + "<p>The ministers met in Vienna.</p>",
        "<html><body>" + "<p></p>" * 40_000 + "<p>The ministers met in Vienna.</p>",
        '<html><script type="application/ld+json">' + '{"@type":"NewsArticle","author":"' * 20_000,
        '<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","author":['
        + ",".join(f'{{"name":"A b{n}"}}' for n in range(9_000))
        + f"]}}</script><p>{STORIES[0]}</p>",
    ],
    ids=["deep", "many tags", "broken data", "many authors"],
)
def test_a_page_that_is_made_to_take_for_ever_does_not(write, read_all, page):
    start = time.process_time()
    read_all(write("a.warc", make_answer("https://wire.example/1", page)))
    assert time.process_time() - start < 20


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_stops_reading(data):
    whole = b"".join(make_archive(STORIES[:2]))
    start = data.draw(st.integers(0, len(whole) - 1))
    junk = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"\r\n\r\n", b"Content-Length: 9", b"WARC/1.0\r\n"])
    )
    broken = whole[:start] + junk + whole[start + data.draw(st.integers(0, 300)) :]
    stream = Stream(broken[:9], io.BufferedReader(io.BytesIO(broken)))
    assert list(read_archive(stream, "a.warc", DEFAULT_OPTIONS))


def test_memory_does_not_grow_with_an_archive(tmp_path):
    noise = random.Random(1)
    content = noise.randbytes(20_000) * 100 + noise.randbytes(80_000)
    member = gzip.compress(make_record("metadata", "https://wire.example/m", content), 1)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(member * 300 + gzip.compress(make_archive()[2]))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (700_000_000,) * 2)\n"
        "from kg.reading import read_documents; print(next(read_documents([sys.argv[1]])).text)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == STORIES[0]


def test_reading_begins_before_an_archive_ends(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(make_archive()))
    assert next(read_documents([path])).text == STORIES[0]
