"""Items of a JSON dump: ranks, ends and shapes, on real lines and on made-up statements."""

import json

import pytest

from kg.gazetteer.dump.items import read_item
from tests.workshop import ROOT

LINES = (ROOT / "tests/data/wikidata/dump.json").read_bytes().splitlines()[1:-1]
REAL = {json.loads(line.rstrip(b","))["id"]: line.rstrip(b",") for line in LINES}


def snak(number):
    value = {"entity-type": "item", "id": f"Q{number}", "numeric-id": number}
    return {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": value}}


def time(text, precision=11):
    value = {"time": text, "precision": precision}
    return {"snaktype": "value", "datavalue": {"type": "time", "value": value}}


def statement(number, rank="normal", **qualifiers):
    return {
        "mainsnak": snak(number),
        "rank": rank,
        "qualifiers": {name: [each] for name, each in qualifiers.items()},
    }


def read(**claims):
    return read_item(json.dumps({"type": "item", "id": "Q999999000001", "claims": claims}).encode())


def test_a_real_state_is_read():
    belgium = read_item(REAL["Q31"])
    assert (belgium.label, belgium.classes[0], belgium.countries, belgium.capitals) == (
        "Belgium",
        3624078,
        [31],
        [239],
    )
    assert (belgium.demonyms, belgium.links) == (["Belgian"], 30)
    assert "Kingdom of Belgium" in belgium.aliases


def test_a_country_that_a_city_no_longer_belongs_to_is_left_out():
    assert read_item(REAL["Q270"]).countries == [36]


def test_a_real_office_tells_whose_it_is():
    office = read_item(REAL["Q11696"])
    assert (office.label, office.jurisdictions) == ("President of the United States", [30])
    assert 4164871 in office.classes and office.parents


def test_an_old_line_with_numbers_for_qids_and_empty_lists_for_maps_is_read():
    assert read_item(REAL["Q23"]).classes == [5]
    empty = {
        "id": "Q999999000001",
        "type": "item",
        "labels": [],
        "aliases": [],
        "claims": [],
        "sitelinks": [],
    }
    assert read_item(json.dumps(empty).encode()).links == 0


def test_a_property_is_no_item():
    assert read_item(REAL["P16"]) is None


@pytest.mark.parametrize("line", [b"{", b"[]", b'"Q1"', b"null", b'{"type": "item"}', b"\xff"])
def test_what_is_no_entity_is_told(line):
    with pytest.raises(ValueError, match=r"\w"):
        read_item(line)


def test_a_deprecated_statement_is_dropped():
    assert read(P31=[statement(1, "deprecated"), statement(2)]).classes == [2]


def test_of_statements_some_of_which_are_preferred_only_these_count():
    assert read(P17=[statement(1), statement(2, "preferred")]).countries == [2]


def test_a_statement_without_a_value_is_passed_over():
    nothing = {"mainsnak": {"snaktype": "novalue"}, "rank": "normal"}
    assert read(P17=[nothing, statement(2)]).countries == [2]


def test_all_positions_but_deprecated_ones_are_kept_with_their_dates():
    part = read(
        P39=[
            statement(11, "preferred", P580=time("+2019-05-20T00:00:00Z")),
            statement(12, P580=time("+2006-00-00T00:00:00Z", 9), P582=time("+2007-04-00T00:00:00Z", 10)),
            statement(13, "deprecated"),
        ]
    )
    assert part.positions == [(11, 0, "2019-05-20", ""), (12, 0, "2006", "2007-04")]
    assert part.held


def test_an_end_that_is_not_known_is_an_end():
    part = read(P39=[statement(11, P580=time("+2001-02-03T00:00:00Z"), P582={"snaktype": "somevalue"})])
    assert part.positions == [(11, 0, "2001-02-03", "2001-02-03")]


def test_a_date_that_is_vaguer_than_a_year_is_none():
    part = read(P39=[statement(11, P580=time("+1900-00-00T00:00:00Z", 8))])
    assert part.positions == [(11, 0, "", "")]


def test_whose_office_it_was_may_stand_in_a_qualifier():
    assert read(P39=[statement(11, P642=snak(31))]).positions == [(11, 31, "", "")]
