"""Which links count, and what a tie weighs."""

from datetime import date

import pytest

from kg.analysis import (
    Period,
    Selection,
    count_undated,
    read_period,
    read_span,
    select_links,
    tie_directions,
    tie_pairs,
    tie_relations,
)
from kg.errors import UsageError
from tests.unit.analysis.made_networks import make_link, make_network


def pairs(network):
    return ["".join((link.subject, link.object)) for link in network.links]


def select(network, ontology, **options):
    return pairs(select_links(network, Selection(**options), ontology=ontology))


def test_only_what_documents_commit_to_counts_unless_told(ontology):
    network = make_network(
        make_link("ab"), make_link("bc", status="planned"), make_link("cd", status="denied")
    )
    assert select(network, ontology) == ["ab"]
    assert select(network, ontology, statuses=("planned",)) == ["bc"]
    assert select(network, ontology, statuses=("all",)) == ["ab", "bc", "cd"]


def test_a_type_of_event_takes_those_below_it_along(ontology):
    network = make_network(
        make_link("ab", event_type="Summit"), make_link("bc", event_type="Visit"), make_link("cd")
    )
    assert select(network, ontology, events=("Meeting",)) == ["ab"]


@pytest.mark.parametrize(
    ("option", "value", "near"), [("statuses", "plan", "planned"), ("events", "Summi", "Summit")]
)
def test_a_wrong_name_is_refused_with_good_ones(option, value, near, ontology):
    with pytest.raises(UsageError, match=near):
        select(make_network(make_link("ab")), ontology, **{option: (value,)})


def test_a_period_keeps_what_lies_wholly_in_it(ontology):
    dates = {"ab": "2022-05-09", "bc": "2022", "cd": "2022-05", "de": None, "ef": "2022-05-30/2022-06-02"}
    network = make_network(*(make_link(pair, date=value) for pair, value in dates.items()))
    assert select(network, ontology, period=read_period("2022-05")) == ["ab", "cd"]
    assert select(network, ontology, period=read_period("2022")) == ["ab", "bc", "cd", "ef"]
    assert count_undated(network, Selection()) == 1


def test_a_link_without_an_event_is_dated_by_its_document(ontology):
    network = make_network(
        make_link("ab", date="2020", published="2022-05-09"), make_link("bc", published="2022-05-09")
    )
    assert select(network, ontology, period=read_period("2022")) == ["bc"]
    assert select(network, ontology, period=read_period("2022"), dates="published") == ["ab", "bc"]


def test_what_is_around_an_actor_is_kept_so_many_steps_away(ontology):
    network = make_network(*(make_link(pair) for pair in ("ab", "bc", "cd")))
    assert select(network, ontology, around=("a",)) == ["ab"]
    assert select(network, ontology, around=("a",), steps=2) == ["ab", "bc"]


def test_weak_and_unsure_links_can_be_left_out(ontology):
    network = make_network(
        make_link("ab", times=3), make_link("bc", confidence=0.5), make_link("cd", confidence=0.9)
    )
    assert select(network, ontology, minimum=2) == ["ab"]
    assert select(network, ontology, confidence=0.8) == ["ab", "cd"]


def test_the_same_words_count_once_for_two_actors():
    link = make_link("ab", times=2)
    other = make_link("ab", relation="hosted", passages=link.passages)
    (tie,) = tie_pairs(make_network(link, other))
    assert (tie.weight, tie.relations) == (2, ("hosted", "metWith"))


def test_a_tie_is_weighted_by_evidence_documents_or_facts():
    links = [
        make_link("ab", date="2021", times=3),
        make_link("ba", date="2022"),
        make_link("ab", relation="hosted", date="2022"),
    ]
    weights = {
        weight: tie_pairs(make_network(*links), weight=weight)[0].weight
        for weight in ("evidence", "documents", "facts")
    }
    assert weights == {"evidence": 5, "documents": 2, "facts": 2}


def test_a_tie_knows_its_first_and_last_date():
    (tie,) = tie_pairs(make_network(make_link("ab", date="2022-05"), make_link("ba", date="2021-07-01")))
    assert (tie.first, tie.last) == ("2021-07-01", "2022-05")


def test_a_symmetric_relation_is_one_tie_whichever_way_it_was_written():
    network = make_network(make_link("ab"), make_link("ba", date="2022"))
    assert [(tie.subject, tie.object, tie.weight) for tie in tie_relations(network)] == [("a", "b", 2)]
    assert [(tie.subject, tie.object) for tie in tie_directions(network)] == [("a", "b"), ("b", "a")]


def test_a_directed_relation_keeps_its_direction():
    network = make_network(make_link("ba", relation="accused"))
    assert [(tie.subject, tie.object) for tie in tie_relations(network)] == [("b", "a")]
    assert [(tie.subject, tie.object) for tie in tie_directions(network)] == [("b", "a")]


def test_a_link_to_oneself_ties_nobody():
    assert tie_pairs(make_network(make_link("aa"))) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021..2022-06", date(2021, 1, 1), date(2022, 6, 30)),
        ("2023..", date(2023, 1, 1), date.max),
        ("..2023", date.min, date(2023, 12, 31)),
    ],
)
def test_a_period_goes_from_a_first_day_to_a_last(text, first, last):
    assert read_period(text) == Period(first, last)


@pytest.mark.parametrize(
    "text", ["", "..", "yesterday", "2022-13", "2022-02-30", "2022..21", "2023..2022", "0000"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UsageError, match=r"2022|before it begins"):
        read_period(text)


def test_an_end_that_is_left_open_takes_all():
    assert read_span(None, None) == Period()
