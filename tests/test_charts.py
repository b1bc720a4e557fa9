from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.charts import MARGIN, NARROW, WIDE, Band, Line, profile_chart
from kit.wrapping import width_of

BANDS = [
    Band(0, 25, "Ännu osäker"),
    Band(25, 58, "På väg"),
    Band(58, 83, "Säker"),
    Band(83, 100, "Mycket säker"),
]
LINES = [
    Line("Analysera och bearbeta data och information", "4,2", 53.3, 60, 43.3),
    Line("Skapa digitalt innehåll", "4,0", 50, 50, None),
    Line("Säkerhet", "", None, 66.7, 40),
    Line("Problemlösning", "3,5", 41.7, None, 45.8),
]
WORDS: dict[str, Any] = {
    "ends": [("1 mycket osäker", "7 mycket säker"), ("1", "7")],
    "few": "för få svar",
}
FORMS = pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])


def chart(lines: list[Line] = LINES, bands: list[Band] = BANDS, **more: Any) -> dict[str, Any]:
    return profile_chart(lines, bands=bands, **(WORDS | more))


def values(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec["layer"]:
        yield from layer["data"]["values"]


def texts(spec: dict[str, Any]) -> list[str]:
    shown = [value["text"] for value in values(spec) if "text" in value]
    return [text if isinstance(text, str) else " ".join(text) for text in shown]


def layer(spec: dict[str, Any], type_: str, **mark: Any) -> list[dict[str, Any]]:
    """Return the values of the layers whose mark has these properties."""
    return [
        value
        for one in spec["layer"]
        if one["mark"]["type"] == type_ and mark.items() <= one["mark"].items()
        for value in one["data"]["values"]
    ]


@FORMS
def test_the_specification_follows_the_schema(wide: bool) -> None:
    alt.Chart.from_dict(chart(wide=wide), validate=True)
    alt.Chart.from_dict(chart([], wide=wide), validate=True)


@FORMS
def test_the_dot_is_me_the_tick_is_wanted_and_the_hollow_dot_is_then(wide: bool) -> None:
    spec = chart(wide=wide)
    dots = layer(spec, "point", fill="var(--kit-accent)")
    hollow = layer(spec, "point", stroke="var(--kit-accent)")
    ticks = layer(spec, "rule", stroke="var(--kit-ink)")
    lines = layer(spec, "rule", stroke="var(--kit-accent)")
    assert [dot["x"] for dot in dots] == [53.3, 50, 41.7]
    assert [dot["x"] for dot in hollow] == [43.3, 45.8]
    assert [tick["x"] for tick in ticks] == [60, 50]
    assert [(line["x"], line["x2"]) for line in lines] == [(53.3, 60), (50, 50)]
    assert [dot["y"] for dot in dots[:2]] == [line["y"] for line in lines]


@FORMS
def test_rows_keep_the_questionnaires_order_and_say_when_answers_are_too_few(wide: bool) -> None:
    said = texts(chart(wide=wide))
    labels = [line.label for line in LINES]
    assert [text for text in said if text in labels] == labels
    assert said.count("för få svar") == 1
    assert {"4,2", "4,0", "3,5", "1 mycket osäker", "7 mycket säker"} <= set(said)


@FORMS
def test_levels_stand_as_words_in_the_middle_of_their_bands(wide: bool) -> None:
    words = layer(chart(wide=wide), "text", align="center", fontSize=12)
    placed = [(" ".join(word["text"]), word["x"]) for word in words]
    assert placed == [
        ("Ännu osäker", 12.5),
        ("På väg", 41.5),
        ("Säker", 70.5),
        ("Mycket säker", 91.5),
    ]


@FORMS
def test_nothing_is_in_the_specification_beyond_what_is_drawn(wide: bool) -> None:
    spec = chart(wide=wide)
    assert {key for value in values(spec) for key in value} <= {"x", "x2", "y", "y2", "text"}
    for one in spec["layer"]:
        drawn = {"x", "y"} | set(one["encoding"])
        assert all(set(value) <= drawn for value in one["data"]["values"])
    assert "data" not in spec
    assert "datasets" not in spec


@FORMS
def test_colours_are_the_looks_variables(wide: bool) -> None:
    spec = chart(wide=wide)
    colours = {
        one["mark"][key]
        for one in spec["layer"]
        for key in ("stroke", "fill", "color")
        if key in one["mark"]
    }
    assert colours
    assert all(re.fullmatch(r"var\(--kit-[a-z-]+\)", colour) for colour in colours)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", json.dumps(spec))


@FORMS
def test_no_address_is_in_the_specification(wide: bool) -> None:
    assert "//" not in json.dumps(chart(wide=wide))


@FORMS
def test_labels_fit_beside_or_above_their_tracks(wide: bool) -> None:
    spec = chart(wide=wide)
    room = spec["encoding"]["x"]["scale"]["range"][0] if wide else NARROW
    for value in layer(spec, "text", align="left", fontWeight=600):
        assert len(value["text"]) <= 3
        assert all(width_of(line, 15) <= room for line in value["text"])


@FORMS
def test_words_of_levels_never_run_into_each_other(wide: bool) -> None:
    spec = chart(wide=wide)
    left = spec["encoding"]["x"]["scale"]["range"][0]
    width = (WIDE if wide else NARROW) - left
    words = layer(spec, "text", align="center", fontSize=12)
    extents = sorted(
        (word["y"], word["x"] / 100 * width - half, word["x"] / 100 * width + half)
        for word in words
        for half in [max(width_of(line, 12) for line in word["text"]) / 2]
    )
    assert all(start >= -MARGIN and end <= width + MARGIN for _, start, end in extents)
    for (row, _, end), (next_row, start, _) in pairwise(extents):
        assert row != next_row or end < start


def test_long_words_take_turns_in_two_rows_and_endless_ones_are_left_out() -> None:
    long = [
        Band(25 * n, 25 * n + 25, word)
        for n, word in enumerate(["Bas", "Medel", "Avancerad", "Mycket avancerad"])
    ]
    rows = {word["y"] for word in layer(chart(bands=long), "text", align="center", fontSize=12)}
    assert len(rows) == 2
    endless = [Band(0, 50, "Bibliotekskompetensutvecklingsnivå"), Band(50, 100, "Hög")]
    assert "Hög" not in texts(chart(bands=endless))


def test_ends_that_are_too_long_give_way_to_their_numbers() -> None:
    long = [("1 Bas: i enkla fall och med stöd", "4 Mycket avancerad: i svåra fall"), ("1", "4")]
    said = texts(chart(ends=long))
    assert [text for text in said if text in {"1", "4", *long[0]}] == ["1", "4"]


def test_a_questionnaire_without_levels_still_has_its_ends() -> None:
    spec = chart(bands=[])
    assert {"1 mycket osäker", "7 mycket säker"} <= set(texts(spec))
    assert layer(spec, "rule", stroke="var(--kit-hair)", strokeWidth=1.5) == []


PLACES = st.one_of(st.none(), st.floats(0, 100))
LABELS = st.text("abcåäö WMil-", min_size=1, max_size=120).filter(str.strip)


@settings(deadline=None)
@given(st.lists(st.builds(Line, LABELS, st.just("4,0"), PLACES, PLACES, PLACES), max_size=8))
def test_rows_never_stand_on_each_other(lines: list[Line]) -> None:
    for wide in (False, True):
        spec = chart(lines, wide=wide)
        tracks = [value["y"] for value in layer(spec, "rule", strokeWidth=6)]
        assert tracks == sorted(tracks)
        assert all(below - above >= 40 for above, below in pairwise(tracks))
        assert all(0 <= value["y"] <= spec["height"] for value in values(spec))
