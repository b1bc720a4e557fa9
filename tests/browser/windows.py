"""The private windows on a page of their own, and the files that people bring to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

from kit.reading import read_questionnaire
from kit.records import Response, checksum
from kit.reports import profile_state

ROOT = Path(__file__).parents[2]
VIEWS = {"kinds": ROOT / "tests" / "data" / "kinds.yaml"}
ME, YOU = "a" * 32, "b" * 32
LAST = "1" * 32
FULL = {"q111": "5", "q112": "2", "q121": "4", "q122": "3", "q211": "2", "q212": "1"}
Data = dict[str, Any]


def questionnaire(view: str) -> Any:
    return read_questionnaire(VIEWS.get(view, ROOT / "questionnaires" / f"{view}.yaml"))


def response(view: str = "kinds", **change: Any) -> Data:
    """Return last spring's finished response, or what ``change`` makes of it."""
    asked = questionnaire(view)
    return {
        "response_id": LAST,
        "round": None,
        "seq": 6,
        "questionnaire": {"id": asked.id, "version": asked.version, "hash": asked.hash},
        "language": "sv",
        "role": "all",
        "background": {},
        "answers": FULL,
        "day": "2026-05-20",
        "status": "finished",
    } | change


def file(*responses: Data, **change: Any) -> Data:
    """Return a participant's file with these responses, signed."""
    content = {
        "format": "kit-participant",
        "format_version": 1,
        "person_key": ME,
        "saved": "2026-05-20",
        "responses": list(responses) or [response()],
        "notes": [],
        "chosen": [],
        "steps": [],
    } | change
    return {**content, "checksum": checksum(content)}


def payload(content: Data | bytes, name: str = "min-skattning.json") -> FilePayload:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"name": name, "mimeType": "application/json", "buffer": data}


def profile(view: str = "kinds", **change: Any) -> Data:
    """Return what Python says about last spring's response."""
    given = Response.model_validate(response(view, **change))
    made: Data = profile_state(questionnaire(view), given)
    return made


def all_rated(view: str) -> dict[str, str]:
    """Return an answer to every statement, from 1 to 7 and round again."""
    return {item.id: str(1 + 3 * n % 7) for n, item in enumerate(questionnaire(view).rated())}


def arrive(page: Page, site: str, windows: str = "file", **query: str) -> None:
    """Open the page and wait until its windows stand."""
    asked = "&".join(f"{key}={value}" for key, value in {"windows": windows, **query}.items())
    page.goto(f"{site}/page/windows.html?{asked}")
    page.wait_for_selector("html[data-ready]")


def kept(page: Page) -> Data:
    """Return the record as it is on the page."""
    value: Data = page.evaluate("structuredClone(store.value)")
    return value


def stored(page: Page) -> list[str]:
    """Return the names of everything that the kit keeps in this browser."""
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return names


def chooser(page: Page) -> Locator:
    return page.locator("input[type=file]")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answer(page: Page, **answers: str) -> None:
    page.evaluate("given => Object.entries(given).forEach(([k, v]) => store.answer(k, v))", answers)
