"""What the benchmarks' page says is what was measured, and keeps what was promised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "benchmarks"
FIELDS = {
    "system",
    "version",
    "items",
    "first_question_s",
    "cpu_s",
    "memory_mb",
    "bytes",
    "requests",
}


def rows() -> list[dict[str, Any]]:
    measured: list[dict[str, Any]] = json.loads((FOLDER / "results" / "page.json").read_text())
    return measured


def test_the_table_shows_the_figures_that_were_measured() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for row in rows():
        assert set(row) == FIELDS
        shown = f"| {row['system']} | {row['version']} | {row['items']} "
        assert f"{shown}| {row['first_question_s']:.2f} s | {row['cpu_s']:.2f} s " in readme


def test_the_kit_took_at_most_a_third_of_the_naive_page() -> None:
    by_system = {(row["system"], row["items"]): row for row in rows()}
    for items in (24, 60):
        kit, naive = by_system["kit", items], by_system["naive voila", items]
        assert kit["cpu_s"] * 3 <= naive["cpu_s"]
        assert kit["memory_mb"] * 3 <= naive["memory_mb"]


def test_l02_l03_l04_every_answer_that_is_sent_is_stored(tmp_path: Path) -> None:
    hurried = ("--people", "20", "--scale", "60", "--stores", "sqlite")
    file = tmp_path / "answers.json"
    subprocess.run([sys.executable, FOLDER / "answers.py", *hurried, "--out", file], check=True)
    found = json.loads(file.read_text(encoding="utf-8"))
    assert [row["case"][:3] for row in found] == ["L02", "L03", "L04"]
    assert [row["sent"] for row in found] == [600, 50, 10]
    for row in found:
        assert (row["stored"], row["errors"]) == (row["sent"], 0)


def test_l02_l03_l04_the_workshop_waited_no_longer_than_promised() -> None:
    found = json.loads((FOLDER / "results" / "answers.json").read_text(encoding="utf-8"))
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    most = {"L02": (1_000, 2_000), "L03": (1_000, 1_000), "L04": (3_000, 3_000)}
    assert len(found) == 2 * len(most)
    for row in found:
        assert (row["stored"], row["errors"]) == (row["sent"], 0)
        p95, p99 = most[row["case"][:3]]
        assert row["p95_ms"] <= p95
        assert row["p99_ms"] <= p99
        assert f"| {row['p50_ms']:.0f} ms | {row['p95_ms']:.0f} ms |" in readme


def test_f01_f02_f07_f13_a07_nothing_was_lost_or_doubled() -> None:
    found = json.loads((FOLDER / "results" / "faults.json").read_text(encoding="utf-8"))
    runs = {row["case"]: row["runs"] for row in found}
    assert runs["F01 kill -9 of the collector, SQLite"] >= 1_000
    assert runs["F01 kill -9 of the collector, PostgreSQL"] >= 200
    assert runs["F13 changed bytes"] >= 1_000
    for addresses in (1, 50):
        assert runs[f"A07 wrong codes, addresses: {addresses}"] >= 10_000
    assert {row["case"][:3] for row in found} == {"F01", "F02", "F07", "F13", "A07"}
    for row in found:
        assert (row["lost"], row["doubled"], row["ok"]) == (0, 0, True)
        assert row["stored"] >= row["acknowledged"]
