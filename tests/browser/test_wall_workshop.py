"""A workshop's steps on the wall: read from the last row, nothing cut, nothing to press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from person import widths
from playwright.sync_api import BrowserContext, Page, expect
from pretended import counts, opened
from pretended_workshop import AT, IDEAS, KINDS, TITLES, PretendedWorkshop, idea_id

from kit.plans import Plan

READABLE = 0.022
"""How tall letters are, of the screen's height, that are read from ten metres."""
SIZES = """() => [...document.querySelectorAll(".kit-presenter *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.checkVisibility() && !one.closest(".kit-hidden"))
  .map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize)
    * (one.getScreenCTM ? Math.hypot(one.getScreenCTM().a, one.getScreenCTM().b) : 1)])"""
CUT = """() => [...document.querySelectorAll(".kit-wall-step *")]
  .filter((one) => one.checkVisibility() && !one.closest(".kit-hidden, svg"))
  .filter((one) => { const box = one.getBoundingClientRect();
    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1; })
  .map((one) => one.className)"""
LONG = (
    "Vi ordnar en stående timme varje vecka då två kollegor i taget lär sig en digital tjänst som"
    " besökarna brukar fråga om, och skriver en lathund som alla kan använda vid disken när det är"
    " mycket att göra och ingen av de andra finns i närheten, så att ingen behöver känna sig ensam."
)
Screen = Callable[..., Page]


@pytest.fixture(params=[(1280, 720, "light"), (1920, 1080, "dark")], ids=["small", "large"])
def wall(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext], static_site: str
) -> Screen:
    """Hang up a screen."""
    width, height, scheme = request.param
    context = new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    return lambda pretended: opened(context, static_site, pretended, "presenter")


def at(kind: Any, *texts: str, **state: Any) -> PretendedWorkshop:
    """Return a round with these ideas in it, at a step."""
    given = {"status": "open", "timer_left": 412, **counts(15, 15, 10)} | state
    pretended = PretendedWorkshop(kind, "presenter", **given)
    pretended.write(*(texts or IDEAS))
    return pretended


def shows(page: Page) -> None:
    """See that what stands there can be read, is whole, and has nothing to press."""
    height = page.evaluate("innerHeight")
    assert {text: size for text, size in page.evaluate(SIZES) if size < READABLE * height} == {}
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert page.evaluate(CUT) == []
    pressable = page.locator("button, a, input, select, textarea, summary")
    assert pressable.filter(visible=True).count() == 0


def turned(page: Page, lines: str) -> list[str]:
    """Turn through all screens with the keys; return what stands on them, in order."""
    seen: list[str] = []
    count = page.locator(".kit-wall-count")
    while True:
        shows(page)
        seen += page.locator(lines).filter(visible=True).all_text_contents()
        now, _, last = count.inner_text().partition(" av ")
        if now == last:
            return seen
        page.keyboard.press("ArrowRight")
        expect(count).to_have_text(f"{int(now) + 1} av {last}")


def actions(number: int, **more: Any) -> list[dict[str, Any]]:
    made = {"owner": "Digitala gruppen", "due": "2027-03-01", "goal": "g1"}
    first = {"first_step": "Boka en tid i kalendern för alla", "sign": "Alla har provat tre"}
    texts = [*IDEAS, LONG]
    return [
        {"id": idea_id(90 + n), "text": texts[n % len(texts)], **made, **first, **more}
        for n in range(number)
    ]


def test_every_step_is_read_from_the_last_row_and_fits_the_screen(
    wall: Screen, axe: Callable[[Page], None]
) -> None:
    pretended = at(None)
    pretended.plan = Plan.model_validate({"earlier": actions(2, mark="done")})
    page = wall(pretended)
    for kind in KINDS:
        pretended.led(AT[kind])
        expect(page.get_by_role("heading", name=TITLES[kind], exact=True)).to_be_visible()
        expect(page.locator(".kit-presenter")).to_contain_text("CDF 347")
        expect(page.get_by_role("timer")).to_contain_text("kvar")
        if kind == "review":
            expect(page.locator(".kit-plan-line").first).to_be_visible()
        shows(page)
        axe(page)


