"""Triples of a file without named graphs, divided among the documents that say them."""

from pyoxigraph import Literal, NamedNode, Quad

from kg.store.dividing import Division, divide


def test_what_a_file_repeats_is_divided_once():
    triple = Quad(NamedNode("urn:x:anna"), NamedNode("urn:x:name"), Literal("Anna"))
    division = Division(homes={"urn:x:anna": frozenset({"urn:x:d1", "urn:x:d2"})})
    found = list(divide([triple] * 3, division, NamedNode("urn:x:rest")))
    assert sorted(quad.graph_name.value for quad in found) == ["urn:x:d1", "urn:x:d2"]
