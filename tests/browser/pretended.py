"""A collector that answers as a test wishes, for states that a real one is seldom in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect
from windows import questionnaire

from kit.server.collector.drawing import draw
from kit.server.collector.organising import card

ROUND = "abcdefghjkm2"
KEY = "k" * 43
FEW = {"at_least": 0, "few": True}
STATE: dict[str, Any] = {
    "id": ROUND,
    "name": "Exempelby bibliotek",
    "status": "new",
    "questionnaire": {"id": "bibliotek-24", "version": "2026.1", "title": {}},
    "languages": ["sv", "en"],
    "closes": None,
    "delete_after": "2028-01-22",
    "revealed": [],
    "screen": 0,
    "release": 0,
    "timer_left": None,
    "min_group": 5,
    "min_distribution": 8,
    "joined": FEW,
    "started": FEW,
    "finished": FEW,
    "all_finished": False,
    "code": "CDF347",
    "code_expires": "2099-11-22T23:59:00+00:00",
}
SETTINGS: dict[str, Any] = {
    "name": "Exempelby bibliotek",
    "questionnaire": "bibliotek-24",
    "languages": ["sv", "en"],
    "roles": [],
    "units": [],
    "goals": [],
    "weights": {},
    "closes": None,
    "keep_months": 14,
    "min_group": 5,
    "min_distribution": 8,
}


def steps(number: int) -> dict[str, Any]:
    return {"at_least": number, "few": number == 0}


def counts(joined: int, started: int, finished: int) -> dict[str, Any]:
    return {
        "joined": steps(joined),
        "started": steps(started),
        "finished": steps(finished),
        "all_finished": 0 < joined == finished,
    }


class Pretended:
    """Answer for the collector; ``role`` is who has been let in, None for nobody."""

    def __init__(self, role: str | None = "facilitator", **state: Any) -> None:
        self.role = role
        self.away = False
        self.state = STATE | state
        self.settings: dict[str, Any] = SETTINGS
        self.first_answer = False
        self.rounds: list[dict[str, Any]] = []
        self.said: list[tuple[str, str, Any]] = []
        self.refusal: dict[str, Any] | None = None
        self.tables: dict[str, Any] | None = None

    def __call__(self, route: Route) -> None:
        request = route.request
        path = request.url.split("/kit/api/")[1]
        body = request.post_data_json if request.post_data else None
        self.said.append((request.method, path, body))
        if self.away:
            route.abort()
            return
        status, answer = self.answer(request.method, path, body)
        if path.endswith("/events") and status == 200:
            # Closed at once and opened again soon: as good as a stream, with a short sight.
            data = f"retry: 200\n\nevent: state\ndata: {json.dumps(answer)}\n\n"
            route.fulfill(status=200, content_type="text/event-stream", body=data)
            return
        kind = "application/json" if status < 400 else "application/problem+json"
        route.fulfill(status=status, content_type=kind, body=json.dumps(answer))

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        if path == "exchange":
            return self._exchange(body["key"])
        if path in {"qr", f"rounds/{ROUND}"} and method != "DELETE":
            return 200, {"svg": draw(body["text"])} if path == "qr" else self.state
        if self.role is None or (self.role == "facilitator" and not path.startswith("rounds/")):
            return 403, {"status": 403, "code": "not_allowed", "detail": "Öppna din länk igen."}
        if self.refusal and method in {"POST", "PUT"}:
            return int(self.refusal["status"]), self.refusal
        if path.startswith(f"rounds/{ROUND}"):
            return self._lead(method, path.removeprefix(f"rounds/{ROUND}").lstrip("/"), body)
        return self._organise(method, path)

    def _organise(self, method: str, path: str) -> tuple[int, Any]:
        if path == "questionnaires":
            shown = [card(questionnaire(name)) for name in ("bibliotek-24", "puls-10")]
            return 200, [one.model_dump(mode="json") for one in shown]
        if method == "GET":
            return 200, self.rounds
        return 201, {"round": ROUND, "facilitator_key": KEY, "presenter_key": KEY}

    def _exchange(self, key: str) -> tuple[int, Any]:
        if key != KEY:
            return 403, {"status": 403, "code": "key", "detail": "Länken gäller inte."}
        self.role = self.role or "facilitator"
        return 200, {"role": self.role, "round": None if self.role == "organiser" else ROUND}

    def _lead(self, method: str, what: str, body: Any) -> tuple[int, Any]:
        changes: dict[str, Callable[[], dict[str, Any]]] = {
            "status": lambda: body,
            "timer": lambda: {"timer_left": body["seconds"]},
            "reveal": lambda: {"revealed": body["views"], "screen": 0},
            "screen": lambda: body,
            "code": lambda: {"code": "GHJ679"},
            "settings": lambda: {"name": body["name"]},
        }
        if what.startswith("keys/"):
            return 201, {"key": KEY}
        if what == "tables":
            return 200, {"release": self.state["release"], "day": None, "tables": self.tables}
        if method in {"PUT", "POST"}:
            self.state = self.state | changes[what]()
        view = {"settings": self.settings, "first_answer": self.first_answer}
        return 200, self.state | view


def opened(
    context: BrowserContext,
    site: str,
    pretended: Pretended,
    window: str = "console",
    address: str = f"&round={ROUND}",
) -> Page:
    """Open a window of a round, on a page without a kernel."""
    page = context.new_page()
    page.route("**/kit/api/**", pretended)
    page.goto(f"{site}/page/round.html?window={window}{address}")
    expect(page.locator("html")).to_have_attribute("data-ready", "yes")
    return page
