"""An extraction as a page."""

from dataclasses import replace

from kg.language.display import choose_mentions, tell_claims, to_page
from kg.model import NamedMention, Span


def test_a_page_marks_mentions_and_lists_claims(summit):
    page = to_page(summit)
    assert page.startswith("<!DOCTYPE html>")
    assert "Dmitry Peskov spokesmanFor Kremlin" in page
    assert "background: #ffd8a8" in page
    assert page.count("<tr>") == 1 + 4 + 1 + 3


def test_a_page_escapes_what_the_document_says(summit):
    nasty = replace(summit.document, title="<script>alert(1)</script>")
    assert "<script>" not in to_page(replace(summit, document=nasty))


def test_of_mentions_that_overlap_the_longest_stays(summit):
    kremlin = summit.entities[1]
    inner = replace(kremlin, id="x", mentions=(NamedMention(Span(0, 4), "Krem", "name"),))
    chosen = choose_mentions(replace(summit, entities=(inner, kremlin)))
    assert [mention.text for mention, _ in chosen] == ["Kremlin"]


def test_claims_are_told_in_the_order_of_the_text(summit):
    assert [words for words, _ in tell_claims(summit)] == [
        "Dmitry Peskov spokesmanFor Kremlin",
        "Statement: speaker Dmitry Peskov; “the leaders talked freely”",
        "Ilham Aliyev metWith Nikol Pashinyan",
        "Meeting: participant Ilham Aliyev, Nikol Pashinyan; place St. Petersburg; time 2023-12-25",
        "Nikol Pashinyan headOfGovernmentOf Armenia",
        "Nikol Pashinyan holdsOffice Prime Minister of Armenia (current)",
        "Ilham Aliyev visited Armenia",
        "Visit: initiator Ilham Aliyev; place Armenia",
    ]
