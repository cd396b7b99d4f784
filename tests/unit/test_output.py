"""A file is written whole or not at all."""

import io
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.output import open_output
from tests.workshop import start_process

LEFT = "import sys\nfrom kg.errors import KgError\nfrom kg.output import open_output\n"


def run(code, *arguments, stdout=subprocess.PIPE):
    """Runs Python in a process of its own."""
    command = [sys.executable, "-c", LEFT + code, *map(str, arguments)]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True, stdout=stdout)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_when_the_block_ends(tmp_path):
    target = tmp_path / "new" / "graph.ttl"
    with open_output(target) as stream:
        stream.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole" and names_in(target.parent) == ["graph.ttl"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
def test_a_block_that_raises_leaves_what_stood_there(tmp_path, error):
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"before")
    with pytest.raises(error), open_output(target) as stream:
        stream.write(b"half" * 10_000)
        raise error
    assert names_in(tmp_path) == ["graph.ttl"]
    assert target.read_bytes() == b"before"


def test_ctrl_c_leaves_nothing_half_written(tmp_path):
    code = "import time\nwith open_output(sys.argv[1]) as f: f.write(b'x' * 99999); f.flush(); time.sleep(60)"
    process = start_process([sys.executable, "-c", LEFT + code, tmp_path / "a"], stderr=subprocess.DEVNULL)
    while not any(path.stat().st_size for path in tmp_path.iterdir()):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) and names_in(tmp_path) == []


def test_text_is_written_as_utf8_with_its_own_line_ends(tmp_path):
    with open_output(tmp_path / "a.jsonl", binary=False) as stream:
        stream.write("Erdoğan\n")
        stream.write("Åland\r\n")
    assert (tmp_path / "a.jsonl").read_bytes() == "Erdoğan\nÅland\r\n".encode()


def test_a_new_file_can_be_read_by_others(tmp_path):
    with open_output(tmp_path / "a") as stream:
        stream.write(b"")
    (tmp_path / "b").write_bytes(b"")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "b").stat().st_mode)


def test_a_file_keeps_its_rights(tmp_path):
    target = tmp_path / "a"
    target.write_bytes(b"")
    target.chmod(0o640)
    with open_output(target) as stream:
        stream.write(b"data")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "link").symlink_to("real")
    with open_output(tmp_path / "link") as stream:
        stream.write(b"after")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_bytes() == b"after"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder") as caught, open_output(tmp_path):
        pass
    assert caught.value.hint == f"a file in it, such as {tmp_path}/graph.ttl"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"), open_output(tmp_path / "file" / "graph.ttl"):
        pass


@pytest.mark.parametrize("name", ["a.ttl", "new/a.ttl"])
def test_a_folder_that_may_not_be_written_to_is_an_error(name):
    code = (
        "import os\nif os.geteuid() == 0: os.setuid(65534)\n"  # nothing is forbidden to root
        "try:\n with open_output(sys.argv[1]) as f: f.write(b'x')\n"
        "except KgError as error: print(error.why, error.hint, sep='|')"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        done = run(code, Path(folder, name))
    assert done.stdout == "cannot be written: Permission denied|a folder that you may write to\n", done.stderr


def test_a_full_disk_is_an_error_and_leaves_what_stood_there(tmp_path):
    target = tmp_path / "a.ttl"
    target.write_bytes(b"before")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try:\n with open_output(sys.argv[1]) as f:\n  for _ in range(99): f.write(b'x' * 999)\n"
        "except KgError as error: print(error)"
    )
    done = run(code, target)
    assert done.stdout == (
        f"{target}: cannot be written: File too large\n"
        "  try: a smaller graph, or a larger limit on the size of files (ulimit -f)\n"
    )
    assert names_in(tmp_path) == ["a.ttl"] and target.read_bytes() == b"before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
class TestDevFull:
    """A disk that is always full."""

    FULL = "cannot be written: No space left on device\n  try: another disk, or more room on this one\n"

    @pytest.mark.parametrize("size", [3, 100_000])
    def test_a_full_standard_output_is_one_error(self, size):
        code = (
            "try:\n with open_output('-') as f: f.write(b'x' * int(sys.argv[1]))\n"
            "except KgError as error: sys.exit(str(error))"
        )
        with Path("/dev/full").open("wb") as full:
            done = run(code, size, stdout=full)
        assert (done.returncode, done.stderr) == (1, f"standard output: {self.FULL}")

    def test_a_device_is_written_to_and_not_replaced(self):
        with pytest.raises(OutputError) as caught, open_output("/dev/full", binary=False) as stream:
            stream.write("data")
        assert str(caught.value) == f"/dev/full: {self.FULL.strip()}"
        assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_an_error_of_the_block_itself_is_not_taken_for_one_of_the_file(tmp_path):
    with pytest.raises(FileNotFoundError), open_output(tmp_path / "a"):
        (tmp_path / "no such file").read_bytes()


def test_a_reader_that_goes_away_is_a_broken_pipe():
    code = (
        "try:\n with open_output('-', binary=False) as f:\n  while True: f.write('data\\n')\n"
        "except BrokenPipeError: sys.exit(7)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", LEFT + code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"data\n"
        process.stdout.close()
        assert process.wait(20) == 7 and process.stderr.read() == b""


def test_a_dash_is_standard_output(capfdbinary):
    with open_output("-") as stream:
        stream.write(b"data")
    assert capfdbinary.readouterr().out == b"data"


def test_standard_output_stays_open_and_in_order(capfd):
    sys.stdout.write("one ")
    with open_output("-", binary=False) as stream:
        stream.write("two ")
    sys.stdout.write("three")
    assert capfd.readouterr().out == "one two three"


def test_standard_output_may_be_in_memory(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    with open_output("-", binary=False) as stream:
        stream.write("Erdoğan")
    assert sys.stdout.buffer.getvalue() == "Erdoğan".encode()
