"""The kit itself among the systems: a questionnaire and the notebook that shows it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cells import notebook
from systems import ROOT, Radio, System

KIT = "from kit.cli import main; main()"
HEAD = """schema: 1
id: matning
version: "1"
languages: [sv]
title: "Mätning"
scales:
  s:
    points:
{points}areas:
  - id: a1
    label: "Område"
    competences: [{{id: c1, label: "Kompetens"}}]
pages:
  - id: p1
    title: "Sida"
    items:
"""


def own_python() -> Path:
    """Return the interpreter that runs the benchmark."""
    return Path(sys.executable)


def questionnaire(statements: list[str]) -> str:
    """Return the statements as a questionnaire with seven points."""
    points = "".join(
        f'      - {{id: "{n}", value: {n}, label: {{sv: "Nivå {n}"}}}}\n' for n in range(1, 8)
    )
    items = "".join(
        f"      - {{id: q{n}, kind: rate, scale: s, competence: c1, text: {json.dumps(text)}}}\n"
        for n, text in enumerate(statements)
    )
    return HEAD.format(points=points) + items


def write_kit(folder: Path, statements: list[str]) -> None:
    """Write the questionnaire, and a notebook with the cells of the kit's own first step."""
    questionnaires = folder / "questionnaires"
    questionnaires.mkdir()
    (questionnaires / "matning.yaml").write_text(questionnaire(statements), encoding="utf-8")
    cells = ('from kit import Workshop\n\nworkshop = Workshop("matning")', "workshop.form()")
    more = ("workshop.profile()", "workshop.file()")
    (folder / "index.ipynb").write_text(notebook(*cells, *more), encoding="utf-8")


def serve(python: Path, folder: Path, port: int) -> list[object]:
    """Return the command that serves a folder of notebooks."""
    store = ("--store", f"sqlite:///{folder}/kit.sqlite")
    place = ("--port", port, "--notebooks", folder)
    return [python, "-c", KIT, "serve", "--no-browser", *place, *store]


OWN = System(
    "kit",
    "kit",
    own_python,
    write_kit,
    serve,
    Radio(
        ".kit-column fieldset[data-key^=q] input[type=radio]", begin=".kit-start .kit-ways button"
    ),
    variables={"PYTHONPATH": str(ROOT)},
)
