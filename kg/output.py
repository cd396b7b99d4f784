"""Writes a file whole or not at all; "-" is standard output."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, TextIO, overload

from kg.errors import OutputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_HINTS = {
    errno.ENOSPC: "another disk, or more room on this one",
    errno.EDQUOT: "another disk, or more room on this one",
    errno.EFBIG: "a smaller graph, or a larger limit on the size of files (ulimit -f)",
    errno.EACCES: "a folder that you may write to",
    errno.EPERM: "a folder that you may write to",
    errno.EROFS: "a folder that can be written to",
    errno.ENOTDIR: "a path whose folders are folders",
}


@overload
def open_output(target: str | Path, *, binary: Literal[True] = True) -> AbstractContextManager[BinaryIO]: ...
@overload
def open_output(target: str | Path, *, binary: Literal[False]) -> AbstractContextManager[TextIO]: ...
def open_output(target: str | Path, *, binary: bool = True) -> AbstractContextManager[Any]:
    """A stream that becomes the file `target` when the block ends well; folders are made as needed.

    It takes bytes, or with `binary=False` text, written as UTF-8 with the line ends that it has.
    A block that raises, Ctrl-C included, leaves what stood there before. What is no regular file, such
    as /dev/null or a pipe, is written to directly, and so is standard output ("-").

    An OutputError says why a file cannot be written. When the reader of standard output went away,
    BrokenPipeError says so.
    """
    return _open(str(target), binary=binary)


@contextmanager
def guard_scratch() -> Iterator[None]:
    """A block in which a temporary file that cannot be written becomes an OutputError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = f"no temporary file can be written: {error.strerror or error}"
        raise OutputError(why, where=gettempdir(), hint="TMPDIR=FOLDER names another folder") from error


@contextmanager
def _open(target: str, *, binary: bool) -> Iterator[IO[bytes] | IO[str]]:
    path = Path(os.path.realpath(target))  # a link stays a link: what it points to is replaced
    if target == "-":
        sys.stdout.flush()
        raw = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)  # nothing is left to flush when it fails
        yield from _write_through(raw, "standard output", binary=binary)
    elif _is_special(path):
        with _open_special(path) as file:
            yield from _write_through(file, target, binary=binary)
    else:
        yield from _write_whole(path, target, binary=binary)


def _is_special(path: Path) -> bool:
    """Whether there is something at `path` that a rename would destroy: a device, a pipe, a folder."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _write_whole(path: Path, name: str, *, binary: bool) -> Iterator[IO[bytes] | IO[str]]:
    """A stream to a draft beside `path`, so that the rename at the end stays on one disk."""
    draft = path.with_name(f".{path.name[:40]}.{token_hex(4)}.part")
    try:
        with _open_draft(draft, path, name) as file:
            yield from _write_through(file, name, binary=binary)
        _publish(draft, path, name)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _write_through(file: BinaryIO | io.FileIO, name: str, *, binary: bool) -> Iterator[IO[bytes] | IO[str]]:
    """A buffered stream to `file`, all of which is written when the block ends well."""
    sink = _Sink(file, name)
    buffered = io.BufferedWriter(sink)
    stream = buffered if binary else io.TextIOWrapper(buffered, encoding="utf-8", newline="")
    try:
        yield stream
        stream.flush()
        sink.sync()
    finally:
        sink.ended = True  # from here on nothing is written, also not by the closing of the stream
        stream.close()


class _Sink(io.RawIOBase):
    """Writes to a file, which it leaves open; an OSError of this very file becomes an OutputError."""

    def __init__(self, file: BinaryIO | io.FileIO, name: str) -> None:
        self._file = file
        self._name = name
        self.ended = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._file.isatty()

    def write(self, data: ReadableBuffer) -> int:
        if self.ended:
            return memoryview(data).nbytes
        try:
            count = self._file.write(data)
            self._file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _explain(error, self._name) from error
        return count or 0

    def sync(self) -> None:
        """Has the system put the bytes on the disk, where there is one."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:  # of terminals, pipes and streams in memory there is nothing to keep
            if error.errno not in (None, errno.EINVAL, errno.EROFS, errno.ENOTSUP):
                raise _explain(error, self._name) from error


def _open_draft(draft: Path, path: Path, name: str) -> io.FileIO:
    """A new file with the rights of an ordinary one, or of the file that it will replace."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = draft.open("xb", buffering=0)
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
    except OSError as error:
        raise _explain(error, name) from error
    return file


def _open_special(path: Path) -> io.FileIO:
    if path.is_dir():
        raise OutputError("is a folder", where=str(path), hint=f"a file in it, such as {path / 'graph.ttl'}")
    try:
        return path.open("wb", buffering=0)
    except OSError as error:
        raise _explain(error, str(path)) from error


def _publish(draft: Path, path: Path, name: str) -> None:
    try:
        draft.replace(path)
    except OSError as error:
        raise _explain(error, name) from error


def _explain(error: OSError, name: str) -> OutputError:
    hint = _HINTS.get(error.errno or 0, "another file")
    return OutputError(f"cannot be written: {error.strerror or error}", where=name, hint=hint)
