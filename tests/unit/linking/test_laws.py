"""What holds of links whatever the text: scores are shares, and the order of entities does not matter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.linking import Portrait, Setting, StatedOffice
from tests.telling import the_extractor

KINDS = ("Person", "State", "Place", "GovernmentBody", "Organization", "Agreement")
NAMES = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
    st.sampled_from(
        ["Lee", "Bush", "Georgia", "Foreign Ministry", "Kim Jong Un", "AC", "O'Neill", "x" * 5000]
    ),
)
OFFICES = st.builds(
    StatedOffice,
    st.sampled_from(["president", "foreign minister|minister of foreign affairs"]),
    st.sampled_from(["head", "minister", None]),
    st.sampled_from([frozenset(), frozenset({"Q142"}), frozenset({"supplement:State/none"})]),
    st.sampled_from([None, "former", "elect"]),
    st.just("president"),
)
PORTRAITS = st.builds(
    Portrait,
    st.sampled_from(KINDS),
    st.lists(NAMES, max_size=3).map(tuple),
    st.lists(OFFICES, max_size=2).map(tuple),
    st.sampled_from([frozenset(), frozenset({"Q142"})]),
)
DAYS = st.sampled_from([None, "2013", "2013-05", "2013-05-01", "2013-05-01T10:00:00Z", "0001-01-01"])
SETTINGS = st.builds(Setting, DAYS, st.sampled_from([{}, {"Q142": 2}, {"Q30": 1, "Q884": 1}]))


@settings(deadline=None, max_examples=60)
@given(st.lists(PORTRAITS, max_size=4), SETTINGS)
def test_scores_are_shares_and_a_link_is_the_best_of_them(portraits, setting):
    linker = the_extractor().linker
    for decision in linker.link(portraits, setting):
        scores = [candidate.score for candidate in decision.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores) and sum(scores) <= 1.001
        assert decision.qid is None or decision.qid == decision.candidates[0].wikidata


@settings(deadline=None, max_examples=40)
@given(st.lists(PORTRAITS, min_size=2, max_size=4), SETTINGS)
def test_the_order_of_the_entities_does_not_matter(portraits, setting):
    linker = the_extractor().linker
    assert linker.link(portraits[::-1], setting) == linker.link(portraits, setting)[::-1]
