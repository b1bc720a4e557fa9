"""Lay out the rows of a group's pictures: a label, a line of small print, a track, a figure.

The narrow form has its labels above the tracks, for phones; the wide one has them beside, for a
page's column. What a projector shows is laid out by ``kit.group_wall``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kit.theme import variable
from kit.wrapping import width_of, wrap

Spec = dict[str, Any]

MARGIN = 12
"""Room at the sides, in pixels; ``static/group.css`` takes it back, so that labels align."""

LINE, BOLD = 1.25, 1.1
"""Height of a line, and how much wider bold letters are, in sizes of type."""


class Frame(NamedTuple):
    """Hold the measures of one form, in pixels; ``aside`` 0 puts labels above their tracks.

    ``inline`` puts the small print behind the label instead of below it.
    """

    width: float
    aside: float
    figure: float
    label: float
    note: float
    value: float
    bar: float
    gap: float
    inline: bool = False

    @property
    def left(self) -> float:
        """Return where the tracks begin."""
        return self.aside + self.gap if self.aside else 0

    @property
    def right(self) -> float:
        """Return how far from the right edge the tracks end."""
        return self.figure + self.gap if self.aside else 0.0

    @property
    def track(self) -> float:
        """Return how long the tracks are at the width that the form is laid out for."""
        return self.width - self.left - self.right

    def for_cells(self) -> Frame:
        """Return the same form with more room for cells: narrow labels, no figures at the end."""
        return self._replace(figure=-self.gap, aside=0.8 * self.aside)


NARROW = Frame(width=240, aside=0, figure=0, label=15, note=13, value=12, bar=26, gap=14)
WIDE = Frame(width=620, aside=200, figure=76, label=15, note=13, value=12.5, bar=30, gap=14)


class Row(NamedTuple):
    """Hold a row's words: its label, its small print, the figure at its end."""

    label: str
    note: str
    figure: str


class Place(NamedTuple):
    """Say where a row stands: its lines, the middles of the first ones, and its track."""

    lines: list[str]
    notes: list[str]
    label: float
    note: float
    figure: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Return the middle of the track."""
        return (self.top + self.bottom) / 2


def places(rows: Sequence[Row], frame: Frame, top: float, heights: Sequence[float]) -> list[Place]:
    """Place rows below each other; ``heights`` are their tracks'."""
    placed: list[Place] = []
    for row, height in zip(rows, heights, strict=True):
        place = _beside if frame.aside else _stacked
        placed.append(place(row, frame, top, height))
        top = _below(placed[-1], frame) + frame.gap
    return placed


def bottom(placed: Sequence[Place], frame: Frame, top: float) -> float:
    """Return where the last row ends."""
    return _below(placed[-1], frame) if placed else top


def _below(place: Place, frame: Frame) -> float:
    lines = place.note + (len(place.notes) - 0.5) * frame.note * LINE
    return max(place.bottom, lines if frame.aside else 0)


def _stacked(row: Row, frame: Frame, top: float, height: float) -> Place:
    lines = wrap(row.label, frame.width, frame.label * BOLD)
    room = frame.width - width_of(row.figure, frame.label * BOLD) - 8
    notes = wrap(row.note, room, frame.note) if row.note else []
    first = top + frame.label * LINE / 2
    note = first + (len(lines) - 0.5) * frame.label * LINE + frame.note * LINE / 2 + 1
    start = note + (len(notes) - 0.5) * frame.note * LINE + 4
    return Place(lines, notes, first, note, note, start, start + height)


def _beside(row: Row, frame: Frame, top: float, height: float) -> Place:
    label, small = _inline(row) if frame.inline else (row.label, row.note)
    lines = wrap(label, frame.aside, frame.label * BOLD)
    notes = wrap(small, frame.aside, frame.note) if small else []
    words = len(lines) * frame.label * LINE + len(notes) * frame.note * LINE
    whole = max(words, height)
    first = top + (whole - words) / 2 + frame.label * LINE / 2
    note = first + (len(lines) - 0.5) * frame.label * LINE + frame.note * LINE / 2
    start = top + (whole - height) / 2
    return Place(lines, notes, first, note, start + height / 2, start, start + height)


