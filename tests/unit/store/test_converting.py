"""A large file of one graph is packed by Oxigraph's program, with the same lines as a small one."""

import pytest

from kg.errors import GraphError
from kg.store import converting, packing
from kg.store.packing import name_file, pack_graphs

TURTLE = "".join(
    f'<urn:x:s{n}> a <urn:x:C> ; <urn:x:p> {n}.50, "é \\" . \\\\n", "x"@en ; <urn:x:q> _:b{n % 3} .\n'
    for n in range(400)
)
REPEATED = f"@prefix x: <urn:x:> .\n{TURTLE}x:s1 a x:C .\n"


@pytest.fixture(params=[True, False], ids=["by the program", "here"])
def converted(request, monkeypatch):
    """Whether a file is large enough for the program."""
    monkeypatch.setattr(converting, "LARGE", 1 if request.param else 1 << 40)
    monkeypatch.setattr(packing, "READ", 5_000)
    return request.param


def pack_lines(*paths, graph=None):
    """The graphs of a pack: how many triples each has, and its lines."""
    with pack_graphs(paths, graph=graph) as pack:
        return {
            name: (each.triples, sorted(b"".join(pack.read_quads([each], size=1 << 30)).splitlines()))
            for name, each in pack.graphs.items()
        }


@pytest.mark.parametrize("graph", [None, "urn:x:g"])
def test_a_turtle_file_is_packed_line_for_line(graph, converted, tmp_path, monkeypatch):
    path = tmp_path / "-a b.ttl"
    path.write_text(REPEATED, encoding="utf-8")
    packed = pack_lines(path, graph=graph)
    monkeypatch.setattr(packing, "is_convertible", lambda path: False)
    assert packed == pack_lines(path, graph=graph)
    (name, (triples, lines)), *others = packed.items()
    assert (name, triples, len(lines), others) == (graph or name_file(path), 2_000, 2_001, [])


def test_the_program_is_asked_for_one_large_file_alone(converted, tmp_path):
    named, plain = tmp_path / "a.nq", tmp_path / "a.nt"
    for path in (named, plain):
        path.write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n")
    assert [converting.is_convertible(path) for path in (named, plain, "-", tmp_path)] == [
        False,
        converted,
        False,
        False,
    ]
    assert set(pack_lines(named, plain)) == {name_file(named), name_file(plain)}


@pytest.mark.parametrize("ending", ["<urn:x:a", "<a> <urn:x:b> 1 ."])
def test_a_broken_file_is_told_with_its_line(ending, converted, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(REPEATED + ending, encoding="utf-8")
    with pytest.raises(GraphError, match=r"a\.ttl:403: is no Turtle"):
        pack_graphs([path])
