"""Items are read as Wikidata writes them: with ranks, with dates half known, with lists for empty maps."""

import pytest

from kg.wikidata.items import Statement, read_item
from tests.wikibase import REAL, SANDBOX, make_claim, make_item


def read_claims(*claims):
    return read_item(make_item(SANDBOX, "x") | {"claims": {"P39": list(claims)}})


def test_what_was_withdrawn_is_left_out_and_what_is_preferred_comes_alone():
    item = read_claims(
        make_claim("P39", "Q1", rank="deprecated"),
        make_claim("P39", "Q2"),
        make_claim("P39", "Q3", rank="preferred"),
    )
    assert item.values("P39") == ("Q3",)
    assert [each.value for each in item.statements["P39"]] == ["Q2", "Q3"]


def test_a_position_has_its_dates():
    item = read_claims(make_claim("P39", "Q1", "2012-05-07", "2018-05-07"))
    assert item.statements["P39"] == (Statement("Q1", "2012-05-07", "2018-05-07"),)


@pytest.mark.parametrize(
    ("time", "precision", "date"),
    [
        ("+2024-03-05T00:00:00Z", 11, "2024-03-05"),
        ("+2024-03-00T00:00:00Z", 10, "2024-03"),
        ("+2024-00-00T00:00:00Z", 9, "2024"),
        ("+1900-00-00T00:00:00Z", 7, None),
        ("-0044-03-15T00:00:00Z", 11, None),
    ],
)
def test_a_date_is_known_as_far_as_its_precision_goes(time, precision, date):
    claim = make_claim("P39", "2024-01-01")
    claim["mainsnak"]["datavalue"]["value"] = {"time": time, "precision": precision}
    assert read_claims(claim).values("P39") == ((date,) if date else ())


@pytest.mark.parametrize("kind", ["somevalue", "novalue"])
def test_a_statement_without_a_value_is_left_out(kind):
    claim = {"mainsnak": {"snaktype": kind, "property": "P39"}, "type": "statement", "rank": "normal"}
    assert read_claims(claim).values("P39") == ()


def test_an_older_answer_names_items_by_number():
    item = read_item(REAL["Q131261"])
    assert "id" not in REAL["Q131261"]["claims"]["P27"][0]["mainsnak"]["datavalue"]["value"]
    assert item.values("P27") == ("Q183",)


def test_a_place_has_coordinates():
    assert read_item(REAL["Q270"]).values("P625")[0].startswith("52.2")


def test_a_label_for_all_languages_counts_for_each():
    told = make_item(SANDBOX, "") | {"labels": {"mul": {"language": "mul", "value": "Eurostat"}}}
    assert read_item(told).names("en") == ("Eurostat",)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"id": "P31"},
        {"id": SANDBOX, "missing": ""},
        {"id": 7},
        {"title": "x", "site": "dewiki", "missing": ""},
    ],
)
def test_what_is_no_item_is_none(wrong):
    assert read_item(wrong) is None


@pytest.mark.parametrize("kind", ["labels", "descriptions", "aliases", "claims", "sitelinks"])
@pytest.mark.parametrize("wrong", [[], None, "x", {"en": None}, {"en": [None]}, {"en": {"value": 7}}])
def test_a_part_of_another_shape_is_passed_over(kind, wrong):
    assert read_item(make_item(SANDBOX, "x") | {kind: wrong}).qid == SANDBOX
