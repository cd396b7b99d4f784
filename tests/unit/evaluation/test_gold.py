"""Gold that is not as it should be is refused with its line, what is wrong and what to try."""

import json

import pytest

from kg.errors import InputError
from kg.evaluation import read_gold, read_predictions
from tests.unit.evaluation.gold_lines import ONTOLOGY, TINY, event, fact, line, save


def without(key):
    return {name: value for name, value in line().items() if name != key}


def twice(entity):
    return line(entities=[entity, entity])


PERSON = {"id": "e1", "type": "Person", "label": "Putin"}

WRONG = [
    (without("text"), "lacks 'text'", None),
    (without("id"), "lacks 'id'", None),
    (without("entities"), "lacks 'entities'", '"entities": []'),
    (without("events"), "lacks 'events'", '"events": []'),
    (line() | {"facts": {}}, "has 'facts' that is no list", None),
    (line(facts=[{"subject": "Putin", "object": "Modi"}]), "facts[0] lacks 'predicate'", None),
    (line(facts=[fact("Putin metWit Modi")]), "facts[0] has no relation 'metWit'", "metWith"),
    (line(facts=[fact("India visitedBy Putin")]), "the other way round", "visited with subject and object"),
    (line(facts=[fact("Putin metWith Mody")]), "facts[0] has no entity 'Mody'", "Modi"),
    (line(facts=[fact("Putin metWith Modi", "aserted")]), "has no status 'aserted'", "asserted"),
    (line(facts=[fact("Putin metWith Modi", accordingTo="e9")]), "has no entity 'e9'", "Putin"),
    (line(events=[event("Sumit")]), "events[0] has no type of event 'Sumit'", "Summit"),
    (line(events=[event("Visit", initiater="Putin")]), "has no role 'initiater'", "initiator"),
    (line(events=[event("Visit", place="Sotchi")]), "has no entity 'Sotchi'", "Sochi"),
    (line(optional=[fact("Putin metWit Modi")]), "optional[0] has no relation", "metWith"),
    (
        line(optional=[{"status": "held"}]),
        "optional[0] has neither 'predicate' nor 'type'",
        "a fact or an event",
    ),
    (line(entities=[PERSON | {"type": "Persn"}]), "entities[0] has no class 'Persn'", "Person"),
    (line(entities=[PERSON | {"type": "Meeting"}]), "entities[0] has no class 'Meeting'", None),
    (twice(PERSON), "entities[1] is 'e1' again", None),
    (line(entities=[{"id": "e1", "type": "Person"}]), "entities[0] lacks 'label'", None),
    (line(entities=["Putin"]), "entities[0] that is no object", None),
]


@pytest.mark.parametrize(("data", "why", "hint"), WRONG)
def test_a_wrong_line_of_gold_is_named(data, why, hint, tmp_path):
    path = save(tmp_path / "gold.jsonl", line(name="d0"), data)
    with pytest.raises(InputError) as caught:
        read_gold([path], ontology=ONTOLOGY)
    assert caught.value.where == f"{path}:2"
    assert why in caught.value.why
    assert hint is None or hint in caught.value.hint


def test_every_kind_of_mistake_is_tried():
    assert len(WRONG) >= 20


@pytest.mark.parametrize("words", ["{", "[]", "3", '{"id": "d1"', "[" * 100_000])
def test_a_line_that_is_no_object_is_named(words, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(line())}\n\n{words}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:3: is no JSON"):
        read_gold([str(path)], ontology=ONTOLOGY)


def test_one_document_twice_is_refused(tmp_path):
    path = save(tmp_path / "gold.jsonl", line(), line())
    with pytest.raises(InputError, match="is 'd1' again"):
        read_gold([path], ontology=ONTOLOGY)


def test_a_file_without_a_line_and_no_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="there is no gold"):
        read_gold([save(tmp_path / "gold.jsonl")], ontology=ONTOLOGY)
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_gold([str(tmp_path / "none.jsonl")], ontology=ONTOLOGY)


def test_the_little_gold_is_read_whole():
    golds = read_gold([str(TINY)], ontology=ONTOLOGY)
    assert [len(gold.wanted.facts) for gold in golds] == [1, 4, 2, 3, 3]
    assert sum(len(gold.optional_facts) for gold in golds) == 4
    assert sum(len(gold.optional_events) for gold in golds) == 2
    assert golds[0].document.publisher == "The Daily Example"


def test_every_name_of_the_little_gold_stands_in_its_text():
    for gold in read_gold([str(TINY)], ontology=ONTOLOGY):
        names = [name for entity in gold.wanted.entities for name in (entity.label, *entity.aliases)]
        assert [name for name in names if name not in gold.document.text] == []


@pytest.mark.parametrize(
    ("mention", "why"),
    [
        ({"start": 3, "end": 1, "text": "Putin"}, "'start' and 'end'"),
        ({"start": 0, "end": 5}, "lacks 'text'"),
    ],
)
def test_a_wrong_line_of_what_was_read_is_named(mention, why, tmp_path):
    read = line(entities=[{"id": "a", "type": "Person", "label": "Putin", "mentions": [mention]}])
    with pytest.raises(InputError, match=rf"entities\[0\].mentions\[0\] .*{why}"):
        list(read_predictions(save(tmp_path / "read.jsonl", read)))
