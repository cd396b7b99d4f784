"""The folder that a run on Spark writes: whole or not at all, wherever Spark can write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, OutputError
from kg.spark.faults import tell_errors

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

REPORT = "report.json"
"""The file by which a folder is known as one of ours."""

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:/")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, by its address, and the file system in which Spark sees it."""

    address: str
    files: Any
    to_path: Any

    def name(self, part: str) -> str:
        """The address of a part."""
        return f"{self.address}/{part}"

    def has(self, part: str = "") -> bool:
        """Whether a part, or the folder itself, is there."""
        return bool(self.files.exists(self._path(part)))

    def write(self, part: str, data: bytes) -> None:
        """Writes a small file."""
        stream = self.files.create(self._path(part))
        try:
            stream.write(bytearray(data))
        finally:
            stream.close()

    def remove(self, part: str = "") -> None:
        """Removes a part, or the folder, and all in it."""
        self.files.delete(self._path(part), True)  # noqa: FBT003 - Java's own

    def list(self, part: str) -> list[str]:
        """The names of the files in a part, sorted."""
        return sorted(each.getPath().getName() for each in self.files.listStatus(self._path(part)))

    def rename(self, part: str, name: str) -> None:
        """Gives a part another name."""
        self.files.rename(self._path(part), self._path(name))

    def move(self, address: str) -> bool:
        """Gives the folder another address, and says whether that could be."""
        return bool(self.files.rename(self._path(), self.to_path(address)))

    def at(self, address: str) -> Folder:
        """Another folder of the same file system."""
        return Folder(address, self.files, self.to_path)

    def _path(self, part: str = "") -> Any:
        return self.to_path(self.name(part) if part else self.address)


def find_address(target: str) -> str:
    """The address of a folder: a plain path is one of this machine, which all workers share.

    >>> find_address("hdfs://name/graph/"), find_address("/data/graph")
    ('hdfs://name/graph', 'file:///data/graph')
    """
    if _ADDRESS.match(target):
        return target.rstrip("/")
    return f"file://{Path(target).absolute()}"  # as it is: Hadoop does not take %20 for a space


@contextmanager
def open_folder(spark: SparkSession, target: str, *, overwrite: bool = False) -> Iterator[Folder]:
    """A draft that becomes the folder `target` when the block ends well; otherwise nothing is left of it.

    Raises OutputError where `target` is there already, unless `overwrite` is asked for, and then too where
    it is no folder of ours.
    """
    with tell_errors(where=target):
        folder = _find_folder(spark, find_address(target))
        _check(folder, target, overwrite=overwrite)
        parent, _, name = folder.address.rpartition("/")
        draft = folder.at(f"{parent}/.{name[:40]}.{token_hex(4)}.part")
        draft.files.mkdirs(draft.to_path(draft.address))
    try:
        yield draft
        with tell_errors(where=target):
            _publish(draft, folder)
    finally:
        with suppress(KgError), tell_errors():  # where Spark is gone, that has been told
            draft.remove()


def _find_folder(spark: SparkSession, address: str) -> Folder:
    """Spark has no other way to its file systems than the one that it keeps to itself."""
    to_path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path  # noqa: SLF001 - see above
    configuration = spark.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001 - see above
    return Folder(address, to_path(address).getFileSystem(configuration), to_path)


def _check(folder: Folder, target: str, *, overwrite: bool) -> None:
    if not folder.has():
        return
    if not overwrite:
        raise OutputError("is there already", where=target, hint="another folder, or --overwrite")
    if not folder.has(REPORT):
        why = "is there already, and was not written by kg on Spark"
        raise OutputError(why, where=target, hint="another folder")


def _publish(draft: Folder, folder: Folder) -> None:
    """Puts the draft in its place; what was there is removed when the new one stands there."""
    draft.write("_SUCCESS", b"")
    old = draft.at(f"{draft.address}.old")
    had = folder.has() and folder.move(old.address)
    if not draft.move(folder.address):
        raise OutputError("cannot be put in its place", where=folder.address)
    if had:
        old.remove()
