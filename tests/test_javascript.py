"""The browser's modules, tested by node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from node import NODE

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_module(file: Path) -> None:
    ran = subprocess.run(
        [NODE, "--test", "--test-reporter=spec", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_there_are_modules_to_test() -> None:
    assert FILES
