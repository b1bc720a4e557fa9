"""Solara's scripts, which it would else fetch from a foreign host at the first visit."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from systems import environment

SCOPE, PACKAGE = "@widgetti", "solara-vuetify3-app"


def solara_python() -> Path:
    """Return the Python of an environment in which Solara needs no foreign host."""
    python = environment("solara", "solara-assets")()
    folder = python.parents[1]
    found = next(folder.glob("lib/python*/site-packages/solara/server/templates/solara.html.j2"))
    wanted = re.search(rf"{PACKAGE}@([\d.]+)/", found.read_text(encoding="utf-8"))
    if wanted:
        fetch(folder / "share" / "solara" / "cdn", wanted.group(1))
    return python


def fetch(shelf: Path, version: str) -> None:
    """Have npm put a version of the scripts on the shelf, unless it is there."""
    place = shelf / SCOPE / f"{PACKAGE}@{version}"
    if place.is_dir():
        return
    with tempfile.TemporaryDirectory() as folder:
        name = f"{SCOPE}/{PACKAGE}@{version}"
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True)  # noqa: S607
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(folder, "package"), place)
