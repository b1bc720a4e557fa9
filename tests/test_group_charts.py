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

from kit.group_charts import Bar, Part, Scale, bar_charts, reach_of
from kit.group_dots import Dots, dot_charts
from kit.group_frame import MARGIN, NARROW, WIDE, Row
from kit.group_heat import Cell, Columns, Group, heat_charts
from kit.group_needs import Need, need_charts
from kit.group_wall import BROAD, LARGE, SCREEN, Forms
from kit.wrapping import width_of

Spec = dict[str, Any]
FORMS = {"spec": NARROW, "wide": WIDE, "large": LARGE}
LONG = "Analysera och bearbeta data och information"
BARS = [
    Bar(
        Row(LONG, "40 svar, önskad nivå 5", "55 %"),
        (Part(0.05, "shade-0", "5 %"), Part(0.4, "shade-4", "40 %")),
        (Part(0.5, "shade-8", "50 %"), Part(0.05, "shade-12", "5 %")),
    ),
    Bar(
        Row("Säkerhet", "30 svar, önskad nivå 5", "90 %"),
        (Part(0.1, "shade-4", "10 %"),),
        (Part(0.9, "shade-8", "90 %"),),
    ),
    Bar(Row("Problemlösning", "", ""), said="färre än 5 svar"),
]
HEADS = [("◂ under önskad nivå", "på eller över ▸"), ("◂ under", "över ▸")]
DOTS = [
    Dots(Row("Söka", "8 svar", "3 av 8"), (1, 3, 1), (0, 1, 2), 1.5),
    Dots(Row("Data", "", ""), said="färre än 5 svar"),
    Dots(Row("Dela", "9 svar", ""), (0, 0, 0), (0, 9, 0), None),
]
NEEDS = [
    Need(Row("Söka", "40 svar", "plats 1–3"), 0.3, "30"),
    Need(Row("Data", "38 svar", "plats 1–4"), 0.2, "20"),
    Need(Row("Dela", "", ""), 0, "", "färre än 5 svar"),
]
HEAT = [
    Group("Alla i personalen", "30 svar", (Cell(0.9, "90 %"), Cell(hidden=True), Cell())),
    Group("Handledare", "9 svar", (Cell(0.0, "0/9"), Cell(5 / 9, "5/9"), Cell(1.0, "9/9"))),
]
AREAS = Columns([LONG, "Kommunikation", "Säkerhet"], ["färre än 5 svar", "få svar", "–"])


def specs() -> dict[str, dict[str, Spec]]:
    """Return a picture of every kind in every form; none of these needs two screens."""
    made = {
        "split": bar_charts(BARS, Scale(*reach_of(BARS), HEADS)),
        "whole": bar_charts(BARS, Scale(0, 1)),
        "dots": dot_charts(DOTS, ["1", "2", "3"], [("osäker", "säker")]),
        "needs": need_charts(NEEDS),
        "heat": heat_charts(HEAT, AREAS),
    }
    return {kind: one_screen(forms) for kind, forms in made.items()}


def one_screen(forms: Forms) -> dict[str, Spec]:
    (large,) = forms["large"]
    return forms | {"large": large}


EVERY = pytest.mark.parametrize(
    ("kind", "form"), [(kind, form) for kind in specs() for form in FORMS]
)


def values(spec: Spec) -> Iterator[Spec]:
    for layer in spec["layer"]:
        yield from layer["data"]["values"]


def texts(spec: Spec) -> list[str]:
    shown = [value["text"] for value in values(spec) if "text" in value]
    return [text if isinstance(text, str) else " ".join(text) for text in shown]


def layers(spec: Spec, type_: str, **mark: Any) -> list[Spec]:
    return [
        one
        for one in spec["layer"]
        if one["mark"]["type"] == type_ and mark.items() <= one["mark"].items()
    ]


def filled(spec: Spec, token: str) -> list[Spec]:
    found = layers(spec, "rect", fill=f"var(--kit-{token})")
    return [value for one in found for value in one["data"]["values"]]


@EVERY
def test_the_specification_follows_the_schema(kind: str, form: str) -> None:
    alt.Chart.from_dict(specs()[kind][form], validate=True)


@EVERY
def test_only_what_is_drawn_and_only_the_looks_colours(kind: str, form: str) -> None:
    spec = specs()[kind][form]
    assert {key for value in values(spec) for key in value} <= {"x", "x2", "y", "y2", "text"}
    assert {"data", "datasets"}.isdisjoint(spec)
    for one in spec["layer"]:
        for key in ("fill", "stroke", "color"):
            colour = one["mark"].get(key)
            assert colour is None or re.fullmatch(r"var\(--kit-[a-z0-9-]+\)", colour)
    written = json.dumps(spec)
    assert "//" not in written
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", written)


