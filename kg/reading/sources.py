"""Finds what the words on a command line name: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import InputError
from kg.model import Dropped
from kg.reading.drafts import leave_out, pass_over
from kg.reading.kinds import ENDINGS, PACKED, name_kind

_ABOUT = re.compile(r"(readme|licen[cs]e|copying|notice)(\..*)?$", re.IGNORECASE)
_HINT = (
    f"a file that ends in {', '.join(ENDINGS)} (also packed: {', '.join(PACKED)}), "
    "a folder of such files, or - for stdin"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file, or standard input where `path` is None.

    `named` says that a person named it, and did not find it in a folder or by a glob.
    """

    name: str
    path: Path | None
    named: bool = True


def find_sources(names: Iterable[str | Path]) -> list[Source | Dropped]:
    """Every file that `names` stand for, in their order, each folder's sorted.

    In a folder only files of a known ending are read; hidden ones are not looked at, and a README
    or LICENSE is passed over unless it is named itself.

    Raises `InputError` for a path that does not exist, and for a folder or glob with nothing to read.
    """
    listed = [names] if isinstance(names, str | Path) else names
    found = [source for name in listed for source in _find(str(name))]
    if not found:
        raise InputError("nothing was named to read", hint=_HINT)
    return found


def _find(name: str) -> list[Source | Dropped]:
    if name == "-":
        return [Source("stdin", None)]
    path = Path(name)
    if _is_folder(path):
        return _find_some(name, walk_folder(path))
    if path.exists():
        return [Source(path.as_posix(), path)]
    if re.search(r"[*?\[]", name):
        return _find_some(name, _match(name))
    raise InputError("there is no such file or folder", where=name, hint=_suggest(path))


def _is_folder(path: Path) -> bool:
    """Whether `path` is a folder; raises `InputError` where the system cannot even ask."""
    try:
        return path.exists() and path.is_dir()
    except OSError as error:
        shown = f"{str(path)[:60]}…" if len(str(path)) > 60 else str(path)
        raise InputError(f"cannot be looked up ({error.strerror})", where=shown, hint=_HINT) from error


def _suggest(path: Path) -> str:
    """The names beside `path` that are most like it, else what may be named."""
    beside = sorted(other.name for other in path.parent.iterdir()) if _is_folder(path.parent) else []
    close = get_close_matches(path.name, beside)
    return ", ".join((path.parent / other).as_posix() for other in close) or _HINT


def _find_some(name: str, found: Iterable[Source | Dropped]) -> list[Source | Dropped]:
    listed = list(found)
    if not any(isinstance(item, Source) for item in listed):
        raise InputError("there is nothing here that can be read", where=name, hint=_HINT)
    return listed


def _match(pattern: str) -> Iterator[Source | Dropped]:
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
        path = Path(name)
        if path.is_dir():
            if "**" not in pattern:
                yield from walk_folder(path)
        else:
            yield _choose(path, any_ending=True)


def walk_folder(folder: Path, *, barred: list[OSError] | None = None) -> Iterator[Source | Dropped]:
    """The files below `folder`: its own first, then those of each folder in it, all by name.

    Folders that cannot be opened are passed over at the end, and put into `barred`.
    """
    barred = [] if barred is None else barred
    for root, folders, files in os.walk(folder, onerror=barred.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            yield _choose(Path(root, name), any_ending=False)
    yield from (pass_over(str(error.filename), f"cannot be opened ({error.strerror})") for error in barred)


def _choose(path: Path, *, any_ending: bool) -> Source | Dropped:
    """`path` as a source, or why it is none when nobody named it."""
    name = path.as_posix()
    if not path.is_file():
        return leave_out(name, "is no regular file")
    if _ABOUT.match(path.name):
        return leave_out(name, "tells about the folder; name it to read it")
    if not any_ending and name_kind(name) is None:
        return leave_out(name, "does not end as a file that is read; name it to read it")
    return Source(name, path, named=False)
