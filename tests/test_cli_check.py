"""``kit check``: problems line by line, for people and for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli import spoken

DATA = Path(__file__).parent / "data"
KINDS = DATA / "kinds.yaml"


def kit(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kit.cli import main; main()", *map(str, arguments)]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=kept | environment
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    text = KINDS.read_text(encoding="utf-8")
    text = text.replace("scale: weight", "scale: wieght").replace("min_group: 5", "min_group: 4")
    file = tmp_path / "broken.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file_is_called_good() -> None:
    done = kit("check", KINDS, DATA / "small.yaml", "--language", "sv")
    assert done.returncode == 0
    assert done.stdout == f"{KINDS}: inga problem.\n{DATA / 'small.yaml'}: inga problem.\n"
    assert done.stderr == ""


def test_problems_are_told_line_by_line(broken: Path) -> None:
    done = kit("check", broken, "--language", "sv")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        (
            f'{broken}:9: "privacy.min_group" är 4. Det är för litet. Fem är golvet som skyddar '
            "den som ingår i en liten grupp. Talet får bara höjas."
        ),
        (
            f'{broken}:99: Skalan "wieght" finns inte. Menade du "weight"? '
            "Skalor i filen: confidence, weight."
        ),
    ]
    assert done.stderr == ""


def test_one_bad_file_among_good_ones_is_enough(broken: Path) -> None:
    done = kit("check", KINDS, broken, "nowhere.yaml", "--language", "en")
    assert done.returncode == 1
    assert done.stdout.startswith(f"{KINDS}: no problems.\n{broken}:9: ")
    assert done.stdout.endswith("nowhere.yaml: There is no such file. Check its name and folder.\n")


def test_programs_get_json(broken: Path) -> None:
    done = kit("check", broken, KINDS, "--json", "--language", "en")
    assert done.returncode == 1
    problems = json.loads(done.stdout)
    assert [(one["file"], one["line"]) for one in problems] == [(str(broken), 9), (str(broken), 99)]
    assert problems[1]["what"] == 'The scale "wieght" does not exist.'
    assert problems[1]["remedy"] == 'Did you mean "weight"? Scales in the file: confidence, weight.'
    good = kit("check", KINDS, "--json")
    assert (good.returncode, json.loads(good.stdout)) == (0, [])


def test_it_speaks_the_computers_language(broken: Path) -> None:
    assert "Menade du" in kit("check", broken, LANG="sv_SE.UTF-8").stdout
    assert "Did you mean" in kit("check", broken, LANG="en_GB.UTF-8").stdout


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sv_FI"}, "sv"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": ""}, "en"),
        ({}, "en"),
    ],
)
def test_the_computers_language_is_found(environment: dict[str, str], language: str) -> None:
    assert spoken(environment) == language


def test_a_terminal_without_swedish_letters_gets_an_answer_too(broken: Path) -> None:
    done = kit("check", broken, "--language", "sv", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "finns inte. Menade du" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("odd", [DATA, "/dev/null", "no\nsuch\udcff", "x" * 5_000])
def test_there_is_never_a_traceback(odd: str | Path) -> None:
    done = kit("check", odd)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_the_schema_for_editors_can_be_written_anew() -> None:
    published = Path(__file__).parent.parent / "questionnaires" / "schema.json"
    assert kit("schema").stdout == published.read_text(encoding="utf-8")
