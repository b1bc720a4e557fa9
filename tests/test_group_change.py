"""The view of a change: every form is a sound chart, and chart, table and CSV say the same."""

from __future__ import annotations

import csv
import io

import altair as alt
import pytest
from rounds_of_two import change_rows, compared
from test_comparing import LOW, marks

from kit.group_report import group_state

TABLE = compared((LOW, marks("2345623456")), (LOW, marks("3446723456")), {n: n for n in range(7)})
(VIEW,) = group_state(LOW, TABLE, "sv", ["change"])["views"]


@pytest.mark.parametrize("form", ["spec", "wide", "large"])
def test_every_form_is_a_chart_by_the_schema(form: str) -> None:
    for chart in VIEW["charts"]:
        for spec in chart[form] if form == "large" else [chart[form]]:
            alt.Chart.from_dict(spec)


def test_seven_of_ten_is_said_and_the_figures_are_the_tables() -> None:
    assert VIEW["answers"] == "Kopplade till sina egna svar från förra gången: 7 av 10"
    rows = change_rows(TABLE)
    lines = csv.DictReader(io.StringIO(VIEW["csv"].removeprefix("\ufeff")), delimiter=";")
    for line in lines:
        row = next(one for (_, id_), one in rows.items() if id_ == line["Kod"])
        assert [line[name] for name in ("Upp", "Lika", "Ner")] == [
            "" if row[name] is None else str(row[name]) for name in ("up", "same", "down")
        ]
        assert line["Svar nu"] == (str(row["now"]["n"]) if row["now"] else "")
    assert all(chart["note"] for chart in VIEW["charts"])
