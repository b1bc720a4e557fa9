"""Lay pictures out for a projector: type for the last row, and as many screens as the rows need.

A unit is a pixel of the large form; ``static/presenter.css`` scales it to the wall. The smallest
words are a fiftieth of the picture's width, so that they can be read at six metres.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from kit.group_frame import BOLD, NARROW, WIDE, Frame, Row, Spec
from kit.wrapping import wrap

Forms = dict[str, Any]
"""Every form under the name that ``static/chart.js`` knows it by: "spec" (narrow) and "wide" are
one picture each, "large" is a list of them, one for each screen."""

SCREEN = 720
"""How tall a picture may be on a screen in the shape of 16:9, in units."""

LARGE = Frame(width=1200, aside=380, figure=150, label=32, note=27, value=24.5, bar=58, gap=24)
BROAD = LARGE._replace(aside=590, label=30, bar=54, gap=22)
"""For whole statements, which are read as the sentences that they are."""
CLOSE = LARGE._replace(aside=640, label=30, bar=46, gap=22, inline=True)
CLOSER = CLOSE._replace(label=27, bar=40, gap=16)
"""For many rows, with their small print behind the label."""

LINES = 3
"""Lines of a label that stand well beside a track."""

One = TypeVar("One")
Draw = Callable[[Sequence[One], Frame], Spec]


def in_forms(things: Sequence[One], draw: Draw[One], frames: Sequence[Frame]) -> Forms:
    """Draw things in every form, a row each; ``frames`` are the large ones to choose among."""
    return {
        "spec": draw(things, NARROW),
        "wide": draw(things, WIDE),
        "large": on_screens(things, draw, frames),
    }


def frames_for(words: Sequence[Row]) -> Sequence[Frame]:
    """Return the large forms for rows, the one to begin with first.

    ``words`` are those of all rows that stand in line, on whatever screen.
    """
    longest = max((len(_lines(row)) for row in words), default=0)
    return (LARGE if longest <= LINES else BROAD), CLOSE, CLOSER


def on_screens(things: Sequence[One], draw: Draw[One], frames: Sequence[Frame]) -> list[Spec]:
    """Draw things on one screen, in the first form that allows it, else evenly on several."""
    for frame in frames:
        whole = draw(things, frame)
        if whole["height"] <= SCREEN:
            return [draw(things, _apart(frame, whole, len(things))) if frame.inline else whole]
    for number in range(2, len(things) + 1):
        screens = [draw(some, frames[0]) for some in _evenly(things, number)]
        if all(screen["height"] <= SCREEN for screen in screens):
            return screens
    return [draw([one], frames[0]) for one in things]


def _apart(frame: Frame, whole: Spec, rows: int) -> Frame:
    """Return the form with its rows as far apart as the screen allows, up to twice as far."""
    spare = (SCREEN - whole["height"]) / rows
    return frame._replace(gap=frame.gap + min(spare, frame.gap))


def _lines(row: Row) -> list[str]:
    return wrap(row.label, LARGE.aside, LARGE.label * BOLD)


def _evenly(things: Sequence[One], number: int) -> list[Sequence[One]]:
    """Divide things, in their order, into parts of which none is longer than another by two."""
    ends = [round(len(things) * part / number) for part in range(number + 1)]
    return [things[start:end] for start, end in pairwise(ends)]
