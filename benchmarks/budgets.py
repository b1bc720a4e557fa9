"""Hold the kit's figures to what was promised, and say by how much one is missed."""

from __future__ import annotations

from typing import Any

from blocks import table

PAGE = (
    ("first question", "first_question_s", 0.5, "{:.2f} s", 1.0),
    ("server CPU", "cpu_s", 0.15, "{:.2f} s", 1.0),
    ("memory", "memory_mb", 15, "{:.1f} MB", 1.0),
    ("download", "bytes", 150, "{:.0f} kB", 0.001),
    ("requests", "requests", 6, "{:.0f}", 1.0),
)


ROOM = 5.0
"""Seconds after which 95 of 100 of a full room can answer."""


def budgets(rows: list[dict[str, Any]]) -> str:
    """Return the kit's rows against the budgets as a Markdown table."""
    lines = [
        verdict(f"{name}, {row['items']} statements", row[field] * factor, most, shape)
        for row in rows
        if row["system"] == "kit"
        for name, field, most, shape, factor in PAGE
    ]
    return table(["figure", "budget", "measured", ""], lines)


def herd_budget(rows: list[dict[str, Any]]) -> str:
    """Return the fullest room against its budget as a Markdown table."""
    fullest = max(rows, key=lambda row: row["people"])
    name = f"answerable, 95 of 100 of {fullest['people']} people"
    line = verdict(name, fullest["answerable_p95_s"], ROOM, "{:.2f} s")
    return table(["figure", "budget", "measured", ""], [line])


def verdict(name: str, value: float, most: float, shape: str) -> list[str]:
    """Return one line: what was promised, what was measured, and whether that holds."""
    held = "held" if value <= most else f"missed by {100 * (value - most) / most:.0f} %"
    return [name, f"≤ {shape.format(most)}", shape.format(value), held]
