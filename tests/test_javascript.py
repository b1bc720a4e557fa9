"""The browser's modules, tested by node; Playwright brings one where the machine has none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import playwright
import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))
BUNDLED = Path(playwright.__file__).parent / "driver" / "node"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_module(file: Path) -> None:
    node = shutil.which("node") or str(BUNDLED)
    ran = subprocess.run(
        [node, "--test", "--test-reporter=spec", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_there_are_modules_to_test() -> None:
    assert FILES
