"""A graph from many documents on Spark: `facts/` and `quads/` of one folder, and a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.model import Dropped
from kg.reading import ReadingOptions
from kg.spark.extracting import extract_documents, sort_documents, to_facts
from kg.spark.faults import tell_errors
from kg.spark.folder import REPORT, Folder, open_folder
from kg.spark.rows import EXTRACTED
from kg.spark.sources import measure_sources, read_documents
from kg.spark.work import WorkOptions

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TEXT_A_PARTITION: Final = 4_000_000
_QUADS_A_PART: Final = 256_000_000
_MOST_PARTITIONS: Final = 20_000
_MOST_PARTS: Final = 99_999  # their names have five digits, so that they sort as they count
_MOST_REASONS: Final = 1000
_STAGE: Final = "_extracted"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a run on Spark read, in counts, and how much was passed over; `lost` of it should have been read.

    `reasons` say why, a thousand at the most, in the order of the sources.
    """

    documents: int
    copies: int
    words: int
    entities: int
    facts: int
    events: int
    passed_over: int
    lost: int
    reasons: tuple[Dropped, ...] = ()


def build(
    spark: SparkSession,
    sources: Iterable[str],
    output: str,
    *,
    options: WorkOptions | None = None,
    reading: ReadingOptions | None = None,
    published: str | None = None,
    overwrite: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Writes what the documents of `sources` say into the folder `output`, whole or not at all.

    `facts/` are Parquet, a row a fact; `quads/` the parts of the file that `kg build -o x.nq` writes, in
    order; `report.json` the report that is returned. `published` dates documents that do not say; `tell` is
    called with each step.

    Raises OutputError where `output` is there already, unless `overwrite` is asked for, InputError where
    there is no document, ClusterError where Spark breaks off, and what `load_extractor` raises on workers.
    """
    names = list(sources)
    with open_folder(spark, output, overwrite=overwrite) as draft, tell_errors():
        cores = spark.sparkContext.defaultParallelism
        partitions = _count(measure_sources(spark, names) // _TEXT_A_PARTITION, 4 * cores, _MOST_PARTITIONS)
        documents = read_documents(
            spark, names, options=reading, published=published, shared=_find_shared(draft)
        )
        tell(f"reading in {partitions:,} partitions on {cores:,} cores")
        extracted = extract_documents(documents, options=options, order="place", partitions=partitions)
        extracted.write.parquet(draft.name(_STAGE))
        return _write_all(spark.read.schema(EXTRACTED).parquet(draft.name(_STAGE)), draft, tell)


def _write_all(extracted: DataFrame, draft: Folder, tell: Callable[[str], None]) -> BuildReport:
    report, size = _count_all(extracted)
    if not report.documents:
        raise InputError("; ".join(each.reason for each in report.reasons[:10]) or "there is no document")
    tell(f"writing {report.facts:,} facts and {size:,} bytes of quads")
    told = sort_documents(extracted, partitions=_count(size // _QUADS_A_PART, 1, _MOST_PARTS))
    _write_quads(told, draft)
    to_facts(told).write.parquet(draft.name("facts"))
    draft.remove(_STAGE)
    draft.write(REPORT, _to_json(report).encode())
    return report


def _write_quads(told: DataFrame, draft: Folder) -> None:
    """The parts bear the ending of what they are, by which `kg load` and others know it."""
    told.where("quads <> ''").select("quads").write.text(draft.name("quads"))
    parts = [name for name in draft.list("quads") if name.startswith("part-")]
    for name in parts:
        draft.rename(f"quads/{name}", f"quads/{name[: len('part-00000')]}.nq")


def _count(wanted: int, least: int, most: int) -> int:
    return min(max(wanted, least), most)


def _find_shared(draft: Folder) -> Path | None:
    """The draft's folder, where it is one of the machines' own and not of a file system of the cluster."""
    scheme, _, path = draft.address.partition(":")
    return Path("/", path.lstrip("/")) if scheme == "file" else None


def _count_all(extracted: DataFrame) -> tuple[BuildReport, int]:
    """The report of what was read, and how many characters of quads there are."""
    from pyspark.sql import functions as sql

    lost = sql.col("dropped.stage") != "choosing"
    told = extracted.agg(
        sql.count("document"),
        *(sql.sum(name) for name in ("copies", "words", "entities")),
        sql.sum(sql.when(sql.col("document").isNotNull(), sql.size("facts"))),
        sql.sum("events"),
        sql.sum("dropped.count"),
        sql.sum(sql.when(lost, sql.col("dropped.count"))),
        sql.sum(sql.length("quads")),
    )
    *counts, size = (int(number or 0) for number in told.collect()[0])
    documents, copies, words, entities, facts, events, passed, missed = counts
    reasons = _find_reasons(extracted)
    return BuildReport(documents, copies, words, entities, facts, events, passed, missed, reasons), size


def _find_reasons(extracted: DataFrame) -> tuple[Dropped, ...]:
    """Why things were passed over; where there are too many, first what was lost."""
    from pyspark.sql import functions as sql

    passed = extracted.where("dropped is not null").select("place", "dropped.*")
    chosen = passed.orderBy(sql.col("stage") == "choosing", "place").limit(_MOST_REASONS).orderBy("place")
    return tuple(Dropped(row.stage, row.reason, count=row["count"]) for row in chosen.collect())


def _to_json(report: BuildReport) -> str:
    reasons = [{"stage": each.stage, "reason": each.reason, "count": each.count} for each in report.reasons]
    return json.dumps(asdict(report) | {"reasons": reasons}, ensure_ascii=False, indent=2) + "\n"
