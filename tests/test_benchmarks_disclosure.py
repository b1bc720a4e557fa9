"""What the benchmarks' page says of protecting small groups is what was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "benchmarks"


def rows() -> list[dict[str, Any]]:
    path = FOLDER / "results" / "disclosure.json"
    measured: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return measured


def test_the_table_shows_the_figures_that_were_measured() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for row in rows():
        head = f"| {row['people']} | {row['units']} | {row['roles']} | "
        shown = [f"{row[name]:.1%}" for name in row if name.endswith("_shown")] or [""] * 3
        assert f"{head}{' | '.join(shown)} | {row['seconds']:.2f} s" in readme


def test_all_together_is_never_held_back_and_most_of_a_larger_places_groups_are_shown() -> None:
    for row in rows():
        assert row.get("all_shown", 1) == 1
        assert row["people"] < 46 or row.get("groups_shown", 1) > 0.9
