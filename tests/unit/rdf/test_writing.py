"""The same triples give the same bytes in every format, and every engine reads the same triples back."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad
from rdflib.compare import isomorphic

from kg.errors import GraphError, OutputError, UsageError
from kg.model import Extraction
from kg.ontology import Ontology
from kg.rdf.bridge import fill_graph
from kg.rdf.formats import FORMATS, Format, find_format
from kg.rdf.graph import to_dataset, to_graph, to_quads
from kg.rdf.loading import load_quads
from kg.rdf.writing import find_prefixes, save_graph, serialize_graph, sort_quads

EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
RDFLIB_NAMES = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}


@pytest.fixture
def quads(talks: Extraction, reply: Extraction, ontology: Ontology) -> list[Quad]:
    return list(to_quads([talks, reply], ontology=ontology))


def quad(text: str, *, subject: str = "http://x/s") -> Quad:
    return Quad(NamedNode(subject), NamedNode("http://x/v#p"), Literal(text))


def test_there_are_six_formats() -> None:
    assert {form.name for form in FORMATS} == set(RDFLIB_NAMES)


@EVERY_FORMAT
def test_oxigraph_reads_back_what_was_written(form: Format, quads: list[Quad]) -> None:
    data = serialize_graph(quads, format=form.name)
    assert set(pyoxigraph.parse(data, format=form.syntax)) == set(sort_quads(quads, named=form.named))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it deprecates itself
@EVERY_FORMAT
def test_rdflib_reads_back_the_same_graph(form: Format, quads: list[Quad]) -> None:
    found = rdflib.Dataset(default_union=True) if form.named else rdflib.Graph()
    found.parse(data=serialize_graph(quads, format=form.name), format=RDFLIB_NAMES[form.name])
    assert set(found.triples((None, None, None))) == set(fill_graph(quads))


@EVERY_FORMAT
def test_writing_again_gives_the_same_bytes(form: Format, quads: list[Quad]) -> None:
    assert len({serialize_graph(quads, format=form.name) for _ in range(10)}) == 1


@EVERY_FORMAT
def test_the_order_of_the_quads_changes_no_byte(form: Format, quads: list[Quad]) -> None:
    assert serialize_graph(quads[::-1] + quads[:5], format=form.name) == serialize_graph(
        quads, format=form.name
    )


@EVERY_FORMAT
def test_an_empty_graph_can_be_written_and_read(form: Format) -> None:
    assert not list(pyoxigraph.parse(serialize_graph([], format=form.name), format=form.syntax))


@EVERY_FORMAT
def test_a_saved_file_is_loaded_by_its_extension(form: Format, quads: list[Quad], tmp_path: Path) -> None:
    path = tmp_path / f"graph{form.extensions[0]}"
    save_graph(quads, path)
    assert set(load_quads(path)) == set(sort_quads(quads, named=form.named))


@settings(max_examples=60, deadline=None)
@given(st.text(), st.sampled_from([form for form in FORMATS if form.name != "rdfxml"]))
def test_any_text_survives_writing(text: str, form: Format) -> None:
    (found,) = pyoxigraph.parse(serialize_graph([quad(text)], format=form.name), format=form.syntax)
    assert isinstance(found.object, Literal) and found.object.value == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n")))
def test_any_text_of_an_article_survives_xml(text: str) -> None:
    kept = text.replace("\ufffe", "").replace("\uffff", "")
    graph = rdflib.Graph().parse(data=serialize_graph([quad(kept)], format="rdfxml"), format="xml")
    assert [str(value) for value in graph.objects()] == [kept]


def test_a_character_that_xml_cannot_hold_is_an_error_that_names_another_format() -> None:
    with pytest.raises(OutputError, match=r"U\+000C[\s\S]*\.ttl"):
        serialize_graph([quad("page\x0cbreak")], format="rdfxml")


def test_turtle_reads_well(quads: list[Quad]) -> None:
    text = serialize_graph(quads).decode()
    assert "\n\nperson:dmitry-peskov a dip:Person ;\n    rdfs:label" in text
    assert "dip:spokesmanFor government-body:kremlin" in text
    assert text.index("state:russia a ") < text.index("a rdf:Statement") < text.index("nif:anchorOf")


def test_a_fact_reads_in_the_order_of_its_sentence(quads: list[Quad]) -> None:
    text = serialize_graph(quads).decode()
    fact = text[text.index("\nfact:") :]
    assert fact.index("rdf:subject") < fact.index("rdf:predicate") < fact.index("rdf:object")


def test_text_that_looks_like_turtle_is_left_alone() -> None:
    text = "a .\n}\n\n@prefix x: <y> .\n\tb"
    (found,) = pyoxigraph.parse(serialize_graph([quad(text)]), format=pyoxigraph.RdfFormat.TURTLE)
    assert isinstance(found.object, Literal) and found.object.value == text


def test_only_prefixes_in_use_are_declared(quads: list[Quad]) -> None:
    assert not find_prefixes([])
    assert "wd" in find_prefixes(quads) and "document" not in find_prefixes(quads)


def test_a_kind_never_takes_the_prefix_of_a_vocabulary() -> None:
    assert find_prefixes([quad("x", subject="http://x/dip/y")]) == {
        "xsd": "http://www.w3.org/2001/XMLSchema#"
    }


def test_jsonld_uses_short_names_and_plain_strings(quads: list[Quad]) -> None:
    document = json.loads(serialize_graph(quads, format="jsonld"))
    nodes = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    assert nodes["person:dmitry-peskov"]["@type"] == "dip:Person"
    assert nodes["person:dmitry-peskov"]["dip:spokesmanFor"] == {"@id": "government-body:kremlin"}


@pytest.mark.parametrize("form", ["turtle", "nquads"])
def test_an_rdflib_graph_is_written_like_the_quads(
    form: str, talks: Extraction, ontology: Ontology, quads: list[Quad]
) -> None:
    make = to_dataset if form == "nquads" else to_graph
    expected = serialize_graph(to_quads([talks], ontology=ontology), format=form)
    assert serialize_graph(make([talks], ontology=ontology), format=form) == expected


def test_blank_nodes_of_a_foreign_graph_get_stable_names() -> None:
    turtle = "@prefix x: <http://x/> . x:a x:p [ x:q 1 ] , [ x:q 2 ] ."
    graphs = [rdflib.Graph().parse(data=turtle, format="turtle") for _ in range(3)]
    written = {serialize_graph(graph, format=form) for graph in graphs for form in ("ntriples",)}
    assert len(written) == 1
    assert isomorphic(rdflib.Graph().parse(data=written.pop(), format="nt"), graphs[0])


def test_our_files_need_no_canonical_names(quads: list[Quad]) -> None:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert set(dataset) == set(quads)


def test_an_unknown_format_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match=r"turtle \(\.ttl\), trig"):
        find_format("graph.docx")


def test_a_format_that_is_named_wins_over_the_extension() -> None:
    assert find_format("graph.txt", format="nt").name == "ntriples"


def test_standard_output_is_turtle_unless_told_otherwise() -> None:
    assert find_format("-").name == "turtle"


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(
    quads: list[Quad], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError):
        save_graph(quads, tmp_path / "taken" / "graph.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_graph_that_cannot_be_parsed_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<http://x/a> <http://x/b> <http://x/c> .\n<http://x/a> nonsense .\n")
    with pytest.raises(GraphError, match=r"graph\.ttl:2"):
        load_quads(path)


def test_a_graph_that_does_not_exist_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"nowhere\.ttl"):
        load_quads(tmp_path / "nowhere.ttl")
