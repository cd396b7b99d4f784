"""The scorecard written down: for a terminal, as a Markdown page, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kg.evaluation.scorecard import Score

HEADINGS = ("construction", "sentences", "right", "false", "share", "mark", "result")
"""What stands above the columns of the card."""

_OPENING = """\
# The scorecard

This page is made by `kg scorecard -o docs/scorecard.md` from `tests/scorecard/`; change the sentences there,
not this page. Each construction of diplomatic English has sentences of newspaper length, with what an analyst
would enter from them, and what must not be entered. A sentence is right when all of it is, and false when
something is read that must not be; from the others something is missing. A construction whose share of right
sentences falls below its mark fails.

"""


def to_rows(scores: Sequence[Score]) -> list[tuple[str, ...]]:
    """The card: a row for each construction, and the sum of all."""
    rows = [_to_row(score) for score in scores]
    counts = [sum(each) for each in zip(*map(_count, scores), strict=True)]
    failed = sum(not score.ok for score in scores)
    share = f"{counts[1] / counts[0]:.2f}"
    return [*rows, ("all", *map(str, counts), share, "", f"{failed} failed" if failed else "ok")]


def to_lines(scores: Sequence[Score]) -> Iterator[str]:
    """Every sentence that is not read right: what was expected of it in vain, and what is read."""
    for score in scores:
        for misreading in score.misreadings:
            yield f"{score.construction.name}: {misreading.sentence}"
            yield f"  expected: {'; '.join(map(str, misreading.failed))}"
            yield f"  read:\n{misreading.read}"


def to_markdown(scores: Sequence[Score], *, errors: bool = False) -> str:
    """The card as a page; with `errors`, the sentences that are not read right below it."""
    rows = [HEADINGS, ("---", "--:", "--:", "--:", "--:", "--:", "---"), *to_rows(scores)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    wrong = "".join(f"{line}\n" for line in to_lines(scores)) if errors else ""
    return f"{_OPENING}{table}" + (f"\n## Not read right\n\n```text\n{wrong}```\n" if wrong else "")


def to_json(scores: Sequence[Score], *, errors: bool = False) -> str:
    """The card as JSON, a list of objects; with `errors`, each has its `misreadings`."""
    return json.dumps([_to_object(score, errors=errors) for score in scores], ensure_ascii=False, indent=2)


def _to_row(score: Score) -> tuple[str, ...]:
    shares = (f"{score.share:.2f}", f"{score.construction.mark:.2f}")
    return (score.construction.title, *map(str, _count(score)), *shares, "ok" if score.ok else "fail")


def _count(score: Score) -> tuple[int, int, int]:
    return (score.sentences, score.right, score.false)


def _to_object(score: Score, *, errors: bool) -> dict[str, Any]:
    construction = score.construction
    told: dict[str, Any] = {
        "construction": construction.name,
        "title": construction.title,
        "sentences": score.sentences,
        "right": score.right,
        "false": score.false,
        "share": round(score.share, 4),
        "mark": construction.mark,
        "ok": score.ok,
    }
    if errors:
        told["misreadings"] = [
            {"sentence": m.sentence, "expected": [str(each) for each in m.failed], "read": m.read}
            for m in score.misreadings
        ]
    return told
