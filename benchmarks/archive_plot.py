"""Draws what benchmarks.archive measured.

python -m benchmarks.archive_plot benchmarks/results/archive.json docs/images/archive.png
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

OURS, BARE = "#20639b", "#b0b7bf"
MILLION = 1_000_000


def draw(results: dict[str, Any]) -> Figure:
    """Four pictures: words a second, processes, growth in documents and in triples."""
    mpl.rcParams["svg.hashsalt"] = "kg"
    figure = Figure(figsize=(11, 7.4), layout="constrained")
    places = figure.subplots(2, 2)
    draw_words(places[0][0], results["words"])
    draw_processes(places[0][1], results["processes"])
    draw_growth(places[1][0], results["growth"])
    draw_store(places[1][1], results["store"])
    machine = results["machine"]
    told = f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}"
    figure.suptitle(f"kg on {told}", fontsize=10, color="#555555")
    return figure


def draw_words(axes: Axes, sets: list[dict[str, Any]]) -> None:
    """Beside bare spaCy on the same texts: the median of the rounds, the first as a line."""
    for place, each in enumerate(sets):
        speeds = [statistics.median(column) for column in zip(*each["rounds"], strict=True)]
        first = each["rounds"][0]
        for shift, speed, cold, colour in zip((-0.2, 0.2), speeds, first, (BARE, OURS), strict=True):
            axes.bar(place + shift, speed, 0.36, color=colour)
            axes.text(place + shift, speed, f"{speed:,.0f}", ha="center", va="bottom", fontsize=8)
            axes.hlines(cold, place + shift - 0.18, place + shift + 0.18, color="#333333", linewidth=1)
    axes.set_xticks(range(len(sets)), [each["set"] for each in sets])
    axes.bar(0, 0, color=BARE, label="bare spaCy: tagger, parser, names")
    axes.bar(0, 0, color=OURS, label="kg, up to the facts")
    axes.plot([], [], color="#333333", linewidth=1, label="the first round")
    _finish(axes, "Words a second of one core", "")


def draw_processes(axes: Axes, runs: list[dict[str, Any]]) -> None:
    """The same articles with one process and with two."""
    counts = sorted({run["processes"] for run in runs})
    seconds = [statistics.median(r["seconds"] for r in runs if r["processes"] == n) for n in counts]
    for place, taken in enumerate(seconds):
        axes.bar(place, taken, 0.5, color=OURS)
        axes.text(place, taken, f"{taken:.0f} s, {seconds[0] / taken:.2f} times", ha="center", va="bottom")
    axes.set_xticks(range(len(counts)), [f"{n} process{'es' * (n > 1)}" for n in counts])
    _finish(axes, f"Seconds for {runs[0]['documents']:,} articles, {runs[0]['words']:,} words", "")


def draw_growth(axes: Axes, runs: list[dict[str, Any]]) -> None:
    """Words a second and memory from few articles to many."""
    documents = [run["documents"] for run in runs]
    speeds = [run["words"] / run["seconds"] for run in runs]
    axes.plot(documents, speeds, marker="o", color=OURS, label="words a second, start included")
    axes.set_xscale("log")
    memory = axes.twinx()
    memory.plot(
        documents,
        [run["largest_process_mb"] for run in runs],
        marker="s",
        color="#c1553b",
        label="MB of the largest process",
    )
    memory.set_ylim(0, 1_500)
    memory.spines["top"].set_visible(False)
    memory.legend(frameon=False, fontsize=8, loc="upper right")
    _finish(axes, "From few articles to many, on all cores", "articles")


def draw_store(axes: Axes, runs: list[dict[str, Any]]) -> None:
    """Seconds of loading, bare and with kg load."""
    triples = [run["triples"] / MILLION for run in runs]
    axes.plot(triples, [run["seconds"] for run in runs], marker="o", color=OURS, label="kg load")
    axes.plot(triples, [run["bare_seconds"] for run in runs], marker="o", color=BARE, label="bare Oxigraph")
    _finish(axes, "Seconds to load into a store on disk", "million triples")


def _finish(axes: Axes, title: str, below: str) -> None:
    axes.set_title(title, fontsize=10, loc="left")
    axes.set_xlabel(below)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_ylim(0, axes.get_ylim()[1] * 1.3)  # room for the legend
    axes.yaxis.set_major_formatter("{x:,.0f}")
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, fontsize=8, loc="upper left")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    target = Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).savefig(target, dpi=110)
