"""Draw areas beside groups: a cell each, with a number in every cell that may be shown.

A cell that is hidden is hatched and says so in words; one that nobody was asked about is empty.
The wide forms have the areas' names above the columns; the narrow one numbers them and has the
names in a key, because no Swedish word fits above a cell on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kit.group_frame import BOLD, LINE, Frame, Spec, boxes, layer, picture, rules, text
from kit.group_wall import LARGE, Forms, in_forms
from kit.theme import ink_on, shade, variable
from kit.wrapping import width_of, wrap

SHADES = 6
"""Into how many shades a cell's share is put; its number says the rest."""

STROKES = 5
"""Lines of hatching in a hidden cell."""


class Cell(NamedTuple):
    """Hold a cell: its share 0-1 and its number, or ``hidden``, or neither: not asked."""

    share: float | None = None
    figure: str = ""
    hidden: bool = False


class Group(NamedTuple):
    """Hold a row: the group's name, its small print, and a cell for each column."""

    label: str
    note: str
    cells: tuple[Cell, ...]


class Columns(NamedTuple):
    """Hold the names of the columns, and what a hidden cell says, the longest wording first."""

    labels: Sequence[str]
    hidden: Sequence[str]


def heat_charts(groups: Sequence[Group], columns: Columns) -> Forms:
    """Draw cells in every form, groups and columns in the order given."""

    def draw(some: Sequence[Group], frame: Frame) -> Spec:
        return _heat_chart(some, columns, frame)

    return in_forms(groups, draw, [LARGE])


