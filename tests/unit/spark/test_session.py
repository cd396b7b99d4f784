"""What Spark needs and does not find is told in two lines, and soon."""

import os
import subprocess
import sys
import time

import pytest

from kg.cli import run
from kg.errors import ClusterError, ModelError, UsageError
from kg.spark.faults import CarriedError, carry_errors, to_error
from tests.servers import find_port
from tests.workshop import ROOT


def run_alone(*arguments, **environment):
    """The exit code and the standard error of `kg build --engine spark`, in a process of its own."""
    command = [sys.executable, "-m", "kg", "build", "--engine", "spark", "seeds/", "-o", "out", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.mark.spark
def test_a_machine_without_java_is_told_what_to_install(tmp_path):
    code, told = run_alone(PATH=str(tmp_path), JAVA_HOME="")
    assert code == ClusterError.exit_code
    assert told.splitlines()[0] == "kg: Spark needs Java, which is not here"
    assert "openjdk-17" in told


@pytest.mark.spark
def test_a_folder_of_java_that_holds_none_is_named(tmp_path):
    code, told = run_alone(JAVA_HOME=str(tmp_path))
    assert code == ClusterError.exit_code
    assert f"there is no Java in JAVA_HOME ({tmp_path})" in told


@pytest.mark.spark
def test_a_master_that_does_not_answer_is_told_at_once():
    started = time.monotonic()
    code, told = run_alone("--master", f"spark://127.0.0.1:{find_port()}")
    assert code == ClusterError.exit_code
    assert "no master answers" in told
    assert len(told.splitlines()) == 2
    assert time.monotonic() - started < 30


def test_spark_that_is_not_installed_is_told(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert run(["build", "--engine", "spark", "seeds/", "-o", str(tmp_path / "out")]) == UsageError.exit_code
    assert "pip install 'diplomacy-kg[spark]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--engine", "spark"], "Spark writes a folder"),
        (["--engine", "spark", "-o", "out", "--store", "x"], "Spark writes a folder"),
        (["--engine", "spark", "-o", "out", "-F", "turtle"], "Spark writes a folder"),
        (["--engine", "spark", "-o", "out", "--spark-conf", "x"], "sets nothing"),
        (["--master", "local[2]"], "--master is Spark's"),
        (["--spark-conf", "a=b"], "--spark-conf is Spark's"),
        (["--overwrite"], "--overwrite is Spark's"),
    ],
)
def test_options_that_do_not_go_together_are_told(arguments, why, capsys):
    assert run(["build", "seeds/", *arguments]) == UsageError.exit_code
    assert why in capsys.readouterr().err


def test_an_error_of_a_worker_is_the_same_error_on_the_driver():
    with pytest.raises(CarriedError) as carried, carry_errors():
        raise ModelError("is not\ninstalled", where="en_x", hint="another")
    error = to_error(f"Job aborted\nTraceback:\n  kg.spark.faults.CarriedError: {carried.value}\n\tat java")
    assert (type(error), error.why, error.where, error.hint) == (
        ModelError,
        "is not\ninstalled",
        "en_x",
        "another",
    )


def test_a_worker_without_kg_is_told():
    error = to_error("pickle: \nModuleNotFoundError: No module named 'kg'\n\tat java")
    assert type(error) is ClusterError
    assert "a worker has no module 'kg'" in str(error)
