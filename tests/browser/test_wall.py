"""The result on the wall: nothing cut, as many screens as it takes, turned from the console."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from person import OVERLAPS
from playwright.sync_api import BrowserContext, Page, expect
from pretended import Pretended, counts, opened
from safe_tables import Safe, people, safe_table
from windows import questionnaire

from kit.group_report import group_state
from kit.questionnaire import Questionnaire

SMALL, LARGE = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}
CLOSED = {"status": "closed", "release": 1, **counts(45, 45, 45)}
READABLE = 0.022
"""How tall letters are, of the screen's height, that are read from six metres."""
SIZES = """() => [...document.querySelectorAll("figure svg text")]
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
BOLD = """() => [...document.querySelectorAll("figure svg text[font-weight='600']")]
  .map((text) => [...text.querySelectorAll("tspan")].map((line) => line.textContent).join(" "))"""
Open = Callable[..., Page]


@cache
def table(number: int) -> Safe:
    asked = questionnaire("bibliotek-24")
    return safe_table(asked, people(asked, number))


@pytest.fixture
def room(new_context: Callable[..., BrowserContext], static_site: str) -> Open:
    """Open a window of one round, with a kernel that draws and a collector that both talk to."""

    def open_(pretended: Pretended, window: str = "presenter", **options: Any) -> Page:
        asked = questionnaire("bibliotek-24")

        def kernel(_: str, request: dict[str, Any]) -> Any:
            return group_state(asked, request["tables"], request["language"], request["views"])

        context = new_context(**options)
        context.expose_function("kernel", kernel)
        return opened(context, static_site, pretended, window)

    return open_


def closed(*revealed: str, number: int = 45) -> Pretended:
    pretended = Pretended(**CLOSED, revealed=list(revealed))
    pretended.tables = table(number)
    return pretended


def shows(wall: Page, count: str) -> None:
    """Wait until this screen stands, and see that it fits and can be read."""
    expect(wall.locator(".kit-wall-count")).to_have_text(count)
    expect(wall.locator(".kit-group-wall:not(:has(svg))")).to_have_count(0)
    expect(wall.locator("figure svg").first).to_be_visible()
    height = wall.evaluate("innerHeight")
    assert wall.evaluate("document.documentElement.scrollHeight") <= height
    assert min(wall.evaluate(SIZES)) >= READABLE * height
    assert wall.evaluate(OVERLAPS) == []


def test_every_statement_comes_onto_the_wall_whole_as_the_facilitator_turns_it(
    room: Open, axe: Callable[[Page], None]
) -> None:
    pretended = closed("items")
    console = room(pretended, "console")
    walls = [room(pretended, viewport=SMALL), room(pretended, viewport=LARGE, color_scheme="dark")]
    turn = console.locator(".kit-views .kit-turn")
    expect(turn).to_contain_text("På väggen: skärm 1 av")
    number = int(re.findall("av ([0-9]+)", turn.inner_text())[0])
    back = turn.get_by_role("button", name="Föregående på väggen")
    on = turn.get_by_role("button", name="Nästa på väggen")
    expect(back).to_have_attribute("aria-disabled", "true")
    axe(console)
    seen: list[str] = []
    for screen in range(1, number + 1):
        expect(turn).to_contain_text(f"skärm {screen} av {number}")
        for wall in walls:
            shows(wall, f"{screen} av {number}")
        seen += walls[0].evaluate(BOLD)
        axe(walls[0])
        if screen < number:
            on.click()
    expect(on).to_have_attribute("aria-disabled", "true")
    asked = questionnaire("bibliotek-24")
    told = "\n".join(seen)
    assert [
        text for item in asked.rated() if (text := asked.text(item.text, "sv")) not in told
    ] == []

    back.click()
    for wall in walls:
        shows(wall, f"{number - 1} av {number}")
    console.locator("li[data-view=areas]").get_by_role("button", name="Visa").click()
    expect(turn).to_be_hidden()
    for wall in walls:
        shows(wall, "")


@pytest.mark.parametrize(("number", "viewport"), [(18, SMALL), (45, LARGE)], ids=["few", "many"])
def test_every_other_view_fits_screens_that_the_keys_turn(
    room: Open, number: int, viewport: Any
) -> None:
    pretended = closed("areas", number=number)
    wall = room(pretended, viewport=viewport)
    for view in ("areas", "competences", "tags", "needs"):
        pretended.state = pretended.state | {"revealed": [view], "screen": 0}
        expect(wall.locator(f"[data-view={view}]")).to_be_visible()
        count = wall.locator(".kit-wall-count").inner_text()
        shows(wall, count)
        while count and count.split()[0] != count.split()[-1]:
            wall.keyboard.press("ArrowRight")
            expect(wall.locator(".kit-wall-count")).not_to_have_text(count)
            count = wall.locator(".kit-wall-count").inner_text()
            shows(wall, count)
    wall.keyboard.press("PageUp")
    expect(wall.locator("[data-view=needs]")).to_be_visible()
    pressable = wall.locator("button, a, input, select, textarea, summary")
    assert pressable.filter(visible=True).count() == 0


def test_without_the_library_that_draws_the_wall_has_the_table_with_the_same_figures(
    room: Open, axe: Callable[[Page], None]
) -> None:
    pretended = closed("areas")
    wall = room(Pretended(status="new"), viewport=SMALL)
    wall.unroute("**/kit/api/**")
    wall.route("**/kit/api/**", pretended)
    wall.route("**/vega.js", lambda route: route.abort())
    wall.reload()
    rows = wall.locator("figure table tbody tr")
    expect(rows.first).to_be_visible()
    asked = questionnaire("bibliotek-24")
    (view,) = group_state(asked, table(45), "sv", ["areas"])["views"]
    said = [row.locator("th, td").all_text_contents() for row in rows.all()]
    assert said == view["charts"][0]["table"]["rows"]
    expect(wall.locator("summary")).to_be_hidden()
    assert wall.evaluate("document.documentElement.scrollHeight") <= SMALL["height"]
    axe(wall)


def goals(asked: Questionnaire) -> list[str]:
    return [asked.text(goal.label, "sv") for goal in asked.goals]


def test_the_goals_are_seen_before_the_round_begins_and_beside_the_needs(room: Open) -> None:
    pretended = Pretended(status="new")
    wall = room(pretended, viewport=SMALL)
    wished = goals(questionnaire("bibliotek-24"))
    expect(wall.locator(".kit-wall-goals li")).to_have_text(wished)
    assert wall.evaluate("document.documentElement.scrollHeight") <= SMALL["height"]
    pretended.tables = table(45)
    pretended.state = pretended.state | CLOSED | {"revealed": ["needs"]}
    expect(wall.locator("[data-view=needs] .kit-wall-goals li")).to_have_text(wished)
    shows(wall, "")


def test_in_forced_colours_everything_to_press_has_words_that_are_seen(room: Open) -> None:
    console = room(closed("areas"), "console", forced_colors="active", color_scheme="dark")
    expect(console.get_by_role("button", name="Visa för gruppen")).to_be_visible()
    unseen = console.locator(".kit-button").evaluate_all(
        "all => all.filter((one) => getComputedStyle(one).color"
        " === getComputedStyle(one).backgroundColor).map((one) => one.textContent)"
    )
    assert unseen == []
