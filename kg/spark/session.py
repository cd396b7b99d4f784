"""Starts Spark: finds what it needs, and says in bounded time where that is not there."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ClusterError, UsageError
from kg.spark.faults import tell_errors

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PATIENCE = 5.0
"""Seconds in which a master has to take a connection."""

_LOOPBACK = "127.0.0.1"
_LOCAL = {
    "spark.driver.bindAddress": _LOOPBACK,
    "spark.driver.host": _LOOPBACK,
    "spark.ui.enabled": "false",
}
"""What holds where all of Spark runs on this machine: nothing listens to others."""

_OURS = {"spark.app.name": "kg build", "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1"}


@contextmanager
def start_session(
    *, master: str | None = None, conf: Mapping[str, str] | None = None, verbose: bool = False
) -> Iterator[SparkSession]:
    """A session of Spark for the time of a block; one that runs already is used, and left running.

    `master` is Spark's own word for where it runs: local[2], spark://HOST:7077, yarn, k8s://URL; by
    default what spark-submit says, else all cores of this machine. `conf` is Spark's configuration.
    Spark's own log is shown only when `verbose`. Raises UsageError where PySpark is not installed, and
    ClusterError where Java is not, or where no master answers.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("Spark needs PySpark", hint="pip install 'diplomacy-kg[spark]'") from error
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    session = _start(master, dict(conf or {}), verbose=verbose)
    try:
        yield session
    finally:
        session.stop()


def _start(master: str | None, conf: dict[str, str], *, verbose: bool) -> SparkSession:
    from pyspark.sql import SparkSession

    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    where = master or conf.get("spark.master") or (None if submitted else "local[*]")
    if not submitted:
        _find_java()
    _reach(where or "")
    settings = _OURS | (_LOCAL if (where or "").startswith("local") else {}) | conf
    if (where or "").startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", _LOOPBACK)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.config(map=dict(settings))
    with _hush(verbose=verbose or submitted), tell_errors(where=where):
        return (builder.master(where) if where else builder).getOrCreate()


def _find_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else shutil.which("java")
    if java is None or not Path(java).exists():
        why = f"there is no Java in JAVA_HOME ({home})" if home else "Spark needs Java, which is not here"
        raise ClusterError(why, hint="Java 17 or newer (apt-get install openjdk-17-jre-headless)")


def _reach(master: str) -> None:
    """A ClusterError where none of the masters in spark://HOST:PORT,HOST:PORT takes a connection."""
    if not master.startswith("spark://"):
        return
    troubles = []
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
        except (OSError, ValueError, OverflowError) as error:
            troubles.append(f"{address}: {error}")
        else:
            return
    raise ClusterError(
        f"no master answers ({'; '.join(troubles)})", where=master, hint="spark://HOST:7077, or local[2]"
    )


@contextmanager
def _hush(*, verbose: bool) -> Iterator[None]:
    """A block whose processes write no log on standard error, unless `verbose`."""
    if verbose:
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)
