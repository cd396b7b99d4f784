"""The pipeline on Apache Spark: documents shared out to workers, and one folder of facts and of quads.

    from kg.spark import extract_documents, to_facts

    facts = to_facts(extract_documents(articles, text="body"))

`articles` is any DataFrame with a column of texts. See docs/cluster.md.
"""

from kg.spark.building import BuildReport, build
from kg.spark.extracting import extract_documents, to_facts, to_quads
from kg.spark.session import start_session
from kg.spark.sources import read_documents
from kg.spark.work import WorkOptions

__all__ = [
    "BuildReport",
    "WorkOptions",
    "build",
    "extract_documents",
    "read_documents",
    "start_session",
    "to_facts",
    "to_quads",
]
