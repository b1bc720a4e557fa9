"""Leading a workshop by a script: choosing it, and going through it one step at a time."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Page, expect
from pretended import ROUND, counts, opened
from pretended_workshop import AT, IDEAS, KINDS, TITLES, PretendedWorkshop

SMALL = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
LARGE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
STEP = f"rounds/{ROUND}/step"
Show = Callable[..., Page]


@pytest.fixture
def show(new_context: Callable[..., BrowserContext], static_site: str) -> Show:
    """Open a window with a pretended collector behind it."""

    def show_(pretended: PretendedWorkshop, *where: str, **options: Any) -> Page:
        return opened(new_context(**(options or LARGE)), static_site, pretended, *where)

    return show_


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def at(kind: Any, **state: Any) -> PretendedWorkshop:
    """Return a round with people and ideas in it, at a step."""
    pretended = PretendedWorkshop(kind, **{"status": "open", **counts(15, 15, 10)} | state)
    pretended.write(*IDEAS)
    return pretended


def heading(page: Page, name: str) -> None:
    """Wait for the step of this title, and see that it was read out."""
    expect(page.locator(".kit-lead-card h3")).to_have_text(name)
    expect(page.locator(".kit-lead-card h3")).to_be_focused()


def test_a_script_is_chosen_and_left_again_before_the_workshop_begins(
    show: Show, axe: Callable[[Page], None]
) -> None:
    pretended = PretendedWorkshop(workshop=None)
    page = show(pretended, **SMALL)
    expect(page.get_by_role("heading", name="Allt är förberett")).to_be_visible()
    page.get_by_role("heading", name="Led efter ett manus").click()
    expect(page.get_by_label("En workshop på två timmar")).to_be_checked()
    expect(page.get_by_text("127 minuter · 13 steg")).to_be_visible()
    page.get_by_text("Vad är ett manus till för?").click()
    axe(page)
    assert widths(page)[0] <= widths(page)[1]
    press(page, "Led efter det här manuset")
    heading(page, "En workshop på två timmar")
    expect(page.get_by_role("heading", name="Allt är förberett")).to_be_hidden()
    page.get_by_role("heading", name="Led efter ett manus").click()
    press(page, "Led utan manus")
    expect(page.get_by_role("heading", name="Allt är förberett")).to_be_visible()
    assert pretended.state["workshop"] is None


def test_a_script_is_taken_along_on_paper(
    new_context: Callable[..., BrowserContext], static_site: str
) -> None:
    def kernel(kind: str, request: dict[str, Any]) -> Any:
        assert (kind, request) == ("paper", {"script": "prov", "language": "sv"})
        paper = base64.b64encode("<p>Manus på papper</p>".encode()).decode()
        return {"name": "prov.html", "type": "text/html", "base64": paper, "problem": ""}

    context = new_context(**LARGE)
    context.expose_function("kernel", kernel)
    page = opened(context, static_site, PretendedWorkshop(workshop=None))
    page.get_by_role("heading", name="Led efter ett manus").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name=re.compile("Ladda ner på papper")).click()
    assert "Manus" in Path(saving.value.path()).read_text(encoding="utf-8")
    expect(page.get_by_text("Öppna filen och skriv ut den.")).to_be_visible()


@pytest.mark.parametrize("options", [SMALL, LARGE], ids=["small dark", "large light"])
def test_u01_every_step_can_be_led_by_everybody(
    show: Show, axe: Callable[[Page], None], options: dict[str, Any]
) -> None:
    pretended = at(None, status="closed", release=1)
    pretended.choose(3)
    pretended.vote()
    page = show(pretended, **options)
    for kind in KINDS:
        pretended.led(AT[kind], "ideas", "points", "grid", "plan")
        pretended.state["timer_left"] = 200
        expect(page.locator(".kit-lead-card h3")).to_have_text(TITLES[kind])
        expect(page.locator(".kit-lead-card .kit-timer")).to_contain_text("kvar")
        assert widths(page)[0] <= widths(page)[1], kind
        axe(page)


def test_u02_the_whole_script_is_led_by_keyboard_one_step_at_a_time(show: Show) -> None:
    pretended = PretendedWorkshop(status="new")
    page = show(pretended)
    person = Person(page)
    person.press("Öppna rundan", exact=True)
    person.press("Börja workshoppen", exact=True)
    for kind in KINDS:
        heading(page, TITLES[kind])
        if kind == "look":
            expect(page.locator(".kit-errand")).to_contain_text("Antingen har färre än 5")
        if kind == "answer":
            person.press("Stäng för svar och gå vidare", exact=True)
        elif kind != KINDS[-1]:
            person.press("Nästa steg", exact=True)
    expect(page.get_by_text("Det här är sista steget.")).to_be_visible()
    expect(page.get_by_role("button", name="Nästa steg", exact=True)).to_have_count(0)
    person.press("Tillbaka", exact=True)
    heading(page, TITLES["plan"])
    page.get_by_text("Alla steg med tider").click()
    expect(page.locator(".kit-script-step[aria-current]")).to_contain_text(TITLES["plan"])
    press(page, f"Gå hit {TITLES['ideas']}")
    heading(page, TITLES["ideas"])
    assert pretended.state["status"] == "closed"


def test_a_step_with_the_result_closes_first_and_then_shows_its_own_picture(show: Show) -> None:
    pretended = at("look")
    page = show(pretended)
    lead = page.locator(".kit-lead-card")
    expect(lead.locator(".kit-button").filter(visible=True).nth(1)).to_have_text("Stäng för svar")
    press(page, "Stäng för svar")
    expect(page.locator(".kit-errand")).to_contain_text("räknas fram")
    pretended.state["release"] = 1
    press(page, "Visa för gruppen")
    expect(page.locator(".kit-errand")).to_contain_text("Syns nu på väggen")
    assert pretended.state["revealed"] == ["areas"]
    expect(page.locator("li[data-view=areas]")).to_contain_text("Syns på projektorn nu")
    expect(page.locator("li[data-view=roles]").get_by_text("Kommer när rundan")).to_be_hidden()
    press(page, "Nästa steg")
    heading(page, TITLES["reflect"])
    expect(page.locator("li[data-view=areas]")).not_to_contain_text("Syns på projektorn nu")
    expect(page.get_by_text("Projektorn visar steget nu.")).to_be_visible()


def test_the_time_of_a_step_is_stopped_started_and_lengthened(show: Show) -> None:
    pretended = at("talk", timer_left=30)
    page = show(pretended)
    timer = page.locator(".kit-lead-card .kit-timer")
    expect(timer).to_contain_text("kvar")
    press(page, "+1 minut")
    expect(timer).to_contain_text("1:")
    assert 60 < pretended.state["timer_left"] <= 90
    press(page, "Stoppa klockan")
    expect(timer).to_be_hidden()
    expect(page.get_by_role("button", name="Starta klockan: 10 minuter")).to_be_focused()
    press(page, "Starta klockan: 10 minuter")
    expect(timer).to_contain_text("kvar")
    assert pretended.state["timer_left"] == 600
    expect(page.get_by_text("är ni klara")).to_be_visible()


def test_the_time_of_a_step_in_circles_marks_the_circle(show: Show) -> None:
    pretended = at("circles", timer_left=7 * 60)
    page = show(pretended)
    now = page.locator(".kit-lead-card .kit-phase[aria-current]")
    expect(now).to_contain_text("Tänk efter själv")
    pretended.state["timer_left"] = 5 * 60
    expect(now).to_contain_text("två och två")


def test_other_tools_are_a_press_away_and_gone_with_the_step(show: Show) -> None:
    page = show(at("circles"))
    ideas = page.get_by_role("heading", name="Idéerna", exact=True)
    expect(ideas).to_be_hidden()
    other = page.get_by_role("button", name="Idéerna", exact=True)
    other.click()
    expect(ideas).to_be_visible()
    expect(other).to_have_attribute("aria-expanded", "true")
    press(page, "Nästa steg")
    expect(ideas).to_be_hidden()


def test_a_round_without_a_script_is_as_it_was(show: Show) -> None:
    page = show(PretendedWorkshop(workshop=None, status="open", **counts(5, 5, 0)))
    expect(page.get_by_role("heading", name="Låt alla svara i lugn och ro")).to_be_visible()
    expect(page.locator(".kit-lead-card")).to_be_hidden()
    expect(page.locator(".kit-other-tools")).to_be_hidden()
    expect(page.get_by_text("Ställ en klocka som syns på alla skärmar")).to_be_visible()


def test_a_server_that_is_away_changes_nothing_and_says_so(show: Show) -> None:
    pretended = at("talk")
    page = show(pretended)
    expect(page.locator(".kit-lead-card h3")).to_have_text(TITLES["talk"])
    pretended.away = True
    press(page, "Nästa steg")
    said = page.get_by_text("Servern svarar inte. Ingenting har ändrats.")
    expect(said.first).to_be_visible()
    pretended.away = False
    press(page, "Nästa steg")
    heading(page, TITLES["answer"])
    steps = [body for verb, path, body in pretended.said if (verb, path) == ("PUT", STEP)]
    assert steps[-1] == {"at": 1, "seconds": None}
