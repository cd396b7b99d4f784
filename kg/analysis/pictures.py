"""Draws a network as a picture for a report: SVG or PNG, by Matplotlib."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.drawing import LINE, find_direction, find_shape
from kg.errors import OutputError
from kg.output import open_output

if TYPE_CHECKING:
    from kg.analysis.drawing import Dot, Drawing
    from kg.analysis.network import Tie

MARGIN = 24.0
"""The white around a picture, in points."""

SHARPNESS = 144
"""Pixels in an inch of a PNG: two for each point."""

_MARKS = {"circle": "o", "square": "s", "diamond": "D"}
_SCALES = {"circle": 1.0, "square": 0.88, "diamond": 0.8}
_KINDS = {"circle": "person", "square": "state", "diamond": "organization or other"}
_STYLE: Any = {
    "font.family": ["DejaVu Sans"],
    "svg.fonttype": "none",
    "svg.hashsalt": "diplomacy-kg",
    "text.parse_math": False,
    "path.simplify": False,
}


def save_picture(drawing: Drawing, path: str | Path, *, form: str) -> None:
    """Writes a drawing as "svg" or "png", the same in the same bytes; an OutputError without Matplotlib."""
    try:
        import matplotlib as mpl
    except ModuleNotFoundError as error:
        raise OutputError(
            "pictures need Matplotlib", where=str(path), hint="pip install 'diplomacy-kg[pictures]'"
        ) from error
    about = {"svg": {"Date": None, "Creator": "diplomacy-kg", "Title": drawing.title or "network"}}
    with open_output(path) as stream, mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)  # an SVG's reader may have it
        _draw(drawing).savefig(
            stream, format=form, dpi=SHARPNESS, metadata=about.get(form, {"Software": "diplomacy-kg"})
        )


def _draw(drawing: Drawing) -> Any:
    """A figure of which one unit is a point, from the left and from the top."""
    from matplotlib.figure import Figure

    top = MARGIN + (26 if drawing.title else 0)
    width, height = max(drawing.width, 420) + 2 * MARGIN, drawing.height + top + MARGIN + 44
    figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(-MARGIN, width - MARGIN)
    axes.set_ylim(height - top, -top)
    heaviest = max((tie.weight for tie in drawing.ties), default=1)
    for tie in drawing.ties:
        _draw_tie(axes, drawing, tie, heaviest)
    for dot in drawing.dots:
        _draw_dot(axes, dot)
    _draw_words(axes, drawing)
    return figure


def _draw_tie(axes: Any, drawing: Drawing, tie: Tie, heaviest: int) -> None:
    """A line, thicker for a heavier tie, an arrow where it leads one way; its relations where few are."""
    from matplotlib.patches import FancyArrowPatch

    places = drawing.places()
    one, other = places[tie.subject], places[tie.object]
    way = find_direction(tie, drawing.network.symmetric)
    first, last = (other, one) if way < 0 else (one, other)
    width = 0.7 + 2.6 * (tie.weight / heaviest) ** 0.5
    head = f"-|>,head_length={3 + 2 * width:.2f},head_width={1.2 + width:.2f}"
    line = FancyArrowPatch(
        (first.x, first.y),
        (last.x, last.y),
        arrowstyle=head if way else "-",
        shrinkA=first.radius,
        shrinkB=last.radius + 1,
        linewidth=width,
        joinstyle="miter",
        mutation_scale=1,
        color="#A9AFB8",
        zorder=1,
    )
    axes.add_patch(line)
    if drawing.few:
        words = "\n".join(_say(relation) for relation in tie.relations[:3])
        _write(axes, (one.x + other.x) / 2, (one.y + other.y) / 2, words, size=7, colour="#5A6069", zorder=2)


def _draw_dot(axes: Any, dot: Dot) -> None:
    shape = find_shape(dot.actor)
    axes.plot(
        [dot.x],
        [dot.y],
        marker=_MARKS[shape],
        markersize=2 * dot.radius * _SCALES[shape],
        markerfacecolor=dot.colour,
        markeredgecolor="white",
        markeredgewidth=1,
        zorder=3,
    )
    middle = dot.y + dot.radius + 3 + LINE * dot.size * len(dot.lines) / 2
    _write(axes, dot.x, middle, "\n".join(dot.lines), size=dot.size, colour="#16191D", zorder=4)


def _write(axes: Any, x: float, y: float, words: str, *, size: float, colour: str, zorder: int) -> None:
    """Words on a white ground that lets lines shine through a little."""
    ground = {"boxstyle": "square,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.78}
    axes.text(
        *(x, y, words),
        fontsize=size,
        color=colour,
        ha="center",
        va="center",
        linespacing=1.05,
        bbox=ground,
        zorder=zorder,
    )


def _draw_words(axes: Any, drawing: Drawing) -> None:
    """The title above; below, what the marks mean and how much is shown."""
    if drawing.title:
        axes.text(
            0, -14, drawing.title, fontsize=15, fontweight="bold", ha="left", va="bottom", color="#16191D"
        )
    size, bottom, left = max(8.5, drawing.width / 150), drawing.height + 26, 6.0
    style = {"fontsize": size, "va": "center", "color": "#3C4148"}
    for shape, kind in _KINDS.items():
        if any(find_shape(dot.actor) == shape for dot in drawing.dots):
            axes.plot([left], [bottom], _MARKS[shape], markersize=size * _SCALES[shape], color="#5A6069")
            axes.text(left + size, bottom, kind, **style)
            left += size * (3 + 0.62 * len(kind))
    axes.text(left, bottom, "colour: community", **style)
    axes.text(0, bottom + 1.9 * size, tell_size(drawing), **style)


def tell_size(drawing: Drawing) -> str:
    """How many actors and ties are drawn, and how many actors are not."""
    actors, ties = len(drawing.dots), len(drawing.ties)
    told = f"{actors:,} actor{'s' * (actors != 1)}, {ties:,} tie{'s' * (ties != 1)}"
    return f"{told}; {drawing.left_out:,} with lighter ties left out" if drawing.left_out else told


def _say(relation: str) -> str:
    """The name of a relation in words: metWith is "met with"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", relation).lower()
