"""Decisions about proposals: written, read, and heeded."""

import pytest

from kg.errors import InputError
from kg.merging import Decisions, propose, read_decisions, rename_entities, save_verdicts
from tests.telling import extract

FULL = extract("Finnish Foreign Minister Anna Quill met Emmanuel Macron in Paris.", name="urn:x:1")
SHORT = extract("Finnish Foreign Minister Quill condemned Israel.", name="urn:x:2")


def iri(extraction, label):
    return next(entity.id for entity in extraction.entities if entity.label == label)


def written(tmp_path, text):
    path = tmp_path / "merges.tsv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_is_decided_the_same_has_one_iri_wherever_it_is_spoken_of(tmp_path):
    save_verdicts([(each, "same") for each in propose([FULL, SHORT])], str(tmp_path / "merges.tsv"))
    decisions = read_decisions([str(tmp_path / "merges.tsv")])
    renamed = rename_entities(SHORT, decisions.find_iris(SHORT))
    quill = iri(FULL, "Anna Quill")
    assert quill in {entity.id for entity in renamed.entities}
    assert {fact.subject for fact in renamed.facts if fact.predicate == "ministerOf"} == {quill}
    assert iri(SHORT, "Quill") not in str(renamed)


@pytest.mark.parametrize("verdict", ["different", "?"])
def test_what_is_different_or_not_decided_stays_two(tmp_path, verdict):
    save_verdicts([(each, verdict) for each in propose([FULL, SHORT])], str(tmp_path / "merges.tsv"))
    assert read_decisions([str(tmp_path / "merges.tsv")]).find_iris(SHORT) == {}


def test_a_name_that_is_parted_in_a_document_has_an_iri_of_its_own_there():
    quill = iri(FULL, "Anna Quill")
    decisions = Decisions({(quill, "urn:x:1"): "apart"})
    assert decisions.find_iris(FULL)[quill].startswith(f"{quill}-")
    assert decisions.find_iris(SHORT) == {}


def test_a_chain_of_decisions_ends_in_one_iri():
    quill = iri(SHORT, "Quill")
    decisions = Decisions({("urn:b", quill): "same", ("urn:a", "urn:b"): "same"})
    assert decisions.find_iris(SHORT)[quill] == "urn:a"


def test_a_circle_of_decisions_ends_in_the_smallest_iri():
    quill = iri(SHORT, "Quill")
    decisions = Decisions({("a:a", quill): "same", (quill, "a:a"): "same"})
    assert decisions.find_iris(SHORT)[quill] == "a:a"


def test_a_later_line_stands(tmp_path):
    quill = iri(SHORT, "Quill")
    lines = f"# a comment\nsame\turn:a\t{quill}\t0.9\tby name\n\ndifferent\turn:a\t{quill}\n"
    assert read_decisions([written(tmp_path, lines)]).find_iris(SHORT) == {}


@pytest.mark.parametrize(
    "line", ["maybe\turn:a\turn:b", "same\turn:a", "same urn:a urn:b", "same\turn:a\turn:a"]
)
def test_a_line_that_is_no_decision_is_refused_with_its_number(tmp_path, line):
    with pytest.raises(InputError) as error:
        read_decisions([written(tmp_path, f"# head\n{line}\n")])
    assert error.value.where.endswith("merges.tsv:2")


def test_two_entities_that_become_one_in_a_document_are_joined(summit):
    one, other = (
        next(e for e in summit.entities if e.label == label) for label in ("Dmitry Peskov", "Nikol Pashinyan")
    )
    renamed = rename_entities(summit, {other.id: one.id})
    [joined] = [entity for entity in renamed.entities if entity.id == one.id]
    assert {"Nikol Pashinyan", "Dmitry Peskov"} <= {joined.label, *joined.aliases}
    assert all(fact.subject != fact.object for fact in renamed.facts)
