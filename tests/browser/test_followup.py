"""Half a year later: the plan of last time, one's own change, and answers linked after a yes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Page, Route, expect
from windows import YOU, file, payload, questionnaire, response

from kit.records import Response
from kit.reports import profile_state

NOW, THEN = "abcdefghjkmn", "qrstuvwxyz23"
ITEMS = [item.id for item in questionnaire("puls-10").rated()]
# Two competences a step up or more, two within a step, one down.
BEFORE = dict(zip(ITEMS, "2233553311", strict=True))
TODAY = dict(zip(ITEMS, "4433333422", strict=True))
EARLIER = [
    {"id": "1" * 32, "text": "Öva på e-böcker i par", "owner": "MB", "mark": "done"},
    {"id": "2" * 32, "text": "Guide till databaserna", "owner": "", "mark": "dropped"},
]
SHIFT = "När du har lärt dig mer ser du också mer av vad som finns att kunna."


def then(**change: Any) -> dict[str, Any]:
    """Return what the person answered in the round before."""
    return response("puls-10", round=THEN, answers=BEFORE, response_id="9" * 32) | change


class Room:
    """Stand in for the collector and the kernel, and remember what they were told."""

    def __init__(self, **state: Any) -> None:
        self.state: dict[str, Any] = {
            "id": NOW,
            "name": "Exempelby",
            "status": "open",
            "revealed": [],
            "release": 0,
            "workshop": None,
            "closes": None,
            "delete_after": "2028-01-31",
            "follows": {"id": THEN, "name": "Exempelby, hösten", "created": "2026-05-20"},
            **state,
        }
        self.told: list[dict[str, Any]] = []
        self.away = False
        self.asked: list[dict[str, Any]] = []

    def kernel(self, kind: str, request: dict[str, Any]) -> Any:
        self.asked.append(request)
        if kind != "ask":
            return None
        return profile_state(
            questionnaire("puls-10"),
            Response.model_validate(request["response"]),
            [Response.model_validate(one) for one in request["earlier"]],
            request["interest"],
            request["language"],
        )

    def serve(self, route: Route) -> None:
        part = route.request.url.split(f"/rounds/{NOW}")[1].lstrip("/")
        if self.away:
            return route.abort()
        if part == "response":
            return route.fulfill(json=self._response(route))
        plan = {"version": 0, "actions": [], "earlier": EARLIER, "reason": "", "follow_up": None}
        told = {"plan": {"plan": plan, "gaps": {"goals": [], "needs": []}, "most": 3}}
        return route.fulfill(json=told.get(part, self.state))

    def _response(self, route: Route) -> dict[str, Any]:
        if route.request.method == "PUT":
            copy = json.loads(route.request.post_data or "{}")
            self.told.append(copy)
            return {"outcome": "stored", "seq": copy["seq"], "receipt": "r", "stored": None}
        id_ = route.request.headers["kit-response"]
        return (
            self.told[-1]
            if self.told
            else then(response_id=id_, round=NOW, seq=0)
            | {
                "answers": {},
                "role": None,
                "status": "started",
            }
        )


Open = Callable[..., Page]
ANSWER = """answers => {
  store.change((response) => { response.answers = answers; response.role = "all"; });
  store.finish();
}"""


@pytest.fixture
def opened(static_site: str, new_context: Callable[..., BrowserContext]) -> Open:
    """Open the window in a round, on whose questions today's answers are given already."""

    def open_(
        room: Room, *, query: str = f"round={NOW}", answered: bool = True, **options: Any
    ) -> Page:
        context = new_context(**options)
        page = context.new_page()
        page.expose_function("kernel", room.kernel)
        context.route("**/kit/api/**", room.serve)
        page.goto(f"{static_site}/page/followup.html?{query}")
        expect(page.locator("html")).to_have_attribute("data-ready", "yes")
        if answered:
            page.evaluate(ANSWER, TODAY)
        return page

    return open_


