from __future__ import annotations

from people import plain, questionnaire, rows, told


def test_a_row_is_said_in_full() -> None:
    row = rows(told("56-327n41"))["c11"]
    assert row["figure"] == "5,5"
    assert row["level"] == "Säker"
    assert row["reached"]
    assert row["sentence"] == "Din skattning: 5,5 (Säker). Önskad nivå: 5. Besvarade: 2 av 3."


def test_the_three_states_are_counted_apart_and_too_few_are_said() -> None:
    row = rows(told("56-327n41"))["c21"]
    assert (row["answered"], row["not_relevant"], row["blank"]) == (1, 1, 0)
    assert row["sentence"] == (
        "För få svar för att visa ett värde. Besvarade: 1 av 2. Inte aktuellt: 1."
    )
    assert (row["mean"], row["score"], row["level"], row["figure"]) == (None, None, None, "")


def test_then_stands_beside_now_and_half_a_level_is_no_change() -> None:
    now = rows(told("445552255", "554444444"))
    assert now["c11"]["then"]["figure"] == "4,7"
    assert now["c11"]["then"]["change"] == "ungefär som förut"
    assert now["c12"]["then"] == {
        "mean": 4.0,
        "score": 50.0,
        "level": "På väg",
        "figure": "4,0",
        "change": "ungefär som förut",
    }
    assert now["c21"]["then"]["change"] == "lägre än förra gången"
    assert now["c22"]["then"]["change"] == "högre än förra gången"
    assert now["c21"]["sentence"].endswith("Förra gången: 4,0. Nu: lägre än förra gången.")


def test_what_was_too_thin_then_is_not_compared() -> None:
    now = rows(told("444444444", "4--------"))
    assert now["c11"]["then"] is None
    assert told("444444444")["earlier"] is None


def test_items_on_different_scales_are_written_of_a_hundred() -> None:
    four = {"points": [{"id": str(x), "value": x} for x in range(1, 5)]}
    pages = plain()["pages"]
    pages[0]["items"][1]["scale"] = "four"
    of = questionnaire(pages=pages, scales=plain()["scales"] | {"four": four})
    profile = told("444444444", of=of)
    assert rows(profile)["c11"]["figure"] == "67"  # (50 + 100 + 50) / 3
    assert "Skalan går från 0 till 100." in profile["chart"]["sentence"]
