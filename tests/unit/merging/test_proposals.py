"""Which entities of several documents are proposed to be one, and on what evidence."""

from kg.merging import propose
from tests.telling import extract

FULL = extract("Finnish Foreign Minister Anna Quill met Emmanuel Macron in Paris.", name="urn:x:1")
SHORT = extract("Finnish Foreign Minister Quill condemned Israel.", name="urn:x:2")


def iri(extraction, label):
    return next(entity.id for entity in extraction.entities if entity.label == label)


def test_a_surname_with_the_same_office_is_proposed_for_the_full_name():
    [proposal] = propose([FULL, SHORT])
    assert (proposal.one, proposal.other) == (iri(FULL, "Anna Quill"), iri(SHORT, "Quill"))
    assert "part of a name: Quill" in proposal.evidence
    assert any(each.startswith("office: ") for each in proposal.evidence)
    assert proposal.score > 0.5


def test_the_order_of_the_documents_does_not_matter():
    assert propose([FULL, SHORT]) == propose([SHORT, FULL])


def test_an_office_of_another_state_speaks_against_it():
    other = extract("Swedish Foreign Minister Quill condemned Israel.", name="urn:x:3")
    assert propose([FULL, other]) == []


def test_another_given_name_is_somebody_else():
    other = extract("Finnish Foreign Minister Mary Quill condemned Israel.", name="urn:x:3")
    assert propose([FULL, other]) == []


def test_what_is_linked_is_not_proposed_for_another_link():
    one = extract("Emmanuel Macron praised Israel.", name="urn:x:1")
    other = extract("Brigitte Macron praised Israel. French President Macron met Joe Biden.", name="urn:x:2")
    linked = {entity.id for each in (one, other) for entity in each.entities if entity.wikidata}
    assert not [each for each in propose([one, other]) if {each.one, each.other} <= linked]


def test_two_entities_of_one_document_are_two():
    text = "Finnish Foreign Minister Anna Quill met Emmanuel Macron. Anna and Mary Quill met Joe Biden."
    assert propose([extract(text, name="urn:x:1")]) == []


def test_one_name_with_offices_of_two_states_is_proposed_to_be_two_people():
    other = extract("Swedish Foreign Minister Anna Quill condemned Israel.", name="urn:x:3")
    [proposal] = propose([FULL, other])
    assert proposal.apart
    assert (proposal.one, proposal.other) == (iri(FULL, "Anna Quill"), "urn:x:3")


def test_words_that_are_no_names_are_not_proposed():
    one, other = (
        extract("France signed an agreement with Israel.", name=name) for name in ("urn:x:1", "urn:x:2")
    )
    assert propose([one, other]) == []
