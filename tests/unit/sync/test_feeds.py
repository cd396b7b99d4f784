"""Feeds, from a real server on 127.0.0.1 that answers well or badly."""

import gzip
import socket
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from threading import Thread

import pytest

from kg.errors import InputError, UsageError
from kg.store.patience import Patience
from kg.sync.feed_items import read_feed
from kg.sync.fetching import Access, is_allowed
from tests.stand_ins import HANG_UP, Answer, stand_in
from tests.unit.sync.conftest import told

XML = "application/rss+xml"
QUICK = Access(timeout=5, patience=Patience(retries=1, first=0.01, longest=1))


def rss(*items, title="The Wire"):
    """A feed of items, each (key, words)."""
    told = (
        f"<item><guid isPermaLink='false'>{key}</guid><title>{key}</title><link>/{key}.html</link>"
        f"<pubDate>Tue, 26 Dec 2023 10:00:00 GMT</pubDate><description>{escape(words)}</description></item>"
        for key, words in items
    )
    channel = f"<channel><title>{title}</title>{''.join(told)}</channel>"
    text = f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>"
    return Answer(body=text.encode(), content=XML)


ONE = ("one", "<p>Anna met Boris.</p>")
TWO = ("two", "Clara stayed.")


def test_items_are_documents_and_stay_when_they_leave_the_feed(bench):
    with stand_in(rss(ONE, TWO), rss(("three", "Dora left."))) as server:
        assert told(bench.sync(server.url, access=QUICK)) == {"added": 2}
        assert told(bench.sync(server.url, access=QUICK)) == {"added": 1}
    assert bench.people() == {"Anna", "Boris", "Clara", "Dora"}


def test_an_item_without_end_is_passed_over(bench, monkeypatch):
    monkeypatch.setattr("kg.sync.feeds.ITEM_LIMIT", 100)
    with stand_in(rss(ONE, ("two", "Clara stayed. " * 10))) as server:
        report = bench.sync(server.url, access=QUICK)
    assert "holds more than 100 characters" in report.dropped[0].reason
    assert bench.people() == {"Anna", "Boris"}


def test_a_password_in_an_address_is_refused(bench):
    with pytest.raises(UsageError, match="seen by everybody"):
        bench.sync("https://anna:secret@news.example/feed")


def test_an_item_that_changes_is_replaced(bench):
    with stand_in(rss(ONE, TWO), rss(("one", "Emma met Boris."), TWO)) as server:
        bench.sync(server.url, access=QUICK)
        assert told(bench.sync(server.url, access=QUICK)) == {"replaced": 1, "unchanged": 1}
    assert bench.people() == {"Boris", "Clara", "Emma"}


def test_an_item_tells_its_address_its_title_its_date_and_who_published_it(bench):
    seen = []

    def read(documents):
        seen.extend(documents)
        yield from ()

    with stand_in(rss(ONE)) as server:
        bench.sync(server.url, access=QUICK, read=read)
        (document,) = seen
        assert document.url == document.source == server.url.replace("sparql", "one.html")
    assert (document.title, document.publisher) == ("one", "The Wire")
    assert (document.text, document.published) == ("Anna met Boris.", "2023-12-26T10:00:00+00:00")


