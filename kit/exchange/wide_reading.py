"""Read responses back from a wide table, also after a spreadsheet program has saved it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.errors import Problem, ProblemsFound
from kit.exchange.answers import Asked, asked
from kit.exchange.cells import number, unguarded
from kit.exchange.spreadsheet import Sheet, read_sheet, refused
from kit.items import ChoicesItem, NumberItem, PointsItem, RankItem
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.records import Identity, Response

_ROW_ID = re.compile(r"[0-9a-f]{32}")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
Cells = Mapping[str, str]


def read_wide(
    data: bytes, name: str, questionnaire: Questionnaire, *, day: str, language: str = "sv"
) -> list[Response]:
    """Read the responses of a wide table of this questionnaire, in the file's order.

    ``day`` stands in responses that were exported without theirs; a response without its own key
    has its row's number. What was not exported (seq, round) begins anew. Raises
    ``ProblemsFound`` with every problem, in ``language``, when the file is no such table.
    """
    sheet = read_sheet(data, name, language)
    things = asked(questionnaire, questionnaire.language)
    _known(sheet, questionnaire, things, language)
    reader = _Reader(questionnaire, things, sheet.decimal, day, language)
    problems: list[Problem] = []
    responses: list[Response] = []
    for place, row in enumerate(sheet.rows, start=2):
        try:
            responses.append(reader.response(dict(zip(sheet.header, row, strict=True))))
        except _WrongCellError as wrong:
            problems.append(_problem(sheet, place, wrong, language))
    if problems:
        raise ProblemsFound(problems)
    return responses


def _known(
    sheet: Sheet, questionnaire: Questionnaire, things: Sequence[Asked], language: str
) -> None:
    """Refuse a sheet that lacks what every wide table of the questionnaire has."""
    needed = ["row_id", "response_status", *(one.column.name for one in things)]
    missing = [name for name in needed if sheet.header.count(name) != 1]
    if missing:
        what = say(
            language,
            "This is no table of responses to {questionnaire} {version}: "
            "it should have one column {names}.",
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            names=", ".join(missing[:3]),
        )
        remedy = say(language, "Choose responses_wide.csv from an export of this version.")
        raise refused(sheet, what, remedy)


def _problem(sheet: Sheet, place: int, wrong: _WrongCellError, language: str) -> Problem:
    return Problem(
        sheet.name,
        None,
        say(
            language,
            "“{value}” in row {row}, column {column} is not what an export writes there.",
            value=wrong.value[:40],
            row=place,
            column=wrong.column,
        ),
        say(language, "Make the export again."),
    )


class _WrongCellError(Exception):
    def __init__(self, column: str, value: str) -> None:
        super().__init__(column)
        self.column, self.value = column, value


@dataclass(frozen=True, slots=True)
class _Reader:
    questionnaire: Questionnaire
    things: Sequence[Asked]
    decimal: str
    day: str
    language: str

    def response(self, cells: Cells) -> Response:
        asked = self.questionnaire
        key = cells.get("response_id") or cells["row_id"]
        if not _ROW_ID.fullmatch(key):
            raise _WrongCellError("row_id", key)
        day = cells.get("response_day") or self.day
        if not _DAY.fullmatch(day):
            raise _WrongCellError("response_day", day)
        background = {one.id: cells[one.id] for one in asked.background if cells.get(one.id)}
        return Response(
            response_id=key,
            seq=1,
            questionnaire=Identity(id=asked.id, version=asked.version, hash=asked.hash),
            language=cells.get("response_language") or asked.language,
            role=cells.get("response_role") or None,
            background=background,
            answers=self._answers(cells),
            day=day,
            status="finished" if cells["response_status"] == "finished" else "started",
        )

    def _answers(self, cells: Cells) -> dict[str, Any]:
        parts: dict[str, dict[str, Any]] = {}
        answers: dict[str, Any] = {}
        for one in self.things:
            text = cells[one.column.name]
            if not text:
                continue
            if isinstance(one.item, ChoicesItem | RankItem | PointsItem):
                parts.setdefault(one.key, {})[one.part] = self._number(one, text)
            else:
                answers[one.key] = self._single(one, text)
        return answers | {key: self._several(key, given) for key, given in parts.items()}

    def _single(self, one: Asked, text: str) -> Any:
        if isinstance(one.item, NumberItem):
            return self._number(one, text)
        value = unguarded(text)
        if one.column.categories and value not in dict(one.column.categories):
            raise _WrongCellError(one.column.name, text)
        return value

    def _several(self, key: str, given: dict[str, Any]) -> Any:
        item = self.questionnaire.item(key)
        if isinstance(item, PointsItem):
            return given
        if isinstance(item, RankItem):
            return sorted(given, key=given.__getitem__)
        return [option for option, chosen in given.items() if chosen]

    def _number(self, one: Asked, text: str) -> int | float:
        try:
            value = number(text, self.decimal if "." not in text else ".")
        except ValueError:
            raise _WrongCellError(one.column.name, text) from None
        if isinstance(one.item, NumberItem) or isinstance(value, int):
            return value
        raise _WrongCellError(one.column.name, text)
