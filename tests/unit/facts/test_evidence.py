"""The words that a fact is read from name everybody whom it is about."""

import pytest

CASES = [
    ("Kofi Annan met President Jacques Chirac, Prime Minister Tony Blair and Helmut Kohl.", "metWith"),
    ("Kofi Annan met with President of Ghana John Kufuor.", "metWith"),
    ("Talks between Iran and Norway were held in Oslo.", "negotiatedWith"),
    ("The two-page agreement was signed by Morocco, Norway and Iran in Geneva.", "signed"),
]


@pytest.mark.parametrize(("text", "relation"), CASES)
def test_whoever_stands_in_a_list_is_quoted(extract, text, relation):
    extraction = extract(text)
    names = {entity.id: entity.label for entity in extraction.entities if entity.type != "Agreement"}
    found = [fact for fact in extraction.facts if fact.predicate == relation]
    assert found
    for fact in found:
        ends = [names[end] for end in (fact.subject, fact.object) if end in names]
        assert all(name in fact.evidence[0].quote for name in ends)
