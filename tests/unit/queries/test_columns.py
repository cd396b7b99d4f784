"""Tables as typed columns: what a value was, it is; what cannot be held exactly is a text."""

import io
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.cli import run
from kg.queries.answers import write_answer
from kg.queries.columns import COLUMNAR
from kg.queries.running import ask_store, open_graphs

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(params=COLUMNAR)
def read(request):
    """The table that the cells of one column become, one row a cell; UNDEF is an empty one."""

    def read(*cells):
        answer = ask_store(f"SELECT ?x {{ VALUES ?x {{ {' '.join(cells)} }} }}", open_graphs([]))
        stream = io.BytesIO()
        write_answer(answer, stream, request.param)
        if request.param == "parquet":
            return pq.read_table(io.BytesIO(stream.getvalue()))
        return pa.ipc.open_file(io.BytesIO(stream.getvalue())).read_all()

    return read


def typed(*lexicals, kind):
    return [f'"{lexical}"^^<{XSD}{kind}>' for lexical in lexicals]


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        (["1", "-20", "UNDEF"], pa.int64(), [1, -20, None]),
        (typed("7", "8", kind="nonNegativeInteger"), pa.int64(), [7, 8]),
        (["0.5", "12.25"], pa.decimal128(4, 2), [Decimal("0.5"), Decimal("12.25")]),
        (["0.05", "100.0"], pa.decimal128(5, 2), [Decimal("0.05"), Decimal(100)]),
        (["1e0", "2.5e0"], pa.float64(), [1.0, 2.5]),
        (typed("INF", "-INF", kind="double"), pa.float64(), [float("inf"), float("-inf")]),
        (["true", "false"], pa.bool_(), [True, False]),
        (typed("2023-12-26", kind="date"), pa.date32(), [date(2023, 12, 26)]),
        (
            typed("2023-12-26T10:00:00Z", "2023-12-26T10:00:00+02:00", kind="dateTime"),
            pa.timestamp("us", tz="UTC"),
            [datetime(2023, 12, 26, hour, tzinfo=UTC) for hour in (10, 8)],
        ),
        (
            typed("2023-12-26T10:00:00.5", kind="dateTime"),
            pa.timestamp("us"),
            [datetime(2023, 12, 26, 10, microsecond=500_000)],  # noqa: DTZ001 # it has none
        ),
        (["<urn:a>", "<urn:b>"], pa.string(), ["urn:a", "urn:b"]),
        (["'a'", "'b'@en", "UNDEF"], pa.string(), ["a", "b", None]),
        (["UNDEF"], pa.string(), [None]),
        ([], pa.string(), []),
    ],
)
def test_a_column_of_one_datatype_has_the_type_that_holds_it(cells, kind, values, read):
    table = read(*cells)
    assert table.schema.field("x").type == kind
    assert table["x"].to_pylist() == values


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "2.5"], ["1", "2.5"]),
        (["1", "<urn:a>"], ["1", "urn:a"]),
        (["1", "'one'"], ["1", "one"]),
        (typed("12345678901234567890", kind="integer"), ["12345678901234567890"]),
        (["1." + "3" * 40], ["1." + "3" * 40]),
        (typed("many", kind="integer"), ["many"]),
        (typed("2023-02-30", kind="date"), ["2023-02-30"]),
        (typed("2023-12-26Z", kind="date"), ["2023-12-26Z"]),
        (typed("maybe", kind="boolean"), ["maybe"]),
        (
            typed("2023-12-26T10:00:00Z", "2023-12-26T10:00:00", kind="dateTime"),
            ["2023-12-26T10:00:00Z", "2023-12-26T10:00:00"],
        ),
        (typed("2023", kind="gYear"), ["2023"]),
    ],
)
def test_a_column_that_no_type_holds_exactly_is_of_texts(cells, values, read):
    table = read(*cells)
    assert table.schema.field("x").type == pa.string()
    assert table["x"].to_pylist() == values


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["<urn:a>"], "IRI"),
        (["'a'"], "text"),
        (typed("2023", kind="gYear"), f"{XSD}gYear"),
        (["1"], f"{XSD}integer"),
    ],
)
def test_a_column_says_what_its_cells_were(cells, kind, read):
    assert read(*cells).schema.field("x").metadata[b"rdf"].decode() == kind


@pytest.mark.parametrize("form", COLUMNAR)
def test_a_table_is_written_to_a_file_of_that_extension(form, summit_ttl, tmp_path, capsys):
    sparql = "SELECT ?a ?c { ?a dip:confidence ?c } ORDER BY ?a ?c"
    assert run(["query", "-q", sparql, str(summit_ttl), "-o", str(tmp_path / f"table.{form}")]) == 0
    file = tmp_path / f"table.{form}"
    table = pq.read_table(file) if form == "parquet" else pa.ipc.open_file(file.read_bytes()).read_all()
    assert table.column_names == ["a", "c"]
    assert min(table["c"].to_pylist()) == Decimal("0.80")
    assert run(["query", "-q", sparql, str(summit_ttl), "-F", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + table.num_rows


def test_triples_and_a_yes_have_no_columns(summit_ttl, capsys):
    for sparql, what in (("ASK {}", "a yes or no"), ("CONSTRUCT WHERE { ?a a dip:Fact }", "triples")):
        assert run(["query", "-q", sparql, str(summit_ttl), "-F", "parquet"]) == 2
        assert f"{what} cannot be written as parquet" in capsys.readouterr().err


def test_without_pyarrow_it_is_told_what_to_install(summit_ttl, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    target = tmp_path / "table.parquet"
    assert run(["query", "-q", "SELECT * { ?s ?p ?o }", str(summit_ttl), "-o", str(target)]) == 2
    assert "pip install 'diplomacy-kg[arrow]'" in capsys.readouterr().err
    assert not target.exists()


def test_a_disk_that_is_full_is_told(tmp_path):
    code = (
        "import resource, sys; from kg.cli import run\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "values = ' '.join(map(str, range(300)))\n"
        "sparql = f'SELECT * {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}'\n"
        "sys.exit(run(['query', '-q', sparql, sys.argv[1], '-F', 'arrow', '-o', sys.argv[2]]))"
    )
    (tmp_path / "empty.ttl").write_text("")
    target = tmp_path / "x.arrow"
    command = [sys.executable, "-c", code, tmp_path / "empty.ttl", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 6, done.stderr
    assert "no temporary file can be written: File too large\n  try: TMPDIR" in done.stderr
    assert not target.exists()


def test_memory_does_not_grow_with_the_rows(tmp_path):
    code = """
import io, resource, sys
from kg.queries.answers import write_answer
from kg.queries.running import ask_store, open_graphs
def ask(rows):
    digits = " ".join(map(str, range(100)))
    values = " ".join(f"VALUES ?{name} {{ {digits} }}" for name in "abc")
    sparql = f"SELECT ?a ?b ?c (CONCAT('http://x.example/', STR(?a)) AS ?d) {{ {values} }} LIMIT {rows}"
    with open(sys.argv[1], "wb") as file:
        write_answer(ask_store(sparql, open_graphs([])), file, "parquet")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small = ask(60_000)
print(ask(400_000) - small)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "t"], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 40_000
    assert pq.ParquetFile(tmp_path / "t").metadata.num_rows == 400_000
