"""A file is written whole or not at all."""

import stat

import pytest

from kg.errors import OutputError
from kg.output import open_output


def test_a_file_appears_when_the_block_ends(tmp_path):
    target = tmp_path / "new" / "graph.ttl"
    with open_output(target) as stream:
        stream.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_block_that_raises_leaves_what_stood_there(tmp_path, error):
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"before")
    with pytest.raises(error), open_output(target) as stream:
        stream.write(b"half")
        raise error
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
    assert target.read_bytes() == b"before"


def test_a_new_file_can_be_read_by_others(tmp_path):
    with open_output(tmp_path / "a") as stream:
        stream.write(b"")
    (tmp_path / "b").write_bytes(b"")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "b").stat().st_mode)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder"), open_output(tmp_path):
        pass


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"), open_output(tmp_path / "file" / "graph.ttl"):
        pass


def test_a_dash_is_standard_output(capfdbinary):
    with open_output("-") as stream:
        stream.write(b"data")
    assert capfdbinary.readouterr().out == b"data"
