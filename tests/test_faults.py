"""The short form of `make faults`: processes killed and networks spoiled while people answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from serving import ROOT

CAMPAIGN = ROOT / "tests" / "faults" / "campaign.py"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Run every fault a few times; return the results by their case."""
    file: Path = tmp_path_factory.mktemp("faults") / "faults.json"
    ran = subprocess.run(
        [sys.executable, CAMPAIGN, "--short", "--only", "F0", file],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return {one["case"]: one for one in json.loads(file.read_text(encoding="utf-8"))}


def holds(found: dict[str, Any], runs: int) -> None:
    assert found["runs"] >= runs
    assert found["acknowledged"] >= runs
    assert found["stored"] >= found["acknowledged"]
    assert (found["lost"], found["doubled"], found["ok"]) == (0, 0, True)


def test_f01_nothing_acknowledged_is_lost_when_the_collector_is_killed(
    short: dict[str, dict[str, Any]],
) -> None:
    holds(short["F01 kill -9 of the collector, SQLite"], 10)
    holds(short["F01 kill -9 of the collector, PostgreSQL"], 4)


def test_f02_nothing_acknowledged_is_lost_when_postgresql_is_killed(
    short: dict[str, dict[str, Any]],
) -> None:
    holds(short["F02 kill -9 of PostgreSQL"], 2)


@pytest.mark.parametrize("trouble", ["reset", "cut", "latency", "blackhole", "down"])
def test_f07_nothing_acknowledged_is_lost_on_a_bad_network(
    short: dict[str, dict[str, Any]], trouble: str
) -> None:
    holds(short[f"F07 {trouble}"], 40)
