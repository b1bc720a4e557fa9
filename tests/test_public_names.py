"""The package's public names are few, listed and light to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kit

HEAVY = ("pandas", "numpy", "altair", "scipy", "voila", "tornado.web", "sqlalchemy")
OPENING = (
    "from kit import Workshop; w = Workshop('bibliotek-24'); "
    "w.form(); w.profile(); w.file(); w.reflection(); w.group(); w.actions(); w.console(); "
    "w.presenter()"
)
DRAWING = "import kit.group_report, kit.lines"  # a group's result comes counted and protected


def test_public_names_are_exactly_the_listed_ones() -> None:
    assert kit.__all__ == sorted(kit.__all__)
    assert kit.__all__ == ["Workshop", "__version__"]
    assert all(hasattr(kit, name) for name in kit.__all__)


@pytest.mark.parametrize("code", [OPENING, DRAWING], ids=["opening", "drawing a group"])
def test_a_kernel_does_without_the_heavy_libraries(code: str) -> None:
    loaded = f"import sys; {code}; print(sorted(set({HEAVY}) & set(sys.modules)))"
    run = [sys.executable, "-c", loaded]
    shown = subprocess.run(run, check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"
