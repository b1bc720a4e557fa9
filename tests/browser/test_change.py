"""What has changed since the round before, on pages and on the wall, with its note."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import pytest
from person import OVERLAPS
from playwright.sync_api import BrowserContext, Page, expect
from pretended import Pretended, counts, opened
from rounds_of_two import earlier_of, table_of
from safe_tables import people
from windows import questionnaire

from kit.group_report import group_state
from kit.records import Response

CLOSED = {"status": "closed", "release": 1, **counts(24, 24, 24)}
NOTE = "Lägre siffror behöver inte betyda att gruppen kan mindre."


def later(number: int, one: Response) -> Response:
    """The same invented person half a year later, under a new id."""
    random = Random(number)  # noqa: S311 - invented answers
    answers = {
        item: str(min(7, int(str(mark)) + random.choice([0, 0, 1, 1, 2])))
        if str(mark).isdigit()
        else mark
        for item, mark in one.answers.items()
    }
    return one.model_copy(update={"answers": answers, "response_id": f"{number + 1:032x}"})


@cache
def table(number: int = 24, linked: int = 14) -> Any:
    asked = questionnaire("bibliotek-24")
    then = people(asked, number)
    now = [later(n, one) for n, one in enumerate(then)]
    return table_of(
        asked, now, earlier=earlier_of((asked, then), now, {n: n for n in range(linked)})
    )


def kernel(_: str, request: dict[str, Any]) -> Any:
    asked = questionnaire("bibliotek-24")
    return group_state(asked, request["tables"], request["language"], request["views"])


LOOKS: list[dict[str, Any]] = [
    {"viewport": {"width": 320, "height": 800}},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
]


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "dark"])
def test_a_participant_reads_the_change_on_a_phone_and_on_a_screen(
    new_context: Callable[..., BrowserContext],
    static_site: str,
    axe: Callable[[Page], None],
    look: dict[str, Any],
) -> None:
    page = new_context(**look).new_page()
    page.expose_function("kernel", kernel)
    now = {"release": 1, "revealed": ["change"], "status": "closed"}
    page.expose_function("collector", lambda path: {"tables": table()} if path == "tables" else now)
    page.goto(f"{static_site}/page/group.html?view=bibliotek-24&live=participant")
    view = page.locator("[data-view=change]")
    charts = view.locator("[data-chart]")
    expect(view.locator("figure svg")).to_have_count(charts.count())
    expect(view).to_contain_text("Kopplade till sina egna svar från förra gången: 14 av 24")
    notes = view.locator(".kit-chart-note")
    expect(notes).to_have_count(charts.count())
    expect(notes.first).to_contain_text(NOTE)
    assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"]
    assert page.evaluate(OVERLAPS) == []
    axe(page)
    summary = view.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(view.locator("table").first).to_be_visible()
    expect(view.locator("table").first).to_contain_text("Svar förra gången")


@pytest.mark.parametrize("screen", [(1280, 720), (1920, 1080)])
def test_the_wall_shows_the_change_with_its_note_screen_by_screen(
    new_context: Callable[..., BrowserContext], static_site: str, screen: tuple[int, int]
) -> None:
    pretended = Pretended(**CLOSED, revealed=["areas", "change"])
    pretended.tables = table()
    context = new_context(viewport={"width": screen[0], "height": screen[1]})
    context.expose_function("kernel", kernel)
    wall = opened(context, static_site, pretended, "presenter")
    view = wall.locator("[data-view=change]")
    expect(view.locator("h2")).to_have_text("Sedan förra gången")
    counter = wall.locator(".kit-wall-count")
    last = ""
    while (count := counter.inner_text()) != last:
        expect(view.locator("figure svg").first).to_be_visible()
        expect(view.locator(".kit-chart-note").first).to_contain_text(NOTE)
        assert wall.evaluate("document.documentElement.scrollHeight") <= screen[1]
        assert wall.evaluate("document.documentElement.scrollWidth") <= screen[0]
        assert wall.evaluate(OVERLAPS) == []
        last = count
        if count and count.split()[0] != count.split()[-1]:
            wall.keyboard.press("ArrowRight")
            expect(counter).not_to_have_text(count)