def test_a_feed_that_is_as_it_was_is_not_sent_again(bench):
    first = replace(rss(ONE), headers={"ETag": '"7"', "Last-Modified": "Tue, 26 Dec 2023 10:00:00 GMT"})
    with stand_in(first, Answer(304, b"")) as server:
        bench.sync(server.url, access=QUICK)
        assert told(bench.sync(server.url, access=QUICK)) == {"unchanged": 1}
        asked = server.heard[1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"7"', "Tue, 26 Dec 2023 10:00:00 GMT")


def test_a_feed_is_asked_for_again_when_it_would_be_read_otherwise(bench):
    answer = replace(rss(ONE), headers={"ETag": '"7"'})
    with stand_in(answer) as server:
        bench.sync(server.url, access=QUICK)
        assert told(bench.sync(server.url, access=QUICK, fingerprint="two 2")) == {"replaced": 1}
        assert "If-None-Match" not in server.heard[1].headers


def test_a_feed_that_redirects_to_another_host_is_refused_unless_it_is_allowed(bench):
    with stand_in(rss(ONE)) as other:
        away = Answer(302, b"", headers={"Location": other.url})
        with stand_in(away) as server:
            with pytest.raises(InputError, match=r"on another host\n.*--allow-host 127.0.0.1"):
                bench.sync(server.url, access=QUICK)
            assert other.heard == []
            allowed = replace(QUICK, hosts=frozenset({"127.0.0.1"}))
            assert told(bench.sync(server.url, access=allowed)) == {"added": 1}


def test_a_feed_that_redirects_within_its_host_is_followed(bench):
    with stand_in(Answer(301, b"", headers={"Location": "/feed.xml"}), rss(ONE)) as server:
        assert told(bench.sync(server.url, access=QUICK)) == {"added": 1}
        assert server.heard[1].path == "/feed.xml"


@contextmanager
def endless(piece, *headers):
    """The address of a server that never ends its answer."""

    def answer():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(10_000)
                    lines = ("HTTP/1.1 200 OK", "Connection: close", *headers, "", "")
                    connection.sendall("\r\n".join(lines).encode())
                    while True:
                        connection.sendall(piece)
                except OSError:
                    continue

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/feed"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=5)


def test_a_feed_that_never_ends_is_broken_off(bench, monkeypatch):
    monkeypatch.setattr("kg.sync.feeds.FEED_LIMIT", 1_000_000)
    with endless(b"<item>" * 1000) as address, pytest.raises(InputError, match="larger than 1,000,000 bytes"):
        bench.sync(address, access=QUICK)
    assert not bench.store.exists()


def test_a_feed_that_drips_is_broken_off_when_its_time_is_up(bench):
    slow = replace(rss(ONE), pause=0.05)
    with (
        stand_in(slow) as server,
        pytest.raises(InputError, match=r"does not answer|in time"),
    ):
        bench.sync(server.url, access=replace(QUICK, timeout=0.3))


def test_a_feed_that_unpacks_without_end_is_broken_off(bench, monkeypatch):
    monkeypatch.setattr("kg.sync.feeds.FEED_LIMIT", 1_000_000)
    bomb = Answer(body=gzip.compress(bytes(20_000_000)), content=XML, headers={"Content-Encoding": "gzip"})
    with stand_in(bomb) as server, pytest.raises(InputError, match="larger than 1,000,000 bytes"):
        bench.sync(server.url, access=QUICK)


def test_a_feed_in_packings_that_were_not_asked_for_is_refused(bench):
    twice = replace(rss(ONE), headers={"Content-Encoding": "gzip, gzip"})
    with stand_in(twice) as server, pytest.raises(InputError, match="was not asked for"):
        bench.sync(server.url, access=QUICK)


def test_a_busy_server_is_waited_for_as_long_as_it_asks(bench):
    waits = []
    busy = Answer(503, b"later", headers={"Retry-After": "1"})
    with stand_in(busy, rss(ONE)) as server:
        bench.sync(server.url, access=replace(QUICK, wait=waits.append))
    assert waits == [1.0]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(404, b"none here"), "404 Not Found: none here"),
        (HANG_UP, "does not answer"),
        (Answer(body=b"<html><body>A page.</body></html>"), "is no feed"),
        (Answer(body=b""), "is no feed"),
        (
            Answer(body=b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss>&c;</rss>'),
            "declares entities",
        ),
        (Answer(401, b""), "password"),
    ],
)
def test_what_is_no_feed_is_told_and_changes_nothing(bench, answer, why):
    with stand_in(answer) as server, pytest.raises(InputError, match=why):
        bench.sync(server.url, access=QUICK)
    assert not bench.store.exists()


def test_a_feed_that_breaks_off_gives_the_items_before_and_says_so(bench):
    whole = rss(ONE, TWO).body
    with stand_in(Answer(body=whole[: whole.index(b"stayed")])) as server:
        report = bench.sync(server.url, access=QUICK)
    assert told(report) == {"added": 1, "failed": 1}
    assert "is broken at line 1" in report.dropped[0].reason
    assert bench.people() == {"Anna", "Boris"}


