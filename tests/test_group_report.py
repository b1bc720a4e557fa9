"""A group's report: the same figures everywhere, and nothing that the safe table does not hold."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import SMALL, response
from safe_tables import UNITS, Safe, people, safe_table, with_units

from kit.errors import KitError
from kit.group_files import safe_table_of
from kit.group_report import VIEWS, group_state
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire

ROOT = Path(__file__).parents[1]
State = dict[str, Any]


@cache
def asked(name: str = "bibliotek-24", units: tuple[str, ...] = UNITS) -> Questionnaire:
    read = read_questionnaire(ROOT / "questionnaires" / f"{name}.yaml")
    return with_units(read, units) if units else read


@cache
def table(number: int, name: str = "bibliotek-24") -> Safe:
    """Return the safe table of so many people; the third unit is a tenth of them."""
    questionnaire = asked(name)
    staff = people(
        questionnaire,
        number,
        units=lambda n: f"u{1 if n % 10 > 4 else 3 if n % 10 == 0 else 2}",
        roles=lambda n: "guide" if n % 3 == 0 else "all",
    )
    return safe_table(questionnaire, staff)


def state(number: int, *views: str, name: str = "bibliotek-24", language: str = "sv") -> State:
    return group_state(asked(name), table(number, name), language, views or VIEWS)


def chart(made: State, id_: str) -> State:
    found: State = next(c for view in made["views"] for c in view["charts"] if c["id"] == id_)
    return found


def view(made: State, id_: str) -> State:
    found: State = next(view for view in made["views"] if view["id"] == id_)
    return found


def texts(spec: State) -> list[str]:
    shown = [v["text"] for one in spec["layer"] for v in one["data"]["values"] if "text" in v]
    return [text if isinstance(text, str) else " ".join(text) for text in shown]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_views_come_in_one_order_and_only_those_asked_for() -> None:
    assert [one["id"] for one in state(46)["views"]] == [one for one in VIEWS if one != "change"]
    assert [one["id"] for one in state(46, "needs", "areas")["views"]] == ["areas", "needs"]
    assert group_state(SMALL, safe_table(SMALL, []), views=["units", "nothing"])["views"] == []


@pytest.mark.parametrize("number", [18, 46])
def test_u07_chart_sentence_and_table_say_the_same_figures(number: int) -> None:
    """The figures are counted here from the safe table, not by the kit's own words."""
    rows = [
        row
        for row in table(number)["rows"]
        if row["grouping"] == "all" and row["dimension"] == "area"
    ]
    made = chart(state(number), "areas")
    written = [
        f"{row['above']} av {row['n']}"
        if number < 20
        else f"{int(100 * row['above'] / row['n'] + 0.5)} %"
        for row in rows
    ]
    (large,) = made["large"]
    for spec in (made["spec"], made["wide"], large):
        at_the_end = {"text": {"field": "text"}, "x": {"value": "width"}}
        (figures,) = [one for one in spec["layer"] if one["encoding"] == at_the_end]
        assert [plain(value["text"]) for value in figures["data"]["values"]] == written
    head = made["table"]["head"]
    shares = [plain(row[head.index("På eller över önskad nivå")]) for row in made["table"]["rows"]]
    assert shares == written
    shares_of_one = [row["above"] / row["n"] for row in rows]
    top = made["table"]["rows"][shares_of_one.index(max(shares_of_one))]
    assert f"{top[0]} ({written[shares_of_one.index(max(shares_of_one))]})" in plain(
        made["sentence"]
    )
    counts = [[int(cell) for cell in row[2:9]] for row in made["table"]["rows"]]
    assert counts == [row["counts"] for row in rows]
    assert all(f"{row['n']} svar" in " ".join(texts(made["wide"])) for row in rows)


