"""Say in words what the marks, shades and figures of a group's pictures mean."""

from __future__ import annotations

from collections.abc import Sequence

from kit.group_heat import shade_of
from kit.group_words import Row, Teller, hidden, shown
from kit.theme import SHADES, shade

Legend = list[dict[str, str]]
"""``mark`` is a class of ``static/group.css`` after "kit-mark-"; "word" has no mark."""


def need_legend(teller: Teller, rows: Sequence[Row]) -> Legend:
    """Say what the bars mean, and the places where there are any."""
    bar = {"mark": "bar", "text": teller.say("How great the need is, from 0 to 100")}
    place = {"mark": "word", "text": teller.say("“place 2–6”: it could be anywhere from 2 to 6")}
    bars = [bar] if any(row["need"] is not None for row in rows) else []
    return [*bars, place] if any(map(teller.places, rows)) else bars


def bar_legend(teller: Teller, rows: Sequence[Row]) -> Legend:
    """Name the levels, or only which way the shades go where scales differ."""
    scales = {teller.levels(row) for row in rows}
    if len(scales) > 1:
        low, high = teller.say("low end of the scale"), teller.say("high end of the scale")
        ends = [{"mark": shade(0, 2), "text": low}, {"mark": f"shade-{SHADES - 1}", "text": high}]
        return [*ends, *_figure_legend(teller, rows)]
    levels = scales.pop().legend()
    marks = [shade(number, len(levels)) for number in range(len(levels))]
    entries = [{"mark": mark, "text": text} for mark, text in zip(marks, levels, strict=True)]
    return [*entries, *_figure_legend(teller, rows)]


def dot_legend(teller: Teller, rows: Sequence[Row]) -> Legend:
    """Say what a dot and a ring are."""
    drawn = [row for row in shown(rows) if row["counts"] is not None]
    if not any(row["wanted"] is not None and row["above"] is not None for row in drawn):
        entries = [{"mark": "dot", "text": teller.say("One person")}]
    else:
        entries = [
            {"mark": "dot", "text": teller.say("One person at or above the wanted level")},
            {"mark": "hollow", "text": teller.say("One person below it")},
            {"mark": "tick", "text": teller.say("Wanted level")},
        ]
    return [*(entries if drawn else []), *_figure_legend(teller, rows)]


def _figure_legend(teller: Teller, rows: Sequence[Row]) -> Legend:
    """Say what the figure at a row's end is."""
    known = shown(rows)
    if any(row["above"] is not None for row in known):
        own = any(row["wanted"] is None for row in known if row["above"] is not None)
        text = (
            teller.say(
                "Figure at the right: how many are at or above the level wanted in their role"
            )
            if own
            else teller.say("Figure at the right: how many are at or above the wanted level")
        )
        share = {"mark": "word", "text": text}
        if not any(row["above"] is None for row in known):
            return [share]
        return [share, {"mark": "word", "text": teller.say("Where there is no share: the mean")}]
    return [{"mark": "word", "text": teller.say("Figure at the right: the mean")}] if known else []


def heat_legend(teller: Teller, rows: Sequence[Row], *, by_share: bool) -> Legend:
    """Say which way the shades go, and what hidden and empty cells are."""
    low = teller.say("few at or above the wanted level") if by_share else teller.say("low mean")
    high = teller.say("many at or above it") if by_share else teller.say("high mean")
    shades = [{"mark": shade_of(0), "text": low}, {"mark": shade_of(1), "text": high}]
    entries = shades if shown(rows) else []
    if hidden(rows):
        text = teller.say("not shown: too few answers, or single answers could be worked out")
        entries.append({"mark": "hatch", "text": text})
    if any(row["status"] == "not_asked" for row in rows):
        entries.append({"mark": "empty", "text": teller.say("empty: not asked here")})
    return entries
