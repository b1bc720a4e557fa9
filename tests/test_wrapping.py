from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.wrapping import width_of, wrap

WORDS = st.text("abcdefåäöMi -", min_size=1, max_size=80).filter(str.strip)


def test_a_label_is_broken_between_words() -> None:
    label = "Analysera och bearbeta data och information"
    assert wrap(label, 240, 15) == ["Analysera och bearbeta data", "och information"]
    assert wrap("Säkerhet", 240, 15) == ["Säkerhet"]


def test_a_word_that_is_too_long_is_hyphenated() -> None:
    lines = wrap("Informationssäkerhetsansvarig", 100, 15)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == "Informationssäkerhetsansvarig"


def test_a_word_is_broken_where_a_syllable_begins() -> None:
    assert wrap("Problemlösning", 100, 13) == ["Problemlös-", "ning"]
    assert wrap("Kommunikation", 80, 13) == ["Kommuni-", "kation"]


def test_a_number_keeps_its_percent_sign() -> None:
    assert wrap("mer än 26\u00a0%", 60, 15) == ["mer än", "26\u00a0%"]


@settings(deadline=None)
@given(WORDS, st.integers(40, 300))
def test_lines_keep_to_the_width_and_lose_no_words(text: str, width: int) -> None:
    lines = wrap(text, width, 15)
    assert all(width_of(line, 15) <= width for line in lines)
    kept = "".join(line.removesuffix("-") for line in lines).replace(" ", "").replace("-", "")
    assert kept == "".join(text.split()).replace("-", "")
