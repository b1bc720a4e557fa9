"""The systems that are measured: how each is installed, started, and when it can be answered."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from playwright.sync_api import Page

HERE = Path(__file__).parent
ROOT = HERE.parent
ENVIRONMENTS = HERE / ".environments"


@dataclass(frozen=True)
class System:
    """One way to put a questionnaire in front of people."""

    name: str
    package: str
    python: Callable[[], Path]
    write: Callable[[Path, list[str]], None]
    command: Callable[[Path, Path, int], list[str]]
    address: Callable[[int], str]
    first_question: Callable[[Page], None]


def own_python() -> Path:
    """Return the interpreter that runs the benchmark."""
    return Path(sys.executable)


def environment(*packages: str) -> Callable[[], Path]:
    """Return a function that makes an environment with ``packages`` once, for its Python."""

    def make() -> Path:
        folder = ENVIRONMENTS / packages[0]
        python = folder / "bin" / "python"
        if not python.exists():
            venv.create(folder, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
        return python

    return make


def version(system: System) -> str:
    """Ask the system's own environment for its version."""
    code = f"from importlib.metadata import version; print(version({system.package!r}))"
    asked = subprocess.run(
        [system.python(), "-c", code], check=True, capture_output=True, text=True
    )
    return asked.stdout.strip()


@contextmanager
def running(
    system: System, folder: Path, statements: list[str]
) -> Iterator[tuple[str, psutil.Process]]:
    """Start the system on ``statements``; yield its address and its process."""
    system.write(folder, statements)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "log.txt").open("w")
    process = psutil.Popen(
        [str(part) for part in system.command(system.python(), folder, port)],
        cwd=folder,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield system.address(port), process
    finally:
        for one in [*process.children(recursive=True), process]:
            one.kill()
        process.wait()
        log.close()


def _wait(url: str, process: psutil.Popen) -> None:
    while process.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - an address of this machine
        except (URLError, ConnectionError, TimeoutError):
            continue
        return
    raise RuntimeError(f"{url} never answered; see the log beside it")


def notebook(*cells: str) -> str:
    """Return a notebook with these code cells as JSON."""
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": cell,
            "execution_count": None,
            "outputs": [],
        }
        for n, cell in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": made}
    )


def write_kit(folder: Path, statements: list[str]) -> None:
    """Write the statements as a questionnaire of the kit, and the step that shows it."""
    points = "".join(
        f'      - {{id: "{n}", value: {n}, label: {{sv: "Nivå {n}"}}}}\n' for n in range(1, 8)
    )
    items = "".join(
        f"      - {{id: q{n}, kind: rate, scale: s, competence: c1, text: {json.dumps(text)}}}\n"
        for n, text in enumerate(statements)
    )
    questionnaires = folder / "questionnaires"
    questionnaires.mkdir()
    (questionnaires / "matning.yaml").write_text(
        'schema: 1\nid: matning\nversion: "1"\nlanguages: [sv]\ntitle: "Mätning"\n'
        f"scales:\n  s:\n    points:\n{points}"
        'areas:\n  - id: a1\n    label: "Område"\n    competences: [{id: c1, label: "Kompetens"}]\n'
        f'pages:\n  - id: p1\n    title: "Sida"\n    items:\n{items}',
        encoding="utf-8",
    )
    (folder / "index.ipynb").write_text(
        notebook(
            'from kit import Workshop\n\nworkshop = Workshop("matning")',
            "workshop.form()",
            "workshop.profile()",
            "workshop.file()",
        )
    )


def write_naive(folder: Path, statements: list[str]) -> None:
    """Write the notebook that most people would write first."""
    (folder / "index.ipynb").write_text(
        notebook(
            "import altair as alt\nimport ipywidgets as widgets\nimport pandas as pd",
            f"statements = {statements!r}",
            "answers = [widgets.RadioButtons(options=[str(n) for n in range(1, 8)],"
            " description=text) for text in statements]\nwidgets.VBox(answers)",
        )
    )


def write_streamlit(folder: Path, statements: list[str]) -> None:
    """Write the same questions as a Streamlit script."""
    (folder / "app.py").write_text(
        "import altair as alt\nimport pandas as pd\nimport streamlit as st\n"
        f"for n, text in enumerate({statements!r}):\n"
        "    st.radio(text, list(range(1, 8)), index=None, horizontal=True, key=n)\n"
    )


def kit_first_question(page: Page) -> None:
    """Begin, and wait until the first statement can be answered."""
    page.get_by_role("button", name="Börja").click()
    page.locator("fieldset input[type=radio]").first.wait_for(state="visible")


SYSTEMS = [
    System(
        "kit",
        "kit",
        own_python,
        write_kit,
        lambda python, folder, port: [
            python.parent / "kit",
            "serve",
            "--no-browser",
            "--port",
            port,
            "--notebooks",
            folder,
            "--store",
            f"sqlite:///{folder}/kit.sqlite",
        ],
        lambda port: f"http://127.0.0.1:{port}/",
        kit_first_question,
    ),
    System(
        "naive voila",
        "voila",
        own_python,
        write_naive,
        lambda python, folder, port: [
            python.parent / "voila",
            "--no-browser",
            f"--port={port}",
            folder / "index.ipynb",
        ],
        lambda port: f"http://127.0.0.1:{port}/",
        lambda page: page.locator(".widget-radio-box input").first.wait_for(state="visible"),
    ),
    System(
        "streamlit",
        "streamlit",
        environment("streamlit", "pandas", "altair"),
        write_streamlit,
        lambda python, folder, port: [
            python,
            "-m",
            "streamlit",
            "run",
            folder / "app.py",
            "--server.headless=true",
            f"--server.port={port}",
            "--browser.gatherUsageStats=false",
        ],
        lambda port: f"http://127.0.0.1:{port}/",
        lambda page: page.locator("[role=radiogroup] input").first.wait_for(state="attached"),
    ),
]
