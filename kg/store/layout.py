"""What lies in a store's folder: a small file that says which version it is of, and Oxigraph's files.

    DIR/kg-store.json   the version, and which folder holds the graphs now
    DIR/data-3          Oxigraph's files, never changed once they stand here; sync.sqlite beside them says
                        what `kg sync` knows of where the documents came from
    DIR/draft-…         a change that is being made: a copy, whose unchanged files are shared
    DIR/lock            who makes it

A change becomes visible when `kg-store.json` is replaced. What is broken off before leaves a draft that
nobody reads, and the next change removes it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.output import open_output
from kg.store.faults import guard
from kg.store.locks import LOCK, is_read
from kg.version import __version__

FORMAT = 2
"""The version of stores that this software reads and writes; one of an older version is made one first."""

OLDEST = 1
"""The oldest of these: in a store of version 1 the default graph is empty."""

STATE = "kg-store.json"

COMPANION = "sync.sqlite"
"""The file beside Oxigraph's that changes together with the graphs, where a store has one."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class State:
    """The version of a store, the number of its current data folder, and what wrote it."""

    format: int = FORMAT
    data: int = 0
    software: str = __version__

    @property
    def folder(self) -> str:
        """The name of the folder with Oxigraph's files."""
        return f"data-{self.data}"


def read_state(path: Path) -> State | None:
    """What the store in a folder says of itself; None for a folder that is empty or not there.

    A StoreError for a folder that is none, for a store of another version, and for a corrupt one.
    """
    try:
        text = (path / STATE).read_text(encoding="utf-8")
    except FileNotFoundError:
        if is_empty(path):
            return None
        raise _refuse_folder(path) from None
    except NotADirectoryError:
        raise StoreError(
            "is a file, no store", where=str(path), hint="a folder; or name it as GRAPHS"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"cannot be read: {error}", where=str(path / STATE)) from error
    return _parse_state(text, path)


def write_state(path: Path, state: State) -> None:
    """Makes the folder that `state` names the one that is read from now on."""
    with open_output(path / STATE, binary=False) as file:
        file.write(json.dumps(asdict(state)) + "\n")


def is_empty(path: Path) -> bool:
    """Whether there is nothing in a folder but what a first change that was broken off may leave."""
    try:
        names = [each.name for each in path.iterdir()]
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return all(name == LOCK or name.startswith(("draft-", ".kg-store", "data-")) for name in names)


def copy_companion(folder: Path, target: Path) -> None:
    """Copies the file that goes with the graphs of a folder to where their copy is."""
    if not (folder / COMPANION).exists():
        return
    with (folder / COMPANION).open("rb") as held, (target / COMPANION).open("wb") as copy:
        shutil.copyfileobj(held, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def find_drafts(path: Path) -> list[Path]:
    """What changes that were broken off have left."""
    return sorted(path.glob("draft-*"))


def remove_leftovers(path: Path, state: State | None) -> None:
    """Removes drafts, and data folders of the past that nobody reads any more.

    Likewise a state that was not written to its end; only who holds the store may call this.
    """
    _remove_folders(find_drafts(path))
    for half in path.glob(f".{STATE}.*.part"):
        half.unlink(missing_ok=True)
    remove_old_data(path, state)


def remove_old_data(path: Path, state: State | None) -> None:
    """Removes data folders of the past that nobody reads any more."""
    kept = state.folder if state else ""
    _remove_folders(each for each in path.glob("data-*") if each.name != kept and not is_read(each))


def _remove_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        for _ in range(_TRIES):  # a store that is about to close may still write
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break


def find_data(path: Path) -> Iterator[State]:
    """The state of a store, read again each time that it is asked for."""
    while True:
        state = read_state(path)
        if state is None:
            hint = f"kg load GRAPHS --store {path}"
            raise StoreError("there is no store", where=str(path), hint=hint)
        yield state


def prepare_folder(path: Path) -> None:
    """Makes the folder of a store that is to be."""
    with guard(path):
        path.mkdir(parents=True, exist_ok=True)


def _parse_state(text: str, path: Path) -> State:
    try:
        told = json.loads(text)
        state = State(int(told["format"]), int(told["data"]), str(told["software"]))
    except (ValueError, KeyError, TypeError) as error:
        hint = "remove the folder, and kg load the graphs again"
        raise StoreError("is corrupt: this file says nothing", where=str(path / STATE), hint=hint) from error
    if not OLDEST <= state.format <= FORMAT:
        known = f"kg {__version__} knows versions {OLDEST} and {FORMAT}"
        why = f"is a store of version {state.format}, and {known}"
        hint = f"kg {state.software} can dump it; then kg load that into a new folder"
        raise StoreError(why, where=str(path), hint=hint)
    return state


def _refuse_folder(path: Path) -> StoreError:
    if re.search(r"MANIFEST-\d", " ".join(each.name for each in path.iterdir())):
        hint = f"oxigraph dump -l {path} -f graphs.nq, then kg load graphs.nq --store another folder"
        return StoreError("holds Oxigraph's files, but is no store of kg", where=str(path), hint=hint)
    hint = "a folder that kg load made, or one that is not there yet"
    return StoreError("is no store: it holds something else", where=str(path), hint=hint)