def test_the_csv_holds_the_tables_figures_as_numbers() -> None:
    made = view(state(46), "competences")
    assert made["csv"].startswith("\ufeff")
    lines = list(csv.DictReader(io.StringIO(made["csv"].removeprefix("\ufeff")), delimiter=";"))
    rows = {row["id"]: row for row in table(46)["rows"] if row["grouping"] == "all"}
    assert len(lines) == 10
    for line in lines:
        row = rows[line["Kod"]]
        assert int(line["Svar"]) == row["n"]
        assert int(line["På eller över önskad nivå"]) == row["above"]
        assert [int(line[name]) for name in list(line)[4:11]] == row["counts"]
        assert float(line["Medelvärde"].replace(",", ".")) == row["mean"]


def test_names_that_look_like_formulas_are_guarded_in_the_csv() -> None:
    questionnaire = asked(units=("=1+1", "@SUM(A1)", "Östra"))
    staff = people(questionnaire, 30, units=lambda n: f"u{1 + n % 3}")
    made = group_state(questionnaire, safe_table(questionnaire, staff), views=["units"])
    names = [row[0] for row in csv.reader(io.StringIO(made["views"][0]["csv"]), delimiter=";")]
    assert {"'=1+1", "'@SUM(A1)"} <= set(names)


def test_under_twenty_people_there_is_no_percentage() -> None:
    written = json.dumps(state(18), ensure_ascii=False)
    assert not re.search(r"\d\s?%", plain(written))
    assert re.search(r"\d %", plain(json.dumps(state(46), ensure_ascii=False)))


def test_every_level_stands_also_when_nobody_chose_it() -> None:
    questionnaire = asked(units=())
    items = [item.id for item in questionnaire.rated()]
    staff = [response(dict.fromkeys(items, "67"[n % 2]), n) for n in range(30)]
    made = group_state(questionnaire, safe_table(questionnaire, staff), views=["areas"])
    areas = chart(made, "areas")
    assert areas["table"]["head"][2:9] == ["1 mycket osäker", *"23456", "7 mycket säker"]
    assert {row[2] for row in areas["table"]["rows"]} == {"0"}
    assert len([one for one in areas["legend"] if one["mark"].startswith("shade-")]) == 7


def test_what_is_not_relevant_stands_beside_and_never_in_the_shares() -> None:
    questionnaire = asked(units=())
    items = [item.id for item in questionnaire.rated()]
    staff = [response(dict.fromkeys(items, "na" if n < 6 else "2356"[n % 4]), n) for n in range(30)]
    made = group_state(questionnaire, safe_table(questionnaire, staff), views=["items"])
    shown = chart(made, "items-c11")
    assert shown["table"]["rows"][0][1:3] == ["24", "6"]
    assert any("24 svar, 6 inte aktuellt" in text for text in texts(shown["wide"]))


def test_bars_are_split_where_all_want_the_same_and_whole_where_roles_differ() -> None:
    made = state(46)
    assert any("under önskad nivå" in text for text in texts(chart(made, "roles-all")["wide"]))
    assert not any("under" in text for text in texts(chart(made, "areas")["wide"]))
    puls = group_state(asked("puls-10"), table(46, "puls-10"), views=["areas"])
    assert any("under önskad nivå" in text for text in texts(puls["views"][0]["charts"][0]["wide"]))


def test_an_areas_wanted_level_between_two_points_divides_the_level_it_lies_in() -> None:
    made = chart(state(46), "roles-all")
    rows = [
        row
        for row in table(46)["rows"]
        if (row["grouping"], row["group"], row["dimension"]) == ("role", "all", "area")
    ]
    reach: dict[float, float] = {}
    for one in made["wide"]["layer"]:
        if one["mark"]["type"] == "rect" and one["mark"]["fill"]:
            for box in one["data"]["values"]:
                if box["x"] >= 0:
                    reach[box["y"]] = reach.get(box["y"], 0) + box["x2"] - box["x"]
    drawn = [reach[y] for y in sorted(reach)]
    assert drawn == pytest.approx([row["above"] / row["n"] for row in rows])


def test_roles_stand_as_in_the_questionnaire_and_units_by_alphabet() -> None:
    made = state(46)
    roles = [row[0] for row in chart(made, "roles")["table"]["rows"]][::5]
    assert roles == ["Alla i personalen", "Handleder besökare digitalt"]
    units = [row[0] for row in chart(made, "units")["table"]["rows"]][::5]
    assert units == ["Huvudbiblioteket", "Ängslyckan", "Östra"]
    assert not any(unit in chart(made, "units")["sentence"] for unit in UNITS)


