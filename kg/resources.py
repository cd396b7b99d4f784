"""Finds the data folders (`ontology`, `queries`, `seeds`) in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def find_resource(folder: str, name: str = "") -> Path:
    """The path of a data file, or of its folder when `name` is empty.

    In a wheel the folders lie inside the package under `data/`; in a checkout, beside the package.
    """
    installed = _PACKAGE / "data" / folder
    root = installed if installed.is_dir() else _PACKAGE.parent / folder
    return root / name if name else root
