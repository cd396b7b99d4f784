"""Asks the index who held an office on a day, and checks the answers against the facts that it was made of.

    python benchmarks/role_questions.py GAZETTEER_JSONL_GZ [--count N] [--seed N] [--errors] [--save FILE]

Of every tenure drawn whose first and last day are known, three questions are made: on a day between, on
the day before the last, and on the day on which a successor took over, if one did. The office is called as
news calls it ("the foreign minister", not "Minister of Foreign Affairs"). What is right is read from the
facts by other code than the index's: whoever the facts show in an office of that label or QID of that state
on that day. An answer is right if its first person is one of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.gazetteer import open_index

NEWS_NAMES = {
    "Minister of Foreign Affairs": "foreign minister",
    "Minister for Foreign Affairs": "foreign minister",
    "Minister of Defence": "defense minister",
    "Minister of National Defence": "defence minister",
    "Minister of the Interior": "interior minister",
    "Minister of Interior": "interior minister",
    "Minister of Finance": "finance minister",
    "Minister of Justice": "justice minister",
    "Minister of Health": "health minister",
    "Minister of Education": "education minister",
    "Minister of Agriculture": "agriculture minister",
    "Secretary of State for Defence": "defence secretary",
    "Secretary of State for Foreign and Commonwealth Affairs": "foreign secretary",
    "Secretary of State for the Home Department": "home secretary",
    "Secretary of Defense": "defense secretary",
    "Premier": "premier",
}
KINDS = re.compile(
    r"President|Prime Minister|Premier|Chancellor|Minister (of|for) |Secretary of State|ambassador to"
)
"""Offices that one person holds at a time, for most of the time."""


@dataclass(frozen=True)
class Question:
    """Who held the office of a state on a day; `right` are the QIDs of whom the facts show."""

    phrase: str
    state: str
    day: str
    right: frozenset[str]
    change: bool


def read_tenures(path: Path) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """The tenures of each state: (person, position)."""
    tenures: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for position in row.get("positions", ()):
                if position.get("of"):
                    tenures[position["of"]].append((row["qid"], position))
    return tenures


def covers(position: dict[str, Any], day: str) -> bool:
    """Whether the facts show someone in office on a day; a year or month alone covers all of it."""
    start = position["start"] or "9999"
    end = position.get("end") or position.get("current_at") or position.get("last_seen") or ""
    return start <= day and (day <= end or day.startswith(end)) and end != ""


def is_same_office(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two positions of a state are one office, by label or QID."""
    qid = one.get("qid")
    return one["label"] == other["label"] or (qid is not None and qid == other.get("qid"))


def ask_about(
    state: str, position: dict[str, Any], tenures: list[tuple[str, dict[str, Any]]], rng: random.Random
) -> Iterator[Question]:
    """The questions that a tenure gives rise to."""
    first, last = date.fromisoformat(position["start"]), date.fromisoformat(position["end"])
    if (last - first).days < 3:
        return
    days = [(first + timedelta(rng.randrange(1, (last - first).days)), False), (last - timedelta(1), True)]
    days += (
        [(last, True)]
        if any(is_same_office(p, position) and p["start"] == position["end"] for _, p in tenures)
        else []
    )
    phrase = NEWS_NAMES.get(position["label"], position["label"].lower())
    for day, change in days:
        text = day.isoformat()
        right = {person for person, p in tenures if is_same_office(p, position) and covers(p, text)}
        if change and day == last:
            right = {q for q, p in tenures if is_same_office(p, position) and p["start"] == text} or right
        yield Question(phrase, state, text, frozenset(right), change)


def make_questions(path: Path, count: int, seed: int) -> list[Question]:
    """That many questions, half of them around a change of government, drawn by the seed."""
    rng = random.Random(seed)
    tenures = read_tenures(path)
    whole = [
        (state, position)
        for state, held in sorted(tenures.items())
        for _, position in held
        if KINDS.match(position["label"])
        and len(position["start"] or "") == 10
        and len(position.get("end") or "") == 10
    ]
    rng.shuffle(whole)
    questions: dict[bool, list[Question]] = {True: [], False: []}
    for state, position in whole:
        for question in ask_about(state, position, tenures[state], rng):
            if len(questions[question.change]) < count // 2:
                questions[question.change].append(question)
    return questions[False] + questions[True]


def save_questions(questions: list[Question], path: Path) -> None:
    """Writes the questions, with all answers that are right."""
    fields = ({**asdict(question), "right": sorted(question.right)} for question in questions)
    path.write_text("".join(f"{json.dumps(field)}\n" for field in fields), encoding="utf-8")


def main() -> None:
    """Asks every question, prints how many were answered rightly and how fast, and the errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--save", type=Path, help="also write the questions, one JSON object a line")
    options = parser.parse_args()
    index, counts = open_index(), Counter[str]()
    questions = make_questions(options.gazetteer, options.count, options.seed)
    if options.save:
        save_questions(questions, options.save)
    begin = time.perf_counter()
    for question in questions:
        holders = index.holders_at(question.phrase, question.state, question.day)
        people = [holder.person.key for holder in holders if holder.extra == 0] or [
            holder.person.key for holder in holders
        ]
        right = bool(people) and people[0] in question.right
        kind = "change" if question.change else "between"
        counts.update(
            {
                kind: 1,
                f"{kind} right": right,
                "all": 1,
                "all right": right,
                "single": len(question.right) == 1,
            }
        )
        counts["single right"] += right and len(question.right) == 1
        if options.errors and not right:
            print(
                question,
                [(h.person.label, h.position.label, h.position.start, h.position.end) for h in holders],
            )
    seconds = time.perf_counter() - begin
    for kind in ("all", "between", "change", "single"):
        print(f"{kind:8} {counts[kind]:5} questions  {counts[f'{kind} right'] / counts[kind]:.4f} right")
    print(f"{len(questions) / seconds:,.0f} questions a second, the states read from disk for the first time")
    begin = time.perf_counter()
    for question in questions:
        index.holders_at(question.phrase, question.state, question.day)
    print(f"{len(questions) / (time.perf_counter() - begin):,.0f} questions a second, asked again")


if __name__ == "__main__":
    main()
