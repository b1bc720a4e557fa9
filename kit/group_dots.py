"""Draw few people's answers as dots, one for each person, above the levels of the scale.

Under twenty people a percentage says more than there is to know: here everyone can count. A filled
dot is at or above the wanted level, a ring below it; without a wanted level all are filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kit.group_frame import (
    LINE,
    Frame,
    Place,
    Row,
    Spec,
    bottom,
    instead,
    layer,
    lines_of,
    picture,
    places,
    rules,
    text,
    words,
)
from kit.group_wall import Forms, frames_for, in_forms
from kit.theme import variable
from kit.wrapping import width_of

HIGHEST = 5
"""Dots above each other before they stand beside each other."""


class Dots(NamedTuple):
    """Hold a row, how many are below and at or above what is wanted on each level, and where.

    ``wanted`` is counted in levels from the left end of the scale, so 4 is where the fifth level
    begins; None where nothing is wanted. ``said`` stands where nothing can be drawn.
    """

    row: Row
    below: tuple[int, ...] = ()
    above: tuple[int, ...] = ()
    wanted: float | None = None
    said: str = ""


def dot_charts(
    rows: Sequence[Dots],
    levels: Sequence[str],
    ends: Sequence[tuple[str, str]],
    alike: Sequence[Row] = (),
) -> Forms:
    """Draw dots in every form; ``levels`` are the scale's short names, ``ends`` its words.

    ``alike`` are the rows that stand in line with these elsewhere.
    """

    def draw(some: Sequence[Dots], frame: Frame) -> Spec:
        return _dot_chart(some, levels, ends, frame)

    return in_forms(rows, draw, frames_for(alike or [one.row for one in rows]))


class Grid(NamedTuple):
    """Say how dots stand: their size and distance in pixels, beside and above each other."""

    size: float
    step: float
    across: int
    levels: int
    cell: float


def _dot_chart(
    rows: Sequence[Dots], levels: Sequence[str], ends: Sequence[tuple[str, str]], frame: Frame
) -> Spec:
    grid = _grid(rows, len(levels), frame)
    heads = _heads(ends, len(levels), frame)
    top = frame.note * LINE + 6 if heads else 0
    placed = places(
        [one.row for one in rows], frame, top, [_height(one, grid, frame) for one in rows]
    )
    end = bottom(placed, frame, top)
    both = list(zip(rows, placed, strict=True))
    drawn = [(one, place) for one, place in both if not one.said]
    layers = [
        *_ground(drawn, grid, levels, frame),
        _wanted(drawn, frame),
        *_dots(drawn, grid, frame),
        *heads,
        *words([one.row for one in rows], placed, frame),
        instead([(one.said, place) for one, place in both if one.said], frame),
    ]
    return picture(frame, end, layers, (0, len(levels)))


def _grid(rows: Sequence[Dots], levels: int, frame: Frame) -> Grid:
    """Choose the size of dots so that the fullest level has room for its own."""
    cell = frame.track / levels
    most = max(
        (max(map(sum, zip(one.below, one.above, strict=True)), default=0) for one in rows),
        default=0,
    )
    across = max(1, -(-most // HIGHEST))
    step = min(frame.bar * 0.5, (cell - 4) / across)
    return Grid(step * 0.84, step, across, levels, cell)


def _height(one: Dots, grid: Grid, frame: Frame) -> float:
    """Return the height of a row's dots and of the names of the levels below them."""
    if one.said:
        return max(frame.bar, lines_of(one.said, frame) * frame.note * LINE)
    most = max(map(sum, zip(one.below, one.above, strict=True)), default=0)
    stacked = max(2, -(-most // grid.across))
    return stacked * grid.step + frame.value * LINE + 4


def _heads(ends: Sequence[tuple[str, str]], levels: int, frame: Frame) -> list[Spec]:
    """Write the words of the scale's ends above the rows, where they fit."""
    y, style = frame.note * LINE / 2, {"color": variable("ink-soft")}
    for low, high in ends:
        if width_of(f"{low}    {high}", frame.note) <= frame.track:
            return [
                text([{"x": 0, "y": y, "text": low}], frame.note, align="left", **style),
                text([{"x": levels, "y": y, "text": high}], frame.note, align="right", **style),
            ]
    return []


Drawn = Sequence[tuple[Dots, Place]]


def _floor(place: Place, frame: Frame) -> float:
    """Return the height at which a row's dots stand."""
    return place.bottom - frame.value * LINE - 2


def _ground(drawn: Drawn, grid: Grid, levels: Sequence[str], frame: Frame) -> list[Spec]:
    """Draw the line that the dots stand on, and the names of the levels below it."""
    lines = [
        {"x": 0, "x2": grid.levels, "y": _floor(place, frame), "y2": _floor(place, frame)}
        for _, place in drawn
    ]
    names = [
        {"x": number + 0.5, "y": place.bottom - frame.value * LINE / 2 + 1, "text": name}
        for _, place in drawn
        for number, name in enumerate(levels)
        if width_of(name, frame.value) <= grid.cell
    ]
    return [
        rules(lines, "line", 1.5),
        text(names, frame.value, align="center", color=variable("ink-soft")),
    ]


def _wanted(drawn: Drawn, frame: Frame) -> Spec:
    """Draw the wanted level as a line between those below and those at or above it."""
    values = [
        {"x": one.wanted, "y": place.top - 2, "y2": _floor(place, frame) + 4}
        for one, place in drawn
        if one.wanted is not None
    ]
    return rules(values, "ink", 3)


def _dots(drawn: Drawn, grid: Grid, frame: Frame) -> list[Spec]:
    """Draw one dot for each person, a ring for those below what is wanted."""
    thick = max(1.5, grid.size / 6)
    mark = {"type": "point", "shape": "circle", "opacity": 1, "strokeWidth": thick}
    mark |= {"size": round((grid.size - thick) ** 2 * 0.785, 2), "stroke": variable("accent")}
    layers = []
    for column in range(grid.across):
        # Pixels, not shares of the level's width: dots stay together where there is more room.
        beside = {"xOffset": round((column - (grid.across - 1) / 2) * grid.step, 2)}
        rings, filled = _column(drawn, grid, frame, column)
        layers.append(layer(rings, mark | beside | {"fill": variable("card")}))
        layers.append(layer(filled, mark | beside | {"fill": variable("accent")}))
    return layers


def _column(drawn: Drawn, grid: Grid, frame: Frame, column: int) -> tuple[list[Spec], list[Spec]]:
    """Return a column's rings and filled dots: each level is filled in rows, from the ground up."""
    rings: list[Spec] = []
    filled: list[Spec] = []
    for one, place in drawn:
        for level, (below, above) in enumerate(zip(one.below, one.above, strict=True)):
            for number in range(column, below + above, grid.across):
                y = _floor(place, frame) - 2 - (number // grid.across + 0.5) * grid.step
                spot = {"x": level + 0.5, "y": round(y, 2)}
                (rings if number < below else filled).append(spot)
    return rings, filled
