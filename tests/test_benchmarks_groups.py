"""What the benchmarks' page says of a group's result is what was measured and was promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "benchmarks"
FIELDS = {"store", "responses", "seconds", "server_mb", "kernel_mb"}


def rows() -> list[dict[str, Any]]:
    measured: list[dict[str, Any]] = json.loads((FOLDER / "results" / "groups.json").read_text())
    return measured


def test_the_table_shows_the_figures_that_were_measured() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for row in rows():
        assert set(row) == FIELDS
        shown = f"| {row['store']} | {row['responses']:,} | {row['seconds']:.2f} s "
        assert f"{shown}| {row['server_mb']:.1f} MB | {row['kernel_mb']:.1f} MB |" in readme


def test_a_million_responses_take_five_seconds_at_most_and_no_more_of_a_kernel() -> None:
    by_size = {(row["store"], row["responses"]): row for row in rows()}
    for store in ("sqlite", "postgresql"):
        small, large = (by_size[store, size] for size in (1_000, 1_000_000))
        assert large["seconds"] <= 5
        assert large["kernel_mb"] <= small["kernel_mb"] * 1.1
        assert large["server_mb"] <= 200
