"""The form as the server draws it is the form as the browser draws it, in every element."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from serving import ROOT

from kit.opening import window_state
from kit.reading import read_questionnaire
from kit.server.drawing_form import form

FILES = [
    ROOT / "tests" / "data" / "kinds.yaml",
    *sorted((ROOT / "questionnaires").glob("*.yaml")),
]


@pytest.mark.parametrize("in_round", [False, True], ids=["alone", "in a round"])
def test_the_server_draws_what_the_browser_draws(
    page: Page, static_site: str, in_round: bool
) -> None:
    page.goto(f"{static_site}/page/drawings.html")
    page.wait_for_selector("html[data-ready]")
    for file in FILES:
        for state in in_languages(file, in_round=in_round):
            here, there = page.evaluate(
                "([state, html]) => drawings(state, html)", [state, str(form(state))]
            )
            assert len(there) > 3
            assert there == here, f"{file.name} in {state['language']}"


def in_languages(file: Path, *, in_round: bool) -> Iterator[dict[str, Any]]:
    """Yield what the form's window is drawn from, in each of the file's languages."""
    state = window_state(read_questionnaire(file)) | {"keep": True, "round": None}
    for number, language in enumerate(state["questionnaire"]["languages"]):
        # Nobody has been here before, so each has a draft of its own.
        view = state["questionnaire"] | {"version": f"{file.stem} {number}"}
        told = {"id": view["version"], "name": "Höst <i>", "api": "/nowhere/"} if in_round else None
        yield state | {"questionnaire": view, "language": language, "round": told}
