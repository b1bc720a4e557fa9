"""Lay out what has changed as tables: one beside each picture, one as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.exchange.cells import PLAIN, SWEDISH_EXCEL, Cell, line
from kit.group_change_words import number, snapshot
from kit.group_tables import NAMES, Table, lay_out
from kit.group_words import Row, Teller
from kit.language import msgid


def change_table(teller: Teller, caption: str, rows: Sequence[Row]) -> Table:
    """Return the table of both: everybody each time, and the linked people."""
    first = [(NAMES[rows[0]["dimension"]], teller.label)]
    columns: list[tuple[str, Callable[[Row], str]]] = [
        (teller.say("Answers the last time"), _of("then", lambda row: str(row["n"]))),
        (teller.say("Answers now"), _of("now", lambda row: str(row["n"]))),
        (teller.say("At or above the wanted level the last time"), _of("then", teller.share)),
        (teller.say("At or above the wanted level now"), _of("now", teller.share)),
        (teller.say("Mean the last time"), _of("then", teller.mean)),
        (teller.say("Mean now"), _of("now", teller.mean)),
        (teller.say("Mean of then, looking back"), _of("back", teller.mean)),
        (teller.say("Linked people"), _pairs(teller)),
        (teller.say("Up"), _plain("up")),
        (teller.say("The same"), _plain("same")),
        (teller.say("Down"), _plain("down")),
        (
            teller.say("Of the linked, at the wanted level the last time"),
            _above(teller, "then_above"),
        ),
        (teller.say("Of the linked, at the wanted level now"), _above(teller, "now_above")),
        (teller.say("Rank correlation (-1 to 1)"), lambda row: number(teller, row["effect"], 2)),
    ]
    return lay_out(teller, caption, first, columns, rows)


def _of(when: str, write: Callable[[Row], str]) -> Callable[[Row], str]:
    def written(row: Row) -> str:
        found = snapshot(row, when)
        return "" if found is None else write(found)

    return written


def _pairs(teller: Teller) -> Callable[[Row], str]:
    return lambda row: str(row["matched"]) if row["status"] == "shown" else teller.few()


def _plain(name: str) -> Callable[[Row], str]:
    return lambda row: "" if row[name] is None else str(row[name])


def _above(teller: Teller, name: str) -> Callable[[Row], str]:
    def written(row: Row) -> str:
        if row[name] is None:
            return ""
        return teller.share({"above": row[name], "n": row["matched"]})

    return written


CSV_HEAD = (
    *(msgid("Code"), msgid("Name"), msgid("Answers the last time"), msgid("Answers now")),
    msgid("At or above the wanted level the last time"),
    msgid("At or above the wanted level now"),
    *(msgid("Mean the last time"), msgid("Mean now"), msgid("Mean of then, looking back")),
    *(msgid("Linked people"), msgid("Up"), msgid("The same"), msgid("Down")),
    msgid("Of the linked, at the wanted level the last time"),
    msgid("Of the linked, at the wanted level now"),
    *(msgid("Rank correlation (-1 to 1)"), msgid("Note")),
)


def change_csv(teller: Teller, rows: Sequence[Row]) -> str:
    """Write a change as CSV, figures as numbers; what is not shown says so."""
    dialect = SWEDISH_EXCEL if teller.language == "sv" else PLAIN
    lines = [line([teller.say(word) for word in CSV_HEAD], dialect)]
    lines += [line(_numbers(teller, row), dialect) for row in rows]
    return ("\ufeff" if dialect.mark else "") + "".join(lines)


def _numbers(teller: Teller, row: Row) -> list[Cell]:
    then, now, back = (row[when] or {} for when in ("then", "now", "back"))
    both = [one.get(name) for name in ("n", "above", "mean") for one in (then, now)]
    pairs = ("matched", "up", "same", "down", "then_above", "now_above", "effect")
    note = teller.few() if row["status"] == "few" else ""
    return [row["id"], teller.label(row), *both, back.get("mean"), *(row[n] for n in pairs), note]
