"""What is said and drawn of groups of five to seven: their means, and once why no more."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from safe_tables import Safe, people, safe_table, with_units

from kit.group_report import group_state
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire

ROOT = Path(__file__).parents[1]
SPREAD = ("counts", "above", "share", "share_low", "share_high", "need", "rank_low", "rank_high")


@cache
def asked() -> Questionnaire:
    return with_units(read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml"))


def table(number: int, unit: str = "12", seed: int = 1) -> Safe:
    """Return the safe table of so many people, who work in these units in turn."""
    staff = people(asked(), number, seed, units=lambda n: f"u{unit[n % len(unit)]}")
    return safe_table(asked(), staff)


def chart(safe: Safe, view: str, id_: str | None = None) -> dict[str, Any]:
    (made,) = group_state(asked(), safe, views=[view])["views"]
    found: dict[str, Any] = next(one for one in made["charts"] if one["id"] == (id_ or view))
    return found


def said(spec: dict[str, Any]) -> list[str]:
    texts = [v["text"] for one in spec["layer"] for v in one["data"]["values"] if "text" in v]
    return [text if isinstance(text, str) else " ".join(text) for text in texts]


def column(made: dict[str, Any], name: str) -> list[str]:
    place = made["table"]["head"].index(name)
    return [row[place] for row in made["table"]["rows"]]


@pytest.mark.parametrize("number", [5, 7])
def test_p01_five_to_seven_have_their_mean_and_the_reason_once(number: int) -> None:
    made = chart(table(number), "areas")
    rows = [
        row
        for row in table(number)["rows"]
        if (row["grouping"], row["dimension"]) == ("all", "area")
    ]
    means = [f"medel {row['mean']:.1f}".replace(".", ",") for row in rows]
    assert [text for text in said(made["wide"]) if text.startswith("medel")] == means
    assert made["sentence"].count("från 8 svar") == 1
    assert not any("8 svar" in text for text in said(made["wide"]))
    assert not any(
        one["mark"]["type"] == "point" and one["data"]["values"] for one in made["wide"]["layer"]
    )
    assert {"1 mycket osäker", "På eller över önskad nivå"}.isdisjoint(made["table"]["head"])
    assert not re.search(r"\d av \d", str(made))


def test_needs_of_five_to_seven_are_means_in_the_order_of_the_questions() -> None:
    """Two groups whose needs are in another order have their rows in the same one."""
    names = [one.label["sv"] for one in asked().competences()]
    for seed in (1, 2):
        made = chart(table(6, seed=seed), "needs")
        assert [row[0] for row in made["table"]["rows"]] == names
        assert made["table"]["head"] == ["Kompetens", "Svar", "Medelvärde"]
        assert "i frågornas ordning och inte i behovens" in made["sentence"]
        assert "Ingen ligger under" not in made["sentence"]
        assert made["legend"] == []


def test_a_need_with_too_few_answers_stands_last_with_its_mean() -> None:
    rows = [dict(row) for row in table(46)["rows"]]
    few = next(row for row in rows if (row["grouping"], row["dimension"]) == ("all", "competence"))
    few |= dict.fromkeys(SPREAD) | {"n": 6}
    made = chart({**table(46), "rows": rows}, "needs")
    assert made["table"]["rows"][-1][1] == "6"
    assert "Kompetenser vars behov inte kan visas: 1." in made["sentence"]
    assert made["sentence"].count("från 8 svar") == 1


def test_units_beside_a_small_one_are_compared_by_their_means() -> None:
    made = chart(table(25, "1112"), "units")
    assert made["sentence"].startswith(
        "Varje ruta är ett medelvärde. Andelar visas när alla grupper"
    )
    assert made["legend"][0]["text"] == "lågt medelvärde"
    written = [text for text in said(made["wide"]) if re.fullmatch(r"\d,\d", text)]
    means = [text for text in column(made, "Medelvärde") if text != "–"]
    assert sorted(written) == sorted(means)
    assert len(means) == 10
    shares = chart(table(40, "12"), "units")
    assert shares["sentence"].startswith("Varje ruta visar hur många")


def test_a_picture_with_nothing_in_it_has_no_words_for_what_is_not_there() -> None:
    heat = chart(table(6), "units")
    assert [one["mark"] for one in heat["legend"]] == ["hatch"]
    assert not any("osäker" in text for text in said(chart(table(6), "areas")["wide"]))


def test_the_largest_share_is_that_of_those_that_can_be_shown() -> None:
    rows = [dict(row) for row in table(46)["rows"]]
    areas = [row for row in rows if (row["grouping"], row["dimension"]) == ("all", "area")]
    whole = chart({**table(46), "rows": rows}, "areas")["sentence"]
    assert "som kan visas" not in whole
    areas[0] |= dict.fromkeys(SPREAD)
    some = chart({**table(46), "rows": rows}, "areas")["sentence"]
    assert some.startswith("Störst andel på eller över önskad nivå, bland dem som kan visas: ")
    units = [row for row in rows if (row["group"], row["dimension"]) == ("u1", "area")]
    units[0] |= dict.fromkeys([*SPREAD, "n", "mean"]) | {"status": "few"}
    heat = chart({**table(46), "rows": rows}, "units")["sentence"]
    assert "De rutor som kan visas går från" in heat


def test_the_ends_of_a_picture_are_told_in_the_same_measure() -> None:
    rows = [dict(row) for row in table(46)["rows"]]
    cells = [row for row in rows if row["grouping"] == "unit" and row["dimension"] == "area"]
    for row in cells:
        row |= {"n": 30, "above": 15, "share": 0.5}
    cells[0] |= {"n": 17, "above": 2, "share": 2 / 17}
    cells[1] |= {"n": 38, "above": 30, "share": 30 / 38}
    told = chart({**table(46), "rows": rows}, "units")["sentence"].replace("\xa0", " ")
    assert "går från 2 av 17 till 30 av 38." in told
    cells[0] |= {"n": 20}
    told = chart({**table(46), "rows": rows}, "units")["sentence"].replace("\xa0", " ")
    assert "går från 10 % till 79 %." in told