def _inline(row: Row) -> tuple[str, str]:
    together = row.note.replace(" ", "\u00a0")
    return f"{row.label} ({together})" if row.note else row.label, ""


# --- layers ----------------------------------------------------------------------------------


def picture(
    frame: Frame, height: float, layers: Sequence[Spec], domain: tuple[float, float]
) -> Spec:
    """Put layers together; ``domain`` is what the tracks stand for, from end to end."""
    end: Any = {"expr": f"width - {frame.right:g}"} if frame.right else {"expr": "width"}
    scale = {"domain": list(domain), "range": [frame.left, end], "nice": False, "zero": False}
    return {
        "width": frame.width,
        "height": height,
        "padding": {"left": MARGIN, "right": MARGIN, "top": 2, "bottom": 6},
        "autosize": "none",
        "background": "transparent",
        "config": {"view": {"stroke": None}, "text": {"font": "inherit"}, "aria": False},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": scale, "axis": None},
            "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
        },
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def words(rows: Sequence[Row], placed: Sequence[Place], frame: Frame) -> list[Spec]:
    """Write the rows' labels, small print and figures."""
    labels = [{"y": place.label, "text": place.lines} for place in placed]
    notes = [{"y": place.note, "text": place.notes} for place in placed if place.notes]
    figures = [
        {"y": place.figure, "text": row.figure}
        for row, place in zip(rows, placed, strict=True)
        if row.figure
    ]
    bold = {"color": variable("ink"), "fontWeight": 600}
    return [
        text(labels, frame.label, x=0, align="left", **bold),
        text(notes, frame.note, x=0, align="left", color=variable("ink-soft")),
        text(figures, frame.label, x="width", align="right", **(bold | {"fontWeight": 700})),
    ]


def instead(said: Sequence[tuple[str, Place]], frame: Frame) -> Spec:
    """Write words where a row has nothing to draw."""
    lines = [(wrap(what, frame.track, frame.note), place) for what, place in said]
    values = [
        {"y": place.middle - (len(broken) - 1) * frame.note * LINE / 2, "text": broken}
        for broken, place in lines
    ]
    style = {"color": variable("ink-soft"), "fontStyle": "italic"}
    return text(values, frame.note, x=frame.left, align="left", **style)


def lines_of(said: str, frame: Frame) -> int:
    """Return how many lines ``instead`` needs for these words."""
    return len(wrap(said, frame.track, frame.note))


def text(values: list[Spec], size: float, *, x: float | str | None = None, **style: Any) -> Spec:
    """Make a layer of words; ``x`` puts them all at one place in pixels, or at the "width"."""
    mark = {"type": "text", "fontSize": size, "lineHeight": size * LINE, **style}
    encoding: Spec = {"text": {"field": "text"}}
    return layer(values, mark, **(encoding if x is None else encoding | {"x": {"value": x}}))


def layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Spec:
    """Make a layer; it holds nothing beyond what it draws."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


X2, Y2 = {"x2": {"field": "x2"}}, {"y2": {"field": "y2"}}


def edges(values: list[Spec]) -> Spec:
    """Make a layer of thin edges: the palest shade is hardly darker than the ground."""
    mark = {"type": "rect", "fill": None, "stroke": variable("line"), "strokeWidth": 1}
    return layer(values, mark, **X2, **Y2)


def boxes(values: list[Spec], fill: str, **style: Any) -> Spec:
    """Make a layer of filled boxes from (x, y) to (x2, y2), each with a thin edge."""
    mark = {"type": "rect", "fill": variable(fill), "stroke": variable("card"), "strokeWidth": 1.5}
    return layer(values, mark | style, **X2, **Y2)


def rules(values: list[Spec], colour: str, thick: float, **style: Any) -> Spec:
    """Make a layer of lines from (x, y) to (x, y2), or to (x2, y2)."""
    mark = {"type": "rule", "stroke": variable(colour), "strokeWidth": thick, **style}
    ends = {key: {"field": key} for key in ("x2", "y2") if any(key in one for one in values)}
    return layer(values, mark, **ends)
