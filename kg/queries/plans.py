"""How a query is answered: the steps that Oxigraph takes, each with its rows and its time."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.errors import QueryError
from kg.queries.mistakes import find_mistake
from kg.queries.services import explain_service
from kg.queries.terms import load_prefixes
from kg.queries.tokens import add_prefixes, find_form
from kg.queries.words import Words, strip_controls
from kg.store.program import find_program

_LONGEST = 160
_MADE = re.compile(r"\?[0-9a-f]{32}\b")
_STEPS = (
    (r"QuadPattern\((.*)\)", r"match \1"),
    (r"Path\((.*)\)", r"follow \1"),
    (r"StaticBindings\((.*)\)", r"values \1"),
    (r"Lateral", "for each row in turn"),
    (r"ForLoopLeftJoin\(.*\)", "for each row, if there is any"),
    (r"Join\(\w+, keys = (.+)\)", r"join by \1"),
    (r"Join\(.*\)", "join all with all"),
    (r"LeftJoin\(\w+, keys = (.*?), expression.*\)", r"join, if there is any, by \1"),
    (r"AntiJoin\(\w+, keys = (.*)\)", r"leave out what joins by \1"),
    (r"Filter\((.*)\)", r"keep if \1"),
    (r"Extend\((.*) -> (\?\w+)\)", r"\2 is \1"),
    (r"Aggregate\((.*)\)", r"group by \1"),
    (r"Project\((.*)\)", r"give \1"),
    (r"Sort\((.*)\)", r"sort by \1"),
    (r"(?:Distinct|HashDeduplicate|Reduced)\b.*", "each row once"),
    (r"Union", "either"),
    (r"Slice\((.*)\)", r"cut \1"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, in Oxigraph's words, the rows that came of it, and the seconds, its steps' too."""

    name: str
    rows: int
    seconds: float
    steps: tuple[Step, ...] = ()

    @property
    def own(self) -> float:
        """The seconds without those of its own steps."""
        return max(0.0, self.seconds - sum(step.seconds for step in self.steps))


def find_plan(sparql: str, folder: Path, *, timeout: float, name: str = "query") -> Step:
    """The steps by which the files of Oxigraph in a folder answer a query, which is asked for it.

    A QueryError where it cannot be parsed, or takes more than `timeout` seconds.
    """
    if mistake := find_mistake(sparql, name=name):
        raise mistake
    form = "nt" if find_form(sparql) in {"CONSTRUCT", "DESCRIBE"} else "csv"
    with TemporaryDirectory(prefix="kg-") as place:
        plan = Path(place) / "plan.json"
        command = [find_program(), "query", "--location", str(folder), "--stats", "--explain-file", str(plan)]
        command += ["--results-format", form, "--results-file", str(Path(place) / "answer")]
        _run(command, sparql, timeout, name)
        return _read_step(json.loads(plan.read_text(encoding="utf-8"))["plan"])


def write_plan(plan: Step, *, prefixes: Mapping[str, str] | None = None) -> Iterator[str]:
    """A line for each step, what it is made of below it: rows, seconds, its own share, what it does."""
    words, whole, names = Words(prefixes), plan.seconds or 1.0, dict[str, str]()
    yield f"{'rows':>11}  {'seconds':>8}  own share"
    for depth, step in _walk(plan):
        told = _MADE.sub(
            lambda made: names.setdefault(made[0], f"?{len(names) + 1}"), _tell(step.name, words)
        )
        yield f"{step.rows:11,}  {step.seconds:8.3f}  {step.own / whole:8.0%}   {'  ' * depth}{told}".rstrip()


def _run(command: list[str], sparql: str, timeout: float, name: str) -> None:
    text = add_prefixes(sparql, load_prefixes())
    try:
        subprocess.run(command, input=text, capture_output=True, text=True, timeout=timeout, check=True)
    except subprocess.TimeoutExpired as error:
        hint = "a larger --timeout, --limit, or a narrower question"
        raise QueryError(f"no whole answer within {timeout:g} seconds", where=name, hint=hint) from error
    except subprocess.CalledProcessError as error:
        why = strip_controls(error.stderr).strip().removeprefix("Error: ")
        raise explain_service(sparql, RuntimeError(why)) or QueryError(
            f"cannot be explained: {why}", where=name
        ) from error


def _read_step(told: Mapping[str, Any]) -> Step:
    steps = tuple(map(_read_step, told["children"]))
    return Step(told["name"], told["number of results"], told["duration in seconds"], steps)


def _walk(step: Step, depth: int = 0) -> Iterator[tuple[int, Step]]:
    """Each step with its depth; a chain of loops is one, with its links below it."""
    yield depth, step
    for link in _unchain(step):
        yield from _walk(link, depth + 1)


def _unchain(step: Step) -> Iterator[Step]:
    for link in step.steps:
        if step.name == link.name == "Lateral":
            yield from _unchain(link)
        else:
            yield link


def _tell(name: str, words: Words) -> str:
    """A step in words, its IRIs shortened, on one line."""
    told = next((re.sub(p, text, name) for p, text in _STEPS if re.fullmatch(p, name, re.DOTALL)), name)
    short = re.sub(r"<([^<>\s]+)>", lambda iri: words.shorten(iri[1]), strip_controls(told))
    return short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…"
