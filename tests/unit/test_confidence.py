"""What is less sure than asked for is dropped, and said to be."""

from kg.confidence import keep_confident


def test_nothing_goes_where_all_is_sure(summit):
    assert keep_confident(summit, minimum=0.5) == summit


def test_what_is_not_sure_goes_with_what_follows_from_it(summit):
    sure = keep_confident(summit, minimum=0.85)
    assert [event.type for event in sure.events] == ["Meeting", "Statement"]
    assert "visited" not in {fact.predicate for fact in sure.facts}


def test_what_goes_is_dropped_with_its_reason_and_its_words(summit):
    dropped = keep_confident(summit, minimum=0.85).dropped[1:]
    assert {value.reason for value in dropped} == {
        "visited: confidence 0.80 is below 0.85",
        "Visit: confidence 0.80 is below 0.85",
    }
    assert {value.evidence.quote for value in dropped} == {"Aliyev will visit Armenia."}


def test_everything_may_go(summit):
    empty = keep_confident(summit, minimum=1.0)
    assert (empty.facts, empty.events, empty.tenures) == ((), (), ())
    assert len(empty.dropped) == 1 + 4 + 3 + 1
    assert empty.entities == summit.entities