def test_how_many_are_done_is_told_in_steps(wall: Screen) -> None:
    pretended = at("ideas")
    page = wall(pretended)
    expect(page.locator(".kit-wall-done")).to_have_text("Har skrivit: minst 5")
    pretended.vote()
    pretended.led(AT["points"], "ideas")
    expect(page.locator(".kit-wall-done")).to_have_text("Är klara: minst 5")
    expect(page.locator(".kit-bar-line")).to_have_count(0)


def test_all_ideas_come_onto_the_wall_whole(wall: Screen, axe: Callable[[Page], None]) -> None:
    texts = [*IDEAS * 3, LONG, "Kort", LONG]
    pretended = at("sort", *texts)
    pretended.led(AT["sort"], "ideas")
    page = wall(pretended)
    expect(page.locator(".kit-wall-card").first).to_be_visible()
    axe(page)
    assert turned(page, ".kit-wall-card") == texts


def test_points_and_places_come_onto_the_wall_once_they_are_shown(
    wall: Screen, axe: Callable[[Page], None]
) -> None:
    pretended = at("points", *IDEAS, LONG, *IDEAS)
    pretended.choose(8)
    pretended.vote()
    page = wall(pretended)
    expect(page.locator(".kit-wall-done")).to_be_visible()
    pretended.led(AT["points"], "ideas", "points")
    expect(page.locator(".kit-bar-line").first).to_be_visible()
    axe(page)
    assert len(turned(page, ".kit-bar-line")) == 15
    pretended.led(AT["grid"], "ideas", "points", "grid")
    expect(page.locator(".kit-field")).to_be_visible()
    axe(page)
    assert len(turned(page, ".kit-grid-line")) == 8


def test_the_plan_grows_on_the_wall_while_the_group_agrees(
    wall: Screen, axe: Callable[[Page], None]
) -> None:
    pretended = at("plan")
    pretended.led(AT["plan"], "plan")
    page = wall(pretended)
    expect(page.get_by_text("Ta god tid på er.")).to_be_visible()
    given = {"actions": actions(8, competences=["c11"]), "follow_up": "2027-05-24"}
    pretended.plan = Plan.model_validate(given)
    pretended.changed()
    expect(page.locator(".kit-plan-line").first).to_be_visible()
    axe(page)
    assert len(turned(page, ".kit-plan-line")) == 8


def test_whoever_leads_turns_the_wall(
    new_context: Callable[..., BrowserContext], static_site: str
) -> None:
    pretended = at("sort", *IDEAS * 4, status="closed")
    pretended.role = "facilitator"
    pretended.led(AT["sort"], "ideas")
    console = opened(new_context(), static_site, pretended)
    page = opened(new_context(), static_site, pretended, "presenter")
    turn = console.locator(".kit-lead-card .kit-turn")
    expect(turn).to_contain_text("På väggen: skärm 1 av")
    turn.get_by_role("button", name="Nästa på väggen").click()
    expect(turn).to_contain_text("På väggen: skärm 2 av")
    expect(page.locator(".kit-wall-count")).to_contain_text("2 av")
    assert (
        turn.inner_text()
        .split("\n")[0]
        .endswith(page.locator(".kit-wall-count").inner_text().split()[-1])
    )


def test_the_steps_also_fit_a_phone(
    new_context: Callable[..., BrowserContext], static_site: str, axe: Callable[[Page], None]
) -> None:
    context = new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
    pretended = at("circles")
    page = opened(context, static_site, pretended, "presenter")
    for kind in ("circles", "sort", "points", "grid"):
        pretended.choose(3)
        pretended.vote()
        pretended.led(AT[kind], "ideas", "points", "grid")
        expect(page.get_by_role("heading", name=TITLES[kind], exact=True)).to_be_visible()
        assert widths(page)[0] <= widths(page)[1], kind
        axe(page)
