"""Parquet: rows as documents."""

import datetime as dt
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.reading import read_documents

TEXTS = [
    "Aliyev met Pashinyan in Moscow on Monday.",
    "Putin hosted the talks in the Kremlin.",
    "Lavrov visited Baku in March.",
]


@pytest.fixture
def save(tmp_path):
    """Saves columns, or a table, as Parquet and gives the path."""

    def save_table(columns, name="talks.parquet", **options):
        path = tmp_path / name
        parquet.write_table(columns if isinstance(columns, pa.Table) else pa.table(columns), path, **options)
        return path

    return save_table


def test_each_row_is_a_document_with_what_it_says_of_itself(save, read_all):
    path = save(
        {
            "id": [7, 8, 9],
            "body": TEXTS,
            "headline": ["Talks", None, "Visit"],
            "date": [dt.date(2023, 12, 26), None, dt.date(2024, 3, 1)],
            "link": ["https://wire.example/1"] * 3,
            "publisher": [{"name": "Example Wire", "city": "Oslo"}] * 3,
            "clicks": [[1, 2], [], None],
        }
    )
    documents, dropped = read_all(path)
    assert [document.text for document in documents] == TEXTS and not dropped
    first = documents[0]
    assert (first.source, first.title, first.published) == (f"{path}#7", "Talks", "2023-12-26")
    assert (first.url, first.publisher) == ("https://wire.example/1", "Example Wire")


def test_a_row_without_an_id_is_named_by_its_number(save, read_all):
    path = save({"text": TEXTS}, row_group_size=2)
    assert [document.source for document in read_all(path)[0]] == [f"{path}:{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("column", "published"),
    [
        (pa.array([1703584800_000000001], pa.timestamp("ns")), "2023-12-26T10:00:00"),
        (pa.array([1703584800], pa.timestamp("s", "UTC")), "2023-12-26T10:00:00+00:00"),
        (pa.array([2**53], pa.timestamp("ms")), None),
        (pa.array(["26 December 2023"]).dictionary_encode(), "2023-12-26"),
        (pa.array([b"2023-12-26"]), "2023-12-26"),
        (pa.array([20231226]), "2023-12-26"),
        (pa.array([1.5]), None),
        (pa.array([[1]]), None),
    ],
)
def test_a_date_may_be_of_any_type(save, read_all, column, published):
    assert read_all(save({"text": TEXTS[:1], "date": column}))[0][0].published == published


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.string_view()])
def test_a_text_may_be_of_any_type_of_text(save, read_all, kind):
    documents, _ = read_all(save({"text": pa.array(TEXTS, pa.string()).cast(kind)}))
    assert [document.text for document in documents] == TEXTS


def test_rows_that_are_no_documents_are_counted(save, read_all):
    foreign = "El presidente se reunió con su homólogo francés en Madrid."
    path = save({"text": [TEXTS[0], None, "", foreign, foreign + " Fin."]})
    documents, dropped = read_all(path)
    assert len(documents) == 1
    assert dropped == [f"{path}: 2 rows without a text", f"{path}: 2 texts that are not in English"]


def test_a_table_without_texts_says_what_it_has(save, read_all):
    path = save({"name": ["x"], "size": [1]})
    _, [reason] = read_all(path)
    assert reason.startswith(f"{path}: has no column text, content") and "(its columns: name, size)" in reason


def test_text_that_is_no_utf8_is_counted(save, read_all):
    broken = pa.StringArray.from_buffers(
        2,
        pa.py_buffer(b"\0\0\0\0\2\0\0\0\x2a\0\0\0"),
        pa.py_buffer(b"\xff\xfe" + b"Aliyev met Pashinyan in Moscow today. !!"),
    )
    documents, dropped = read_all(path := save({"text": broken}))
    assert len(documents) == 1 and dropped == [f"{path}: 1 rows without a text"]


def test_a_damaged_group_of_rows_is_passed_over(save, read_all):
    path = save(
        {"text": [f"{text} It is number {n}." for n in range(50) for text in TEXTS]}, row_group_size=50
    )
    data = bytearray(path.read_bytes())
    start = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data[start : start + 30] = b"\xff" * 30
    path.write_bytes(data)
    documents, [reason] = read_all(path)
    assert len(documents) == 100 and documents[-1].source == f"{path}:150"
    assert reason.startswith(f"{path}, row group 1: is a damaged Parquet file (")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda _: b"PAR1",
    ],
)
def test_a_corrupt_file_is_told(save, read_all, damage):
    path = save({"text": TEXTS})
    path.write_bytes(damage(path.read_bytes()))
    documents, [reason] = read_all(path)
    assert not documents and reason.startswith(f"{path}: is a damaged Parquet file (")


def test_a_table_without_rows_is_told(save, read_all):
    path = save({"text": pa.array([], pa.string())})
    assert read_all(path) == ([], [f"{path}: has no rows"])


def test_a_table_of_very_many_columns_is_refused(save, read_all):
    path = save({"text": ["x"], **{f"c{n}": [1] for n in range(11_000)}})
    _, [reason] = read_all(path)
    assert "is a damaged Parquet file (" in reason


def test_a_column_that_packs_too_well_is_refused(save, read_all):
    path = save({"text": ["Moscow " * 2_000_000]}, compression="zstd", use_dictionary=False)
    _, [reason] = read_all(path, max_json_bytes=1_000_000)
    assert "unpacks to more than 100 times its size" in reason


def test_a_table_from_a_pipe_is_refused_with_advice(save, monkeypatch, read_all):
    with save({"text": TEXTS}).open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert read_all("-") == (
            [],
            ["stdin: is Parquet, which is read from a file that is not packed, and from no pipe"],
        )


def test_a_table_is_known_by_how_it_begins(save, read_all):
    assert len(read_all(save({"text": TEXTS}, name="talks.data"))[0]) == 3


def test_without_pyarrow_it_is_said_what_to_install(save, monkeypatch, read_all):
    path = save({"text": TEXTS})
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    _, [reason] = read_all(path)
    assert "pip install 'diplomacy-kg[arrow]'" in reason


def test_reading_begins_before_all_groups_are_read(save):
    path = save({"text": TEXTS * 1000}, row_group_size=3)
    assert next(read_documents([path])).text == TEXTS[0]
