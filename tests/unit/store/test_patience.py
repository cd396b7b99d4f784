"""A server's wish to be left alone is read as a number of seconds or as a moment."""

from datetime import UTC, datetime

import pytest

from kg.store.patience import Patience, read_retry_after

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
    ],
)
def test_a_wish_is_read(value, seconds):
    assert read_retry_after({"Retry-After": value}, now=NOON) == seconds


def test_a_wish_is_granted_up_to_a_limit():
    patience = Patience(longest=10)
    assert patience.find_wait(1, 10.0) == 10.0
    assert patience.find_wait(1, 10.1) is None
    assert patience.find_wait(1, 0.0) == 0.0


def test_without_retries_there_is_no_wait():
    assert Patience(retries=0).find_wait(1) is None
