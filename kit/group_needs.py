"""Draw needs in order: a bar for how great each is, and the places that it could have as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kit.group_frame import (
    LINE,
    Frame,
    Row,
    Spec,
    bottom,
    boxes,
    instead,
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


class Need(NamedTuple):
    """Hold a row whose figure is its places ("plats 2–6"), and the need from 0 to 1 in words."""

    row: Row
    need: float
    figure: str
    said: str = ""


def need_charts(needs: Sequence[Need]) -> Forms:
    """Draw needs in every form, in the order given: the greatest first.

    All of them share one axis, whatever screen they stand on.
    """

    def draw(some: Sequence[Need], frame: Frame) -> Spec:
        return _need_chart(some, _end(needs, frame), frame)

    return in_forms(needs, draw, frames_for([need.row for need in needs]))


def _end(needs: Sequence[Need], frame: Frame) -> float:
    """Return the need at the axis' end; the longest bar leaves room for its figure behind it."""
    widest = max((width_of(need.figure, frame.label) for need in needs), default=0) + 10
    most = max((need.need for need in needs), default=0)
    return most * frame.track / (frame.track - widest) or 1


def _need_chart(needs: Sequence[Need], high: float, frame: Frame) -> Spec:
    rows = [need.row for need in needs]
    thick = frame.bar * 0.72
    heights = [
        max(thick, lines_of(need.said, frame) * frame.note * LINE) if need.said else thick
        for need in needs
    ]
    placed = places(rows, frame, 0, heights)
    drawn = [(need, place) for need, place in zip(needs, placed, strict=True) if not need.said]
    said = [(need.said, place) for need, place in zip(needs, placed, strict=True) if need.said]
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
    return picture(frame, bottom(placed, frame, 0), layers, (0, high))
