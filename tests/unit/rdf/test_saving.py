"""Graphs that are sorted on disk give the bytes of those that are sorted in memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.errors import OutputError, UsageError
from kg.model import Extraction
from kg.ontology import Ontology
from kg.rdf.formats import FORMATS, Format
from kg.rdf.graph import to_named_graphs
from kg.rdf.named_graph import NamedGraph, to_named_graph
from kg.rdf.saving import save_graphs
from kg.rdf.vocabulary import DIP, XSD, A
from kg.rdf.writing import serialize_graph

EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)

IRIS = st.sampled_from(
    [
        NamedNode(iri)
        for iri in (
            "urn:x:a",
            "http://x/person/ann",
            "http://x/person/ann/b",
            "http://x/fact/1",
            f"{DIP}Fact",
            A.value,
        )
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=8)
LITERALS = st.one_of(
    st.builds(Literal, TEXT),
    st.builds(Literal, TEXT, language=st.sampled_from(["en", "en-gb"])),
    st.builds(
        Literal, TEXT, datatype=st.sampled_from([NamedNode(f"{XSD}date"), NamedNode("http://x/kind/y")])
    ),
)
GRAPHS = st.lists(
    st.builds(
        lambda name, triples: to_named_graph(name, [(str(s), [(str(p), str(o))]) for s, p, o in triples]),
        st.sampled_from(["http://x/document/1", "http://x/document/1/2", "http://x/other#3", "urn:x:doc"]),
        st.lists(st.tuples(IRIS, IRIS, IRIS | LITERALS), max_size=6),
    ),
    max_size=5,
)
STREAMED = [form for form in FORMATS if form.name not in ("rdfxml", "jsonld")]


@pytest.fixture
def graphs(talks: Extraction, reply: Extraction, ontology: Ontology) -> list[NamedGraph]:
    return list(to_named_graphs([talks, reply], ontology=ontology))


def in_memory(graphs: list[NamedGraph], form: Format) -> bytes:
    return serialize_graph(chain.from_iterable(graph.quads() for graph in graphs), format=form.name)


def save(graphs: list[NamedGraph], form: Format, folder: Path, **options: int) -> bytes:
    path = folder / f"graph{form.extensions[0]}"
    save_graphs(graphs, path, **options)
    return path.read_bytes()


@EVERY_FORMAT
@pytest.mark.parametrize("size", [0, 3_000, 100_000_000])
def test_the_size_of_runs_changes_no_byte(
    form: Format, size: int, graphs: list[NamedGraph], tmp_path: Path
) -> None:
    assert save(graphs, form, tmp_path, size=size) == in_memory(graphs, form)


@EVERY_FORMAT
def test_the_order_of_documents_and_their_repetition_change_no_byte(
    form: Format, graphs: list[NamedGraph], tmp_path: Path
) -> None:
    mixed = [graphs[1], graphs[0], graphs[1], graphs[0]]
    assert save(mixed, form, tmp_path, size=0) == save(graphs, form, tmp_path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GRAPHS, st.sampled_from(STREAMED), st.sampled_from([0, 500, 100_000_000]))
def test_any_graphs_are_written_as_they_are_sorted_in_memory(
    tmp_path: Path, graphs: list[NamedGraph], form: Format, size: int
) -> None:
    assert save(graphs, form, tmp_path, size=size) == in_memory(graphs, form)


@pytest.mark.parametrize("form", [form for form in STREAMED if not form.named], ids=lambda form: form.name)
def test_graphs_of_others_keep_their_blank_nodes_and_their_triples_within_triples(
    form: Format, tmp_path: Path
) -> None:
    data = b"""_:b <urn:x:p> <<( _:a <urn:x:q> "a <urn:x/y> b" )>> <urn:x:g> .
_:a-b <http://x/fact/1> "c"^^<http://x/kind/t> <urn:x:g> .
<urn:x:a> <urn:x:p> _:b <urn:x:g> .
"""
    graphs = [NamedGraph("urn:x:g", line + b"\n") for line in data.splitlines()]
    assert save(graphs, form, tmp_path, size=0) == in_memory(graphs, form)


@EVERY_FORMAT
def test_no_document_at_all_is_an_empty_graph(form: Format, tmp_path: Path) -> None:
    assert save([], form, tmp_path) == in_memory([], form)


def test_a_format_that_is_none_is_refused_before_anything_is_read(
    graphs: list[NamedGraph], tmp_path: Path
) -> None:
    def read() -> Iterator[NamedGraph]:
        yield from graphs
        raise AssertionError("was read")

    with pytest.raises(UsageError, match="no graph format"):
        save_graphs(read(), tmp_path / "graph.docx")


def test_a_character_that_xml_cannot_hold_leaves_no_file(tmp_path: Path) -> None:
    graph = to_named_graph("urn:x:doc", [("<urn:x:a>", [("<urn:x:p>", str(Literal("a\x0cb")))])])
    with pytest.raises(OutputError, match=r"U\+000C"):
        save_graphs([graph], tmp_path / "graph.rdf")
    assert not list(tmp_path.iterdir())


def test_a_scratch_disk_that_is_full_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    code = (
        "import resource, sys\n"
        "from kg.errors import OutputError\n"
        "from kg.rdf.named_graph import to_named_graph\n"
        "from kg.rdf.saving import save_graphs\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "stars = [(f'<urn:x:{number}>', [('<urn:x:p>', '<urn:x:o>')]) for number in range(1000)]\n"
        "try:\n"
        "    save_graphs([to_named_graph('urn:x:doc', stars)], sys.argv[1], size=0)\n"
        "except OutputError as error:\n"
        "    sys.exit(str(error))\n"
    )
    target = tmp_path / "graph.ttl"
    done = subprocess.run([sys.executable, "-c", code, target], capture_output=True, text=True, check=False)
    assert "no temporary file can be written: File too large\n  try: TMPDIR" in done.stderr
    assert done.stderr.count("\n") == 2, done.stderr
    assert not list(tmp_path.iterdir())
