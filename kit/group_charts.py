"""Draw a group's answers as bars: split at the wanted level, or whole where none is wanted.

The specifications are plain Vega-Lite, as in ``kit.charts``: nothing is in them beyond what is
drawn, and colours are the look's variables. What reaches them is a protected table's figures;
nothing here decides what may be shown.
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
    boxes,
    edges,
    instead,
    lines_of,
    picture,
    places,
    rules,
    text,
    words,
)
from kit.group_wall import Forms, frames_for, in_forms
from kit.theme import ink_on, variable
from kit.wrapping import width_of

SMALLEST = 0.08
"""Smallest part of a row whose figure is written in it; the table has them all."""


class Part(NamedTuple):
    """Hold one level's part of a row: its share of 1, the level's shade, and the figure in it."""

    share: float
    shade: str
    figure: str


class Bar(NamedTuple):
    """Hold a row and its parts, those below what is wanted and those at or above it.

    Where nothing is wanted all parts are ``above``. ``said`` stands in the place of a bar that
    cannot be drawn.
    """

    row: Row
    below: tuple[Part, ...] = ()
    above: tuple[Part, ...] = ()
    said: str = ""

    @property
    def reach(self) -> tuple[float, float]:
        """Return how far the bar reaches to the left and to the right of the wanted level."""
        return sum(part.share for part in self.below), sum(part.share for part in self.above)


class Scale(NamedTuple):
    """Say what all bars of a view share: how far to the sides they reach, and words for them.

    ``left`` is 0 where the bars are whole. ``heads`` are pairs of words for the two sides; the
    first pair that fits is written.
    """

    left: float
    right: float
    heads: Sequence[tuple[str, str]] = ()


def reach_of(bars: Sequence[Bar]) -> tuple[float, float]:
    """Return how far bars reach, in whole tenths, so that several charts can share an axis."""
    reaches = [bar.reach for bar in bars if not bar.said] or [(0.5, 0.5)]
    left, right = (max(sides) for sides in zip(*reaches, strict=True))
    return -(-round(left * 1000) // 100) / 10, -(-round(right * 1000) // 100) / 10


def bar_charts(bars: Sequence[Bar], scale: Scale, alike: Sequence[Row] = ()) -> Forms:
    """Draw bars in every form; ``alike`` are the rows that stand in line with them elsewhere."""

    def draw(some: Sequence[Bar], frame: Frame) -> Spec:
        return _bar_chart(some, scale, frame)

    return in_forms(bars, draw, frames_for(alike or [bar.row for bar in bars]))


def _bar_chart(bars: Sequence[Bar], scale: Scale, frame: Frame) -> Spec:
    rows = [bar.row for bar in bars]
    heads = _heads(scale, frame)
    top = frame.note * LINE + 6 if heads else 0
    placed = places(rows, frame, top, [_height(bar, frame) for bar in bars])
    end = bottom(placed, frame, top)
    both = list(zip(bars, placed, strict=True))
    layers = [
        *_segments(both, scale, frame),
        edges(_outlines(both)),
        _split(both, scale, frame, (top - 4, end)),
        *heads,
        *words(rows, placed, frame),
        instead([(bar.said, place) for bar, place in both if bar.said], frame),
    ]
    return picture(frame, end, layers, (-scale.left, scale.right))


def _height(bar: Bar, frame: Frame) -> float:
    return max(frame.bar, lines_of(bar.said, frame) * frame.note * LINE) if bar.said else frame.bar


def _heads(scale: Scale, frame: Frame) -> list[Spec]:
    """Write the words for both sides above the rows, in the first wording that fits."""
    pixel = frame.track / (scale.left + scale.right)
    rooms = (scale.left * pixel + frame.left / 2, scale.right * pixel + frame.right / 2)
    y, style = frame.note * LINE / 2, {"color": variable("ink-soft")}
    for pair in scale.heads:
        widths = (width_of(word, frame.note) + 8 for word in pair)
        if all(width <= room for width, room in zip(widths, rooms, strict=True)):
            low, high = ({"x": 0, "y": y, "text": word} for word in pair)
            return [
                text([low], frame.note, align="right", dx=-6, **style),
                text([high], frame.note, align="left", dx=6, **style),
            ]
    return []


Drawn = Sequence[tuple[Bar, Place]]


def _segments(drawn: Drawn, scale: Scale, frame: Frame) -> list[Spec]:
    """Draw each level's parts in its shade, and the figures that have room in them."""
    pixel = frame.track / (scale.left + scale.right)
    parts: dict[str, list[Spec]] = {}
    figures: dict[str, list[Spec]] = {"shade-ink": [], "shade-ink-strong": []}
    for bar, place in drawn:
        for part, start, end in _extents(bar):
            box = {"x": start, "x2": end, "y": place.top, "y2": place.bottom}
            parts.setdefault(part.shade, []).append(box)
            room = (end - start) * pixel
            if part.share >= SMALLEST and width_of(part.figure, frame.value) <= room:
                middle = {"x": (start + end) / 2, "y": place.middle, "text": part.figure}
                figures[ink_on(part.shade)].append(middle)
    return [
        *(boxes(values, fill) for fill, values in parts.items()),
        *(
            text(values, frame.value, align="center", color=variable(ink), fontWeight=600)
            for ink, values in figures.items()
        ),
    ]


def _outlines(drawn: Drawn) -> list[Spec]:
    return [
        {"x": -bar.reach[0], "x2": bar.reach[1], "y": place.top, "y2": place.bottom}
        for bar, place in drawn
        if not bar.said
    ]


def _extents(bar: Bar) -> list[tuple[Part, float, float]]:
    """Lay the parts beside each other from the wanted level: outwards to both sides."""
    extents = []
    at = 0.0
    for part in reversed(bar.below):
        extents.append((part, at - part.share, at))
        at -= part.share
    at = 0.0
    for part in bar.above:
        extents.append((part, at, at + part.share))
        at += part.share
    return [extent for extent in extents if extent[0].share > 0]


def _split(drawn: Drawn, scale: Scale, frame: Frame, reach: tuple[float, float]) -> Spec:
    """Draw the wanted level: through all rows, or through each where labels stand between."""
    if not scale.left:
        return rules([], "ink", 2)
    tracks = [(place.top - 3, place.bottom + 3) for bar, place in drawn if not bar.said]
    values = [{"x": 0, "y": y, "y2": y2} for y, y2 in ([reach] if frame.aside else tracks)]
    return rules(values, "ink", 3)
