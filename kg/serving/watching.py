"""Runs a command until its standard input ends: run as a file, so that nothing else is imported.

    python watching.py SECONDS COMMAND …

Whoever holds the other end of the pipe need not live to close it: when it is killed, the system does.
"""

import os
import subprocess
import sys
from threading import Thread


def watch(command: list[str], *, grace: float) -> int:
    """Runs a command and gives its exit code; `grace` seconds after standard input ends, it is killed."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    Thread(target=_end, args=(process, grace), daemon=True).start()
    code = process.wait()
    return code if code >= 0 else 128 - code


def _end(process: subprocess.Popen[bytes], grace: float) -> None:
    """Waits until nobody holds the other end of standard input, and ends the process."""
    os.read(0, 1)  # sys.stdin would be locked, and so hold the end of Python up
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()  # it waits for queries that run


if __name__ == "__main__":
    sys.exit(watch(sys.argv[2:], grace=float(sys.argv[1])))
