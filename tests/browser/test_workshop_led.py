"""A workshop led by a shipped script, on the kit's own server, from the first step to the grid."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from collecting import KEY, Caller, Collector, Workshop, new_round, response
from playwright.sync_api import BrowserContext, Page, expect
from pretended_workshop import IDEAS
from serving import Server, started
from test_console import press
from windows import questionnaire

Room = tuple[Server, Workshop]
PICTURES = os.environ.get("KIT_PICTURES")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Serve the notebooks, and prepare a round on the ten statements."""
    store = f"sqlite:///{tmp_path_factory.mktemp('store') / 'kit.sqlite'}"
    with ExitStack() as stack:
        house = started(stack, "--store", store, KIT_ORGANISER_KEY=KEY)
        behind = Collector(f"{house.address}kit/api/", house.process, house.errors, store)
        yield house, new_round(behind)


class Colleague:
    """Somebody who answers, proposes one idea and weighs the others', without a browser."""

    def __init__(self, workshop: Workshop, number: int) -> None:
        self.workshop = workshop
        self.number = number
        self.caller: Caller = workshop.participant()
        idea = {"id": secrets.token_hex(16), "text": IDEAS[number % len(IDEAS)]}
        self.given: dict[str, Any] = {"seq": 0, "ideas": [idea]}

    def answers(self) -> None:
        items = [item.id for item in questionnaire("puls-10").rated()]
        given = {item: str(1 + (2 * self.number + 3 * n) % 5) for n, item in enumerate(items)}
        done = response(
            self.caller, self.workshop.asked(), answers=given, status="finished", role="all"
        )
        said = self.caller.put(f"{self.workshop.path}/response", done)
        assert said.status == 200, said.body

    def gives(self, **more: Any) -> None:
        self.given |= more | {"seq": self.given["seq"] + 1}
        said = self.caller.put(f"{self.workshop.path}/contribution", self.given)
        assert said.status == 200, said.body


def goes_on(page: Page, title: str, words: str = "Nästa steg") -> None:
    """Take the next step, and wait until it is there."""
    press(page, words)
    expect(page.locator(".kit-lead-card h3")).to_have_text(title)


def pictured(name: str, *pages: Page) -> None:
    """Take pictures for somebody who looks at them."""
    for number, page in enumerate(pages):
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{number}.png", full_page=number == 0)


def test_a_script_leads_from_the_first_word_to_the_grid(
    room: Room, new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    house, workshop = room
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{house.address}ledare?round={workshop.id}#{workshop.facilitator_key}")
    page.get_by_role("heading", name="Led efter ett manus").click()
    page.get_by_label("Workshop på 90 minuter").check()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Ladda ner på papper Workshop på 90 minuter").click()
    assert "Effekt" in Path(saving.value.path()).read_text(encoding="utf-8")
    press(page, "Led efter det här manuset")
    expect(page.locator(".kit-lead-card h3")).to_have_text("Workshop på 90 minuter")
    press(page, "Öppna rundan")
    expect(page.locator(".kit-code-figure").first).to_be_visible()
    press(page, "Börja workshoppen")
    expect(page.locator(".kit-lead-card h3")).to_have_text("Välkommen")

    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Öppna projektorsidan").first.click()
    wall = opening.value
    wall.set_viewport_size({"width": 1280, "height": 720})
    expect(wall.get_by_role("heading", name="Välkommen")).to_be_visible()
    expect(wall.get_by_role("timer")).to_contain_text("kvar")
    pictured("talk", page, wall)

    goes_on(page, "Svara var för sig")
    expect(wall.locator("img.kit-qr")).to_be_visible()
    people = [Colleague(workshop, number) for number in range(7)]
    for person in people:
        person.answers()
    expect(page.locator(".kit-errand")).to_contain_text("Alla som har anslutit är klara")
    goes_on(page, "Se resultatet i tystnad", "Stäng för svar och gå vidare")
    expect(wall.locator("[data-view=areas] svg")).to_be_visible()
    pictured("look", page, wall)
    goes_on(page, "Se de största behoven")
    expect(wall.locator("[data-view=needs] svg")).to_be_visible()
    goes_on(page, "Skriv för dig själv")
    expect(wall.locator("svg")).to_have_count(0)
    goes_on(page, "Ensam, två, fyra, alla")
    expect(wall.locator(".kit-phase[aria-current]")).to_be_visible()
    pictured("circles", page, wall)

    sorted_and_weighed(page, wall, workshop, people, axe)


def sorted_and_weighed(
    page: Page,
    wall: Page,
    workshop: Workshop,
    people: list[Colleague],
    axe: Callable[[Page], None],
) -> None:
    """Let the group propose, sort, and weigh in points and on the grid."""
    to_kind(page, workshop, "ideas")
    for person in people:
        person.gives()
    expect(wall.locator(".kit-wall-done")).to_have_text("Har skrivit: minst 5")
    to_kind(page, workshop, "sort")
    expect(wall.locator(".kit-wall-card")).to_have_count(7)
    press(page, "Slå ihop")
    expect(wall.locator(".kit-wall-card")).to_have_count(6)
    axe(page)
    axe(wall)
    pictured("sort", page, wall)

    to_kind(page, workshop, "points")
    cards = [one["id"] for one in workshop.leader.get(f"{workshop.path}/board").json["cards"]]
    for person in people:
        first, other = cards[person.number % 3], cards[3 + person.number % 2]
        person.gives(points={first: 7, other: 3}, done=["points"])
    expect(wall.locator(".kit-wall-done")).to_have_text("Är klara: minst 5")
    press(page, "Visa poängen")
    press(page, "Ja, visa poängen")
    expect(wall.locator(".kit-bar-line")).to_have_count(6)
    expect(wall.locator(".kit-bar-line").first).to_contain_text("21 poäng")
    page.get_by_role("button", name="med flest poäng").click()
    press(page, "Låt de här gå vidare")
    expect(page.get_by_text("De här idéerna går vidare.")).to_be_visible()
    pictured("points", page, wall)

    to_kind(page, workshop, "grid")
    for person in people:
        grid = {card: {"effect": 5, "effort": 1 + place} for place, card in enumerate(cards[:3])}
        person.gives(grid=grid, done=["points", "grid"])
    press(page, "Visa rutnätet")
    press(page, "Ja, visa rutnätet")
    expect(wall.locator(".kit-field")).to_be_visible()
    expect(wall.locator(".kit-quick-win")).to_have_count(2)
    axe(wall)
    pictured("grid", page, wall)
    to_kind(page, workshop, "plan")
    expect(page.get_by_role("button", name="Skriv en egen åtgärd")).to_be_visible()
    pictured("plan", page, wall)


def to_kind(page: Page, workshop: Workshop, kind: str) -> None:
    """Go on until the step of this kind is there."""
    steps = workshop.leader.get(f"{workshop.path}/script").json["steps"]
    card = page.locator(".kit-lead-card")
    while card.get_attribute("data-kind") != kind:
        now = card.locator("h3").inner_text()
        at = next(place for place, one in enumerate(steps) if one["title"]["sv"] == now)
        goes_on(page, steps[at + 1]["title"]["sv"])
