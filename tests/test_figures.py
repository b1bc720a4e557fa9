from __future__ import annotations

import pytest

from kit.figures import day, number


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [(4.5, "4,5", "4.5"), (4, "4,0", "4.0"), (4.25, "4,3", "4.3"), (4.35, "4,4", "4.4")],
)
def test_numbers_have_one_decimal_and_round_halves_up(
    value: float, swedish: str, english: str
) -> None:
    assert number(value, "sv") == swedish
    assert number(value, "en") == english


def test_a_whole_number_may_stand_without_decimals() -> None:
    assert number(5, "sv", trim=True) == "5"
    assert number(4.6, "sv", trim=True) == "4,6"
    assert number(62.5, "sv", decimals=0) == "63"


def test_days_are_written_in_words() -> None:
    assert day("2026-05-20", "sv") == "20 maj 2026"
    assert day("2026-05-20", "en") == "May 20, 2026"


@pytest.mark.parametrize("language", ["xx", "", "not-a-language-at-all"])
def test_an_unknown_language_gets_english_customs(language: str) -> None:
    assert number(4.5, language) == "4.5"
