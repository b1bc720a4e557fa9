"""Lay a group's figures out as tables: one for people beside each picture, one as CSV for a view.

Both hold the figures of the picture and no more. Roles stand in the questionnaire's order and
units in alphabetical order, so that neither is a ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kit.exchange.cells import PLAIN, SWEDISH_EXCEL, Cell, line
from kit.group_words import Row, Teller
from kit.language import msgid

NOTHING = "–"
NAMES = {
    "area": msgid("Area"),
    "competence": msgid("Competence"),
    "tag": msgid("Theme"),
    "item": msgid("Statement"),
}
GROUPS = {"role": msgid("Role"), "unit": msgid("Unit")}
Table = dict[str, Any]
Column = tuple[str, Callable[[Row], str]]


def spread_table(teller: Teller, caption: str, rows: Sequence[Row]) -> Table:
    """Return the table of how answers spread: every level, share, wanted level, mean."""
    levels = [teller.levels(row) for row in rows]
    names = levels[0].legend() if len({one.starts for one in levels}) == 1 else []
    columns = [
        _answers(teller),
        (teller.say("Not relevant"), lambda row: str(row["not_relevant"] or "")),
        *((name, _count(place)) for place, name in enumerate(names)),
        *_shares(teller),
        (teller.say("Wanted level"), teller.wanted),
        (teller.say("Mean"), teller.mean),
    ]
    return lay_out(teller, caption, [(NAMES[rows[0]["dimension"]], teller.label)], columns, rows)


def need_table(teller: Teller, caption: str, rows: Sequence[Row]) -> Table:
    """Return the table of needs in order, with the places that each could have."""
    columns = [
        _answers(teller),
        (teller.say("Need, 0–100"), teller.need),
        (teller.say("Possible places"), teller.places),
        *_shares(teller),
        (teller.say("Mean"), lambda row: teller.mean(row) if row["need"] is None else ""),
    ]
    return lay_out(teller, caption, [(NAMES[rows[0]["dimension"]], teller.label)], columns, rows)


def cell_table(
    teller: Teller, caption: str, rows: Sequence[Row], group: Callable[[Row], str]
) -> Table:
    """Return the table of a heat map, a line for each of its cells."""
    first = [(GROUPS[rows[0]["grouping"]], group), (NAMES[rows[0]["dimension"]], teller.label)]
    columns = [_answers(teller), *_shares(teller), (teller.say("Mean"), teller.mean)]
    return lay_out(teller, caption, first, columns, rows)


def view_csv(teller: Teller, rows: Sequence[Row], group: Callable[[Row], str]) -> str:
    """Write a view's rows as CSV, figures as numbers; a sheet in Swedish opens in Swedish Excel.

    Texts that a spreadsheet could take for formulas are guarded (``kit.exchange.cells``).
    """
    dialect = SWEDISH_EXCEL if teller.language == "sv" else PLAIN
    names = list(dict.fromkeys(name for row in rows for name in teller.levels(row).legend()))
    grouped = any(row["grouping"] != "all" for row in rows)
    head = [
        *([teller.say("Group")] if grouped else []),
        *(teller.say(word) for word in ("Code", "Name", "Answers", "Not relevant")),
        *names,
        *(teller.say(word) for word in CSV_FIGURES),
        teller.say("Note"),
    ]
    lines = [line(head, dialect)]
    for row in rows:
        own = [group(row)] if grouped else []
        lines.append(line([*own, *_numbers(teller, row, names)], dialect))
    return ("\ufeff" if dialect.mark else "") + "".join(lines)


CSV_FIGURES = (
    msgid("At or above the wanted level"),
    msgid("Wanted level"),
    msgid("Mean"),
    msgid("Need, 0–1"),
    msgid("Place, from"),
    msgid("Place, to"),
)
CSV_WORDS = (msgid("Code"), msgid("Name"), msgid("Answers"), msgid("Not relevant"))


def _numbers(teller: Teller, row: Row, names: Sequence[str]) -> list[Cell]:
    counts = dict(zip(teller.levels(row).legend(), row["counts"] or (), strict=False))
    figures = ("above", "wanted", "mean", "need", "rank_low", "rank_high")
    return [
        row["id"],
        teller.label(row),
        row["n"],
        row["not_relevant"],
        *(counts.get(name) for name in names),
        *(row[figure] for figure in figures),
        teller.unseen(row),
    ]


def _answers(teller: Teller) -> Column:
    def written(row: Row) -> str:
        return str(row["n"]) if row["status"] == "shown" else teller.unseen(row)

    return teller.say("Answers"), written


def _shares(teller: Teller) -> list[Column]:
    return [
        (teller.say("At or above the wanted level"), teller.share),
        (teller.say("Could as well be"), teller.interval),
    ]


def _count(place: int) -> Callable[[Row], str]:
    return lambda row: "" if row["counts"] is None else str(row["counts"][place])


def lay_out(
    teller: Teller,
    caption: str,
    first: Sequence[Column],
    columns: Sequence[Column],
    rows: Sequence[Row],
) -> Table:
    """Lay out rows; a column that would be empty is left out."""
    every = [(teller.say(name), cell) for name, cell in first] + list(columns)
    body = [[cell(row) for _, cell in every] for row in rows]
    kept = [place for place in range(len(every)) if any(cells[place] for cells in body)]
    return {
        "open": teller.say("Show the figures as a table"),
        "caption": caption,
        "head": [every[place][0] for place in kept],
        "rows": [[cells[place] or NOTHING for place in kept] for cells in body],
    }
