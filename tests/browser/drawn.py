"""The page that the server draws, served by itself: no kernel, a live part as tests wish."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route
from windows import questionnaire

from kit.opening import window_state
from kit.server.drawing_form import form

Answer = dict[str, Any] | int
SHEETS = ("tokens", "kit", "shell", "form", "form-keep", "profile", "reflection", "file")
HTML = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Prov</title>
<link rel="icon" href="data:,">
{sheets}
<script type="module" async src="/static/start.js"></script>
</head>
<body class="kit-page">
<main id="kit-content" tabindex="-1">
<div class="kit-cell" data-cell="2" data-window="form">{form}</div>
<div class="kit-cell" data-cell="3" data-window="profile" data-more='{{"following": "02"}}'></div>
</main>
<script type="application/json" id="kit-drawn">{drawn}</script>
</body>
</html>
"""


def state(view: str, language: str) -> dict[str, Any]:
    """Return what a questionnaire's form is drawn from."""
    return window_state(questionnaire(view)) | {"round": None, "keep": True, "language": language}


def drawn_page(view: str, language: str) -> str:
    """Return the page with a questionnaire's form, as the server sends it."""
    drawn: dict[str, Any] = {
        "form": state(view, language),
        "notebook": "01-sjalvskattning",
        "static": "/static/",
        "live": "/kit/live",
        "voila": "/voila.js",
    }
    return HTML.format(
        language=language,
        sheets="\n".join(f'<link rel="stylesheet" href="/static/{name}.css">' for name in SHEETS),
        form=form(drawn["form"]),
        drawn=json.dumps(drawn).replace("<", "\\u003c"),
    )


class Lines:
    """Answer a page's questions for its live part, one answer after the other."""

    def __init__(self, page: Page, *answers: Answer) -> None:
        """The last answer is given again and again; a number is a status."""
        self.asked: list[dict[str, Any]] = []
        self.answers = list(answers)
        page.route("**/kit/live", self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(json.loads(route.request.post_data or "{}"))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == 0:
            route.abort()
        elif isinstance(answer, int):
            route.fulfill(status=answer, json={"code": "refused"})
        else:
            route.fulfill(status=200 if "config" in answer else 202, json=answer)


def hold(page: Page, pattern: str) -> Callable[[], None]:
    """Keep what a pattern names from arriving until the function returned is called."""
    held: list[Route] = []
    is_open: list[bool] = []

    def keep(route: Route) -> None:
        if is_open:
            route.continue_()
        else:
            held.append(route)

    def let_go() -> None:
        is_open.append(True)
        while held:
            held.pop().continue_()

    page.route(pattern, keep)
    return let_go
