"""Private words: written, chosen, ticked off, and told to nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Page, expect
from windows import arrive, file, kept, payload, response, stored

Axe = Callable[[Page], None]
NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "naughty-strings.json").read_text(encoding="utf-8")
)["strings"]
SUGGESTED = [
    {"id": "c11", "label": "Söka och hitta", "text": "Sök en kvart med en kollega."},
    {"id": "c21", "label": "Skydda uppgifter", "text": "Prova ett lösenord."},
]


def suggest(page: Page) -> None:
    page.evaluate("steps => { store.profile = { next_steps: steps }; }", SUGGESTED)


def steps(page: Page) -> list[tuple[str, bool]]:
    return [(step["text"], step["done"]) for step in kept(page)["file"]["steps"]]


@pytest.mark.parametrize("width", [320, 1280])
def test_it_works_before_anything_is_answered_and_says_so(
    page: Page, static_site: str, axe: Axe, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    arrive(page, static_site, windows="reflection", assessment="01-sjalvskattning.ipynb")
    expect(page.get_by_text("Du är inte klar med självskattningen än.")).to_be_visible()
    link = page.get_by_role("link", name="Till självskattningen")
    assert str(link.get_attribute("href")).startswith("01-sjalvskattning.ipynb?")
    expect(page.get_by_role("heading", name="Förslag från din profil")).to_be_hidden()
    full, seen = widths(page)
    assert full <= seen
    axe(page)
    page.get_by_label("Vad förvånade dig?").fill("Inget")
    page.evaluate("store.answer('q111', '3'); store.finish()")
    expect(page.get_by_text("Du är inte klar med självskattningen än.")).to_have_count(0)
    expect(page.get_by_label("Vad förvånade dig?")).to_have_value("Inget")


def test_notes_are_kept_and_told_to_nobody(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="reflection")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("Vad förvånade dig?").press_sequentially("Rad ett\nrad två ")
    expect(page.get_by_label("Vad förvånade dig?")).to_be_focused()
    assert [note["text"] for note in kept(page)["file"]["notes"]] == ["Rad ett\nrad två "]
    assert (sent, page.evaluate("asked")) == ([], [])
    page.reload()
    expect(page.get_by_label("Vad förvånade dig?")).to_have_value("Rad ett\nrad två ")
    page.get_by_label("Vad förvånade dig?").fill("")
    assert kept(page)["file"]["notes"] == []


def test_nasty_strings_come_back_byte_for_byte(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="reflection,file")
    box = page.get_by_label("Vad förvånade dig?")
    for text in NAUGHTY:
        box.fill(text)
        notes = kept(page)["file"]["notes"]
        assert [note["text"] for note in notes] == ([text] if text else []), repr(text)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.reload()
    expect(box).to_have_value(NAUGHTY[-1])
    assert dialogs == []


def test_nasty_steps_are_words_and_survive_the_file(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="reflection,file")
    many = [text for text in NAUGHTY if text.strip("\ufeff ").strip() and len(text) <= 500]
    many = [text for text in many if "\n" not in text]  # a box of one line has no line breaks
    box = page.get_by_label("Ett eget steg")
    for text in many[::5]:
        box.fill(text)
        box.press("Enter")
    typed = [text for text, _ in steps(page)]
    assert typed == many[::5]
    assert page.locator(".kit-reflection-step label span").all_text_contents() == typed
    assert page.locator(".kit-reflection-step label span *").count() == 0
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Ladda ner min fil").click()
    content = json.loads(downloading.value.path().read_bytes())
    assert [step["text"] for step in content["steps"]] == typed


def test_three_competences_and_a_reason_for_the_fourth(
    page: Page, static_site: str, axe: Axe
) -> None:
    arrive(page, static_site, windows="reflection", view="bibliotek-24")
    areas = page.locator(".kit-reflection-area")
    for area in areas.all():
        area.locator("summary").click()
    axe(page)
    boxes = page.get_by_role("checkbox")
    chosen = [boxes.nth(n) for n in (0, 1, 4)]
    for box in chosen:
        box.check()
    expect(page.get_by_text("Valda: 3 av 3")).to_be_visible()
    fourth = boxes.nth(5)
    fourth.click()
    expect(fourth).not_to_be_checked()
    reason = page.get_by_role("alert").filter(has_text="Du kan välja högst tre")
    labels = page.evaluate(
        "[...document.querySelectorAll('input:checked + label')].map((one) => one.firstChild.data)"
    )
    expect(reason).to_contain_text("; ".join(labels))
    axe(page)
    chosen[1].uncheck()
    expect(reason).to_have_count(0)
    fourth.check()
    assert len(kept(page)["file"]["chosen"][0]["competences"]) == 3
    page.reload()
    expect(page.locator("input:checked")).to_have_count(3)


def test_steps_are_added_done_removed_and_brought_back_by_keyboard(
    page: Page, static_site: str, axe: Axe
) -> None:
    arrive(page, static_site, windows="reflection")
    suggest(page)
    person = Person(page)
    expect(page.get_by_role("heading", name="Förslag från din profil")).to_be_visible()
    axe(page)
    person.press("Lägg till steget")
    wrong = page.get_by_role("alert").filter(has_text="Skriv ditt steg först.")
    expect(wrong).to_be_visible()
    expect(page.get_by_label("Ett eget steg")).to_be_focused()
    axe(page)
    page.keyboard.insert_text("Visa en kollega kartan")
    page.keyboard.press("Enter")
    expect(wrong).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    person.tab_to(page.get_by_role("button", name="Lägg till som mitt steg").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lägg till som mitt steg")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mina steg")).to_be_focused()
    expect(page.get_by_role("heading", name="Förslag från din profil")).to_be_hidden()
    added = ["Visa en kollega kartan", *[one["text"] for one in SUGGESTED]]
    assert steps(page) == [(text, False) for text in added]
    person.tab_to(page.get_by_role("checkbox", name=added[1]))
    page.keyboard.press("Space")
    assert steps(page)[1] == (added[1], True)
    expect(page.get_by_role("checkbox", name=added[1])).to_be_focused()
    person.press(f"Ta bort: {added[1]}")
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    assert [text for text, _ in steps(page)] == [added[0], added[2]]
    axe(page)
    page.keyboard.press("Enter")
    assert steps(page)[1] == (added[1], True)
    expect(page.get_by_role("checkbox", name=added[1])).to_be_focused()
    axe(page)


def test_suggestions_reach_the_page_after_the_profile(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="file")
    page.evaluate("store.answer('q111', '3'); store.finish()")
    suggest(page)
    arrive(page, static_site, windows="reflection")
    expect(page.get_by_role("button", name="Lägg till som mitt steg")).to_have_count(2)
    page.evaluate("store.update((draft) => { draft.language = 'en'; })")
    expect(page.get_by_text("Search for a quarter of an hour with a colleague.")).to_be_visible()


def test_last_times_words_and_steps_are_there_to_look_back_at(
    page: Page, static_site: str, axe: Axe
) -> None:
    last = {"response_id": "1" * 32, "day": "2026-05-20"}
    note = {"id": "r1", "text": "Jag trodde inte\ndet.", **last}
    step = {"id": "s1", "text": "Prova kartan", "done": False, **last}
    arrive(page, static_site, windows="reflection,file")
    page.locator("input[type=file]").set_input_files(
        payload(file(response(), notes=[note], steps=[step]))
    )
    page.get_by_role("button", name="Svara på nytt och jämför").click()
    expect(page.get_by_label("Vad förvånade dig?")).to_have_value("")
    page.get_by_text("Det här skrev du 20 maj 2026").click()
    assert page.locator(".kit-own-words").inner_text() == "Jag trodde inte\ndet."
    page.get_by_role("heading", name="Dina steg från förra gången, 20 maj 2026").wait_for()
    page.get_by_role("checkbox", name="Prova kartan").check()
    assert steps(page) == [("Prova kartan", True)]
    page.get_by_label("Vad förvånade dig?").fill("Nu tror jag det")
    assert [one["text"] for one in kept(page)["file"]["notes"]] == [note["text"], "Nu tror jag det"]
    axe(page)


def test_a_second_tab_follows_and_a_wiped_one_is_empty(
    context: BrowserContext, static_site: str
) -> None:
    one, two = context.new_page(), context.new_page()
    for tab in (one, two):
        arrive(tab, static_site, windows="reflection")
    one.get_by_label("Vad förvånade dig?").fill("Ett")
    expect(two.get_by_label("Vad förvånade dig?")).to_have_value("Ett")
    two.get_by_label("Vad vill du kunna om ett halvår?").fill("Två")
    expect(one.get_by_label("Vad vill du kunna om ett halvår?")).to_have_value("Två")
    assert len(kept(one)["file"]["notes"]) == 2
    two.evaluate("store.wipe()")
    expect(one.get_by_label("Vad förvånade dig?")).to_have_value("")
    assert stored(one) == []
