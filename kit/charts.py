"""Draw tables as Vega-Lite specifications: plain JSON, and nothing in it beyond what is drawn.

Every layer carries only the places and words that it shows, so that a specification never holds a
person's answers. Colours are the look's variables: dark mode, forced colours and print follow by
themselves. The specifications are written out as they are, not through altair, whose import
alone costs more than all the rest of a profile; the tests hold them against altair's schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kit.theme import variable
from kit.wrapping import width_of, wrap

Spec = dict[str, Any]

MARGIN = 12
"""Room at the sides, in pixels: marks and figures at the ends of the scale reach beyond it."""

NARROW, WIDE = 240, 540
"""Widths, without margins, that the two forms are laid out for, in pixels: they fit from here."""

ASIDE = 220
"""Width of the labels that stand beside their tracks."""

LABEL, FIGURE, WORD = 15, 14, 12
"""Sizes of type, in pixels: a row's label, the figure at its dot, a level's word."""

LINE, BOLD = 1.25, 1.1
"""Height of a line, and how much wider bold letters are, in sizes of type."""


TICK, ABOVE = 13, 23
"""Half the height of the tick (it reaches beyond a dot that covers it), and how far above its
track a figure stands, in pixels."""


class Line(NamedTuple):
    """Hold one row of a profile: its label, the figure at its dot, and three places on 0-100.

    None where there is no value; a row without a score has too few answers for one.
    """

    label: str
    figure: str
    score: float | None
    wanted: float | None = None
    then: float | None = None


class Band(NamedTuple):
    """Name a level: from where to where on the score 0-100, and its word."""

    start: float
    end: float
    word: str


class Place(NamedTuple):
    """Say where a row stands: its label's lines, the first one's middle, and its track."""

    lines: list[str]
    label: float
    track: float


Placed = tuple[Line, float]
"""A row and the height of its track."""


class Head(NamedTuple):
    """Say where a level's word stands above the tracks."""

    x: float
    y: float
    lines: list[str]


def profile_chart(
    lines: Sequence[Line],
    *,
    bands: Sequence[Band],
    ends: Sequence[tuple[str, str]],
    few: str,
    wide: bool = False,
) -> Spec:
    """Draw a profile: a row each with a dot for me, a tick for what is wanted, a line between.

    ``then`` becomes a hollow dot, and a row without a score says ``few``. ``bands`` are the
    levels, and of ``ends`` the first pair of words that fits stands at the ends of the scale. It
    fits 264 pixels; with ``wide`` the labels stand beside the tracks, and it fits 564. The page
    sets the width.
    """
    left = ASIDE + MARGIN if wide else 0
    heads = _heads(bands, (WIDE - left) if wide else NARROW)
    top = max((head.y + len(head.lines) * WORD * LINE for head in heads), default=0)
    labels = [line.label for line in lines]
    places = _beside(labels, top) if wide else _stacked(labels, top)
    bottom = places[-1].track + 22 if places else top
    placed = [(line, place.track) for line, place in zip(lines, places, strict=True)]
    layers = [
        # Beside each other the boundaries run through; above each other they would cross labels.
        _boundaries(bands, [(top, bottom)] if wide else _reaches(places)),
        _words([{"x": head.x, "y": head.y, "text": head.lines} for head in heads]),
        _labels(places),
        _tracks(placed),
        *_marks(placed),
        _figures(placed),
        _few(placed, few),
        *_ends(ends, bottom),
    ]
    return {
        "width": WIDE if wide else NARROW,
        "height": bottom + WORD * LINE,
        "padding": {"left": MARGIN, "right": MARGIN, "top": 2, "bottom": 6},
        "autosize": "none",
        "background": "transparent",
        "config": {"view": {"stroke": None}, "text": {"font": "inherit"}, "aria": False},
        "encoding": {"x": _across(left), "y": _DOWN},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


_DOWN: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}


def _across(left: float) -> Spec:
    """Return the horizontal scale: the score, from the track's left end to the right edge."""
    scale = {"domain": [0, 100], "range": [left, {"expr": "width"}], "nice": False}
    return {"field": "x", "type": "quantitative", "scale": scale, "axis": None}


def _heads(bands: Sequence[Band], width: float) -> list[Head]:
    """Place the levels' words: in one row, else in two in turn, else not at all."""
    centres = [(band.start + band.end) / 2 for band in bands]
    for rows in (1, 2):
        rooms = _rooms([centre / 100 * width for centre in centres], width, rows)
        lines = [wrap(band.word, room, WORD) for band, room in zip(bands, rooms, strict=True)]
        if all(_whole(band.word, broken) for band, broken in zip(bands, lines, strict=True)):
            below = max((len(broken) for broken in lines[::2]), default=0) * WORD * LINE + 1
            return [
                Head(centre, WORD / 2 + number % rows * below, broken)
                for number, (centre, broken) in enumerate(zip(centres, lines, strict=True))
            ]
    return []


