"""Responses long: one row for each question of each response, with all its states kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.exchange.answers import Asked, Given, asked, shown
from kit.exchange.cells import Cell
from kit.exchange.tables import Column, Table
from kit.exchange.wide import Row, row_column
from kit.language import say
from kit.questionnaire import Questionnaire


def long(questionnaire: Questionnaire, rows: Sequence[Row], language: str) -> Table:
    """Return one row for each response and column of the wide table.

    ``state`` is "answered", "not_relevant" (any answer beside the scale), "blank", or
    "not_asked" where the participant's other answers hid the question. ``value`` is the point's
    number, the number given, the place or the points: raw, never reversed.
    """
    things = asked(questionnaire, language)
    cells = (cell for row in rows for cell in _rows(questionnaire, row, things))
    return Table(
        "responses_long",
        say(language, "Responses, one row for each question"),
        say(language, "Left out, not relevant and not asked are kept apart."),
        _columns(language),
        cells,
        key=("row_id", "question"),
    )


def _columns(language: str) -> tuple[Column, ...]:
    states = (
        ("answered", say(language, "Has an answer")),
        ("not_relevant", say(language, "Marked as not relevant")),
        ("blank", say(language, "Left out")),
        ("not_asked", say(language, "Not asked, because of other answers")),
    )
    return (
        row_column(language, unique=False),
        Column("question", "string", say(language, "Column of the wide table"), required=True),
        Column(
            "state",
            "string",
            say(language, "State of the answer"),
            categories=states,
            required=True,
        ),
        Column("code", "string", say(language, "Code that was chosen")),
        Column("value", "number", say(language, "Number, never reversed")),
        Column("text", "string", say(language, "Words of the participant's own"), free=True),
    )


def _rows(
    questionnaire: Questionnaire, row: Row, things: Sequence[Asked]
) -> Iterator[Sequence[Cell]]:
    answers = row.response.answers
    seen = shown(questionnaire, answers)
    for one in things:
        visible = one.item.id in seen
        given = one.given(answers) if visible else Given()
        state = _state(one, given) if visible else "not_asked"
        yield row.id, one.column.name, state, given.code, given.value, given.text


def _state(one: Asked, given: Given) -> str:
    if given.cell is None:
        return "blank"
    return "not_relevant" if one.scale and given.value is None else "answered"
