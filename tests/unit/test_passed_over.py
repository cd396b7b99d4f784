"""What was passed over: exact counts, and lists that do not grow."""

import tracemalloc

import pytest

from kg import passed_over
from kg.model import Dropped
from kg.passed_over import KINDS, LISTED, OTHER, PassedOver, find_kind


def break_lines(count):
    return (
        Dropped("reading", f"news.jsonl:{number}: is broken JSON (line {number})") for number in range(count)
    )


def add_all(values):
    passed = PassedOver()
    for value in values:
        passed.add(value)
    return passed


def test_what_is_passed_over_a_hundred_thousand_times_is_counted_in_little_memory():
    add_all(break_lines(2 * LISTED))
    tracemalloc.start()
    passed = add_all(break_lines(100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert passed.kinds == {("reading", "is broken JSON"): 100_000}
    assert (passed.count, passed.lost, passed.unlisted) == (100_000, 100_000, 100_000 - LISTED)
    assert peak < 1_000_000


def test_what_is_no_loss_takes_no_room_of_what_is_lost():
    empty = [Dropped("choosing", f"{number}.txt: is empty") for number in range(2 * LISTED)]
    passed = add_all([*empty, *break_lines(2)])
    assert passed.listed == [*empty[:LISTED], *break_lines(2)]
    assert (passed.lost, passed.unlisted) == (2, LISTED)


def test_one_line_of_many_alike_counts_for_all_of_them():
    passed = add_all([Dropped("choosing", "news.warc: 28,000 requests", count=28_000)])
    assert (passed.count, passed.lost, passed.unlisted) == (28_000, 0, 0)
    assert passed.kinds == {("choosing", "requests"): 28_000}


def test_kinds_without_end_are_counted_together():
    words = ("".join(chr(97 + int(digit)) for digit in str(number)) for number in range(3 * KINDS))
    passed = add_all(Dropped("running", f"a.txt: the pipeline failed at {word}") for word in words)
    assert passed.kinds["running", OTHER] == 2 * KINDS and passed.count == 3 * KINDS
    assert len(passed.kinds) == KINDS + 1


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("talks.txt: takes longer than 1,200 seconds", "takes longer than … seconds"),
        ("w.gz#https://a.example/b: no article was found in this page", "no article was found in this page"),
        ("news.txt:1: there is no file 'news/one.txt'", "there is no file …"),
        ("news.jsonl:7: has no text in text, body (its fields: id)", "has no text in text, body"),
        ("nothing", "nothing"),
    ],
)
def test_reasons_that_differ_in_their_places_and_numbers_are_of_one_kind(reason, kind):
    assert find_kind(reason) == kind


def test_a_kind_is_short():
    assert len(find_kind(f"a.txt: {'word ' * 1_000}")) == passed_over.LENGTH
