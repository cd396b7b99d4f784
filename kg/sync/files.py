"""Folders, manifests and single files, as they are now."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kg.errors import InputError
from kg.model import Document, Dropped
from kg.reading import ReadingOptions
from kg.reading.documents import read_source
from kg.reading.sources import Source as NamedFile
from kg.reading.sources import walk_folder
from kg.sync.pieces import GoneError, Listing, Piece, UnavailableError, Validators, find_order

_SETTLED = 2.0
"""The seconds after which a change of a file shows in its times."""

_CHUNK = 1 << 16
_LONGEST = 10_000
"""The characters of a line of a manifest, at the most."""

Marks: TypeAlias = dict[str, tuple[tuple[int, ...], str]]
"""By file, what the system said of it when it was last read through, and its digest."""


@dataclass(frozen=True, slots=True)
class FilePiece:
    """A file: `key` is its name in its root, `called` begins the names of its documents."""

    key: str
    path: Path
    called: str
    marks: Marks | None = field(default=None, repr=False)

    @property
    def size(self) -> int:
        """Its bytes; 0 where it is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def find_digest(self) -> str:
        """The SHA-256 of its bytes; GoneError, or UnavailableError where it cannot be read.

        Where `marks` are kept, a file is not read through again while the system says that it is as it was.
        """
        now = self._look()
        known = self.marks.get(self.key) if self.marks is not None else None
        if known and known[0] == now:
            return known[1]
        digest = self._hash()
        if self.marks is not None and max(now[2:]) < (time.time() - _SETTLED) * 1e9:
            self.marks[self.key] = (now, digest)
        return digest

    def read(self, options: ReadingOptions) -> Iterator[Document | Dropped]:
        """Its documents, each copy of a text too."""
        return read_source(NamedFile(self.called, self.path), options=options)

    def _look(self) -> tuple[int, ...]:
        with _guard():
            told = self.path.stat()
        if not stat.S_ISREG(told.st_mode):
            raise GoneError
        return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns

    def _hash(self) -> str:
        digest = hashlib.sha256()
        with _guard(), self.path.open("rb", buffering=0) as file:
            while data := file.read(_CHUNK):
                digest.update(data)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder whose files are synced; those below `without`, a folder in it such as the store, are not."""

    name: str
    called: str
    path: Path
    without: str | None = None
    marks: Marks | None = None

    def list_pieces(self, *, called: str, validators: Validators) -> Listing:  # noqa: ARG002
        """The files that are there now. What is in a folder that cannot be opened is not taken for gone."""
        if not self.path.is_dir():
            hint = "is its disk there? nothing was removed"
            raise InputError("there is no such folder", where=self.called, hint=hint)
        barred: list[OSError] = []
        pieces: list[Piece] = []
        passed_over: list[Dropped] = []
        start, begin = len(_begin(self.path)), _begin(Path(called))
        for found in walk_folder(self.path, barred=barred):
            if isinstance(found, Dropped):
                passed_over.append(found)
            elif found.path:
                key = _clean(found.name[start:])
                pieces.append(FilePiece(key, found.path, f"{begin}{key}", self.marks))
        shut = [_find_key(Path(str(error.filename)), self.path) for error in barred]
        return Listing(
            [piece for piece in pieces if not self._is_apart(piece)],
            tuple(passed_over),
            is_lost=lambda key: not any(_is_below(key, each) for each in shut),
        )

    def _is_apart(self, piece: Piece) -> bool:
        return self.without is not None and _is_below(piece.key, self.without)


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that was named itself, of whatever kind."""

    name: str
    called: str
    path: Path
    marks: Marks | None = None

    def list_pieces(self, *, called: str, validators: Validators) -> Listing:  # noqa: ARG002
        """The file; an InputError where there is none."""
        if not self.path.is_file():
            raise InputError("there is no such file", where=self.called, hint="nothing was removed")
        return Listing([FilePiece(_clean(self.path.name), self.path, called, self.marks)])


@dataclass(frozen=True, slots=True)
class ManifestSource:
    """A text that lists files and folders, a path a line, seen from where the list lies."""

    name: str
    called: str
    path: Path
    marks: Marks | None = None

    def list_pieces(self, *, called: str, validators: Validators) -> Listing:  # noqa: ARG002
        """The files that are listed. One that is listed and missing keeps what was known of it."""
        folder = Path(called).parent
        pieces: dict[str, Piece] = {}
        missing: dict[str, str] = {}
        barred: list[OSError] = []
        for number, line in read_manifest(self.path, called=self.called):
            found = list(self._find(line, folder, barred))
            if not found:
                missing[_normalize(line)] = f"{self.called}:{number}: there is no file {line!r}"
            pieces.update((piece.key, piece) for piece in found)
        ordered = sorted(pieces.values(), key=lambda piece: find_order(piece.key))
        shut = [*missing, *(os.path.relpath(str(error.filename), self.path.parent) for error in barred)]
        return Listing(
            ordered,
            failed=tuple(missing.values()),
            is_lost=lambda key: not any(_is_below(key, each) for each in shut),
        )

    def _find(self, line: str, folder: Path, barred: list[OSError]) -> Iterator[FilePiece]:
        key = _normalize(line)
        path = self.path.parent / key
        if path.is_dir():
            for found in walk_folder(path, barred=barred):
                if isinstance(found, NamedFile) and found.path:
                    yield self._make(f"{key}/{_find_key(found.path, path)}", found.path, folder)
        elif path.is_file():
            yield self._make(key, path, folder)

    def _make(self, key: str, path: Path, folder: Path) -> FilePiece:
        return FilePiece(_clean(key), path, _normalize(str(folder / key)), self.marks)


def read_manifest(path: Path, *, called: str) -> Iterator[tuple[int, str]]:
    """Each path that a manifest lists, with the number of its line; `#` begins a comment.

    An InputError for a file that cannot be read as text, or whose lines are too long for a path.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_LONGEST + 1), ""), 1):
                if len(line) > _LONGEST:
                    raise InputError("is no path: it is too long", where=f"{called}:{number}")
                if line.strip() and not line.lstrip().startswith("#"):
                    yield number, line.strip()
    except UnicodeDecodeError as error:
        raise InputError("is no list of files: it is not UTF-8", where=called) from error
    except OSError as error:
        why = f"cannot be read ({error.strerror or error})"
        raise InputError(why, where=called, hint="nothing was removed") from error


def lists_files(path: Path, *, called: str) -> bool:
    """Whether a text is a manifest: whether one of its lines names something that is there."""
    try:
        return any(_exists(path.parent / line) for _, line in read_manifest(path, called=called))
    except InputError:
        return False


@contextmanager
def _guard() -> Iterator[None]:
    """A block in which a file that is gone, or cannot be read, is told as such."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise GoneError from error
    except OSError as error:
        raise UnavailableError(f"cannot be read ({error.strerror or error})") from error


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _begin(folder: Path) -> str:
    """What the names of all files in a folder begin with."""
    return (folder / "x").as_posix()[:-1]


def _find_key(path: Path, folder: Path) -> str:
    return _clean(path.relative_to(folder).as_posix())


def _clean(name: str) -> str:
    """A name in which bytes that are no UTF-8 are written out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _normalize(name: str) -> str:
    return Path(os.path.normpath(name)).as_posix()


def _is_below(key: str, folder: str) -> bool:
    return folder in (".", key) or key.startswith(f"{folder}/")
