"""The shipped index: what names may mean, and who was in office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OntologyError
from kg.gazetteer import EntityIndex, open_index
from tests.workshop import ROOT


@pytest.fixture(scope="module")
def index() -> EntityIndex:
    return open_index()


@pytest.mark.parametrize(
    ("name", "qid", "kind", "spelling"),
    [
        ("Russia", "Q159", "name", "exact"),
        ("the Russian Federation", "Q159", "alias", "exact"),
        ("RUSSIA", "Q159", "name", "folded"),
        ("Russian", "Q159", "demonym", "exact"),
        ("Russians", "Q159", "people", "exact"),
        ("EU", "Q458", "acronym", "exact"),
        ("U.S.", "Q30", "acronym", "exact"),
        ("Volodymyr Zelenskyj", "Q3874799", "name", "variant"),
        ("Zelenskiy", "Q3874799", "surname", "variant"),
        ("Alexander Lukashenka", "Q2866", "name", "variant"),
        ("Sergej Lavrov", "Q58217", "name", "variant"),
        ("Recep Tayyip Erdogan", "Q39259", "name", "folded"),
        ("Recep Erdogan", "Q39259", "short", "variant"),
        ("KIM Jong-Un", "Q56226", "name", "folded"),
        ("Владимир Путин", "Q7747", "name", "exact"),
        ("Moscow", "Q649", "name", "exact"),
        ("Saint-Petersburg", "Q656", "name", "folded"),
    ],
)
def test_a_name_gives_its_entity_first(
    name: str, qid: str, kind: str, spelling: str, index: EntityIndex
) -> None:
    best = index.candidates(name)[0]
    assert (best.qid, best.kind, best.spelling) == (qid, kind, spelling)


def test_a_person_whom_no_fact_holds_has_no_qid(index: EntityIndex) -> None:
    assert [candidate.qid for candidate in index.candidates("Dmitry Peskov")] == [None]


def test_a_capital_is_also_its_state(index: EntityIndex) -> None:
    assert ("Q159", "capital") in {(c.qid, c.kind) for c in index.candidates("Moscow")}


@pytest.mark.parametrize("name", ["us", "who", "Qwertzuiop", "", "!"])
def test_what_is_no_name_of_anything_gives_nothing(name: str, index: EntityIndex) -> None:
    assert index.candidates(name) == ()


def test_a_candidate_tells_what_it_is(index: EntityIndex) -> None:
    state = index.candidates("Armenia")[0]
    assert (state.type, state.country, state.key) == ("State", "Q399", "Q399")
    assert 0.8 < state.prior <= 1


def test_a_person_is_described_by_an_office(index: EntityIndex) -> None:
    assert index.description("Q157") == "President of France (2012–2017)"
    assert index.description("Q99999999999") is None


def test_a_seat_gives_the_place_and_who_sits_there(index: EntityIndex) -> None:
    seat = index.seat("Kremlin")
    assert seat and seat.place and seat.state
    assert (seat.place.qid, seat.body.qid, seat.state.qid) == ("Q133274", "Q1140115", "Q159")
    assert index.seat("Moscow") is None


@pytest.mark.parametrize(
    ("office", "of", "date", "label", "sure"),
    [
        ("president", "Q142", "2013-05-01", "François Hollande", True),
        ("president", "Q142", "2026-05-01", "Emmanuel Macron", False),
        ("foreign minister", "Q30", "2014-01-01", "John Kerry", True),
        ("foreign secretary", "Q145", "2015-02-02", "Philip Hammond", True),
        ("chancellor", "Q183", "2010-02-02", "Angela Merkel", True),
        ("president", "Q30", "2017-01-20", "Donald Trump", True),
        ("president", "Q30", "2017-01-19", "Barack Obama", True),
        ("ambassador to the US", "Q159", "2016-01-01", "Sergey Kislyak", True),
        ("premier", "Q148", "2015-01-01", "Li Keqiang", True),
        ("president", "Q227", "2012-01-01", "Ilham Aliyev", True),
    ],
)
def test_the_holder_of_an_office_on_a_date(
    office: str, of: str, date: str, label: str, sure: bool, index: EntityIndex
) -> None:
    holder = index.holders_at(office, of, date)[0]
    assert (holder.person.label, holder.sure) == (label, sure)


def test_an_office_is_found_where_the_facts_name_it(index: EntityIndex) -> None:
    assert "Q20203208" in {office.qid for office in index.offices("foreign minister", "Q142")}
    assert {office.type for office in index.offices("foreign minister", "Q142")} == {"Office"}


def test_an_unknown_state_has_no_offices(index: EntityIndex) -> None:
    assert index.offices("foreign minister", "Q99999999999") == ()
    assert index.holders_at("foreign minister", "Q99999999999", "2013-01-01") == ()


def test_what_may_not_be_carried_is_not(index: EntityIndex) -> None:
    rows = index.candidates("African Union")
    assert rows and all(index.candidate(row.key) for row in rows)


def test_a_file_that_is_no_index_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_text("no index")
    with pytest.raises(OntologyError, match="no index"):
        EntityIndex(path).candidates("Russia")


def test_who_held_an_office_on_a_day_is_right_nearly_always(index: EntityIndex) -> None:
    lines = (ROOT / "tests" / "data" / "gazetteer" / "roles.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    assert len(questions) >= 200
    assert sum(question["change"] for question in questions) >= 100
    wrong = [q for q in questions if not is_right(q, index)]
    assert len(wrong) <= 0.02 * len(questions), wrong


def is_right(question: dict[str, Any], index: EntityIndex) -> bool:
    """Whether the first answer is one of whom the facts show in office."""
    holders = index.holders_at(question["phrase"], question["state"], question["day"])
    return bool(holders) and holders[0].person.key in question["right"]
