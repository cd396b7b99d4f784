"""`read_text`, and when a text was published."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.reading import read_text
from kg.reading.dates import to_published
from kg.reading.drafts import UnreadableError
from kg.reading.encodings import decode


def test_a_text_becomes_a_document_with_what_is_known_of_it():
    document = read_text(
        "Moscow rejected the plan.",
        source="note",
        published="26 December 2023",
        title=" Plan rejected ",
        url="https://wire.example/1",
        publisher="Example Wire",
    )
    assert document.sha256 == sha256(b"Moscow rejected the plan.").hexdigest()
    assert (document.source, document.published, document.title) == ("note", "2023-12-26", "Plan rejected")
    assert (document.url, document.publisher) == ("https://wire.example/1", "Example Wire")


def test_no_text_is_an_error():
    with pytest.raises(InputError):
        read_text(" \n")


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2023", "2023"),
        (2023, "2023"),
        ("2023-12", "2023-12"),
        ("2023-12-26", "2023-12-26"),
        ("20231226", "2023-12-26"),
        ("2023-12-26T10:00:00Z", "2023-12-26T10:00:00+00:00"),
        ("2023-12-26 10:00", "2023-12-26T10:00:00"),
        ("Tue, 26 Dec 2023 10:00:00 GMT", "2023-12-26T10:00:00+00:00"),
        ("December 26, 2023", "2023-12-26"),
        ("26 Dec 2023", "2023-12-26"),
        ("2023/12/26", "2023-12-26"),
    ],
)
def test_a_date_is_given_in_one_way(value, published):
    assert to_published(value) == published


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "yesterday",
        "2023-13-01",
        "2023-02-30",
        "12/11/2023",
        "0000",
        True,
        1.5,
        [],
        {},
        10**30,
        "Tue, x",
    ],
)
def test_what_is_no_clear_date_is_none(value):
    assert to_published(value) is None


@given(st.text())
def test_no_date_makes_reading_fail(text):
    published = to_published(text)
    assert published is None or published[:4].isdecimal()


@given(st.text().filter(str.strip))
def test_any_text_becomes_a_document_whose_digest_is_its_own(text):
    document = read_text(text)
    assert document.sha256 == sha256(document.text.encode()).hexdigest()
    assert len(document.text) == len(text)


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data)
    except UnreadableError as refusal:
        text = refusal.why
    assert isinstance(text, str)
