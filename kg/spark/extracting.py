"""Documents -> facts and quads, on Spark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.spark.rows import ABOUT, DROPPED, EXTRACTED
from kg.spark.work import WorkOptions, extract_rows

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_PARTS = 4
"""Partitions for each core, so that no core waits long for the last."""

_SAID_OF_FACTS = ("document", "source", *ABOUT)


def extract_documents(
    dataframe: DataFrame,
    *,
    options: WorkOptions | None = None,
    text: str = "text",
    source: str = "source",
    order: str | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """What the texts in the column `text` say: a row a document, of the columns `EXTRACTED`.

    The column `source`, if there is one, says where a text stood; the columns published, title, url and
    publisher, all of strings, are taken where they are there. Of a text that stands in several rows the
    one that is first by the column `order` (`source` by default) is read, and the others say in
    `dropped` why they were not. Texts are shared out evenly to `partitions`, four a core by default.

    Raises UsageError for a column that is not there. On the workers, and so when the DataFrame is used, the
    errors of `load_extractor`; `kg.spark.faults.tell_errors` makes them ours again.
    """
    spark = dataframe.sparkSession
    known = _choose_columns(dataframe, text, source, order or source)
    parts = partitions or _PARTS * spark.sparkContext.defaultParallelism
    shared = known.repartition(parts, "key").sortWithinPartitions("key", "place")
    work = partial(extract_rows, options=options or WorkOptions())
    return spark.createDataFrame(shared.rdd.mapPartitions(work), EXTRACTED, verifySchema=False)


def to_facts(extracted: DataFrame) -> DataFrame:
    """The facts of what `extract_documents` gave: a row a fact, with its quote and its document."""
    from pyspark.sql import functions as sql

    facts = extracted.select(*_SAID_OF_FACTS, sql.explode("facts").alias("fact"))
    return facts.select("fact.*", *_SAID_OF_FACTS)


def to_quads(extracted: DataFrame, *, partitions: int | None = None) -> DataFrame:
    """The N-Quads of what `extract_documents` gave: one column, whose rows are a document's lines.

    Rows are sorted within partitions, and partitions among each other, in the order of `kg build -o x.nq`:
    what `write.text` makes of it are parts that give that very file when they are put together.
    """
    told = sort_documents(extracted, partitions=partitions)
    return told.where("quads <> ''").select("quads")


def sort_documents(extracted: DataFrame, *, partitions: int | None = None) -> DataFrame:
    """What was read of each document, by the documents' IRIs, the partitions in that order too."""
    told = extracted.where("document is not null")
    parted = (
        told.repartitionByRange(partitions, "document") if partitions else told.repartitionByRange("document")
    )
    return parted.sortWithinPartitions("document")


def _choose_columns(dataframe: DataFrame, text: str, source: str, order: str) -> DataFrame:
    """The columns of `DOCUMENTS`, empty where there are none, and `key`, which copies of a text share."""
    from pyspark.sql import functions as sql

    if text not in dataframe.columns:
        raise UsageError(f"no column {text!r}", hint=", ".join(dataframe.columns))

    def find(name: str, kind: str = "string") -> Column:
        return (sql.col(name) if name in dataframe.columns else sql.lit(None)).cast(kind)

    dropped = find("dropped", DROPPED)
    chosen = dataframe.select(
        sql.coalesce(find(order), sql.lit("")).alias("place"),
        sql.coalesce(find(source), sql.lit("text")).alias("source"),
        find(text).alias("text"),
        *(find(name).alias(name) for name in ABOUT),
        dropped.alias("dropped"),
    )
    return chosen.withColumn("key", sql.sha2(sql.coalesce("text", "dropped.reason", "place"), 256))
