"""A small cluster on this machine: a master, and two workers that start a process each for their work."""

import pytest

from kg.spark import start_session
from tests.workshop import ROOT

SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java starts sooner so, and works for a minute as fast."""


@pytest.fixture(scope="session")
def spark():
    """A session on two workers with a core each."""
    conf = {
        "spark.driver.extraJavaOptions": SMALL,
        "spark.executor.extraJavaOptions": SMALL,
        "spark.executorEnv.PYTHONPATH": str(ROOT),
        "spark.sql.shuffle.partitions": "2",
    }
    with start_session(master="local-cluster[2,1,1024]", conf=conf) as session:
        yield session
