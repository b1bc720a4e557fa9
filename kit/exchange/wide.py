"""Responses wide: one row a response, one column a question, codes as they were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.exchange.answers import asked, options, shown
from kit.exchange.cells import Cell
from kit.exchange.tables import EXTRAS, Column, Table
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.records import Response


@dataclass(frozen=True, slots=True)
class Row:
    """A response under the random number that it has in this one export."""

    id: str
    response: Response


def wide(
    questionnaire: Questionnaire,
    rows: Sequence[Row],
    language: str,
    extras: Iterable[str] = (),
) -> Table:
    """Return one row a response: its number, role and background, and each answer's code.

    A blank cell is an answer left out, or a question that was not asked; the long table tells
    which. ``extras`` are among EXTRAS.
    """
    extras = frozenset(extras)
    things = asked(questionnaire, language)
    about = about_columns(questionnaire, language, extras)
    cells: list[list[Cell]] = []
    for row in rows:
        answers = row.response.answers
        seen = shown(questionnaire, answers)
        given = [one.given(answers).cell if one.item.id in seen else None for one in things]
        cells.append([*_about(questionnaire, row, extras), *given])
    return Table(
        "responses_wide",
        say(language, "Responses, one row each"),
        say(language, "Codes as they were chosen; a blank cell was left out or not asked."),
        (*about, *(one.column for one in things)),
        cells,
        key=("row_id",),
    )


def row_column(language: str, *, unique: bool = True) -> Column:
    """Describe the column with the row's number."""
    about = say(language, "Random, made for this export; the same in each of its tables.")
    return Column("row_id", "string", say(language, "Number of the row"), about, required=unique)


def about_columns(
    questionnaire: Questionnaire, language: str, extras: frozenset[str]
) -> list[Column]:
    """Describe the columns about the response, which stand before the answers."""
    columns = [row_column(language)]
    if "ids" in extras:
        title = say(language, "The response's own key: whoever has it can read and change it")
        columns.append(Column("response_id", "string", title, required=True))
    if "days" in extras:
        columns.append(
            Column(
                "response_day", "string", say(language, "Day of the latest answer"), required=True
            )
        )
    if "language" in extras:
        columns.append(
            Column("response_language", "string", say(language, "Language of the answers"))
        )
    states = (
        ("started", say(language, "Begun, not finished")),
        ("finished", say(language, "Said to be finished")),
    )
    columns.append(
        Column(
            "response_status",
            "string",
            say(language, "State of the response"),
            categories=states,
            ordered=True,
        )
    )
    return [*columns, *person_columns(questionnaire, language)]


def person_columns(questionnaire: Questionnaire, language: str) -> list[Column]:
    """Describe the columns with the role and the background."""
    roles = tuple((one.id, questionnaire.text(one.label, language)) for one in questionnaire.roles)
    columns = [
        Column(
            "response_role", "string", say(language, "Role of the participant"), categories=roles
        )
    ]
    for one in questionnaire.background:
        codes = options(questionnaire, one.options, language)
        title = questionnaire.text(one.text, language)
        columns.append(Column(one.id, "string", title, categories=codes))
    return columns


def _about(questionnaire: Questionnaire, row: Row, extras: frozenset[str]) -> list[Cell]:
    response = row.response
    more = {
        "ids": response.response_id,
        "days": response.day,
        "language": response.language,
    }
    background = [response.background.get(one.id) for one in questionnaire.background]
    asked_for = [more[name] for name in EXTRAS if name in extras]
    return [row.id, *asked_for, response.status, response.role, *background]