def hand(page: Page, *responses: dict[str, Any], **more: Any) -> None:
    """Open last time's file."""
    page.locator("input[type=file]").set_input_files(payload(file(*responses, **more)))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def own(page: Page) -> list[str]:
    page.locator("[data-part=own] .kit-own-way").first.wait_for()
    return page.locator("[data-part=own] .kit-own-way h3").all_inner_texts()


def test_last_times_file_shows_the_own_change_and_is_linked_after_a_yes_alone(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    room = Room()
    page = opened(room)
    expect(page.locator("[data-part=plan]")).to_contain_text("Öva på e-böcker i par")
    expect(page.locator("[data-part=plan] .kit-plan-mark")).to_have_text(["Klar", "Lagd åt sidan"])
    expect(page.locator("[data-part=link]")).to_contain_text("jämförs gruppen som två bilder")
    axe(page)
    hand(page, then(), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    expect(page.get_by_role("heading", name="Får de kopplas ihop med dagens svar?")).to_be_visible()
    assert own(page) == [
        "↑ Du skattar dig högre: 2",
        "= Ungefär som förut: 2",
        "↓ Du skattar dig lägre: 1",
    ]
    expect(page.locator("[data-part=own]")).to_contain_text(SHIFT)
    axe(page)
    assert all("earlier" not in copy for copy in room.told)
    press(page, "Ja, koppla ihop mina svar")
    link = page.locator("[data-part=link]")
    expect(link).to_contain_text(
        "Dagens svar är ihopkopplade med dem från den 20 maj 2026. Sparat."
    )
    assert room.told[-1]["earlier"] == "9" * 32
    axe(page)
    press(page, "Ta tillbaka kopplingen")
    expect(link).to_contain_text("De är inte ihopkopplade.")
    expect(page.get_by_text("Kopplingen är borttagen.")).to_be_visible()


def test_a_no_keeps_them_apart_and_the_change_is_still_shown(opened: Open) -> None:
    room = Room()
    page = opened(room)
    hand(page, then(), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    press(page, "Nej, håll isär dem")
    expect(page.locator("[data-part=link]")).to_contain_text("det går lika bra")
    assert len(own(page)) == 3
    assert all("earlier" not in copy for copy in room.told)
    table = page.locator("[data-part=own] table")
    page.get_by_text("Samma sak som tabell").click()
    expect(table.get_by_role("row", name="Hjälpas åt")).to_have_text(
        "Hjälpas åt5,03,0↓ lägre än förra gången"
    )


def test_what_lies_in_this_browser_may_be_somebody_elses(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    room = Room()
    page = opened(room)
    page.evaluate(LEAVE, [THEN, then()])
    page.reload()
    link = page.locator("[data-part=link]")
    expect(link).to_contain_text("I den här webbläsaren finns svar från förra rundan")
    expect(page.locator("[data-part=own]")).to_be_hidden()
    axe(page)
    press(page, "Nej, eller jag vet inte")
    expect(page.get_by_role("button", name="Välj din fil")).to_be_visible()
    page.reload()
    press(page, "Ja, de är mina")
    assert len(own(page)) == 3
    press(page, "Ja, koppla ihop mina svar")
    expect(link).to_contain_text("Sparat.")
    assert room.told[-1]["earlier"] == "9" * 32
    assert room.told[-1]["answers"] == TODAY


LEAVE = """([round, earlier]) => {
  const draft = structuredClone(store.value);
  draft.file.person_key = "c".repeat(32);
  draft.file.responses = [earlier];
  draft.current = earlier.response_id;
  localStorage.setItem(`kit:draft:round:${round}`, JSON.stringify(draft));
}"""


def test_a_file_of_another_round_shows_the_own_change_and_no_link(opened: Open) -> None:
    page = opened(Room())
    hand(page, then(round=None, response_id="8" * 32), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    expect(page.locator("[data-part=link]")).to_contain_text("de hör inte till förra rundan")
    assert len(own(page)) == 3
    expect(page.get_by_role("button", name="Ja, koppla ihop mina svar")).to_have_count(0)


def test_a_link_made_on_another_device_stands_and_the_file_is_asked_for(opened: Open) -> None:
    page = opened(Room())
    page.evaluate("key => store.change((response) => { response.earlier = key; })", "9" * 32)
    link = page.locator("[data-part=link]")
    expect(link).to_contain_text("Dagens svar är ihopkopplade med dem från förra gången.")
    expect(link.get_by_role("button", name="Ta tillbaka kopplingen")).to_be_visible()
    hand(page, then(), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    expect(link).to_contain_text("med dem från den 20 maj 2026")
    assert len(own(page)) == 3


def test_a_closed_round_takes_no_link(opened: Open, axe: Callable[[Page], None]) -> None:
    page = opened(Room(status="closed"))
    hand(page, then(), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    expect(page.get_by_text("så kopplingen går inte längre att ändra")).to_be_visible()
    expect(page.get_by_role("button", name="Ja, koppla ihop mina svar")).to_have_count(0)
    axe(page)


def test_files_that_are_none_are_refused_in_place(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    page = opened(Room())
    page.locator("input[type=file]").set_input_files(payload(b"{}", "inköpslista.json"))
    card = page.get_by_role("heading", name="Filen öppnades inte")
    expect(card).to_be_focused()
    axe(page)
    hand(page, response("kinds"), person_key=YOU)
    expect(page.get_by_role("heading", name="Filen hör till ett annat formulär")).to_be_focused()


def test_before_one_has_answered_the_way_leads_to_the_form(opened: Open) -> None:
    page = opened(Room(), answered=False)
    hand(page, then(), person_key=YOU)
    expect(page.locator("[data-part=own]")).to_contain_text(
        "när du har svarat den här gången också"
    )
    way = page.get_by_role("link", name="Till självskattningen")
    expect(way).to_have_attribute("href", f"01-sjalvskattning.ipynb?round={NOW}")


def test_without_a_server_everything_that_is_here_still_shows(opened: Open) -> None:
    room = Room()
    room.away = True
    page = opened(room)
    expect(page.locator("[data-part=plan]")).to_contain_text("Servern svarar inte")
    hand(page, then(), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    assert len(own(page)) == 3


def test_outside_a_round_the_file_alone_tells(opened: Open, axe: Callable[[Page], None]) -> None:
    page = opened(Room(), query="view=puls-10")
    expect(page.locator("[data-part=plan]")).to_have_count(0)
    hand(page, then(round=None), person_key=YOU)
    press(page, "Allt är mitt, lägg ihop det")
    expect(page.locator("[data-part=link]")).to_contain_text("Du ser din egen förändring")
    assert len(own(page)) == 3
    axe(page)


def test_what_it_says_can_be_saved_as_a_page_of_its_own(
    opened: Open, page: Page, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    window = opened(Room())
    hand(window, then(), person_key=YOU)
    press(window, "Allt är mitt, lägg ihop det")
    own(window)
    with window.expect_download() as saving:
        press(window, "Spara som webbsida")
    name = saving.value.suggested_filename
    assert name.startswith("min-uppfoljning-puls-10-20")
    saving.value.save_as(tmp_path / name)
    page.goto((tmp_path / name).as_uri())
    for words in ["Öva på e-böcker i par", "Du skattar dig högre: 2", SHIFT, "Hjälpas åt"]:
        expect(page.locator("main")).to_contain_text(words)
    assert page.locator("button, input, script").count() == 0
    axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_room_and_the_keyboard_gets_everywhere(
    opened: Open, axe: Callable[[Page], None], scheme: str
) -> None:
    room = Room()
    page = opened(room, viewport={"width": 320, "height": 700}, color_scheme=scheme)
    hand(page, then(), person_key=YOU)
    person = Person(page)
    person.press("Allt är mitt, lägg ihop det")
    person.press("Ja, koppla ihop mina svar")
    person.tab_to(page.get_by_role("button", name="Ta tillbaka kopplingen"))
    own(page)
    page.get_by_text("Samma sak som tabell").click()
    axe(page)
    assert widths(page) == (320, 320)
