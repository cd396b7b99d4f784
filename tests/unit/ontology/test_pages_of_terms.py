"""The ontology in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.ontology import describe_ontology, describe_term, load_ontology

ONTOLOGY = load_ontology()
PAGE = Path(__file__).parents[3] / "docs" / "ontology.md"
AGAIN = (
    "make it again: python -c 'from kg.ontology import *; from pathlib import Path; "
    'Path("docs/ontology.md").write_text(describe_ontology(load_ontology()), encoding="utf-8")\''
)


def test_the_page_in_docs_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == describe_ontology(ONTOLOGY), AGAIN


def test_the_page_names_every_term_but_the_ends_of_symmetric_pairs():
    page = describe_ontology(ONTOLOGY)
    missing = [term.name for term in ONTOLOGY.terms() if f"`{term.name}`" not in page]
    assert missing == []


def test_every_row_of_a_table_has_the_cells_of_its_head():
    lines = [line for line in describe_ontology(ONTOLOGY).splitlines() if line.startswith("|")]
    widths: list[int] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if following.startswith("| ---"):
            widths.append(line.count(" | "))
        assert line.count(" | ") == widths[-1], line
    assert len(widths) >= 7


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("metWith", "Agent → Agent, symmetric"),
        ("metWith", "follows from: Meeting (participant → participant)"),
        ("dip:memberOf", "inverse: hasMember"),
        ("Summit", "a kind of: Meeting"),
        ("Call", "PLOVER: CONSULT/phone"),
        ("Statement", "kinds: Accusation, Condemnation"),
        ("held", "The event took place."),
        ("https://w3id.org/diplomacy-kg/ontology#State", "Wikidata: Q3624078, Q6256"),
    ],
)
def test_a_term_is_told_in_words(name: str, line: str):
    assert f"\n  {line}" in describe_term(ONTOLOGY, name)


def test_a_term_that_is_none_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="no term 'metwit'") as error:
        describe_term(ONTOLOGY, "metwit")
    assert (error.value.hint or "").startswith("metWith")
