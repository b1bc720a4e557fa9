"""Make the view of what has changed since the round before: pictures, sentences and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.group_change_tables import change_csv, change_table
from kit.group_change_words import (
    NOISE,
    SHIFT,
    by_share,
    fallen,
    figure,
    linked_words,
    moves_sentence,
    shows_pairs,
    slope_sentence,
    snapshot,
    withheld,
)
from kit.group_charts import Bar, Part, Scale, bar_charts
from kit.group_frame import Row as Words
from kit.group_slopes import Slope, slope_charts
from kit.group_words import Row, Teller
from kit.language import msgid
from kit.theme import shade

Chart = dict[str, Any]
TITLE = msgid("Since the last time")
KINDS = {
    "area": msgid("Areas"),
    "competence": msgid("Competences"),
    "tag": msgid("Themes across the areas"),
    "item": msgid("Statements"),
}
SLOPED = ("area", "competence")
WAYS = (("down", msgid("lower")), ("same", msgid("about the same")), ("up", msgid("higher")))


def change_view(teller: Teller, change: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the view of a change, None when there is nothing to see in it.

    Everybody then and now, and how the linked people moved, are never in one picture: they are
    different people.
    """
    rows = [row for row in change["rows"] if (row["dimension"], row["id"]) in teller.lines]
    charts = _charts(teller, rows, change["people"])
    if not charts:
        return None
    drawn = [row for _, own in charts for row in own]
    shown = [row for row in rows if row in drawn]
    return {
        "id": "change",
        "title": teller.say(TITLE),
        "answers": linked_words(teller, change),
        "hidden": " ".join([*filter(None, [fallen(teller, change)]), *withheld(teller, shown)]),
        "charts": [chart for chart, _ in charts],
        "csv": change_csv(teller, shown),
    }


def _charts(
    teller: Teller, rows: Sequence[Row], people: int | None
) -> list[tuple[Chart, list[Row]]]:
    made = []
    for kind, name in KINDS.items():
        own = [row for row in rows if row["dimension"] == kind]
        if kind in SLOPED and any(row["then"] and row["now"] for row in own):
            title = teller.say("{kind}: the whole group then and now", kind=teller.say(name))
            made.append((_slopes(teller, title, own) | _named(f"change-{kind}"), own))
        if shows_pairs(own):
            title = teller.say("{kind}: how the same people moved", kind=teller.say(name))
            chart = _moves(teller, title, own, people) | _named(f"change-moves-{kind}")
            # A wall of every statement would be read by nobody.
            made.append((chart | ({"large": []} if kind == "item" else {}), own))
    return made


def _named(id_: str) -> Chart:
    return {"id": id_, "parent": None}


def _slopes(teller: Teller, title: str, rows: Sequence[Row]) -> Chart:
    share = by_share(rows)
    slopes = [_slope(teller, row, share=share) for row in rows]
    heads = teller.say("The last time"), teller.say("Now")
    return slope_charts(slopes, heads) | {
        "title": title,
        "sentence": slope_sentence(teller, rows),
        "legend": _slope_legend(teller, share=share),
        "table": change_table(teller, title, rows),
        "note": teller.say(SHIFT),
    }


def _slope(teller: Teller, row: Row, *, share: bool) -> Slope:
    then, now = snapshot(row, "then"), snapshot(row, "now")
    if then is None or now is None:
        said = teller.few() if row["whole"] else teller.say("not the same statements both times")
        return Slope(Words(teller.label(row), "", ""), said=said)
    note = teller.say("{before} and {after} answers", before=then["n"], after=now["n"])
    return Slope(
        Words(teller.label(row), note, ""),
        _place(teller, then, share=share),
        _place(teller, now, share=share),
        figure(teller, then, share=share),
        figure(teller, now, share=share),
    )


def _place(teller: Teller, row: Row, *, share: bool) -> float:
    """Return where a figure is from the low end of its scale, 0, to the high end, 1."""
    if share:
        return float(row["above"] / row["n"])
    line = teller.lines[row["dimension"], row["id"]]
    return float((row["mean"] - line.low) / (line.high - line.low))


def _slope_legend(teller: Teller, *, share: bool) -> list[dict[str, str]]:
    lines = (
        teller.say("The lines: nobody and everybody at or above the wanted level")
        if share
        else teller.say("The lines: the ends of the scale")
    )
    return [
        {"mark": "hollow", "text": teller.say("The last time")},
        {"mark": "dot", "text": teller.say("Now")},
        {"mark": "word", "text": lines},
    ]


def _moves(teller: Teller, title: str, rows: Sequence[Row], people: int | None) -> Chart:
    return bar_charts([_bar(teller, row, people) for row in rows], Scale(0, 1)) | {
        "title": title,
        "sentence": moves_sentence(teller, rows),
        "legend": [
            *(
                {"mark": shade(place, len(WAYS)), "text": teller.say(words)}
                for place, (_, words) in enumerate(WAYS)
            ),
            {"mark": "word", "text": teller.say(NOISE)},
        ],
        "table": change_table(teller, title, rows),
        "note": teller.say(SHIFT),
    }


def _bar(teller: Teller, row: Row, people: int | None) -> Bar:
    if row["status"] != "shown":
        return Bar(Words(teller.label(row), "", ""), said=teller.few())
    matched = row["matched"]
    parts = tuple(
        Part(row[name] / matched, shade(place, len(WAYS)), str(row[name]))
        for place, (name, _) in enumerate(WAYS)
        if row[name]
    )
    note = teller.say("{n} of {people} linked", n=matched, people=people or matched)
    up = teller.say("{n} up", n=row["up"])
    return Bar(Words(teller.label(row), note, up), above=parts)
