"""Who held an office on a day, of tenures that sources tell of with gaps and open ends."""

from __future__ import annotations

from kg.gazetteer.offices import classify_office
from kg.gazetteer.records import Position
from kg.gazetteer.tenures import Tenure, choose_holders, find_tenures

DATA_END = "2025-01-31"


def tenure(
    person: str, label: str, start: str | None, end: str | None = None, seen: str | None = None
) -> Tenure:
    position = Position(label, None, "Q1", start, end, seen)
    return Tenure(person, position, classify_office(label))


def ask(tenures: list[Tenure], office: str, date: str) -> list[tuple[str, bool]]:
    asked = classify_office(office)
    chosen = choose_holders(find_tenures(tenures, asked), asked, date, DATA_END)
    return [(tenure.person, sure) for tenure, sure, _ in chosen]


TWO = [
    tenure("Ada", "President", "2008-05-07", "2012-05-15"),
    tenure("Ben", "President", "2012-05-15", None, DATA_END),
]


def test_the_holder_on_a_day_is_the_one_in_office() -> None:
    assert ask(TWO, "president", "2010-01-01") == [("Ada", True)]


def test_on_the_day_of_a_change_the_newcomer_comes_first() -> None:
    assert ask(TWO, "president", "2012-05-15") == [("Ben", True), ("Ada", True)]


def test_after_the_facts_the_last_holder_is_given_but_not_as_sure() -> None:
    assert ask(TWO, "president", "2026-03-01") == [("Ben", False)]


def test_before_the_facts_nobody_is_given() -> None:
    assert ask(TWO, "president", "2001-01-01") == []


def test_in_a_gap_nobody_is_given() -> None:
    gap = [tenure("Ada", "President", "2001", "2003"), tenure("Ben", "President", "2007", "2009")]
    assert ask(gap, "president", "2005-01-01") == []


def test_in_a_gap_between_two_tenures_of_one_person_it_is_that_person() -> None:
    gap = [tenure("Ada", "President", "2001", "2003"), tenure("Ada", "President", "2007", "2009")]
    assert ask(gap, "president", "2005-01-01") == [("Ada", False)]


def test_an_open_end_lasts_until_a_successor_comes() -> None:
    open_ended = [tenure("Ada", "President", "2001"), tenure("Ben", "President", "2007", "2009")]
    assert ask(open_ended, "president", "2005-01-01") == [("Ada", False)]
    assert ask(open_ended, "president", "2009-06-01") == [("Ben", True)]
    assert ask(open_ended, "president", "2012-01-01") == [("Ben", False)]


def test_a_year_alone_gives_way_to_a_day() -> None:
    first = tenure("Ada", "President", "2005-01-01", "2012-07-01")
    vague = [first, tenure("Ben", "President", "2012", "2015")]
    assert ask(vague, "president", "2012-03-01")[0] == ("Ada", True)
    assert ask(vague, "president", "2012-08-01") == [("Ben", True)]


def test_who_holds_the_office_comes_before_who_acts() -> None:
    both = [
        tenure("Ada", "Acting President", "2012-01-01", "2012-12-31"),
        tenure("Ben", "President", "2011-01-01", "2012-12-31"),
    ]
    assert [person for person, _ in ask(both, "president", "2012-06-01")] == ["Ben", "Ada"]
    assert [person for person, _ in ask(both, "acting president", "2012-06-01")] == ["Ada", "Ben"]


def test_a_chancellor_is_who_is_meant_where_there_is_no_prime_minister() -> None:
    assert ask([tenure("Ada", "Chancellor", "2005-01-01", "2021-01-01")], "prime minister", "2010-01-01") == [
        ("Ada", True)
    ]


def test_a_secretary_of_state_is_who_is_meant_where_there_is_no_foreign_minister() -> None:
    tenures = [tenure("Ada", "Secretary of State", "2005-01-01", "2021-01-01")]
    assert ask(tenures, "foreign minister", "2010-01-01") == [("Ada", True)]


def test_a_person_who_is_told_of_twice_is_given_once() -> None:
    twice = [tenure("Ada", "President", "2012"), tenure("Ada", "President", "2012-05-07", None, DATA_END)]
    assert ask(twice, "president", "2015-01-01") == [("Ada", True)]
