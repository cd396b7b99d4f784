"""Sources -> documents on Spark: each source is read by one worker, as it is read on one machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, OutputError, UsageError
from kg.model import Document, Dropped
from kg.reading import ReadingOptions
from kg.reading.documents import read_source
from kg.reading.drafts import leave_out
from kg.reading.kinds import PACKED, name_kind
from kg.reading.sources import Source, find_sources
from kg.spark.faults import carry_errors, tell_errors
from kg.spark.rows import DOCUMENTS, Row, to_document_row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:/")
_SLICES = 32
"""How many tasks the sources are shared out to, for each core."""


def read_documents(
    spark: SparkSession,
    sources: Iterable[str],
    *,
    options: ReadingOptions | None = None,
    published: str | None = None,
    shared: Path | None = None,
) -> DataFrame:
    """The documents of `sources` as a DataFrame of the columns `DOCUMENTS`; copies of a text are kept.

    Sources are files, folders and globs that each worker sees under the same path, or addresses that
    Spark reads (hdfs://, s3a://, file:///); of these each file has to fit into a worker's memory.
    `published` dates documents that do not say; `shared` is a folder that each worker has to see.

    Raises InputError for a path that does not exist, when read also for one that a worker does not see.
    """
    names = list(sources)
    read = partial(_read_all, options=options or ReadingOptions(), published=published, shared=shared)
    far = [name for name in names if _ADDRESS.match(name)]
    if far and len(far) < len(names):
        raise UsageError("paths and addresses do not mix", hint="file:///PATH is the address of a path")
    found = _fetch(spark, far) if far else _share_out(spark, names)
    return spark.createDataFrame(found.mapPartitions(read), DOCUMENTS, verifySchema=False)


def measure_sources(spark: SparkSession, names: Iterable[str]) -> int:
    """The bytes of the files that sources stand for; packed ones count four times."""
    names = list(names)
    if any(map(_ADDRESS.match, names)):
        with tell_errors():
            files = [(row.path, row.length) for row in _list(spark, names).select("path", "length").collect()]
    else:
        found = (source for source in find_sources(names) if isinstance(source, Source) and source.path)
        files = [(source.name, source.path.stat().st_size) for source in found if source.path]
    packed = (*PACKED, ".parquet")
    return sum(size * (4 if name.endswith(packed) else 1) for name, size in files)


def _share_out(spark: SparkSession, names: list[str]) -> Any:
    """Each source of this machine's paths with its number."""
    found = find_sources(names)
    if any(isinstance(source, Source) and source.path is None for source in found):
        raise UsageError("standard input is not shared out", where="-", hint="a file that each worker sees")
    numbered = list(enumerate(map(_to_absolute, found)))
    context = spark.sparkContext
    return context.parallelize(numbered, min(len(numbered), _SLICES * context.defaultParallelism))


def _to_absolute(source: Source | Dropped) -> Source | Dropped:
    if isinstance(source, Dropped) or source.path is None:
        return source
    return replace(source, path=source.path.absolute())


def _list(spark: SparkSession, names: list[str]) -> Any:
    return spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(names)


def _fetch(spark: SparkSession, names: list[str]) -> Any:
    """Each file that addresses stand for, its name and its bytes, with its number by name."""
    with tell_errors(where=", ".join(names)):
        files = _list(spark, names)
        paths = sorted(row.path for row in files.select("path").collect())
    if not paths:
        raise InputError("there is nothing here that can be read", where=", ".join(names))
    numbers = spark.sparkContext.broadcast({path: number for number, path in enumerate(paths)})
    return files.select("path", "content").rdd.map(
        lambda row: (numbers.value[row.path], (row.path, row.content))
    )


def _read_all(
    found: Iterable[tuple[int, Any]], *, options: ReadingOptions, published: str | None, shared: Path | None
) -> Iterator[Row]:
    with carry_errors():
        if shared is not None and not shared.is_dir():
            why = "a worker does not see this folder"
            raise OutputError(why, where=str(shared), hint="a folder that all share, or hdfs://, s3a://")
        for number, source in found:
            for count, value in enumerate(_read(source, options)):
                place = f"{number:08}:{count:012}"
                yield to_document_row(place, _date(value, published))


def _date(value: Document | Dropped, published: str | None) -> Document | Dropped:
    if isinstance(value, Dropped):
        return value
    return replace(value, published=value.published or published)


def _read(source: Any, options: ReadingOptions) -> Iterator[Document | Dropped]:
    if isinstance(source, Dropped):
        yield source
    elif isinstance(source, Source):
        if source.path is not None and not source.path.exists():
            why = "a worker does not see this file"
            raise InputError(why, where=source.name, hint="a folder that all share, or hdfs://, s3a://")
        yield from read_source(source, options=options)
    else:
        with _unload(*source) as unloaded:
            yield from [unloaded] if isinstance(unloaded, Dropped) else read_source(unloaded, options=options)


@contextmanager
def _unload(name: str, content: bytes) -> Iterator[Source | Dropped]:
    """The bytes of a file from elsewhere as a file of this machine, for the time of a block."""
    if name_kind(name) is None:
        yield leave_out(name, "does not end as a file that is read")
        return
    with TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder, PurePosixPath(name).name)
        path.write_bytes(content)
        yield Source(name, path)
