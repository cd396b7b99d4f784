"""HTML pages."""

from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "data" / "pages"


def test_the_article_is_kept_a_line_a_paragraph(read_all):
    [document], _ = read_all(PAGES / "visit.html")
    lines = document.text.split("\n")
    assert lines[-3:] == [
        "He met Jeyhun Bayramov, his Azerbaijani counterpart, and discussed trade & energy.",
        "Next steps",
        "The two sides agreed to meet again in Oslo in June.",
    ]
    assert any(line.startswith("Norway’s Foreign Minister Espen Barth Eide ended") for line in lines)


def test_menus_banners_scripts_and_footers_go(read_all):
    [document], _ = read_all(PAGES / "visit.html")
    for gone in ("Sport", "cookies", "Subscribe", "font-weight", "Ferry", "rights reserved", "<", "&amp;"):
        assert gone not in document.text


def test_the_headline_is_the_title_and_not_in_the_text(read_all):
    [document], _ = read_all(PAGES / "visit.html")
    assert document.title == "Foreign minister ends two-day visit to Baku"
    assert document.title not in document.text


def test_a_page_says_when_and_where_it_was_published(read_all):
    [document], _ = read_all(PAGES / "visit.html")
    assert (document.published, document.publisher) == ("2024-03-05", "Harbour Gazette")
    assert document.url == "https://gazette.example/world/2024/03/05/visit"


def test_a_page_without_an_article_is_passed_over(read_all):
    path = PAGES / "menu.html"
    assert read_all(path) == ([], [f"{path}: no article was found in this page"])


def test_entities_are_not_expanded_and_nothing_is_fetched(read_all):
    [document], _ = read_all(PAGES / "hostile.html")
    assert "&c; and &file;" in document.text and "laughter" not in document.text
    assert "Barth Eide" not in document.text


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1251">'])
def test_a_declared_encoding_counts_where_bytes_are_not_utf8(write, read_all, head):
    body = (
        f"<html><head>{head}</head><body><p>The café – Lenin’s – hosted the two ministers.</p></body></html>"
    )
    [document], _ = read_all(write("a.html", body.encode("cp1251" if head else "cp1252", errors="replace")))
    assert document.text == f"The caf{'?' if head else 'é'} – Lenin’s – hosted the two ministers."


@pytest.mark.parametrize("charset", ["no-such-thing", "hex", "iso-8859-1"])
def test_a_wrong_declared_encoding_does_no_harm(write, read_all, charset):
    head = f'<meta charset="{charset}">'
    body = f"<html><head>{head}</head><body><p>The café hosted the ministers.</p></body></html>"
    [document], _ = read_all(write("a.html", body.encode("cp1252")))
    assert document.text == "The café hosted the ministers."


def test_a_piece_of_a_page_is_read(write, read_all, sentence):
    [document], _ = read_all(write("a.htm", f"<p>{sentence}</p>"))
    assert document.text == sentence


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 25_000 + "<p>The ministers met in Vienna.</p>",
        "<html>" + "<" * 100_000,
        "<html><!--" * 10_000,
        "<html></html>",
        "<html><body></body>",
        "<!doctype html>",
    ],
)
def test_a_malformed_page_is_passed_over(write, read_all, page):
    _, [reason] = read_all(write("bad.html", page))
    assert "no article was found" in reason


def test_a_tag_with_too_many_attributes_is_refused(write, read_all):
    attributes = " ".join(f"a{n}=1" for n in range(50_000))
    _, [reason] = read_all(write("bad.html", f"<html><body {attributes}><p>The ministers met in Vienna.</p>"))
    assert "more than 1000 attributes" in reason


def test_a_page_of_very_many_tags_is_refused(write, read_all, sentence):
    _, [reason] = read_all(write("bad.html", f"<html><body>{'<p></p>' * 40_000}<p>{sentence}</p>"))
    assert "more than 30,000 tags" in reason


def test_authors_in_the_data_of_a_page_are_not_needed_to_read_it(write, read_all, sentence):
    authors = ",".join(f'{{"name":"Ann Author {n}"}}' for n in range(5000))
    said = f'"@context":"https://schema.org","@type":"NewsArticle","author":[{authors}],"headline":"Talks"'
    published = '"datePublished":"2024-03-05","publisher":{"name":"Harbour Gazette"}'
    data = f'<script type="application/ld+json">{{{said},{published}}}</script>'
    [document], _ = read_all(
        write("a.html", f"<html><head>{data}</head><body><p>{sentence}</p></body></html>")
    )
    assert (document.text, document.title, document.published) == (sentence, "Talks", "2024-03-05")
    assert document.publisher == "Harbour Gazette"


def test_a_tag_with_a_long_value_is_read(write, read_all, sentence):
    page = f'<html><body data-state="{"word " * 5000}"><p>{sentence}</p></body></html>'
    assert read_all(write("a.html", page))[0]


def test_nothing_is_said_on_stderr(write, read_all, capfd):
    read_all(write("bad.html", "<!doctype html>"), PAGES / "menu.html")
    assert capfd.readouterr() == ("", "")
