"""Make a group's pictures, each with its sentence, legend and table, from rows of a safe table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kit.group_charts import Bar, Part, Scale, bar_charts, reach_of
from kit.group_dots import Dots, dot_charts
from kit.group_frame import Row as Words
from kit.group_heat import Cell, Columns, Group, heat_charts
from kit.group_legends import bar_legend, dot_legend, heat_legend, need_legend
from kit.group_needs import Need, need_charts
from kit.group_scale import Levels
from kit.group_sentences import cells_sentence, need_sentence, spread_sentence
from kit.group_tables import cell_table, need_table, spread_table
from kit.group_wall import Forms
from kit.group_words import PERCENT_FROM, Row, Teller, shown
from kit.theme import shade

Chart = dict[str, Any]


def spread_chart(
    teller: Teller, title: str, rows: Sequence[Row], alike: Sequence[Row] = ()
) -> Chart:
    """Draw how answers spread: dots under twenty people, else bars, split where a level is wanted.

    ``alike`` are the rows of all groups that are to be compared: they share one axis.
    """
    one_scale = len({teller.levels(row) for row in rows}) == 1
    few = max((row["n"] for row in shown(rows)), default=0) < PERCENT_FROM and one_scale
    forms = _dots(teller, rows, alike) if few else _bars(teller, rows, alike)
    return forms | {
        "title": title,
        "sentence": spread_sentence(teller, rows),
        "legend": dot_legend(teller, rows)
        if few
        else bar_legend(teller, _in_line(teller, rows, alike)),
        "table": spread_table(teller, title, rows),
    }


def _in_line(teller: Teller, rows: Sequence[Row], alike: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that are on the same scale as these, so that their legends are one."""
    scales = {teller.levels(row) for row in rows}
    return [row for row in alike if teller.levels(row) in scales] or rows


def need_chart(teller: Teller, title: str, rows: Sequence[Row]) -> Chart:
    """Draw needs, the greatest first; rows whose need is not shown stand last."""
    known = [row for row in rows if row["need"] is not None]
    ordered = sorted(known, key=lambda row: -float(row["need"]))
    ordered += [row for row in rows if row["need"] is None]
    needs = [_need(teller, row) for row in ordered]
    return need_charts(needs) | {
        "title": title,
        "sentence": need_sentence(teller, ordered),
        "legend": need_legend(teller, ordered),
        "table": need_table(teller, title, ordered),
    }


def heat_chart(teller: Teller, title: str, groups: Sequence[tuple[str, Sequence[Row]]]) -> Chart:
    """Draw groups, as (name, rows) in the order given, beside the areas that the rows are about.

    The cells are shares where all that are shown have one, else means: so all can be compared.
    """
    rows = [row for _, own in groups for row in own]
    by_share = all(row["above"] is not None for row in shown(rows))
    names = {row["group"]: name for name, own in groups for row in own}
    labels = [teller.label(row) for row in groups[0][1]]
    # The first wording that fits a cell is written; the legend says it in full.
    said = [teller.few(), "–"]
    cell = _cell(teller, by_share)
    cells = [Group(name, _answers(teller, own), tuple(map(cell, own))) for name, own in groups]
    return heat_charts(cells, Columns(labels, said)) | {
        "title": title,
        "sentence": cells_sentence(teller, rows, by_share=by_share),
        "legend": heat_legend(teller, rows, by_share=by_share),
        "table": cell_table(teller, title, rows, lambda row: names[row["group"]]),
    }


# --- rows into what is drawn -----------------------------------------------------------------


def _words(teller: Teller, row: Row) -> Words:
    return Words(teller.label(row), teller.note(row), teller.figure(row))


def _divided(levels: Levels, row: Row) -> list[tuple[int, int]]:
    """Return for each level how many are below and how many at or above what is wanted."""
    if row["wanted"] is None or row["above"] is None:
        return [(0, count) for count in row["counts"]]
    return levels.divide(row["counts"], row["above"], row["wanted"])