def test_needs_stand_by_need_with_the_places_that_they_could_have() -> None:
    made = chart(state(46), "needs")
    needs = [int(row[2]) for row in made["table"]["rows"]]
    assert needs == sorted(needs, reverse=True)
    assert made["table"]["rows"][0][3] == "plats 1–4"
    assert "plats 1–4" in texts(made["spec"])
    assert "Vilket som helst av dem kan vara störst." in made["sentence"]


@pytest.mark.parametrize("status", ["shown", "few"])
def test_needs_have_no_places_where_a_need_that_is_not_shown_may_be_greater(status: str) -> None:
    rows = [dict(row) for row in table(46)["rows"]]
    unseen = next(
        row for row in rows if (row["grouping"], row["dimension"]) == ("all", "competence")
    )
    figures = ["counts", "above", "share", "share_low", "share_high", "need"]
    figures += ["rank_low", "rank_high"]
    unseen |= dict.fromkeys(figures) | {"status": status}
    made = group_state(asked(), {**table(46), "rows": rows})
    needs = chart(made, "needs")
    assert needs["sentence"].startswith("Störst av de behov som kan visas (")
    assert "Kompetenser vars behov inte kan visas: 1." in needs["sentence"]
    assert "kan vara störst" not in needs["sentence"]
    assert not re.search(r"[Pp]lats \d", json.dumps(made, ensure_ascii=False))
    assert len(needs["legend"]) == 1
    assert ("behovet visas inte" if status == "shown" else "visas inte") in texts(needs["spec"])


def test_a_row_whose_share_is_not_shown_has_its_mean() -> None:
    rows = [dict(row) for row in table(46)["rows"]]
    unseen = next(row for row in rows if (row["grouping"], row["dimension"]) == ("all", "area"))
    unseen |= dict.fromkeys(["counts", "above", "share", "share_low", "share_high", "need"])
    areas = chart(group_state(asked(), {**table(46), "rows": rows}), "areas")
    mean = f"{unseen['mean']:.1f}".replace(".", ",")
    assert f"medel {mean}" in texts(areas["spec"])
    assert areas["legend"][-1]["text"] == "Där andelen inte visas: medelvärdet"


def test_u07_hidden_rows_are_said_in_words_everywhere() -> None:
    made = state(38)
    hidden = view(made, "units")
    assert hidden["hidden"].startswith("Rader som inte visas: 5 av 15. De har för få svar, eller")
    heat = chart(made, "units")
    assert "räkna fram enskilda svar): 5" in heat["sentence"]
    assert {"mark": "hatch"}.items() <= heat["legend"][2].items()
    rows = [row for row in heat["table"]["rows"] if row[0] == "Ängslyckan"]
    assert {row[2] for row in rows} == {"visas inte"}
    assert {cell for row in rows for cell in row[3:]} == {"–"}
    assert "visas inte" in hidden["csv"]
    assert "färre än" not in json.dumps(made, ensure_ascii=False)


def test_not_asked_is_empty_and_not_hidden() -> None:
    made = dict(table(46))
    made["rows"] = [
        row | {"status": "not_asked", "n": None, "counts": None, "above": None, "mean": None}
        if row["id"] == "a3" and row["group"] == "u1"
        else row
        for row in made["rows"]
    ]
    heat = chart(group_state(asked(), made), "units")
    assert heat["legend"][-1] == {"mark": "empty", "text": "tomt: frågades inte här"}
    assert ["Östra", "Skapa digitalt innehåll", "frågades inte här"] in [
        row[:3] for row in heat["table"]["rows"]
    ]


def test_a_questionnaire_without_wanted_levels_shows_means() -> None:
    questionnaire = Questionnaire.model_validate(
        asked(units=()).model_dump(by_alias=True) | {"roles": []}
    )
    made = group_state(questionnaire, safe_table(questionnaire, people(questionnaire, 30)))
    assert "needs" not in [one["id"] for one in made["views"]]
    areas = chart(made, "areas")
    assert areas["legend"][-1]["text"] == "Siffran till höger: medelvärdet"
    assert areas["sentence"].startswith("Medelvärdet är högst i ")


