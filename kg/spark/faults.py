"""Carries our errors from a worker to the driver, and makes Spark's own errors ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg import errors
from kg.errors import ClusterError, KgError

_MARK = "kg says "
_CARRIED = re.compile(rf"{_MARK}(\[.*\])$", re.MULTILINE)
_NO_KG = re.compile(r"ModuleNotFoundError: No module named '(kg|spacy|\w+)'")
_SAYS_NOTHING = "An error occurred while calling"
_HINT = "-v shows Spark's own log; docs/cluster.md says what each worker needs"


class CarriedError(RuntimeError):
    """One of our errors on its way from a worker: Spark keeps no more of it than its text."""


@contextmanager
def carry_errors() -> Iterator[None]:
    """A block on a worker whose KgError is one on the driver too, where `tell_errors` stands."""
    try:
        yield
    except KgError as error:
        told = json.dumps([type(error).__name__, error.why, error.where, error.hint])
        raise CarriedError(f"{_MARK}{told}") from error


@contextmanager
def tell_errors(*, where: str | None = None) -> Iterator[None]:
    """A block on the driver in which an error of Spark becomes the worker's KgError, else a ClusterError."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise to_error(str(error), where=where) from error


def to_error(text: str, *, where: str | None = None) -> KgError:
    r"""The KgError that a text of Spark tells of.

    >>> to_error('kg says ["ModelError", "no model", "en_x", "another one"]').exit_code
    5
    >>> print(to_error("Job aborted.\nCaused by: many lines"))
    Spark broke off: Job aborted.
      try: -v shows Spark's own log; docs/cluster.md says what each worker needs
    """
    if carried := _CARRIED.search(text):
        kind, why, place, hint = json.loads(carried[1])
        error: KgError = getattr(errors, kind, KgError)(why, where=place, hint=hint)
        return error
    if missing := _NO_KG.search(text):
        why = f"a worker has no module {missing[1]!r}"
        return ClusterError(why, where=where, hint="install kg on each worker (docs/cluster.md)")
    lines = (line.strip(" :") for line in text.splitlines() if not line.startswith(_SAYS_NOTHING))
    first = next(filter(None, lines), "")
    return ClusterError(f"Spark broke off: {first[:300]}".rstrip(": "), where=where, hint=_HINT)
