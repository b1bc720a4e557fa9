"""What the documents say is true: commands run, code runs, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kit.cli.app import app
from kit.reading import read_questionnaire
from kit.samples import read_samples
from kit.store import open_store

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
    assert targets == ["run", "demo", "test"]
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a copy of the repository's outside, with an invented round in its store."""
    for name in ("notebooks", "questionnaires", "sample_data"):
        (tmp_path / name).symlink_to(ROOT / name)
    original = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    sample = read_samples(ROOT / "sample_data")["pahittsby-2026-11"]
    with closing(open_store(f"sqlite:///{tmp_path / 'data' / 'kit.sqlite'}")) as store:
        made = store.create_round(sample.head.settings, sample.questionnaire(original))
        store.load(made.id, sample.responses(original))
    return tmp_path


def filled_in(argument: str, home: Path) -> str:
    """Return an argument with what the reader puts in place of a word in capitals."""
    if argument == "ROUND":
        with closing(open_store(f"sqlite:///{home / 'data' / 'kit.sqlite'}")) as store:
            return store.rounds()[0].id
    if argument == "BACKUP":
        return str(next((home / "data" / "kit.sqlite.backups").iterdir()))
    return argument


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_kits_own_commands_run_one_after_the_other(
    readme: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.delenv("KIT_STORE", raising=False)
    own = [line for line in commands(readme) if line.startswith(".venv/bin/kit ")]
    assert {"check", "serve", "rounds", "export", "summary", "backup", "restore", "purge"} == {
        line.split()[1] for line in own
    }
    for line in own:
        arguments = [filled_in(argument, home) for argument in shlex.split(line)[1:]]
        ran = CliRunner().invoke(app, arguments)
        assert ran.exit_code == 0, f"{line}\n{ran.stdout}{ran.stderr}"


def test_the_readmes_python_runs() -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
