from __future__ import annotations

import re

import pytest

from kit.theme import COLOURS, SHADES, STYLESHEET, css, ink_on, shade, variable

GROUNDS = {
    "ink": ["paper", "card", "accent-soft", "good-soft", "warn-soft", "error-soft"],
    "ink-soft": ["paper", "card", "accent-soft"],
    "accent": ["paper", "card", "accent-soft"],
    "accent-strong": ["paper", "card", "accent-soft"],
    "accent-ink": ["accent", "accent-strong"],
    "good": ["paper", "card", "good-soft"],
    "warn": ["paper", "card", "warn-soft"],
    "error": ["paper", "card", "error-soft"],
}
TEXT = [(text, ground) for text, grounds in GROUNDS.items() for ground in grounds]
TEXT += [(ink_on(f"shade-{n}"), f"shade-{n}") for n in range(SHADES)]
MARKS = [("line", "paper"), ("line", "card"), ("focus", "paper"), ("focus", "card")]


def luminance(colour: str) -> float:
    """Follow WCAG 2.2, "relative luminance"."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "ground", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in MARKS]
)
def test_colours_can_be_read(scheme: str, mark: str, ground: str, least: float) -> None:
    assert contrast(getattr(COLOURS[mark], scheme), getattr(COLOURS[ground], scheme)) >= least


def test_the_style_sheet_is_what_the_tokens_say() -> None:
    assert STYLESHEET.read_text(encoding="utf-8") == css() + "\n", "run: python -m kit.theme"


def test_every_way_of_seeing_the_page_has_every_colour() -> None:
    sheet = css()
    for name in COLOURS:
        assert len(re.findall(rf"--kit-{name}:", sheet)) == 3


def test_a_chart_cannot_name_a_colour_that_is_not_there() -> None:
    assert variable("accent") == "var(--kit-accent)"
    with pytest.raises(KeyError):
        variable("mauve")


def test_native_controls_follow_our_colours_also_in_a_page_with_a_dark_theme() -> None:
    own = re.search(r"@media screen {\s+\.kit {\s+color-scheme: light dark;", css())
    assert own is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shades_go_one_way_also_in_grey(scheme: str) -> None:
    grey = [luminance(getattr(COLOURS[f"shade-{n}"], scheme)) for n in range(SHADES)]
    assert grey == sorted(grey, reverse=scheme == "light")
    assert len(set(grey)) == SHADES


@pytest.mark.parametrize("places", range(2, 12))
def test_every_place_on_a_scale_has_a_shade_of_its_own(places: int) -> None:
    named = [shade(number, places) for number in range(places)]
    assert len(set(named)) == places
    assert named[0] == "shade-0"
    assert named[-1] == f"shade-{SHADES - 1}"
