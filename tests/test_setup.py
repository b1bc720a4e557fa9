"""What has to agree: versions, extensions, targets, notebooks without answers, no other host."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from ruamel.yaml import YAML

from kit.server.app import EXTENSIONS

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = sorted((ROOT / "kit" / "server" / "template").glob("*.*"))
MODULES = sorted(
    path
    for path in (ROOT / "kit" / "static").glob("*.*")
    if path.suffix in {".js", ".css"} and path.name != "vega.js"
)
# Names of vocabularies, not places that a browser goes to.
NAMES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}


def needed() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    documents = project["optional-dependencies"]["documents"]
    asked = map(Requirement, [*project["dependencies"], *documents])
    return {requirement.name: requirement for requirement in asked}


def pinned() -> dict[str, Requirement]:
    environment = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    return {requirement.name: requirement for requirement in map(Requirement, pip)}


def test_binder_installs_what_the_package_needs() -> None:
    assert pinned().keys() == needed().keys()


@pytest.mark.parametrize("name", sorted(needed()))
def test_binders_versions_are_exact_and_allowed(name: str) -> None:
    (pin,) = pinned()[name].specifier
    assert pin.operator == "=="
    assert Version(pin.version) in needed()[name].specifier


def test_binder_runs_a_python_that_the_package_allows() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    found = re.search(r"^  - python=(3\.\d+)$", text, re.MULTILINE)
    assert found, "Binder reads the version from a line such as `- python=3.12`"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert Version(found.group(1)) in Requirement(f"x{project['requires-python']}").specifier


def test_binder_loads_the_same_extensions_as_the_kits_own_server() -> None:
    settings = json.loads((ROOT / "voila.json").read_text(encoding="utf-8"))
    assert settings["VoilaConfiguration"]["extension_allowlist"] == list(EXTENSIONS)


@pytest.mark.parametrize("script", ["postBuild", ".ci/run"])
def test_scripts_can_be_run_and_stop_at_the_first_mistake(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    assert "set -euo pipefail" in path.read_text(encoding="utf-8")
    assert subprocess.run(["/bin/bash", "-n", path], check=False).returncode == 0


def test_make_says_what_it_can_do() -> None:
    make = shutil.which("make") or "make"
    said = subprocess.run([make], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = re.findall(r"^make (\w+)", said, re.MULTILINE)
    assert {"install", "run", "test", "lint", "screenshots", "clean", "help"} <= set(listed)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_hold_no_outputs_and_nobodys_answers(notebook: Path) -> None:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    assert "widgets" not in content["metadata"]
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert content["metadata"]["title"]


@pytest.mark.parametrize("file", [*PAGES, *MODULES], ids=lambda path: path.name)
def test_pages_name_no_other_host(file: Path) -> None:
    found = re.findall(
        r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"'`)]*", file.read_text("utf-8")
    )
    assert set(found) - NAMES == set()
