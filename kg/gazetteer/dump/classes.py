"""Which classes of Wikidata the index takes in, and of what type their instances are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.gazetteer.dump.staging import Staging
from kg.gazetteer.supplement import read_table
from kg.resources import find_resource


def read_classes(path: Path | None = None) -> dict[int, str]:
    """The type of each class of the table, in its order: by default the project's own."""
    rows = read_table(path or find_resource("ontology", "wikidata-classes.tsv"), columns=3)
    return {int(qid[1:]): kind for qid, _, kind in rows}


def choose_classes(wanted: Sequence[str]) -> dict[int, str]:
    """The classes that were asked for by QID, with their types; all of the table if none was.

    A class may be given its type: "Q16917:Organization". UsageError if it is no QID, or has no type
    in the table and none is given.
    """
    table = read_classes()
    return dict(_choose(each, table) for each in wanted) if wanted else table


def _choose(wanted: str, table: Mapping[int, str]) -> tuple[int, str]:
    qid, _, kind = wanted.partition(":")
    types = sorted(set(table.values()))
    if not re.fullmatch(r"Q[1-9]\d*", qid):
        raise UsageError(f"no QID: {wanted!r}", hint="--class Q7278, or --class Q7278:PoliticalParty")
    found = kind or table.get(int(qid[1:]), "")
    if found not in types:
        why = f"{found!r} is no type" if found else f"{qid} stands in no table: say of what type it is"
        raise UsageError(why, hint=f"--class {qid}:TYPE, one of {', '.join(types)}")
    return int(qid[1:]), found


def find_types(roots: Mapping[int, str], staging: Staging) -> dict[int, tuple[int, str]]:
    """Each class at or below the roots, with the place and type of the first root that reaches it."""
    types: dict[int, tuple[int, str]] = {}
    for place, (root, kind) in enumerate(roots.items()):
        todo = [root]
        while todo:
            each = todo.pop()
            if each not in types:
                types[each] = place, kind
                todo += staging.children(each)
    return types


def type_item(classes: Iterable[int], types: Mapping[int, tuple[int, str]]) -> str | None:
    """The type of an item of these classes; None if none is wanted."""
    return min((types[each] for each in classes if each in types), default=(0, None))[1]
