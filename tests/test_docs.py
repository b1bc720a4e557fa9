"""What the documents say is true: commands run, code runs, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    path
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/**/*.md")])
    if not path.is_relative_to(ROOT / ".venv")
]
READMES = [ROOT / "README.md", ROOT / "README.sv.md"]
names = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def commands(path: Path) -> list[str]:
    lines = [
        line.split("#")[0].strip() for block in blocks(path, "sh") for line in block.splitlines()
    ]
    return [line for line in lines if line]


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_links_to_files_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_make_commands_are_targets(readme: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [line.split()[1] for line in commands(readme) if line.startswith("make ")]
    assert targets == ["run", "test"]
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_kits_own_commands_run(readme: Path) -> None:
    own = [line for line in commands(readme) if line.startswith(".venv/bin/kit ")]
    assert len(own) == 2
    for line in own:
        _, *arguments = shlex.split(line)
        kit = Path(sys.executable).with_name("kit")
        ran = subprocess.run(
            [kit, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, f"{line}\n{ran.stdout}{ran.stderr}"


def test_the_readmes_python_runs() -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
