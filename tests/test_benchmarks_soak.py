"""People come and go, and afterwards the server is as it was before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "benchmarks"
BOUND_MB = 60
FEW = 5
"""Descriptors that a server may open for good when there is more to do; a leak is one a visit."""


def test_after_three_dozen_visits_the_server_holds_what_it_held_before(tmp_path: Path) -> None:
    file = tmp_path / "soak.json"
    hurried = ("--people", "6", "--visits", "36", "--pause", "0.02")
    subprocess.run([sys.executable, FOLDER / "soak.py", *hurried, "--out", file], check=True)
    start, *_, end = json.loads(file.read_text(encoding="utf-8"))
    assert end["visits"] >= start["visits"] + 36
    assert (end["people"], end["lost"]) == (0, 0)
    assert end["processes"] <= start["processes"]
    assert end["descriptors"] <= start["descriptors"] + FEW
    assert end["memory_mb"] <= start["memory_mb"] + BOUND_MB
