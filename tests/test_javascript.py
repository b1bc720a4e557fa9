"""The browser's modules, tested by node."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from node import NODE

ROOT = Path(__file__).parents[1]
TYPESCRIPT = Path(sys.prefix) / "typescript" / "node_modules" / ".bin" / "tsc"
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


@pytest.mark.skipif(not TYPESCRIPT.exists(), reason="TypeScript could not be fetched (see make)")
def test_the_modules_keep_the_types_that_they_tell() -> None:
    check = [str(TYPESCRIPT), "--project", str(ROOT / "jsconfig.json")]
    ran = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_there_are_modules_to_test() -> None:
    assert FILES
