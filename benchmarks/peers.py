"""The other systems, each written as its own documentation shows, with the same seven points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cells import notebook
from solara_files import solara_python
from systems import Radio, System, environment

NAIVE = """import altair as alt
import ipywidgets as widgets
import pandas as pd"""

STREAMLIT = """import streamlit as st

for n, text in enumerate({statements!r}):
    st.radio(text, list(range(1, 8)), index=None, horizontal=True, key=n)
"""

PANEL = """import panel as pn

pn.extension()


def question(text):
    radios = pn.widgets.RadioBoxGroup(options=list(range(1, 8)), value=None, inline=True)
    return pn.Column(text, radios)


pn.Column(*[question(text) for text in {statements!r}]).servable()
"""

SOLARA = """import solara
from solara.alias import rv


@solara.component
def Question(text):
    value, set_value = solara.use_state(None)
    with rv.RadioGroup(label=text, inline=True, v_model=value, on_v_model=set_value):
        for n in range(1, 8):
            rv.Radio(label=str(n), value=n)


@solara.component
def Page():
    with solara.Column():
        for text in {statements!r}:
            Question(text)
"""

MARIMO = """import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    statements = {statements!r}
    points = [str(n) for n in range(1, 8)]
    answers = mo.ui.array([mo.ui.radio(points, label=text, inline=True) for text in statements])
    answers.vstack()
    return (answers,)


if __name__ == "__main__":
    app.run()
"""


def write_naive(folder: Path, statements: list[str]) -> None:
    """Write the notebook that most people would write first."""
    radios = (
        f"statements = {statements!r}\n"
        "answers = [\n"
        "    widgets.RadioButtons(\n"
        "        options=[str(n) for n in range(1, 8)], value=None, description=text\n"
        "    )\n"
        "    for text in statements\n"
        "]\n"
        "widgets.VBox(answers)"
    )
    (folder / "index.ipynb").write_text(notebook(NAIVE, radios), encoding="utf-8")


def script(text: str) -> Callable[[Path, list[str]], None]:
    """Return a function that writes ``app.py`` with the statements in ``text``."""

    def write(folder: Path, statements: list[str]) -> None:
        (folder / "app.py").write_text(text.format(statements=statements), encoding="utf-8")

    return write


def module(*arguments: object, port: str) -> Callable[[Path, Path, int], list[object]]:
    """Return a function that says how to run a module; ``port`` is the option for its port."""

    def command(python: Path, folder: Path, number: int) -> list[object]:
        del folder
        return [python, "-m", *arguments, f"{port}={number}"]

    return command


PEERS = [
    System(
        "naive voila",
        "voila",
        environment("voila", "ipykernel", "ipywidgets", "pandas", "altair"),
        write_naive,
        module("voila", "index.ipynb", "--no-browser", port="--port"),
        Radio(".widget-radio-box input"),
    ),
    System(
        "streamlit",
        "streamlit",
        environment("streamlit"),
        script(STREAMLIT),
        module(
            *("streamlit", "run", "app.py", "--server.headless=true"),
            "--browser.gatherUsageStats=false",
            port="--server.port",
        ),
        Radio("[role=radiogroup] input"),
    ),
    System(
        "panel",
        "panel",
        environment("panel"),
        script(PANEL),
        module("panel", "serve", "app.py", port="--port"),
        Radio("input[type=radio]"),
        path="app",
    ),
    System(
        "solara",
        "solara",
        solara_python,
        script(SOLARA),
        module("solara", "run", "app.py", "--production", "--no-open", port="--port"),
        Radio("[role=radiogroup] input"),
    ),
    System(
        "marimo",
        "marimo",
        environment("marimo"),
        script(MARIMO),
        module("marimo", "run", "app.py", "--headless", "--no-token", port="--port"),
        Radio("[role=radiogroup] [role=radio]"),
    ),
]