def _rooms(centres: Sequence[float], width: float, rows: int) -> list[float]:
    """Return how wide each level's word may be: up to the next in its row, and to the edges."""
    rooms = []
    for number, centre in enumerate(centres):
        beside = [abs(other - centre) for other in centres[number % rows :: rows]]
        edge = 2 * (min(centre, width - centre) + MARGIN)
        rooms.append(min([edge, *(apart - 4 for apart in beside if apart)]))
    return rooms


def _whole(word: str, lines: list[str]) -> bool:
    """Say whether a word went into its room unbroken, in two lines at most."""
    return len(lines) in {1, 2} and " ".join(lines) == " ".join(word.split())


def _stacked(labels: Iterable[str], top: float) -> list[Place]:
    """Place each label above its track."""
    places = []
    for label in labels:
        lines = wrap(label, NARROW, LABEL * BOLD)
        first = top + 12 + LABEL / 2
        track = first + len(lines) * LABEL * LINE + ABOVE
        places.append(Place(lines, first, track))
        top = track + 14
    return places


def _beside(labels: Iterable[str], top: float) -> list[Place]:
    """Place each label to the left of its track."""
    places = []
    for label in labels:
        lines = wrap(label, ASIDE, LABEL * BOLD)
        height = max(len(lines) * LABEL * LINE, FIGURE + ABOVE)
        track = top + 18 + height / 2
        places.append(Place(lines, track - (len(lines) - 1) * LABEL * LINE / 2, track))
        top += 16 + height
    return places


def _reaches(places: Sequence[Place]) -> list[tuple[float, float]]:
    return [(place.track - TICK, place.track + TICK) for place in places]


def _boundaries(bands: Sequence[Band], reaches: Sequence[tuple[float, float]]) -> Spec:
    values = [{"x": band.start, "y": y, "y2": y2} for band in bands[1:] for y, y2 in reaches]
    mark = {"type": "rule", "stroke": variable("hair"), "strokeWidth": 1.5}
    return _layer(values, mark, y2={"field": "y2"})


def _words(values: list[Spec], align: str = "center") -> Spec:
    return _text(values, WORD, variable("ink-soft"), align=align)


def _labels(places: Sequence[Place]) -> Spec:
    values = [{"y": place.label, "text": place.lines} for place in places]
    layer = _text(values, LABEL, variable("ink"), align="left", fontWeight=600)
    return layer | {"encoding": layer["encoding"] | {"x": {"value": 0}}}


def _tracks(placed: Sequence[Placed]) -> Spec:
    values = [{"x": 0, "x2": 100, "y": y} for _, y in placed]
    mark = {"type": "rule", "stroke": variable("hair"), "strokeWidth": 6, "strokeCap": "round"}
    return _layer(values, mark, x2={"field": "x2"})


def _marks(placed: Sequence[Placed]) -> list[Spec]:
    """Draw the line to what is wanted, its tick, then, and me, from below to above."""
    accent, ink, ground = variable("accent"), variable("ink"), variable("card")
    known = [(line, y) for line, y in placed if line.score is not None]
    wanted = [(line, y) for line, y in known if line.wanted is not None]
    gaps = [{"x": line.score, "x2": line.wanted, "y": y} for line, y in wanted]
    ticks = [{"x": line.wanted, "y": y - TICK, "y2": y + TICK} for line, y in wanted]
    then = [{"x": line.then, "y": y} for line, y in known if line.then is not None]
    me = [{"x": line.score, "y": y} for line, y in known]
    dot = {"type": "point", "opacity": 1, "strokeWidth": 2}
    return [
        _layer(gaps, {"type": "rule", "stroke": accent, "strokeWidth": 2}, x2={"field": "x2"}),
        _layer(ticks, {"type": "rule", "stroke": ink, "strokeWidth": 3}, y2={"field": "y2"}),
        _layer(then, dot | {"size": 110, "stroke": accent, "fill": ground}),
        _layer(me, dot | {"size": 190, "stroke": ground, "fill": accent}),
    ]


def _figures(placed: Sequence[Placed]) -> Spec:
    """Write each row's figure over its dot."""
    values = [
        {"x": line.score, "y": y - ABOVE, "text": line.figure}
        for line, y in placed
        if line.score is not None
    ]
    return _text(values, FIGURE, variable("ink"), align="center", fontWeight=700)


def _few(placed: Sequence[Placed], few: str) -> Spec:
    """Say in the rows without a value why there is none."""
    values = [{"x": 0, "y": y - ABOVE, "text": few} for line, y in placed if line.score is None]
    return _text(values, FIGURE, variable("ink-soft"), align="left", fontStyle="italic")


def _ends(ends: Sequence[tuple[str, str]], bottom: float) -> list[Spec]:
    fitting = [pair for pair in ends if width_of("  ".join(pair), WORD) <= NARROW]
    if not fitting:
        return []
    (low, high), y = fitting[0], bottom + WORD / 2
    return [
        _words([{"x": 0, "y": y, "text": low}], "left"),
        _words([{"x": 100, "y": y, "text": high}], "right"),
    ]


def _text(values: list[Spec], size: float, colour: str, **style: Any) -> Spec:
    mark = {"type": "text", "fontSize": size, "lineHeight": size * LINE, "color": colour, **style}
    return _layer(values, mark, text={"field": "text"})


def _layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Spec:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}
