"""A questionnaire is found by its id, and remembered until something changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.shelf import remembered

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prov.yaml"
    path.write_text("id: prov", encoding="utf-8")
    return path


def counting() -> tuple[list[int], Callable[[], dict[str, Any]]]:
    made: list[int] = []

    def make() -> dict[str, Any]:
        made.append(1)
        return {"title": "å <b>", "n": len(made)}

    return made, make


def test_the_same_file_is_read_once(file: Path) -> None:
    made, make = counting()
    assert remembered(file, make) == remembered(file, make) == {"title": "å <b>", "n": 1}
    assert len(made) == 1


def test_a_changed_file_is_read_again(file: Path) -> None:
    made, make = counting()
    remembered(file, make)
    file.write_text("id: nytt", encoding="utf-8")
    assert remembered(file, make)["n"] == 2
    assert len(made) == 2


def test_a_damaged_memory_is_made_anew(file: Path, home: Path) -> None:
    made, make = counting()
    remembered(file, make)
    (memory,) = (home / ".cache" / "kit").iterdir()
    for damage in (b"", b"\xff", b"[]", memory.read_bytes()[:-5]):
        memory.write_bytes(damage)
        assert remembered(file, make)["title"] == "å <b>"
    assert len(made) == 5


def test_where_nothing_can_be_kept_it_is_done_without(file: Path, home: Path) -> None:
    home.write_text("no folder", encoding="utf-8")
    made, make = counting()
    assert remembered(file, make)["n"] == 1
    assert remembered(file, make)["n"] == 2
    assert len(made) == 2


def test_what_cannot_be_read_is_never_remembered(file: Path, home: Path) -> None:
    def refuse() -> dict[str, Any]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        remembered(file, refuse)
    assert not (home / ".cache").exists()


def test_the_second_page_opens_without_the_reader() -> None:
    code = (
        "import sys; from kit import Workshop; Workshop('bibliotek-24').form(); "
        "print(sorted({'pydantic', 'ruamel.yaml', 'babel'} & set(sys.modules)))"
    )
    shown = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=dict(os.environ),
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert shown == ["['babel', 'pydantic', 'ruamel.yaml']", "[]"]
