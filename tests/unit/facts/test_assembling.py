"""What is assembled: each fact once, all its evidence, ids that tell entities apart."""

from tests.telling import extract, facts


def test_a_fact_told_twice_is_one_fact_with_two_pieces_of_evidence():
    text = "Iraqi Foreign Minister Fuad Hussein left. Fuad Hussein, the foreign minister of Iraq, spoke."
    [fact] = [f for f in extract(text).facts if f.predicate == "ministerOf"]
    assert [e.quote for e in fact.evidence] == [
        "Iraqi Foreign Minister Fuad Hussein",
        "Fuad Hussein, the foreign minister of Iraq",
    ]


def test_a_fact_told_twice_has_its_best_confidence():
    text = "Fuad Hussein, the foreign minister of Iraq, spoke. Iraqi Foreign Minister Fuad Hussein left."
    once = extract("Iraqi Foreign Minister Fuad Hussein left.").facts[0].confidence
    assert [f.confidence for f in extract(text).facts if f.predicate == "ministerOf"] == [once]


def test_a_former_and_a_present_office_are_two_facts():
    text = "Former French President Nicolas Sarkozy met French President Emmanuel Macron."
    assert facts(text) == {
        "Nicolas Sarkozy headOfStateOf France (former)",
        "Emmanuel Macron headOfStateOf France",
    }


def test_facts_stand_in_the_order_of_the_text():
    found = extract("Iraqi Foreign Minister Fuad Hussein met NATO Secretary General Mark Rutte.").facts
    starts = [fact.evidence[0].span for fact in found]
    assert starts == sorted(starts)


def test_an_entity_that_takes_part_in_nothing_is_left_out():
    assert extract("Fuad Hussein.").entities == ()


def test_the_same_text_gives_the_same_extraction():
    text = "Iraqi Foreign Minister Fuad Hussein met NATO Secretary General Mark Rutte in Brussels."
    assert extract(text) == extract(text)


def test_another_document_gives_its_tenures_other_ids():
    text = "Iraqi Foreign Minister Fuad Hussein spoke."
    one, other = extract(text, name="urn:x:1"), extract(text, name="urn:x:2")
    assert one.tenures[0].id != other.tenures[0].id
    assert one.tenures[0].person == other.tenures[0].person


def test_what_is_let_go_is_told():
    [dropped] = extract("OPEC Ambassador Anna Kowalska of Paris is an ambassador to Paris.").dropped[:1]
    assert dropped.stage == "facts"
    assert dropped.evidence is not None