def shade_of(share: float) -> str:
    """Return the shade of a share from 0 to 1, by the whole per cent that is written."""
    return shade(min(round(share * 100) * SHADES // 100, SHADES - 1), SHADES)


class Band(NamedTuple):
    """Say where a group's row of cells stands, and where its words."""

    lines: list[str]
    notes: list[str]
    label: float
    note: float
    top: float
    bottom: float


def _heat_chart(groups: Sequence[Group], columns: Columns, frame: Frame) -> Spec:
    frame = frame.for_cells()
    number = len(columns.labels)
    heads, top = _heads(columns, frame) if frame.aside else _key(columns, frame)
    bands = _bands(groups, frame, top)
    cells = [
        (cell, place, band)
        for group, band in zip(groups, bands, strict=True)
        for place, cell in enumerate(group.cells)
    ]
    layers = [
        *_filled([one for one in cells if one[0].share is not None], frame),
        *_hidden([one for one in cells if one[0].hidden], columns, frame),
        *heads,
        *_words(bands, frame),
    ]
    end = max((band.bottom for band in bands), default=top)
    return picture(frame, end, layers, (0, number))


def _heads(columns: Columns, frame: Frame) -> tuple[list[Spec], float]:
    """Write the columns' names above them, all ending at the same height."""
    room = frame.track / len(columns.labels) - 6
    size = frame.note
    broken = [wrap(label, room, size * BOLD) for label in columns.labels]
    deepest = max(len(lines) for lines in broken)
    values = [
        {"x": n + 0.5, "y": (deepest - len(lines) + 0.5) * size * LINE, "text": lines}
        for n, lines in enumerate(broken)
    ]
    style: Spec = {"align": "center", "color": variable("ink"), "fontWeight": 600}
    return [text(values, size, **style)], deepest * size * LINE + 8


def _key(columns: Columns, frame: Frame) -> tuple[list[Spec], float]:
    """Write a number above each column, and above them all what the numbers mean."""
    size, y = frame.note, frame.note * LINE / 2
    key = []
    for n, label in enumerate(columns.labels, 1):
        lines = wrap(f"{n}  {label}", frame.width, size)
        key.append({"y": y, "text": lines})
        y += len(lines) * size * LINE
    y += size
    numbers = [{"x": n + 0.5, "y": y, "text": str(n + 1)} for n in range(len(columns.labels))]
    bold: Spec = {"align": "center", "color": variable("ink"), "fontWeight": 600}
    return [
        text(key, size, x=0, align="left", color=variable("ink")),
        text(numbers, size, **bold),
    ], y + size


def _bands(groups: Sequence[Group], frame: Frame, top: float) -> list[Band]:
    bands = []
    for group in groups:
        room = frame.aside or frame.width
        lines = wrap(group.label, room, frame.label * BOLD)
        notes = wrap(group.note, room, frame.note) if group.note else []
        said = len(lines) * frame.label * LINE + len(notes) * frame.note * LINE
        tall = frame.bar * 1.4
        whole = max(tall, said + 4) if frame.aside else tall
        first = top + ((whole - said) / 2 if frame.aside else 0) + frame.label * LINE / 2
        note = first + (len(lines) - 0.5) * frame.label * LINE + frame.note * LINE / 2
        start = top if frame.aside else top + said + 4
        bands.append(Band(lines, notes, first, note, start, start + whole))
        top = start + whole + (3 if frame.aside else frame.gap)
    return bands


def _words(bands: Sequence[Band], frame: Frame) -> list[Spec]:
    labels = [{"y": band.label, "text": band.lines} for band in bands]
    notes = [{"y": band.note, "text": band.notes} for band in bands if band.notes]
    bold = {"color": variable("ink"), "fontWeight": 600}
    return [
        text(labels, frame.label, x=0, align="left", **bold),
        text(notes, frame.note, x=0, align="left", color=variable("ink-soft")),
    ]


Placed = tuple[Cell, int, Band]


def _filled(cells: Sequence[Placed], frame: Frame) -> list[Spec]:
    """Draw the cells that are shown, each in the shade of its share, with its number."""
    fills: dict[str, list[Spec]] = {}
    figures: dict[str, list[Spec]] = {"shade-ink": [], "shade-ink-strong": []}
    for cell, place, band in cells:
        fill = shade_of(cell.share or 0)
        box = {"x": place, "x2": place + 1, "y": band.top, "y2": band.bottom}
        fills.setdefault(fill, []).append(box)
        middle = {"x": place + 0.5, "y": (band.top + band.bottom) / 2, "text": cell.figure}
        figures[ink_on(fill)].append(middle)
    size = frame.label if frame.aside else frame.note
    return [
        *(boxes(values, fill, strokeWidth=3) for fill, values in fills.items()),
        *(
            text(values, size, align="center", color=variable(ink), fontWeight=600)
            for ink, values in figures.items()
        ),
    ]


def _hidden(cells: Sequence[Placed], columns: Columns, frame: Frame) -> list[Spec]:
    """Hatch the cells that are hidden, and say so in them."""
    room = frame.track / len(columns.labels) - 8
    size = frame.value if frame.aside else frame.value - 1
    fitting = [
        said
        for said in columns.hidden
        if max(width_of(word, size) for word in said.split()) <= room
    ]
    said = wrap(fitting[0] if fitting else columns.hidden[-1], room, size)
    boxed, strokes, labels = [], [], []
    for _, place, band in cells:
        boxed.append({"x": place, "x2": place + 1, "y": band.top, "y2": band.bottom})
        strokes += _hatching(place, band)
        y = (band.top + band.bottom - (len(said) - 1) * size * LINE) / 2
        labels.append({"x": place + 0.5, "y": y, "text": said})
    halo = {"stroke": variable("card"), "strokeWidth": size * 0.6, "strokeJoin": "round"}
    style: Spec = {"align": "center", "color": variable("ink-soft")}
    return [
        rules(strokes, "hair", 2),
        layer(
            boxed,
            {"type": "rect", "fill": None, "stroke": variable("card"), "strokeWidth": 3},
            x2={"field": "x2"},
            y2={"field": "y2"},
        ),
        text(labels, size, **(style | halo)),
        text(labels, size, **style),
    ]


def _hatching(place: int, band: Band) -> list[Spec]:
    """Return slanted lines from edge to edge of a cell."""
    lines = []
    for n in range(1, 2 * STROKES):
        along = n / STROKES
        x, y = min(along, 1), max(along - 1, 0)
        x2, y2 = max(along - 1, 0), min(along, 1)
        tall = band.bottom - band.top
        ends = {"x": place + x, "y": band.top + y * tall, "x2": place + x2}
        lines.append(ends | {"y2": band.top + y2 * tall})
    return lines
