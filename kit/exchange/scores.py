"""Scores: one row for each response and area, competence or tag, as ``kit.scoring`` gives them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from kit.exchange.cells import Cell
from kit.exchange.tables import Category, Column, Table
from kit.exchange.wide import Row, row_column
from kit.language import msgid, say
from kit.questionnaire import Questionnaire
from kit.scoring import COLUMNS, score

WORDS = {
    "dimension": msgid("Area, competence or tag"),
    "id": msgid("Its id"),
    "items": msgid("Statements shown to this person"),
    "answered": msgid("Of these: answered on the scale"),
    "not_relevant": msgid("Of these: marked as not relevant"),
    "blank": msgid("Of these: left out"),
    "enough": msgid("1 where enough is answered for a value, otherwise 0"),
    "mean": msgid("Mean on the statements' scale, turned statements turned"),
    "score": msgid("Mean rescaled to 0-100"),
    "level": msgid("Level that the score reaches"),
    "wanted": msgid("Wanted level of the role, on the statements' scale"),
    "gap": msgid("Wanted level minus mean; above 0 is below what is wanted"),
    "low": msgid("Low end of the scale"),
    "high": msgid("High end of the scale"),
}
_TEXTS = ("dimension", "id", "level")
_WHOLE = ("items", "answered", "not_relevant", "blank", "enough")


def scores(questionnaire: Questionnaire, rows: Sequence[Row], language: str) -> Table:
    """Return the scores of ``kit.scoring.score``, under the export's row numbers."""
    table = score(questionnaire, [row.response for row in rows])
    columns = [[_plain(name, value) for value in table[name].tolist()] for name in WORDS]
    per_response = len(table) // len(rows) if rows else 0
    ids = [row.id for row in rows for _ in range(per_response)]
    return Table(
        "scores",
        say(language, "Scores, one row for each response and area, competence or tag"),
        say(language, "Each person's own estimate of how sure they are; no test result."),
        (row_column(language, unique=False), *_columns(questionnaire, language)),
        list(zip(ids, *columns, strict=True)),
        key=("row_id", "dimension", "id"),
    )


def _columns(questionnaire: Questionnaire, language: str) -> list[Column]:
    kinds = (
        ("area", say(language, "Area")),
        ("competence", say(language, "Competence")),
        ("tag", say(language, "Tag")),
    )
    levels = tuple(
        (one.id, questionnaire.text(one.label, language))
        for one in sorted(questionnaire.levels, key=lambda level: level.from_)
    )
    known: dict[str, tuple[Category, ...]] = {"dimension": kinds, "level": levels}
    return [
        Column(
            name,
            "string" if name in _TEXTS else "integer" if name in _WHOLE else "number",
            say(language, WORDS[name]),
            categories=known.get(name, ()),
            ordered=name == "level",
        )
        for name in COLUMNS
        if name in WORDS
    ]


def _plain(name: str, value: Any) -> Cell:
    """Turn what pandas gives into a cell: missing is blank, yes and no are 1 and 0."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if name in _TEXTS:
        return str(value)
    return int(value) if name in _WHOLE else float(value)