def _bars(teller: Teller, rows: Sequence[Row], alike: Sequence[Row]) -> Forms:
    split = _is_split(alike or rows)
    bars = [_bar(teller, row, split) for row in rows]
    others = [_bar(teller, row, split) for row in alike]
    scale = Scale(*reach_of(others or bars), _sides(teller)) if split else Scale(0, 1)
    return bar_charts(bars, scale, [bar.row for bar in others])


def _is_split(rows: Sequence[Row]) -> bool:
    """Say whether each row that has a bar has a wanted level to split it at."""
    drawn = [row for row in shown(rows) if row["counts"] is not None]
    return bool(drawn) and all(
        row["wanted"] is not None and row["above"] is not None for row in drawn
    )


def _sides(teller: Teller) -> list[tuple[str, str]]:
    wordings = [
        (teller.say("below the wanted level"), teller.say("at or above it")),
        (teller.say("below"), teller.say("at or above")),
    ]
    return [(f"◂ {below}", f"{above} ▸") for below, above in wordings]


def _bar(teller: Teller, row: Row, split: bool) -> Bar:
    said = teller.instead(row) if row["counts"] is None else ""
    if said:
        return Bar(_words(teller, row), said=said)
    levels, n = teller.levels(row), row["n"]
    pairs = _divided(levels, row) if split else [(0, count) for count in row["counts"]]

    def parts(side: int) -> tuple[Part, ...]:
        counts = [(level, pair[side]) for level, pair in enumerate(pairs)]
        return tuple(
            Part(count / n, shade(level, len(pairs)), teller.part(count, n))
            for level, count in counts
            if count
        )

    return Bar(_words(teller, row), parts(0), parts(1))


def _dots(teller: Teller, rows: Sequence[Row], alike: Sequence[Row]) -> Forms:
    levels = teller.levels(rows[0])
    first, last = levels.words[0], levels.words[-1]
    drawn = any(row["counts"] is not None for row in rows)
    ends = [(first, last)] if first and last and drawn else []
    words = [_words(teller, row) for row in alike]
    return dot_charts([_dot(teller, row) for row in rows], levels.names, ends, words)


def _dot(teller: Teller, row: Row) -> Dots:
    said = teller.instead(row) if row["counts"] is None else ""
    if said:
        return Dots(_words(teller, row), said=said)
    levels = teller.levels(row)
    pairs = _divided(levels, row)
    known = row["wanted"] is not None and row["above"] is not None
    wanted = levels.place(row["wanted"]) if known else None
    below, above = (tuple(pair[side] for pair in pairs) for side in (0, 1))
    return Dots(_words(teller, row), below, above, wanted)


def _need(teller: Teller, row: Row) -> Need:
    if teller.is_small(row) and teller.wants(row):
        mean = teller.say("mean {mean}", mean=teller.mean(row))
        return Need(Words(teller.label(row), teller.answers(row["n"]), mean), 0, "", " ")
    if row["need"] is None:
        said = _needless(teller, row)
        return Need(Words(teller.label(row), "", ""), 0, "", said)
    words = Words(teller.label(row), teller.answers(row["n"]), teller.places(row))
    return Need(words, row["need"], teller.need(row))


def _needless(teller: Teller, row: Row) -> str:
    """Say why a row has no need to draw."""
    if row["status"] != "shown":
        return teller.unseen(row)
    lacking = teller.lacks_share(row)
    return teller.say("the need is not shown") if lacking else teller.say("no wanted level")


def _cell(teller: Teller, by_share: bool) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        if row["status"] == "not_asked":
            return Cell()
        line, n = teller.lines[row["dimension"], row["id"]], row["n"]
        if row["status"] == "few":
            return Cell(hidden=True)
        if by_share:
            figure = f"{row['above']}/{n}" if n < PERCENT_FROM else teller.share(row)
            return Cell(row["above"] / n, figure)
        return Cell((row["mean"] - line.low) / (line.high - line.low), teller.mean(row))

    return cell


def _answers(teller: Teller, rows: Sequence[Row]) -> str:
    """Return a group's small print: how many answered, from the fewest to the most."""
    counts = [row["n"] for row in shown(rows)]
    if not counts:
        return ""
    low, high = min(counts), max(counts)
    return teller.say("{count} answers", count=low if low == high else f"{low}–{high}")