@pytest.mark.parametrize("name", ["bibliotek-24", "digcomp-21", "puls-10", "utvardering"])
def test_every_shipped_questionnaire_is_drawn_in_each_of_its_languages(name: str) -> None:
    questionnaire = asked(name)
    safe = safe_table(questionnaire, people(questionnaire, 25, units=lambda n: f"u{1 + n % 3}"))
    for language in questionnaire.languages:
        made = group_state(questionnaire, safe, language)
        assert made["views"]
        assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert view(made, "areas" if questionnaire.areas else "items")


def test_english_is_said_in_english() -> None:
    made = json.dumps(state(46, language="en"), ensure_ascii=False)
    assert "At or above the wanted level" in made
    assert "önskad" not in made


def test_figures_of_another_questionnaire_are_refused_in_one_sentence() -> None:
    with pytest.raises(KitError, match=r"hör till bibliotek-24 .*, inte till small 1\."):
        group_state(SMALL, table(18))


# --- P01: nothing below the smallest group ----------------------------------------------------


def released(answers: list[str]) -> tuple[Mapping[str, Any] | None, State | None]:
    """Return what a closed round of these people releases and shows: the real protection."""
    staff = [response(marks, n, role="all") for n, marks in enumerate(answers)]
    safe = safe_table_of(SMALL, staff)
    return safe, group_state(SMALL, safe) if safe else None


def numbers(made: Any) -> Iterator[int]:
    """Walk every count that words or cells hold."""
    found = re.findall(r"(\d+)(?: av \d+| svar)", plain(json.dumps(made, ensure_ascii=False)))
    yield from map(int, found)


@pytest.mark.parametrize("number", range(1, 13))
def test_p01_groups_of_one_to_twelve_show_nothing_below_five(number: int) -> None:
    """Everybody answers differently enough that only the number of people can hide them."""
    answers = [
        "".join(str(1 + (n * 3 + place * 2) % 7) for place in range(9)) for n in range(number)
    ]
    safe, made = released(answers)
    if number < 5:
        assert safe is None or {row["status"] for row in safe["rows"]} <= {"few", "not_asked"}
    if made is None:
        return
    for one in made["views"]:
        lines = list(csv.reader(io.StringIO(one["csv"]), delimiter=";"))
        counted = lines[0].index("Svar")
        assert all(not line[counted] or int(line[counted]) >= 5 for line in lines[1:])
        for drawn in one["charts"]:
            dots = [
                spot
                for layer in drawn["spec"]["layer"]
                if layer["mark"]["type"] in {"point", "rect"}
                for spot in layer["data"]["values"]
            ]
            if number < 8:
                assert not dots or one["id"] in {"needs", "roles"}
    if number < 5:
        drawn = json.dumps([one["charts"] for one in made["views"]], ensure_ascii=False)
        assert not re.search(r"\d+ av \d+", plain(drawn))
        assert all("för få svar" in one["hidden"] for one in made["views"])


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text("1234567-n", min_size=9, max_size=9), max_size=12))
def test_p01_whatever_is_answered_only_the_safe_tables_figures_are_shown(
    answers: list[str],
) -> None:
    safe, made = released(answers)
    if safe is None or made is None:
        return
    allowed = {0, SMALL.privacy.min_group, SMALL.privacy.min_distribution}
    for row in safe["rows"]:
        figures = [row["n"], row["above"], row["not_relevant"], *(row["counts"] or [])]
        allowed |= {figure for figure in figures if figure is not None}
    lows = [row for row in safe["rows"] if row["share_low"] is not None]
    allowed |= {round(row[end] * row["n"]) for row in lows for end in ("share_low", "share_high")}
    hidden = [row for row in safe["rows"] if row["status"] == "few"]
    assert set(numbers([one["charts"] for one in made["views"]])) <= allowed
    for row in hidden:
        assert all(row[key] is None for key in ("n", "counts", "above", "mean", "need"))
