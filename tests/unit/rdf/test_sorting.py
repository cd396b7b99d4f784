"""Lines are sorted on disk as they would be in memory, and no file is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.rdf import sorting
from kg.rdf.sorting import Sorter

LINES = st.lists(st.lists(st.binary(max_size=3).map(lambda data: data.replace(b"\n", b"") + b"\n")))


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from([0, 100, 1000]))
def test_lines_come_back_sorted_and_each_once(batches: list[list[bytes]], size: int) -> None:
    with Sorter(size=size) as sorter:
        for lines in batches:
            sorter.add(lines)
        assert list(sorter.read()) == sorted({line for lines in batches for line in lines})


def test_many_runs_are_few_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "RUNS", 3)
    before = _count_files()
    with Sorter(size=0) as sorter:
        for number in range(60):
            sorter.add([b"%d\n" % (number * 7 % 60)])
            assert _count_files() - before <= 8
        assert list(sorter.read()) == sorted(b"%d\n" % number for number in range(60))
        assert _count_files() > before
    assert _count_files() == before


def test_what_fits_into_memory_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with Sorter() as sorter:
        sorter.add([b"b\n", b"a\n"])
        assert list(sorter.read()) == [b"a\n", b"b\n"]


def _count_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