@EVERY
def test_every_row_keeps_its_words_its_place_and_its_room(kind: str, form: str) -> None:
    spec = specs()[kind][form]
    frame = FORMS[form]
    assert all(0 <= value["y"] <= spec["height"] for value in values(spec))
    labels = next(
        one for one in layers(spec, "text", align="left", fontWeight=600) if one["data"]["values"]
    )
    heights = [value["y"] for value in labels["data"]["values"]]
    assert heights == sorted(heights)
    for one in layers(spec, "text", align="left"):
        room = frame.width + MARGIN
        size = one["mark"]["fontSize"]
        for value in one["data"]["values"]:
            for line in value["text"] if isinstance(value["text"], list) else []:
                assert width_of(line, size) <= room


@pytest.mark.parametrize("form", FORMS)
def test_bars_are_split_at_the_wanted_level(form: str) -> None:
    spec = specs()["split"][form]
    below, above = filled(spec, "shade-4")[0], filled(spec, "shade-8")[0]
    assert (below["x"], below["x2"]) == pytest.approx((-0.4, 0))
    assert (above["x"], above["x2"]) == pytest.approx((0, 0.5))
    lowest, highest = filled(spec, "shade-0")[0], filled(spec, "shade-12")[0]
    assert (lowest["x"], lowest["x2"]) == pytest.approx((-0.45, -0.4))
    assert (highest["x"], highest["x2"]) == pytest.approx((0.5, 0.55))
    assert all(one["data"]["values"][0]["x"] == 0 for one in layers(spec, "rule"))


@pytest.mark.parametrize("form", FORMS)
def test_figures_stand_in_parts_from_eight_percent_that_have_room(form: str) -> None:
    said = texts(specs()["whole"][form])
    assert {"40 %", "50 %", "90 %"} <= set(said)
    assert "5 %" not in said
    assert ("10 %" in said) == (form != "spec"), "there is no room for it on a phone"


def test_a_row_without_figures_says_why() -> None:
    for forms in specs().values():
        for spec in forms.values():
            assert [text for text in texts(spec) if text in {"färre än 5 svar", "få svar"}]


def test_groups_share_one_axis_in_whole_tenths() -> None:
    assert reach_of(BARS) == (0.5, 0.9)
    assert reach_of([BARS[2]]) == (0.5, 0.5)
    domain = specs()["split"]["wide"]["encoding"]["x"]["scale"]["domain"]
    assert domain == [-0.5, 0.9]
    alone = bar_charts(BARS[:1], Scale(*reach_of(BARS), HEADS))["wide"]
    assert alone["encoding"]["x"]["scale"]["domain"] == domain


def test_words_for_the_sides_give_way_before_they_run_into_something() -> None:
    assert "◂ under önskad nivå" in texts(specs()["split"]["wide"])
    tight = bar_charts(BARS, Scale(0.1, 0.9, HEADS))["spec"]
    assert not any(text.startswith("◂") for text in texts(tight))


@pytest.mark.parametrize("form", FORMS)
def test_there_is_a_dot_for_each_person_and_a_ring_for_those_below(form: str) -> None:
    spec = specs()["dots"][form]
    by_fill = {
        fill: sum(
            len(one["data"]["values"]) for one in layers(spec, "point", fill=f"var(--kit-{fill})")
        )
        for fill in ("card", "accent")
    }
    assert by_fill == {"card": 5, "accent": 12}
    (wanted,) = layers(spec, "rule", stroke="var(--kit-ink)")
    assert [value["x"] for value in wanted["data"]["values"]] == [1.5]


@pytest.mark.parametrize("form", FORMS)
def test_no_two_dots_stand_in_the_same_place(form: str) -> None:
    spec = specs()["dots"][form]
    cell = FORMS[form].track / 3
    spots = [
        (round(value["x"] * cell + one["mark"]["xOffset"], 1), value["y"])
        for one in layers(spec, "point")
        for value in one["data"]["values"]
    ]
    assert len(set(spots)) == len(spots)


@pytest.mark.parametrize("form", FORMS)
def test_needs_keep_their_order_and_say_their_places(form: str) -> None:
    spec = specs()["needs"][form]
    bars = filled(spec, "accent")
    assert [bar["x2"] for bar in bars] == [0.3, 0.2]
    assert {"plats 1–3", "plats 1–4", "30", "20"} <= set(texts(spec))


STATEMENT = "Jag kan avgöra vilka personuppgifter vi får be om när någon anmäler sig till något."


def shown_in(screens: list[Spec]) -> list[str]:
    """Return the labels on all screens, their lines put together."""
    labels = [
        value["text"]
        for screen in screens
        for one in layers(screen, "text", align="left", fontWeight=600)
        for value in one["data"]["values"]
    ]
    return [" ".join(lines) for lines in labels if isinstance(lines, list)]