PAGE = "<html><body><article><p>{} met Boris in the old town hall.</p></article></body></html>"


def serve_pages(heard):
    """The feed, or the page of an item."""
    if heard.path.endswith("one.html"):
        return Answer(body=PAGE.format("Frida").encode(), content="text/html")
    return Answer(404, b"") if heard.path.endswith("two.html") else rss(ONE, TWO)


def test_with_pages_what_an_item_links_to_is_read_and_what_fails_is_tried_again(bench):
    with stand_in(serve_pages) as server:
        report = bench.sync(server.url, access=QUICK, pages=True)
        assert told(report) == {"added": 1, "failed": 1}
        assert "404" in report.dropped[0].reason
        assert bench.people() == {"Frida", "Boris"}
        asked = len(server.heard)
        assert told(bench.sync(server.url, access=QUICK, pages=True)) == {"failed": 1, "unchanged": 1}
        assert [each.path for each in server.heard[asked:]] == ["/sparql", "/two.html"]


def test_pages_of_other_hosts_are_not_fetched(bench):
    with stand_in(serve_pages) as other, stand_in(rss(ONE)) as server:
        away = rss(ONE).body.replace(b"/one.html", other.url.replace("sparql", "one.html").encode())
        with stand_in(Answer(body=away)) as feed:
            report = bench.sync(feed.url, access=QUICK, pages=True)
        assert other.heard == server.heard == []
    assert "is on another host" in report.dropped[0].reason


def test_a_feed_in_a_file_is_one_too(bench, tmp_path):
    (tmp_path / "feed.xml").write_bytes(rss(ONE, TWO).body)
    assert told(bench.sync(tmp_path / "feed.xml")) == {"added": 2}


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Atoms</title>
<entry><id>urn:a</id><title type="html">Big &lt;b&gt;news&lt;/b&gt;</title>
<link rel="self" href="http://e.example/self"/><link href="a.html"/>
<published>2024-01-02T03:04:05Z</published><updated>2025-01-01T00:00:00Z</updated>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Anna &amp; Boris.</p></div></content>
</entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="http://e.example/"><title>Old</title></channel>
<item rdf:about="http://e.example/1"><title>One</title><link>http://e.example/1</link>
<dc:date>2003-05-06</dc:date><description>Short.</description>
<content:encoded><![CDATA[<p>Anna met Boris.</p>]]></content:encoded></item></rdf:RDF>"""


def test_atom_tells_its_content_its_own_link_and_when_it_was_published_first():
    (item,) = read_feed(ATOM, address="http://e.example/feed/").items
    assert (item.key, item.title, item.link) == ("urn:a", "Big news", "http://e.example/feed/a.html")
    assert (item.published, item.publisher, item.language) == ("2024-01-02T03:04:05+00:00", "Atoms", "en")
    assert "Anna &amp; Boris." in item.html


def test_rss_of_the_first_kind_is_read_with_its_whole_content():
    (item,) = read_feed(RDF, address="http://e.example/feed").items
    assert (item.key, item.link, item.published) == ("http://e.example/1", "http://e.example/1", "2003-05-06")
    assert (item.html, item.publisher) == ("<p>Anna met Boris.</p>", "Old")


def test_a_link_that_is_none_of_http_is_no_link():
    feed = b"<rss><channel><item><title>x</title><link>javascript:alert(1)</link></item></channel></rss>"
    (item,) = read_feed(feed, address="http://e.example/feed").items
    assert item.link is None


@pytest.mark.parametrize(
    ("address", "is_good"),
    [
        ("https://news.example/a", True),
        ("http://news.example:81/a", False),
        ("http://evil.example/news.example", False),
        ("http://news.example@evil.example/", False),
        ("file:///etc/passwd", False),
        ("http://[::1", False),
        ("http://cdn.example:8080/", True),
        ("http://news.example.evil.example/", False),
    ],
)
def test_only_the_hosts_that_were_named_are_asked(address, is_good):
    hosts = frozenset({"cdn.example"})
    assert is_allowed(address, home="http://news.example/feed", hosts=hosts) == is_good
