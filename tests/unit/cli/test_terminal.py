"""What a terminal gets, and a pipe does not."""

import os
import pty
import subprocess
import sys

FOLLOW = """
from kg.cli import talk
talk.PATIENCE = {patience}
assert list(talk.Talk(quiet={quiet}).follow(range(3), label="documents read")) == [0, 1, 2]
"""


def run_on_terminal(command):
    """What a command writes on a terminal, output and errors together."""
    master, slave = pty.openpty()
    with subprocess.Popen(command, stdout=slave, stderr=slave) as process:
        os.close(slave)
        written = b""
        try:
            while piece := os.read(master, 65536):
                written += piece
        except OSError:  # the other end is closed
            pass
        assert process.wait() == 0
    os.close(master)
    return written.decode()


def follow(*, patience, quiet=False):
    return [sys.executable, "-c", FOLLOW.format(patience=patience, quiet=quiet)]


def test_progress_is_shown_on_a_terminal_when_work_takes_long():
    assert "documents read" in run_on_terminal(follow(patience=-1))


def test_quick_work_shows_no_progress():
    assert run_on_terminal(follow(patience=60)) == ""


def test_quiet_work_shows_no_progress():
    assert run_on_terminal(follow(patience=-1, quiet=True)) == ""


def test_a_pipe_gets_no_progress():
    done = subprocess.run(follow(patience=-1), capture_output=True, check=True)
    assert done.stdout == done.stderr == b""


def test_a_terminal_gets_a_table(summit_ttl):
    written = run_on_terminal([sys.executable, "-m", "kg", "query", "who-speaks-for-whom", str(summit_ttl)])
    assert "Dmitry Peskov   Kremlin" in written
    assert "(1 row)" in written


def test_a_pipe_gets_csv_and_no_colour(summit_ttl):
    command = [sys.executable, "-m", "kg", "query", "who-speaks-for-whom", str(summit_ttl)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.startswith(b"spokesperson,speaksFor,kind\r\n")
    table = subprocess.run([*command, "-F", "table"], capture_output=True, check=True)
    assert b"\x1b" not in table.stdout
    assert table.stdout.endswith(b"(1 row)\n")


def test_an_explanation_is_coloured_on_a_terminal_only(summit_ttl):
    command = [sys.executable, "-m", "kg", "explain", str(summit_ttl), "Peskov"]
    assert "\x1b[" in run_on_terminal(command)
    assert b"\x1b" not in subprocess.run(command, capture_output=True, check=True).stdout
