"""The triplestores that other tests stand on are real, empty when they are lent, and let one write."""

import pytest

TURTLE = "<urn:x:a> <urn:x:says> 'é', \"one's\" ; <urn:x:knows> <urn:x:b> ."


def test_a_triplestore_keeps_what_is_put_into_a_graph(triplestore):
    triplestore.put("urn:x:first", TURTLE)
    triplestore.put("urn:x:second", "<urn:x:a> <urn:x:knows> <urn:x:b> .")
    assert [triplestore.count(name) for name in ("urn:x:first", "urn:x:second")] == [3, 1]


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_triplestore_is_empty_when_it_is_lent(triplestore, turn):
    assert not {name for name in triplestore.names() if name.startswith("urn:x:")}
    triplestore.put(f"urn:x:{turn}", TURTLE)


def test_a_triplestore_takes_updates(triplestore):
    triplestore.change("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1, 2 } }")
    triplestore.change("DELETE DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }")
    assert triplestore.count("urn:x:g") == 1
