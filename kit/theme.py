"""Tokens of the look: colour, space, type and radius, for style sheets and charts alike.

``python -m kit.theme`` writes them to ``static/tokens.css``. In charts use ``variable("accent")``,
so that dark mode, forced colours and print follow by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

STYLESHEET = Path(__file__).parent / "static" / "tokens.css"


@dataclass(frozen=True, slots=True)
class Colour:
    """Hold one colour as it is on light ground, on dark ground, and in forced colours."""

    light: str
    dark: str
    forced: str


# Shades of a scale, from its low end to its high end: even steps of lightness (OKLab), from sand to
# deep teal, and on dark ground from dim to bright, so that the high end stands out in both, and in
# grey too.
LIGHT_SHADES = (
    "#f8eacb",
    "#dfdcbc",
    "#c6cdad",
    "#adbf9e",
    "#91b198",
    "#74a491",
    "#55968a",
    "#3a807a",
    "#21716f",
    "#006165",
    "#005155",
    "#004146",
    "#013238",
)
DARK_SHADES = (
    "#3b3527",
    "#3f4131",
    "#434d3b",
    "#475946",
    "#476655",
    "#467365",
    "#438076",
    "#4d8e84",
    "#5fa49b",
    "#72bab2",
    "#95cec7",
    "#b6e2dc",
    "#d8f6f1",
)
SHADES = len(LIGHT_SHADES)
STRONG = 7
"""The first shade on which words stand in the other ink."""


def _shades() -> dict[str, Colour]:
    """Name the shades and the inks on them; forced colours mix what the person has chosen.

    The step in the middle keeps the words on either side of it readable, whichever is chosen.
    """
    parts = [8 + 6 * n + (12 if n >= STRONG else 0) for n in range(SHADES)]
    mixed = [f"color-mix(in srgb, CanvasText {part}%, Canvas)" for part in parts]
    shades = zip(LIGHT_SHADES, DARK_SHADES, mixed, strict=True)
    return {f"shade-{n}": Colour(*colours) for n, colours in enumerate(shades)} | {
        "shade-ink": Colour("#000000", "#ffffff", "CanvasText"),
        "shade-ink-strong": Colour("#ffffff", "#000000", "Canvas"),
    }


# Text colours keep 4.5:1 and marks 3:1 on paper, card and their own soft ground, in both schemes
# (tests/test_theme.py). "hair" only decorates; "line" may be the edge of something to press.
COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "ink": Colour("#20282b", "#efebe3", "CanvasText"),
        "ink-soft": Colour("#535c5e", "#b9bab1", "CanvasText"),
        "paper": Colour("#f8f4ec", "#181b1b", "Canvas"),
        "card": Colour("#fffefb", "#232827", "Canvas"),
        "line": Colour("#7a8382", "#838c87", "CanvasText"),
        "hair": Colour("#e5ded1", "#39403e", "CanvasText"),
        "accent": Colour("#0c5a61", "#82cdc6", "LinkText"),
        "accent-strong": Colour("#083f45", "#a9e2dc", "LinkText"),
        "accent-soft": Colour("#e0eeec", "#1d3839", "Canvas"),
        "accent-ink": Colour("#ffffff", "#0a2325", "Canvas"),
        "focus": Colour("#b4400c", "#ffb56b", "Highlight"),
        "good": Colour("#20683d", "#8ad3a0", "CanvasText"),
        "good-soft": Colour("#e3f1e6", "#1c3424", "Canvas"),
        "warn": Colour("#7f5200", "#ecc16c", "CanvasText"),
        "warn-soft": Colour("#fbeed2", "#382d14", "Canvas"),
        "error": Colour("#ae2419", "#ffa297", "CanvasText"),
        "error-soft": Colour("#fbe6e2", "#42211d", "Canvas"),
        **_shades(),
    }
)

SPACES: Mapping[str, float] = MappingProxyType(
    {"1": 0.25, "2": 0.5, "3": 1.0, "4": 1.5, "5": 2.0, "6": 3.0}
)
"""Distances in rem."""

SIZES: Mapping[str, float] = MappingProxyType({"1": 0.9375, "2": 1.0625, "3": 1.3125, "4": 2.0})
"""Type sizes in rem: small print, text, heading, title."""

RADIUS = 0.75
TARGET = 2.75
"""Least height of anything to press, in rem: 44 px."""

COLUMN = 44
"""Widest column of text, in rem."""

FONT = (
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", '
    "system-ui, sans-serif"
)
HEADING_FONT = (
    'ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", '
    '"Noto Serif", Georgia, serif'
)


def variable(name: str) -> str:
    """Return how a style sheet or a chart names the token, as ``var(--kit-accent)``."""
    if name not in COLOURS:
        raise KeyError(name)
    return f"var(--kit-{name})"


def shade(number: int, of: int) -> str:
    """Name the token for place ``number`` (from 0) on a scale with ``of`` places."""
    return f"shade-{round(number * (SHADES - 1) / max(of - 1, 1))}"


def ink_on(name: str) -> str:
    """Name the token for words that stand on a shade."""
    return "shade-ink-strong" if int(name.removeprefix("shade-")) >= STRONG else "shade-ink"


def css() -> str:
    """Return the tokens as custom properties, for each of the ways that a page is seen."""
    light = [f"--kit-{name}: {colour.light};" for name, colour in COLOURS.items()]
    dark = [f"--kit-{name}: {colour.dark};" for name, colour in COLOURS.items()]
    forced = [f"--kit-{name}: {colour.forced};" for name, colour in COLOURS.items()]
    return "\n\n".join(
        [
            "/* Written by `python -m kit.theme`; change kit/theme.py instead. */",
            _rule(["color-scheme: light dark;", *light, *_measures()]),
            # JupyterLab's own theme says which look native controls have; ours follow our colours.
            _within("screen", ["color-scheme: light dark;"], ".kit"),
            _within("screen and (prefers-color-scheme: dark)", dark),
            _within("(forced-colors: active)", forced),
            _within("(prefers-reduced-motion: reduce)", ["--kit-motion: 0s;"]),
        ]
    )


def _measures() -> Iterable[str]:
    yield from (f"--kit-space-{name}: {space:g}rem;" for name, space in SPACES.items())
    yield from (f"--kit-size-{name}: {size:g}rem;" for name, size in SIZES.items())
    yield f"--kit-radius: {RADIUS:g}rem;"
    yield f"--kit-target: {TARGET:g}rem;"
    yield f"--kit-column: {COLUMN}rem;"
    yield f"--kit-font: {FONT};"
    yield f"--kit-font-heading: {HEADING_FONT};"
    yield "--kit-motion: 0.15s;"


def _rule(declarations: Iterable[str], selector: str = ":root", indent: str = "") -> str:
    body = "\n".join(f"{indent}  {declaration}" for declaration in declarations)
    return f"{indent}{selector} {{\n{body}\n{indent}}}"


def _within(condition: str, declarations: Iterable[str], selector: str = ":root") -> str:
    return f"@media {condition} {{\n{_rule(declarations, selector, '  ')}\n}}"


if __name__ == "__main__":
    STYLESHEET.write_text(css() + "\n", encoding="utf-8")
