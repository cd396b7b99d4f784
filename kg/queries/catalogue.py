"""Canned queries: one `.rq` file each, with a head of `#+` lines in YAML that says what it asks.

The head follows grlc's decorators (`summary`, `description`, `tags`) and adds `parameters` (each with
a `name`, a `type`, a `description` and, where it may be left out, a `default` or `optional: true`) and
an `example`. A parameter `person` stands in the query as the variable `?_person`; a line in which an
optional parameter stands is left out where it has no value. A parameter `limit` is the option `--limit`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import QueryError, UsageError
from kg.queries.kinds import KINDS
from kg.queries.tokens import cut_tokens
from kg.resources import find_resource

FOLDERS = "KG_QUERIES"
"""The environment variable that names folders of one's own queries, separated as in PATH."""


LIMIT = "limit"
"""The parameter that says how many rows a query gives at most: a number, 0 for all."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes, of a type in KINDS; without a default it must be given, unless optional.

    The default of a date may count days from another parameter: `since+6`.
    """

    name: str
    type: str = "text"
    description: str = ""
    default: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A named SPARQL query; `example` gives a value for some of its parameters."""

    name: str
    sparql: str
    summary: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    tags: tuple[str, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)


def load_queries(*folders: Path) -> dict[str, CannedQuery]:
    """Every canned query by name, sorted: the project's own, those of KG_QUERIES, those of `folders`.

    Of two with one name the later folder's is taken.
    """
    return {name: read_query(path) for name, path in sorted(_find_files(folders).items())}


def find_query(name: str, *folders: Path) -> CannedQuery:
    """The canned query of that name; a UsageError that names the nearest ones where there is none."""
    files = _find_files(folders)
    if name in files:
        return read_query(files[name])
    near = get_close_matches(name, files, n=3, cutoff=0.5) or sorted(files)
    raise UsageError(
        f"no query {name!r}", where="query", hint=f"{', '.join(near)} (kg queries lists them all)"
    )


def _find_files(folders: Iterable[Path]) -> dict[str, Path]:
    own = [Path(folder) for folder in os.environ.get(FOLDERS, "").split(os.pathsep) if folder]
    files: dict[str, Path] = {}
    for folder in (find_resource("queries"), *own, *folders):
        if not folder.is_dir():
            raise UsageError("no folder of queries", where=str(folder), hint=f"--queries DIR, or {FOLDERS}")
        files |= {path.stem: path for path in sorted(folder.glob("*.rq"))}
    return files


def read_query(path: Path) -> CannedQuery:
    """The query that a file holds; a QueryError where its head or its parameters cannot be understood."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot be read: {error}", where=str(path)) from error
    return parse_query(text, name=path.stem, where=str(path))


def parse_query(text: str, *, name: str, where: str) -> CannedQuery:
    """A query from its text, head and all; `where` is named in errors."""
    head = _parse_head(text, where)
    parameters = tuple(_to_parameter(entry, where) for entry in _listed(head, "parameters", where))
    _check_parameters(text, parameters, where)
    return CannedQuery(
        name=name,
        sparql=text,
        summary=str(head.get("summary", "")),
        description=str(head.get("description", "")).strip(),
        parameters=parameters,
        tags=tuple(map(str, _listed(head, "tags", where))),
        example=_to_example(head.get("example"), parameters, where),
    )


def _parse_head(text: str, where: str) -> Mapping[str, Any]:
    import yaml

    lines = (line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        head = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise QueryError(f"its head is no YAML: {error}", where=where) from error
    if not isinstance(head, dict | None):
        raise QueryError(
            "its head is no list of keys and values", where=where, hint="#+ summary: Who met whom"
        )
    return head or {}


def _listed(head: Mapping[str, Any], key: str, where: str) -> list[Any]:
    entries = head.get(key) or []
    if not isinstance(entries, list):
        raise QueryError(f"{key} is no list", where=where)
    return entries


def _to_parameter(entry: Any, where: str) -> Parameter:
    if not isinstance(entry, dict) or not str(entry.get("name", "")).isidentifier():
        raise QueryError(f"a parameter has no name that is a word: {entry!r}", where=where)
    kind, default = entry.get("type", "text"), entry.get("default")
    if entry["name"] == LIMIT and (kind != "integer" or not str(default).isdecimal()):
        raise QueryError("a limit is an integer with a default, such as 500, or 0 for all rows", where=where)
    if kind not in KINDS:
        raise QueryError(f"no type {kind!r}", where=f"{where}: {entry['name']}", hint=", ".join(KINDS))
    return Parameter(
        entry["name"],
        kind,
        str(entry.get("description", "")),
        None if default is None else str(default),
        entry.get("optional") is True,
    )


def _to_example(example: Any, parameters: tuple[Parameter, ...], where: str) -> dict[str, str]:
    if not isinstance(example, dict | None):
        raise QueryError("its example is no mapping", where=where, hint="#+ example: {person: Peskov}")
    values = {str(key): str(value) for key, value in (example or {}).items()}
    if unknown := values.keys() - {parameter.name for parameter in parameters}:
        raise QueryError(f"its example gives {min(unknown)!r}, which is no parameter", where=where)
    return values


def _check_parameters(text: str, parameters: tuple[Parameter, ...], where: str) -> None:
    """Every `?_name` of the query is declared, and every declared parameter is used."""
    used = {t.text[2:] for t in cut_tokens(text) if t.kind == "variable" and t.text[1] == "_"}
    declared = {parameter.name for parameter in parameters}
    if used != declared:
        odd = min(used ^ declared)
        why = "is used but not declared" if odd in used else "is declared but not used"
        raise QueryError(f"parameter {odd!r} {why}", where=where)
