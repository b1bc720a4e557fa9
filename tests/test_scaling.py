"""docs/scaling.md says what was measured, and what follows from it."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "scaling.md"


@pytest.fixture
def scaling(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    spec = importlib.util.spec_from_file_location("scaling", ROOT / "benchmarks" / "scaling.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "scaling", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_page_shows_the_figures_that_were_measured(scaling: Any, language: str) -> None:
    page = PAGE if language == "en" else scaling.SWEDISH
    text = page.read_text(encoding="utf-8")
    for name, in_english in scaling.blocks().items():
        made = in_english if language == "en" else scaling.in_swedish(in_english)
        (shown,) = re.findall(
            rf"<!-- {name}: begin -->\n(.*?)\n<!-- {name}: end -->", text, re.DOTALL
        )
        assert shown == made, f"{name} is old: run benchmarks/scaling.py"


def test_more_cost_a_page_means_more_machines(scaling: Any) -> None:
    dear, cheap = scaling.Cost(0.5, 40.0), scaling.Cost(0.1, 10.0)
    for plan in scaling.PLANS:
        assert plan.pods(cheap) <= plan.pods(dear)
        assert plan.memory(cheap) < plan.memory(dear)
        assert plan.pods(cheap) * scaling.CEILING >= plan.there()
        assert plan.pods(dear) * 4 >= plan.cores(dear)


def test_the_swedish_tables_are_in_swedish(scaling: Any) -> None:
    assert scaling.in_swedish("| a region: 5,000 at once | 1.5 |") == (
        "| en region: 5\N{NO-BREAK SPACE}000 samtidigt | 1,5 |"
    )
    left = {
        word
        for text in scaling.blocks().values()
        for word in re.findall(r"[A-Za-z-]{4,}", scaling.in_swedish(text))
    } & {"people", "cores", "memory", "hours", "pods", "answers", "least", "with", "failed", "time"}
    assert left == set()


def test_what_was_not_measured_is_not_shown_as_a_figure(
    scaling: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaling, "RESULTS", tmp_path)
    assert scaling.herd() == "*Not measured yet: `make herd` fills this in.*"
    measured = {"people": 30, "answerable_p50_s": 0.4, "answerable_p95_s": 0.9}
    measured |= {"answerable_last_s": 1.1, "profile_p95_s": 4.2, "failed": 0, "silent": 0}
    (tmp_path / "herd.json").write_text(
        scaling.json.dumps([measured | {"memory_mb": 812.3, "sent": 720, "kept": 720}])
    )
    assert "| 30 | 0.4 s | 0.9 s | 1.1 s | 4.2 s | 0 | 0 | 812 MB | 720 | 720 |" in scaling.herd()
