"""Draw how a group stood then and stands now: a slope a row, on one scale, its figures at the ends.

The two ends are two rounds: a ring for the one before, a filled dot for this one. In every row the
scale goes from the lower line to the upper one, so that slopes can be held beside each other.
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

TALL = 1.7
"""Height of a slope, in bars."""
ENDS, WIDE_ENDS = (0.27, 0.73), (0.18, 0.95)
"""Where the two rounds stand on the track; beside labels there is room to the right of it."""


class Slope(NamedTuple):
    """Hold a row, where it was and is on the scale from 0 to 1, and the figures for both in words.

    ``said`` stands where there are not two figures.
    """

    row: Row
    then: float = 0
    now: float = 0
    before: str = ""
    after: str = ""
    said: str = ""


def slope_charts(slopes: Sequence[Slope], heads: tuple[str, str]) -> Forms:
    """Draw slopes in every form; ``heads`` name the two rounds."""

    def draw(some: Sequence[Slope], frame: Frame) -> Spec:
        return _slope_chart(some, heads, frame)

    return in_forms(slopes, draw, frames_for([one.row for one in slopes]))


def _slope_chart(slopes: Sequence[Slope], heads: tuple[str, str], frame: Frame) -> Spec:
    top = frame.note * LINE + 6
    rows = [one.row for one in slopes]
    placed = places(rows, frame, top, [_height(one, frame) for one in slopes])
    both = list(zip(slopes, placed, strict=True))
    drawn = [(one, place) for one, place in both if not one.said]
    layers = [
        *(_heads(heads, frame) if drawn else []),
        _ground(drawn, frame),
        *_lines(drawn, frame),
        *_figures(drawn, frame),
        *words(rows, placed, frame),
        instead([(one.said, place) for one, place in both if one.said], frame),
    ]
    return picture(frame, bottom(placed, frame, top), layers, (0, 1))


def _height(one: Slope, frame: Frame) -> float:
    return lines_of(one.said, frame) * frame.note * LINE if one.said else frame.bar * TALL


def _heads(heads: tuple[str, str], frame: Frame) -> list[Spec]:
    """Name the two rounds above their ends."""
    y = frame.note * LINE / 2
    style: Spec = {"color": variable("ink-soft"), "fontWeight": 600}
    sides = zip(_ends(frame), heads, ("right", "left"), (8, -8), strict=True)
    return [
        text([{"x": x, "y": y, "text": head}], frame.note, align=side, dx=dx, **style)
        for x, head, side, dx in sides
    ]


def _ends(frame: Frame) -> tuple[float, float]:
    return WIDE_ENDS if frame.aside else ENDS


Drawn = Sequence[tuple[Slope, Place]]


def _ground(drawn: Drawn, frame: Frame) -> Spec:
    """Draw the ends of the scale as two thin lines, and where the two rounds stand."""
    low, high = _ends(frame)
    values = [
        {"x": low, "x2": high, "y": y, "y2": y}
        for _, place in drawn
        for y in (place.top, place.bottom)
    ]
    return rules(values, "hair", 1.5)


def _lines(drawn: Drawn, frame: Frame) -> list[Spec]:
    thick = max(2.5, frame.bar / 11)
    low, high = _ends(frame)
    lines = [
        {"x": low, "x2": high, "y": _at(one.then, place), "y2": _at(one.now, place)}
        for one, place in drawn
    ]
    mark = {"type": "point", "shape": "circle", "opacity": 1, "strokeWidth": thick}
    mark |= {"size": round((frame.bar * 0.4) ** 2, 2), "stroke": variable("accent")}
    rings = [{"x": low, "y": _at(one.then, place)} for one, place in drawn]
    dots = [{"x": high, "y": _at(one.now, place)} for one, place in drawn]
    return [
        rules(lines, "accent", thick),
        layer(rings, mark | {"fill": variable("card")}),
        layer(dots, mark | {"fill": variable("accent")}),
    ]


def _figures(drawn: Drawn, frame: Frame) -> list[Spec]:
    low, high = _ends(frame)
    then = [{"x": low, "y": _at(one.then, place), "text": one.before} for one, place in drawn]
    now = [{"x": high, "y": _at(one.now, place), "text": one.after} for one, place in drawn]
    away = frame.bar * 0.36 + 4
    soft: Spec = {"color": variable("ink"), "fontWeight": 400}
    bold: Spec = {"color": variable("ink"), "fontWeight": 700}
    return [
        text(then, frame.value, align="right", dx=-away, **soft),
        text(now, frame.value, align="left", dx=away, **bold),
    ]


def _at(share: float, place: Place) -> float:
    return round(place.bottom - share * (place.bottom - place.top), 2)
