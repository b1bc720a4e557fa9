"""The kernel's answer to a page that wants a document: a file, or a sentence."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from typing import Any

import docx
import pytest
from agreements import BIBLIOTEK, CARDS, GRID, PLAN, POINTS, TABLES
from serving import ROOT
from test_documents_region import REPORT

from kit import Workshop
from kit.rounds import RoundSettings, tailored
from kit.widgets.documents import answer_documents
from kit.widgets.window import Window

SETTINGS = {
    "name": "Påhittsby",
    "questionnaire": "bibliotek-24",
    "languages": ["sv"],
    "goals": ["Alla får hjälp här."],
}
ROUND = tailored(BIBLIOTEK, RoundSettings.model_validate(SETTINGS))
WISH: dict[str, Any] = {
    "what": "plan",
    "format": "docx",
    "plan": PLAN.model_dump(mode="json"),
    "gaps": {"goals": [], "needs": ["c43"]},
    "settings": SETTINGS,
    "workshop": {"title": {"sv": "Nittio minuter", "en": "Ninety minutes"}},
    "tables": TABLES,
    "language": "sv",
    "day": "2026-11-12",
}


@pytest.fixture
def window() -> Window:
    made = Window("console", {"round": None})
    answer_documents(made, lambda: ROUND)
    return made


def ask(window: Window, **request: Any) -> dict[str, Any]:
    """Send a request as the browser does, as JSON, and return the answer."""
    told: list[dict[str, Any]] = []
    window.send = told.append
    wire = json.loads(json.dumps({"type": "document", "id": "1", "request": WISH | request}))
    window._receive(window, wire, [])
    (answer,) = told
    back: dict[str, Any] = json.loads(json.dumps(answer))
    return back


def words(content: dict[str, Any]) -> str:
    file = docx.Document(io.BytesIO(base64.b64decode(content["base64"])))
    return "\n".join(one.text for one in file.paragraphs)


def test_it_writes_the_plan_that_the_browser_hands_it(window: Window) -> None:
    content = ask(window)["content"]
    assert content["name"] == "handlingsplan-pahittsby-2026-11-12.docx"
    assert content["type"].endswith("wordprocessingml.document")
    assert content["problem"] == ""
    read = words(content)
    assert "Workshop\tNittio minuter" in read
    assert "Mål\tAlla får hjälp här." in read


def test_it_tells_how_the_group_weighed_where_that_is_shown(window: Window) -> None:
    weighing = {
        "points": POINTS.model_dump(mode="json"),
        "grid": GRID.model_dump(mode="json"),
        "voted": {"points": {}, "grid": {}},
    }
    board = {"version": 1, "cards": [card.model_dump(mode="json") for card in CARDS]}
    read = words(ask(window, weighing=weighing, board=board)["content"])
    assert "Så vägde gruppen idéerna" in read
    hidden: dict[str, Any] = {"points": None, "grid": None, "voted": {}}
    assert "Så vägde gruppen idéerna" not in words(ask(window, weighing=hidden)["content"])


@pytest.mark.parametrize("missing", ["workshop", "tables", "gaps"])
def test_what_is_not_there_is_left_out(window: Window, missing: str) -> None:
    assert ask(window, **{missing: None})["content"]["problem"] == ""


def test_no_day_for_the_calendar_is_said_in_words(window: Window) -> None:
    plan = PLAN.model_copy(update={"follow_up": None, "actions": PLAN.actions[2:]})
    answer = ask(window, format="ics", plan=plan.model_dump(mode="json"))
    assert not answer["failed"]
    assert answer["content"]["problem"].startswith("Det finns ingen dag att lägga i kalendern.")


def test_a_missing_library_is_said_in_words(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "kit.documents.ics_file", raising=False)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    answer = ask(window, format="ics", language="en")
    assert "pip install 'kit[documents]'" in answer["content"]["problem"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"plan": {"actions": 3}},
        {"day": "igår"},
        {"settings": None},
        {"what": "region"},
        {"board": 3},
    ],
)
def test_what_is_no_plan_fails_without_ending_the_window(
    window: Window, wrong: dict[str, Any]
) -> None:
    assert ask(window, **wrong)["failed"]
    assert not ask(window)["failed"]


def test_it_writes_a_regions_report_of_the_page_or_of_the_kernel(window: Window) -> None:
    content = ask(window, what="region", report=REPORT, format="html")["content"]
    assert content["name"] == "regionens-rapport-hosten-2026-2026-12-01.html"
    assert "Gemensamma behov" in base64.b64decode(content["base64"]).decode()
    own = Window("region", {})
    answer_documents(own, lambda: ROUND, lambda request: REPORT | {"title": request["language"]})
    assert ask(own, what="region", format="html")["content"]["name"].startswith("sv-hosten-2026")


@pytest.mark.parametrize("kind", ["console", "actions", "follow_up", "region"])
def test_the_windows_where_documents_are_saved_answer(kind: str) -> None:
    workshop = Workshop(ROOT / "questionnaires" / "bibliotek-24.yaml")
    answer = ask(getattr(workshop, kind)(), format="csv")
    assert answer["content"]["problem"] == ""


def test_a_page_opens_without_what_writes_documents() -> None:
    code = (
        "import sys; from kit import Workshop; w = Workshop('bibliotek-24'); "
        "w.console(); w.file(); w.form(); "
        "print([one for one in sys.modules if one.startswith(('docx', 'openpyxl', 'icalendar', "
        "'lxml', 'kit.documents'))])"
    )
    run = [sys.executable, "-c", code]
    shown = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT)
    assert shown.stdout.strip() == "[]"
