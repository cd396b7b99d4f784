"""Floors are read as they are written, and what falls below is told."""

import pytest

from kg.errors import UsageError
from kg.evaluation import evaluate, read_gold, read_predictions
from kg.evaluation.floors import find_fallen, parse_floors
from tests.unit.evaluation.gold_lines import ONTOLOGY, READ, TINY


@pytest.fixture(scope="module")
def evaluation():
    golds = read_gold([str(TINY)], ontology=ONTOLOGY)
    return evaluate(golds, read_predictions(str(READ)), ontology=ONTOLOGY)


def test_what_is_at_its_floor_has_not_fallen(evaluation):
    assert find_fallen(evaluation, parse_floors("facts.p=0.5,facts.r=0.3,facts.f1=0.375")) == []


def test_what_is_below_its_floor_is_told_with_both_numbers(evaluation):
    floors = parse_floors("facts.p=0.88, per_predicate.metWith.f1=1, per_event_type.Summit.r=0.6")
    assert find_fallen(evaluation, floors) == [
        "facts.p is 0.5000, below 0.88",
        "per_event_type.Summit.r is 0.5000, below 0.6",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("facts.p", "names no number"),
        ("facts.p=much", "names no number"),
        ("facts=0.5", "is no figure"),
        ("facts.precision=0.5", "is no figure"),
        ("fact.p=0.5", "try: facts"),
        ("per_predicat.metWith.p=0.5", "try: per_predicate"),
        ("facts.p=88", "not between 0 and 1"),
        ("facts.p=nan", "not between 0 and 1"),
    ],
)
def test_a_floor_that_is_none_is_named_with_what_to_try(text, told):
    with pytest.raises(UsageError) as caught:
        parse_floors(text)
    assert told in str(caught.value)


def test_a_row_that_is_not_there_is_named_with_the_nearest(evaluation):
    with pytest.raises(UsageError, match="no 'metWit' here\n  try: metWith"):
        find_fallen(evaluation, parse_floors("per_predicate.metWit.p=0.5"))
