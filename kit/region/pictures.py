"""Draw shares with what they could as well be: a dot, a line round it, and how far rows reach.

The specifications are plain Vega-Lite, laid out as a group's are (``kit.group_frame``); nothing is
in them beyond what is drawn, and colours are the look's variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kit.group_frame import (
    LINE,
    NARROW,
    WIDE,
    Frame,
    Place,
    Row,
    Spec,
    bottom,
    boxes,
    instead,
    layer,
    lines_of,
    picture,
    places,
    rules,
    text,
    words,
)
from kit.theme import variable
from kit.wrapping import width_of

TRACK, REACH, DOT = 20, 14, 15
"""Heights of a row's track and of the band that says how far municipalities reach, and the dot."""


class Spot(NamedTuple):
    """Hold a row and its places from 0 to 1: the dot, the line round it, the band.

    ``said`` stands in the place of a row that has nothing to draw.
    """

    row: Row
    at: float = 0
    span: tuple[float, float] | None = None
    reach: tuple[float, float] | None = None
    said: str = ""


class Bar(NamedTuple):
    """Hold a row and how many of ``of`` it stands for."""

    row: Row
    filled: int
    of: int


def spot_forms(spots: Sequence[Spot], ends: tuple[str, str]) -> dict[str, Any]:
    """Draw spots for narrow and wide pages; ``ends`` are the words at 0 and at 1."""
    return {"spec": _spots(spots, ends, NARROW), "wide": _spots(spots, ends, WIDE)}


def bar_forms(bars: Sequence[Bar]) -> dict[str, Any]:
    """Draw counts as bars for narrow and wide pages."""
    return {"spec": _bars(bars, NARROW), "wide": _bars(bars, WIDE)}


def _spots(spots: Sequence[Spot], ends: tuple[str, str], frame: Frame) -> Spec:
    rows = [spot.row for spot in spots]
    top = frame.note * LINE + 6
    placed = places(rows, frame, top, [_height(spot, frame) for spot in spots])
    both = list(zip(spots, placed, strict=True))
    drawn = [(spot, place) for spot, place in both if not spot.said]
    end = bottom(placed, frame, top)
    layers = [
        *_ends(ends, frame),
        _tracks(drawn),
        _reaches(drawn),
        rules(_spans(drawn), "accent", 3.5, strokeCap="round"),
        layer(
            [{"x": spot.at, "y": place.middle} for spot, place in drawn],
            {
                "type": "point",
                "shape": "circle",
                "opacity": 1,
                "size": DOT**2 * 0.785,
                "fill": variable("accent"),
                "stroke": variable("card"),
                "strokeWidth": 2,
            },
        ),
        *words(rows, placed, frame),
        instead([(spot.said, place) for spot, place in both if spot.said], frame),
    ]
    return picture(frame, end, layers, (0, 1))


def _height(spot: Spot, frame: Frame) -> float:
    return max(TRACK, lines_of(spot.said, frame) * frame.note * LINE) if spot.said else TRACK


def _ends(ends: tuple[str, str], frame: Frame) -> list[Spec]:
    """Write what the track's ends stand for, where there is room for both."""
    y, style = frame.note * LINE / 2, {"color": variable("ink-soft")}
    if width_of("    ".join(ends), frame.note) > frame.track:
        return []
    low, high = ends
    return [
        text([{"x": 0, "y": y, "text": low}], frame.note, align="left", **style),
        text([{"x": 1, "y": y, "text": high}], frame.note, align="right", **style),
    ]


Drawn = Sequence[tuple[Spot, Place]]


def _tracks(drawn: Drawn) -> Spec:
    values = [{"x": 0, "x2": 1, "y": place.middle, "y2": place.middle} for _, place in drawn]
    return rules(values, "line", 1)


def _reaches(drawn: Drawn) -> Spec:
    values = [
        {
            "x": spot.reach[0],
            "x2": spot.reach[1],
            "y": place.middle - REACH / 2,
            "y2": place.middle + REACH / 2,
        }
        for spot, place in drawn
        if spot.reach
    ]
    return boxes(values, "shade-1", stroke=variable("line"), strokeWidth=1, cornerRadius=3)


def _spans(drawn: Drawn) -> list[Spec]:
    return [
        {"x": spot.span[0], "x2": spot.span[1], "y": place.middle, "y2": place.middle}
        for spot, place in drawn
        if spot.span
    ]


def _bars(bars: Sequence[Bar], frame: Frame) -> Spec:
    rows = [bar.row for bar in bars]
    most = max((bar.of for bar in bars), default=1) or 1
    placed = places(rows, frame, 0, [TRACK] * len(bars))
    both = list(zip(bars, placed, strict=True))
    filled = [{"x": 0, "x2": bar.filled, "y": place.top, "y2": place.bottom} for bar, place in both]
    grounds = [{"x": 0, "x2": bar.of, "y": place.middle, "y2": place.middle} for bar, place in both]
    layers = [
        rules(grounds, "line", 1),
        boxes(filled, "accent", strokeWidth=0, cornerRadiusTopRight=3, cornerRadiusBottomRight=3),
        *words(rows, placed, frame),
    ]
    return picture(frame, bottom(placed, frame, 0), layers, (0, most))
