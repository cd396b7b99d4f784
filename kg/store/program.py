"""Where Oxigraph's own program is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kg.errors import StoreError


def find_program() -> str:
    """The path of the program `oxigraph`; a StoreError where it is not installed."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        raise StoreError("Oxigraph's program is not installed", hint="pip install oxigraph")
    return program
