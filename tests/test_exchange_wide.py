"""Responses as tables: everything stands there, and reading back gives the same answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from answering import responses
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.errors import ProblemsFound
from kit.exchange.answers import asked
from kit.exchange.cells import PLAIN, SWEDISH_EXCEL, Dialect
from kit.exchange.codebook import codebook
from kit.exchange.folder import shuffled
from kit.exchange.long import long
from kit.exchange.scores import scores
from kit.exchange.tables import EXTRAS, Table, as_bytes
from kit.exchange.wide import Row, wide
from kit.exchange.wide_reading import read_wide
from kit.reading import read_questionnaire
from kit.records import Response
from kit.scoring import score

HERE = Path(__file__).parent
KINDS = read_questionnaire(HERE / "data" / "kinds.yaml")
NAUGHTY = json.loads((HERE / "cases" / "naughty-strings.json").read_text(encoding="utf-8"))[
    "strings"
]
DAY = "2026-12-01"


def person(answers: dict[str, Any], **more: Any) -> Response:
    identity = {"id": KINDS.id, "version": KINDS.version, "hash": KINDS.hash}
    fixed = {"response_id": "ab" * 16, "seq": 1, "questionnaire": identity, "language": "sv"}
    return Response.model_validate(
        fixed | {"answers": answers, "day": DAY, "status": "started"} | more
    )


def contents(people: list[Response]) -> list[str]:
    return sorted(json.dumps(one.answers, sort_keys=True) for one in people)


def written(table: Table, dialect: Dialect) -> bytes:
    return b"".join(as_bytes(table.lines(dialect), dialect))


def rows(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@settings(max_examples=40)
@given(responses(KINDS), st.sampled_from([PLAIN, SWEDISH_EXCEL]))
def test_responses_read_back_are_those_that_were_written(
    people: list[Response], dialect: Dialect
) -> None:
    table = wide(KINDS, shuffled(people), "sv", EXTRAS)
    back = read_wide(written(table, dialect), "w.csv", KINDS, day=DAY)
    expected = {one.response_id: one.model_copy(update={"seq": 1}) for one in people}
    assert {one.response_id: one for one in back} == expected


@settings(max_examples=40)
@given(responses(KINDS))
def test_without_extras_only_the_answers_are_left(people: list[Response]) -> None:
    table = wide(KINDS, shuffled(people), "sv")
    data = written(table, PLAIN)
    assert all(one.response_id.encode() not in data for one in people)
    assert b"2026-11" not in data
    back = read_wide(data, "w.csv", KINDS, day=DAY)
    assert contents(back) == contents(people)
    assert {one.day for one in back} <= {DAY}


def test_b01_free_text_comes_back_as_it_was() -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in NAUGHTY if text]
    people = [Row(f"{place:032x}", person({"free": text})) for place, text in enumerate(texts)]
    data = written(wide(KINDS, people, "sv"), SWEDISH_EXCEL)
    back = read_wide(data, "w.csv", KINDS, day=DAY)
    assert [one.answers["free"] for one in back] == texts


@settings(max_examples=40)
@given(responses(KINDS))
def test_the_long_table_says_the_same_as_the_wide_one(people: list[Response]) -> None:
    given_ = shuffled(people)
    long_rows = rows(long(KINDS, given_, "sv"))
    for row in rows(wide(KINDS, given_, "sv")):
        mine = [one for one in long_rows if one["row_id"] == row["row_id"]]
        assert [one["question"] for one in mine] == [one.column.name for one in asked(KINDS, "sv")]
        for one in mine:
            parts = [one["code"], one["value"], one["text"]]
            assert next((part for part in parts if part is not None), None) == row[one["question"]]


def test_answered_not_relevant_blank_and_not_asked_are_kept_apart() -> None:
    people = [
        Row("0" * 32, person({"q111": "4", "q112": "na"})),
        Row("1" * 32, person({"q111": "2"})),
    ]
    states = {(one["row_id"][0], one["question"]): one for one in rows(long(KINDS, people, "sv"))}
    assert states["0", "q111"]["state"] == "answered"
    apart = states["0", "q112"]
    assert (apart["state"], apart["code"], apart["value"]) == ("not_relevant", "na", None)
    assert states["0", "q121"]["state"] == "blank"
    assert states["1", "q112"]["state"] == "not_asked"


def test_answers_stand_raw_and_scores_turned() -> None:
    people = [
        Row("0" * 32, person({"q111": "5", "q112": "1", "q121": "4", "q122": "4"}, role="tutor"))
    ]
    assert rows(wide(KINDS, people, "sv"))[0]["q112"] == "1"
    first = rows(scores(KINDS, people, "sv"))[1]
    assert (first["dimension"], first["id"], first["mean"], first["enough"]) == (
        "competence",
        "c11",
        5,
        1,
    )


@settings(max_examples=40)
@given(responses(KINDS))
def test_the_scores_are_those_of_the_profile(people: list[Response]) -> None:
    given_ = shuffled(people)
    expected = score(KINDS, [row.response for row in given_])
    table = rows(scores(KINDS, given_, "sv"))
    assert len(table) == len(expected)
    for mine, theirs in zip(table, expected.to_dict("records"), strict=True):
        for name in (
            "dimension",
            "id",
            "items",
            "answered",
            "not_relevant",
            "blank",
            "mean",
            "gap",
        ):
            missing = theirs[name] != theirs[name]
            assert mine[name] is None if missing else mine[name] == theirs[name]


def test_the_codebook_explains_every_column_and_code() -> None:
    book = rows(codebook(KINDS, "sv"))
    table = wide(KINDS, [], "sv")
    explained = {(one["question"], one["code"]) for one in book}
    for column in table.columns[2:]:
        for code, _ in column.categories or ((None, ""),):
            assert (column.name, code) in explained
    (turned,) = [one for one in book if one["question"] == "q112" and one["code"] == "5"]
    assert (turned["reverse"], turned["value"], turned["area"]) == (1, 5, "a1")
    assert (turned["code_sv"], turned["code_en"]) == ("mycket säker", "very sure")


@pytest.mark.parametrize(
    ("column", "value"),
    [("q111", "9"), ("hours", "many"), ("ways.kurs", "x"), ("spread.tid", "0.5"), ("row_id", "1")],
)
def test_a_cell_that_no_export_writes_is_named(column: str, value: str) -> None:
    table = wide(KINDS, [Row("0" * 32, person({"q111": "1"}))], "en")
    place = [one.name for one in table.columns].index(column)
    (right,) = table.rows
    wrong = [*right]
    wrong[place] = value
    data = written(Table("", "", "", table.columns, [right, wrong]), PLAIN)
    with pytest.raises(ProblemsFound) as found:
        read_wide(data, "w.csv", KINDS, day=DAY, language="en")
    (problem,) = found.value.problems
    assert f"“{value}” in row 3, column {column}" in problem.what
