"""The profile in a real browser, without a kernel: Python's answer is worked out here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import Response
from kit.reports import profile_state

ROOT = Path(__file__).parents[2]
QUESTIONNAIRE: Questionnaire = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
ITEMS = [item.id for item in QUESTIONNAIRE.rated()]
# One mark an item: a blank is "-", not relevant is "n". Area 4 gets too few for a value.
NOW, THEN = "6534365463253-n65---5432", "642425434224332554436432"
SIZES = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
FINISH = """([now, then]) => window.store.update((draft) => {
  const response = draft.file.responses.at(-1);
  Object.assign(response, { status: "finished", answers: now });
  if (!then) return;
  const earlier = { ...structuredClone(response), response_id: "e".repeat(32), answers: then };
  draft.file.responses.unshift(earlier);
})"""
SLOW = """async () => {
  const { mount } = await import("/static/profile.js");
  const room = document.querySelector("main").appendChild(document.createElement("div"));
  room.id = "slow";
  const ask = () => new Promise((answer) => { window.answer = answer; });
  mount(room, window.state, { ask });
}"""
ONWARD = """async () => {
  const { mount } = await import("/static/profile.js");
  const room = document.querySelector("main").appendChild(document.createElement("div"));
  const ask = async ({ response }) => ({ ...window.profile, ...response });
  mount(room, { ...window.state, following: "02-reflektion.ipynb" }, { ask });
}"""
ANSWER = """() => {
  const { response_id, seq } = window.store.response;
  window.answer({ ...window.profile, response_id, seq });
}"""
APART = """async () => {
  const { drawProfile } = await import("/static/profile.js");
  const other = document.implementation.createHTMLDocument("profile");
  const options = { open: true, width: 640 };
  const drawing = drawProfile(other.body, window.profile, (msgid) => msgid, options);
  const text = other.body.textContent;
  await drawing.drawn;
  const svgs = [...other.querySelectorAll("svg")];
  const labelled = svgs.every((svg) => svg.getAttribute("aria-label"));
  const open = other.querySelectorAll("details.kit-area[open]").length;
  return { text, svgs: svgs.length, labelled, open };
}"""


def answers(marks: str) -> dict[str, str]:
    given = {"n": "na"}
    return {
        item: given.get(mark, mark) for item, mark in zip(ITEMS, marks, strict=True) if mark != "-"
    }


def profile(marks: str = NOW, then: str | None = THEN, language: str = "sv") -> dict[str, Any]:
    def response(text: str, day: str) -> Response:
        identity = {"id": QUESTIONNAIRE.id, "version": QUESTIONNAIRE.version, "hash": "0" * 64}
        return Response.model_validate(
            {
                "response_id": "a" * 32,
                "seq": 1,
                "questionnaire": identity,
                "language": language,
                "answers": answers(text),
                "day": day,
                "status": "finished",
            }
        )

    earlier = [response(then, "2026-05-20")] if then else []
    return profile_state(QUESTIONNAIRE, response(marks, "2026-11-22"), earlier, ["c52"], language)


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def opened(
    static_site: str, new_context: Callable[..., BrowserContext], complaints: list[str]
) -> Callable[..., Page]:
    """Open the profile alone, with the words that its kernel would answer; none is a lost one."""

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def open_(answer: dict[str, Any] | None, **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{static_site}/page/windows.html?windows=profile&view=bibliotek-24")
        expect(page.locator("html")).to_have_attribute("data-ready", "yes")
        page.evaluate("(profile) => { window.profile = profile; }", answer)
        return page

    return open_


def finish(page: Page, earlier: bool = True) -> None:
    page.evaluate(FINISH, [answers(NOW), answers(THEN) if earlier else None])


def shown(page: Page, pictures: int = 2) -> Locator:
    """Wait until the profile stands, pictures included."""
    window = page.locator(".kit-profile")
    expect(window).to_have_attribute("data-stage", "ready")
    expect(window.locator("figure svg")).to_have_count(pictures)
    return window


def open_areas(page: Page) -> None:
    for area in page.locator("details.kit-area > summary").all():
        area.click()


def test_before_the_answers_are_sent_it_says_what_will_be_here(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    window = page.locator(".kit-profile")
    expect(window).to_contain_text("Din profil visas här när du är klar.")
    assert page.evaluate("window.asked.length") == 0


def test_a_kernel_that_is_gone_is_said_and_can_be_tried_again(
    opened: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = opened(None)
    finish(page)
    window = page.locator(".kit-profile")
    expect(window.get_by_role("status")).to_contain_text("Servern svarar inte")
    expect(window).to_contain_text("Dina svar finns kvar på den här enheten.")
    axe(page)
    page.evaluate("(profile) => { window.profile = profile; }", profile())
    window.get_by_role("button", name="Försök igen").click()
    shown(page)
    expect(window).not_to_contain_text("Servern svarar inte")


def test_the_next_step_is_about_the_same_questionnaire(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    finish(page)
    shown(page)
    page.evaluate(ONWARD)
    onward = page.get_by_role("link", name="Gå vidare")
    there = "02-reflektion.ipynb?windows=profile&view=bibliotek-24"
    expect(onward).to_have_attribute("href", there)


def test_questions_without_areas_promise_no_profile(page: Page, static_site: str) -> None:
    page.goto(f"{static_site}/page/windows.html?windows=profile&view=utvardering")
    expect(page.locator("html")).to_have_attribute("data-ready", "yes")
    expect(page.locator(".kit-profile")).to_be_hidden()
    page.evaluate(FINISH, [{}, None])
    expect(page.locator(".kit-profile")).to_be_hidden()
    assert page.evaluate("window.asked.length") == 0


def test_meanwhile_it_waits_in_words(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    finish(page)
    shown(page)
    page.evaluate(SLOW)
    slow = page.locator("#slow")
    expect(slow.get_by_role("status")).to_have_text("Räknar ut din profil …")
    page.evaluate(ANSWER)
    expect(slow.locator("figure svg")).to_have_count(2)


def test_the_figures_are_those_of_the_answers(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    finish(page)
    window = shown(page)
    open_areas(page)
    shown(page, pictures=7)
    figures = {}
    for row in window.locator("table tbody tr").all():
        name, value = row.locator("th").text_content(), row.locator("td").first.text_content()
        figures[name] = value
    given = answers(NOW)
    labels = {area.id: area.label["sv"] for area in QUESTIONNAIRE.areas}
    labels |= {one.id: one.label["sv"] for one in QUESTIONNAIRE.competences()}
    for id_, label in labels.items():
        codes = [item for item in ITEMS if item.startswith(f"q{id_[1:]}")]
        marks = [int(given[item]) for item in codes if given.get(item, "na") != "na"]
        applicable = sum(given.get(item) != "na" for item in codes)
        enough = len(marks) >= 2 and 2 * len(marks) >= applicable
        expected = f"{fmean(marks):.1f}".replace(".", ",") if enough else "för få svar"
        assert figures[label] == expected, label


def test_then_and_now_stand_beside_each_other(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    finish(page)
    window = shown(page)
    expect(window).to_contain_text("Förra gången var den 20 maj 2026.")
    expect(window.locator("ul.kit-legend").first).to_contain_text("Förra gången, 20 maj 2026")
    asked = page.evaluate("window.asked.at(-1)")
    assert [one["response_id"] for one in asked["earlier"]] == ["e" * 32]
    assert asked["response"]["status"] == "finished"


def test_a_picture_is_one_image_with_its_sentence(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    finish(page)
    figure = shown(page).locator("figure").first
    sentence = figure.locator("p").first.text_content()
    assert sentence
    assert sentence.startswith("Din skattning är högst här:")
    expect(figure.get_by_role("img")).to_have_attribute("aria-label", sentence)
    assert figure.locator("svg [aria-label]").count() == 0
    expect(figure.locator("svg")).to_contain_text("4,2")


def test_an_area_opens_by_keyboard_and_is_drawn_first_then(
    opened: Callable[..., Page], complaints: list[str]
) -> None:
    page = opened(profile())
    finish(page)
    window = shown(page)
    summary = window.locator("details.kit-area > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    shown(page, pictures=3)
    expect(window.locator("details.kit-area").first).to_contain_text("Besvarade: 5 av 5.")
    assert complaints == []


def test_another_language_is_asked_for_and_what_was_open_stays_open(
    opened: Callable[..., Page],
) -> None:
    page = opened(profile())
    finish(page)
    window = shown(page)
    window.locator("details.kit-area > summary").first.click()
    shown(page, pictures=3)
    page.evaluate("(profile) => { window.profile = profile; }", profile(language="en"))
    page.evaluate("() => window.store.update((draft) => { draft.language = 'en'; })")
    expect(window).to_contain_text("This is your own estimate of how sure you feel")
    shown(page, pictures=3)
    expect(window.locator("details.kit-area").first).to_have_attribute("open", "")
    expect(window.locator("h2")).to_have_text("Your profile")


def test_answers_that_are_opened_again_take_the_profile_away(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    finish(page)
    window = shown(page)
    page.evaluate("() => window.store.reopen()")
    expect(window).to_contain_text("Din profil visas här när du är klar.")
    expect(window.locator("figure")).to_have_count(0)
    assert page.evaluate("window.store.profile") is None


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_it_is_accessible_closed_and_open(
    opened: Callable[..., Page],
    axe: Callable[[Page], None],
    complaints: list[str],
    width: int,
    scheme: str,
) -> None:
    page = opened(profile(), viewport={"width": width, "height": 800}, color_scheme=scheme)
    finish(page)
    shown(page)
    axe(page)
    open_areas(page)
    for table in page.locator("details.kit-chart-table > summary").all():
        table.click()
    shown(page, pictures=7)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_pictures_keep_to_their_room_also_when_it_changes(
    opened: Callable[..., Page], width: int
) -> None:
    page = opened(profile(), viewport={"width": 1600 - width, "height": 800})
    finish(page)
    picture = shown(page).locator("figure svg").first
    page.set_viewport_size({"width": width, "height": 800})
    room = page.locator(".kit-chart-picture").first.evaluate("(room) => room.clientWidth")
    expect(picture).to_have_attribute("width", str(room))
    assert picture.evaluate("(svg) => svg.getBoundingClientRect().width") == room


def test_without_the_chart_library_sentence_and_table_still_say_it(
    opened: Callable[..., Page],
) -> None:
    page = opened(profile())
    page.route("**/vega.js", lambda route: route.abort())
    finish(page)
    window = page.locator(".kit-profile")
    expect(window).to_have_attribute("data-stage", "ready")
    # A table opens by itself where its picture cannot be drawn.
    expect(window.get_by_role("table").first).to_contain_text("4,2")


def test_on_paper_the_light_colours_are_used(opened: Callable[..., Page]) -> None:
    page = opened(profile(), color_scheme="dark")
    finish(page)
    shown(page)
    dots = "() => getComputedStyle(document.querySelector('figure svg path[fill*=accent]')).fill"
    on_screen = page.evaluate(dots)
    page.emulate_media(media="print")
    assert page.evaluate(dots) != on_screen
    assert page.evaluate(dots) == "rgb(12, 90, 97)"


def test_it_can_be_drawn_whole_into_a_page_that_is_not_shown(opened: Callable[..., Page]) -> None:
    page = opened(profile())
    drawn = page.evaluate(APART)
    assert "Detta är din egen skattning" in drawn["text"]
    assert (drawn["svgs"], drawn["labelled"], drawn["open"]) == (7, True, 5)
