"""What the benchmarks' page says is what was measured, and keeps what was promised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import correlation
from typing import Any

import pytest

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


PEERS = {"naive voila", "streamlit", "panel", "solara", "marimo"}
ALMOST = 0.95
"""How well a straight line must fit before cost is called linear."""


def rows(name: str = "page") -> list[dict[str, Any]]:
    file = FOLDER / "results" / f"{name}.json"
    measured: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return measured


def readme() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_table_shows_the_figures_that_were_measured() -> None:
    for row in rows():
        assert set(row) == FIELDS
        shown = f"| {row['system']} | {row['version']} | {row['items']} "
        assert f"{shown}| {row['first_question_s']:.2f} s | {row['cpu_s']:.2f} s " in readme()


@pytest.mark.parametrize("items", [24, 60])
def test_the_first_question_comes_sooner_and_costs_less_than_with_any_peer(items: int) -> None:
    by_system = {row["system"]: row for row in rows() if row["items"] == items}
    assert set(by_system) == {"kit", *PEERS}
    kit = by_system.pop("kit")
    for peer in by_system.values():
        for figure in ("first_question_s", "cpu_s", "bytes", "requests"):
            assert kit[figure] < peer[figure]
    assert kit["memory_mb"] * 3 <= by_system["naive voila"]["memory_mb"]


def test_the_page_weighs_no_more_than_promised() -> None:
    for row in rows():
        if row["system"] == "kit":
            assert row["bytes"] <= 150_000
            assert row["requests"] <= 6


def test_l01_a_full_room_lost_nobody_and_no_answer() -> None:
    found = {row["people"]: row for row in rows("herd")}
    assert set(found) == {30, 100, 200}
    for row in [*found.values(), *rows("herd-kill")]:
        assert (row["failed"], row["silent"]) == (0, 0)
        assert row["kept"] == row["sent"] == 24 * row["people"]
        assert f"| {row['people']} | {row['answerable_p50_s']:.2f} s " in readme()


@pytest.mark.parametrize(
    ("what", "figure"), [("sessions", "cpu_s"), ("sessions", "memory_mb"), ("items", "bytes")]
)
def test_cost_grows_in_a_straight_line(what: str, figure: str) -> None:
    own = [row for row in rows("growth") if row["what"] == what]
    counts, costs = [row["count"] for row in own], [row[figure] for row in own]
    assert min(counts) <= 10
    assert max(counts) == 200
    assert correlation(counts, costs) ** 2 >= ALMOST


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
    found = rows("answers")
    most = {"L02": (1_000, 2_000), "L03": (1_000, 1_000), "L04": (3_000, 3_000)}
    assert len(found) == 2 * len(most)
    for row in found:
        assert (row["stored"], row["errors"]) == (row["sent"], 0)
        p95, p99 = most[row["case"][:3]]
        assert row["p95_ms"] <= p95
        assert row["p99_ms"] <= p99
        assert f"| {row['p50_ms']:.0f} ms | {row['p95_ms']:.0f} ms |" in readme()


def test_f01_f02_f07_f13_a07_nothing_was_lost_or_doubled() -> None:
    found = rows("faults")
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