@pytest.mark.parametrize("number", [1, 3, 8, 21, 40])
def test_a_wall_takes_as_many_screens_as_its_rows_need_and_leaves_nothing_out(number: int) -> None:
    rows = [Row(f"{STATEMENT} {n}", "20 svar", "50 %") for n in range(number)]
    bars = [bar._replace(row=row) for bar, row in zip(BARS[:1] * number, rows, strict=True)]
    dots = [DOTS[0]._replace(row=row) for row in rows]
    needs = [NEEDS[0]._replace(row=row, need=0.5 - n / 100) for n, row in enumerate(rows)]
    groups = [HEAT[0]._replace(label=row.label) for row in rows]
    for made in (
        bar_charts(bars, Scale(0, 1)),
        dot_charts(dots, ["1", "2", "3"], []),
        need_charts(needs),
        heat_charts(groups, AREAS),
    ):
        assert all(screen["height"] <= SCREEN for screen in made["large"])
        told = " ".join(shown_in(made["large"]))
        assert [row.label for row in rows if row.label not in told.replace("- ", "-")] == []
        for spec in (made["spec"], made["wide"]):
            assert f"{number - 1}" in " ".join(texts(spec))


def test_needs_on_several_screens_share_one_axis() -> None:
    many = [Need(Row(f"{LONG} {n}", "20 svar", "plats 1"), 0.5 - n / 100, "9") for n in range(30)]
    screens = need_charts(many)["large"]
    assert len(screens) > 1
    assert len({str(one["encoding"]["x"]["scale"]["domain"]) for one in screens}) == 1


def test_rows_in_line_with_statements_have_the_statements_form() -> None:
    rows = [bar.row for bar in BARS]
    (alone,) = bar_charts(BARS, Scale(0, 1))["large"]
    (beside,) = bar_charts(BARS, Scale(0, 1), [*rows, Row(STATEMENT, "", "")])["large"]
    start = [spec["encoding"]["x"]["scale"]["range"][0] for spec in (alone, beside)]
    assert start == [LARGE.left, BROAD.left]


@pytest.mark.parametrize("form", FORMS)
def test_a_cell_has_its_number_or_is_hatched_or_is_empty(form: str) -> None:
    spec = specs()["heat"][form]
    said = texts(spec)
    assert {"90 %", "0/9", "5/9", "9/9"} <= set(said)
    (edge,) = layers(spec, "rect", fill=None)
    (hidden,) = edge["data"]["values"]
    (strokes,) = layers(spec, "rule")
    for line in strokes["data"]["values"]:
        assert 1 <= line["x2"] <= line["x"] <= 2
        assert hidden["y"] <= line["y"] <= line["y2"] <= hidden["y2"]
    boxes = [value for n in range(13) for value in filled(spec, f"shade-{n}")]
    assert len(boxes) == 4  # two by three, less one that is hidden and one that nobody was asked


def test_type_on_the_wall_is_a_fiftieth_of_the_picture() -> None:
    many = [bar._replace(row=Row(f"Rad {n}", "20 svar", "")) for n, bar in enumerate(BARS[:1] * 9)]
    large = [forms["large"] for forms in specs().values()]
    for spec in [*large, *bar_charts(many, Scale(0, 1))["large"]]:
        sizes = [one["mark"]["fontSize"] for one in spec["layer"] if "fontSize" in one["mark"]]
        assert min(sizes) >= (LARGE.width + 2 * MARGIN) / 50


SHARES = st.lists(st.integers(0, 30), min_size=2, max_size=7).filter(any)
LABELS = st.text("abcåäö WMil-", min_size=1, max_size=90).filter(str.strip)


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    if draw(st.booleans()):
        return Bar(Row(draw(LABELS), "", ""), said="färre än 5 svar")
    counts, n = draw(SHARES), 0
    n, split = sum(counts), draw(st.integers(0, len(counts)))
    parts = [Part(count / n, f"shade-{level}", "9 %") for level, count in enumerate(counts)]
    return Bar(Row(draw(LABELS), "20 svar", "50 %"), tuple(parts[:split]), tuple(parts[split:]))


@settings(deadline=None, max_examples=60)
@given(st.lists(bars(), min_size=1, max_size=6), st.sampled_from(["spec", "wide", "large"]))
def test_bars_never_overlap_and_always_fill_their_row(rows: list[Bar], form: str) -> None:
    made = bar_charts(rows, Scale(*reach_of(rows), HEADS))[form]
    for spec in made if isinstance(made, list) else [made]:
        fill_their_rows(spec)


def fill_their_rows(spec: Spec) -> None:
    drawn: dict[float, list[tuple[float, float]]] = {}
    for n in range(13):
        for box in filled(spec, f"shade-{n}"):
            drawn.setdefault(box["y"], []).append((box["x"], box["x2"]))
    for extents in drawn.values():
        ordered = sorted(extents)
        assert all(end == pytest.approx(start) for (_, end), (start, _) in pairwise(ordered))
        assert ordered[-1][1] - ordered[0][0] == pytest.approx(1)
    tops = sorted(drawn)
    assert all(below - above >= NARROW.bar for above, below in pairwise(tops))
