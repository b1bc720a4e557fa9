"""Draw the comparison as a picture that reads on light and on dark pages."""

from __future__ import annotations

from html import escape
from typing import Any

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.head { font-weight: 600; }
.unit, .note { fill: #59636e; }
.note { font-size: 12px; }
.bar { fill: #a9b4c0; }
.own .bar { fill: #0b6a75; }
.own text { font-weight: 600; }
.line { stroke: #d1d9e0; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .unit, .note { fill: #9198a1; }
  .bar { fill: #59636e; }
  .own .bar { fill: #4fc3d0; }
  .line { stroke: #3d444d; }
}
"""
PANELS = (
    ("first_question_s", "First question", "seconds", "{:.2f}", 1.0),
    ("cpu_s", "Server CPU", "seconds", "{:.2f}", 1.0),
    ("memory_mb", "Memory", "MB", "{:.1f}", 1.0),
    ("bytes", "Download", "kB", "{:,.0f}", 0.001),
    ("requests", "Requests", "", "{:.0f}", 1.0),
)
NAMES, PANEL, GAP = 110, 150, 22
TOP, ROW, BAR = 52, 26, 14
LABEL = 48
"""Pixels that the figure beside the longest bar takes."""


def chart(rows: list[dict[str, Any]]) -> str:
    """Return an SVG with a panel for each figure, of the rows with the most statements."""
    items = max(row["items"] for row in rows)
    shown = [row for row in rows if row["items"] == items]
    width = NAMES + len(PANELS) * (PANEL + GAP)
    height = TOP + ROW * len(shown) + 34
    parts = [heads(), *(line(row, n, shown) for n, row in enumerate(shown))]
    note = f"One visitor, {items} statements, empty cache; less is better. Median of the visits."
    parts.append(text(0, height - 10, note, "note"))
    title = f"Six ways to show {items} statements, side by side"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{title}">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def heads() -> str:
    """Return the panels' names and units."""
    found = []
    for place, (_, name, unit, _, _) in enumerate(PANELS):
        found += [text(left(place), 18, name, "head"), text(left(place), 36, unit, "unit")]
    return "\n".join(found)


def line(row: dict[str, Any], number: int, rows: list[dict[str, Any]]) -> str:
    """Return one system's bars."""
    top = TOP + ROW * number
    parts = [text(0, top + 12, row["system"])]
    for place, (field, _, _, shape, factor) in enumerate(PANELS):
        value, most = row[field], max(one[field] for one in rows)
        long = max(1.0, (PANEL - LABEL) * max(0.0, value) / most)
        parts += [
            bar(left(place), top, long),
            text(left(place) + long + 6, top + 12, shape.format(value * factor)),
        ]
    own = ' class="own"' if row["system"] == "kit" else ""
    return f"<g{own}>" + "".join(parts) + "</g>"


def bar(x: float, y: float, width: float) -> str:
    """Return a bar."""
    return f'<rect class="bar" x="{x}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>'


def left(place: int) -> int:
    """Return where a panel begins."""
    return NAMES + place * (PANEL + GAP)


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Return words at a place."""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y}">{escape(words)}</text>'
