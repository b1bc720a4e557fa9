"""Draw needs in order: a bar for how great each is, and the places that it could have as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kit.group_frame import (
    FORMS,
    LARGE,
    LINE,
    Frame,
    Row,
    Spec,
    bottom,
    boxes,
    fitting,
    instead,
    lines_of,
    picture,
    places,
    rules,
    text,
    words,
)
from kit.theme import variable
from kit.wrapping import width_of


class Need(NamedTuple):
    """Hold a row whose figure is its places ("plats 2–6"), and the need from 0 to 1 in words."""

    row: Row
    need: float
    figure: str
    said: str = ""


MOST_ON_WALL = 10
"""Needs that a projector shows; nobody can scroll a wall. The page and the table have them all."""


def need_charts(needs: Sequence[Need], rest: Callable[[int], str]) -> dict[str, Spec]:
    """Draw needs in every form, in the order given: the greatest first.

    ``rest`` says how many more there are than fit on a wall.
    """
    return {name: _need_chart(_on(frame, needs, rest), frame) for name, frame in FORMS.items()}


def _on(frame: Frame, needs: Sequence[Need], rest: Callable[[int], str]) -> Sequence[Need]:
    if frame is not LARGE or len(needs) <= MOST_ON_WALL:
        return needs
    more = len(needs) - MOST_ON_WALL
    return [*needs[:MOST_ON_WALL], Need(Row(rest(more), "", ""), 0, "", " ")]


def _need_chart(needs: Sequence[Need], frame: Frame) -> Spec:
    frame, rows = fitting(frame, [need.row for need in needs])
    thick = frame.bar * 0.72
    heights = [
        max(thick, lines_of(need.said, frame) * frame.note * LINE) if need.said else thick
        for need in needs
    ]
    placed = places(rows, frame, 0, heights)
    drawn = [(need, place) for need, place in zip(needs, placed, strict=True) if not need.said]
    said = [(need.said, place) for need, place in zip(needs, placed, strict=True) if need.said]
    widest = max((width_of(need.figure, frame.label) for need, _ in drawn), default=0) + 10
    # The longest bar leaves room for its own figure behind it.
    high = max((need.need for need in needs), default=0) * frame.track / (frame.track - widest)
    bars = [{"x": 0, "x2": need.need, "y": place.top, "y2": place.bottom} for need, place in drawn]
    figures = [{"x": need.need, "y": place.middle, "text": need.figure} for need, place in drawn]
    starts = [{"x": 0, "y": place.top - 4, "y2": place.bottom + 4} for _, place in drawn]
    layers = [
        boxes(bars, "accent", strokeWidth=0, cornerRadiusTopRight=3, cornerRadiusBottomRight=3),
        rules(starts, "line", 1.5),
        text(figures, frame.label, align="left", dx=6, color=variable("ink"), fontWeight=600),
        *words(rows, placed, frame),
        instead(said, frame),
    ]
    return picture(frame, bottom(placed, frame, 0), layers, (0, high or 1))
