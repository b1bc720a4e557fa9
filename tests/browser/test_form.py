"""The form in a browser, without any kernel: tests/browser/form.html mounts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

PHONE = {"width": 320, "height": 720}


@pytest.fixture
def visit(static_site: str) -> Callable[..., Page]:
    def visited(page: Page, view: str = "kinds", more: str = "") -> Page:
        page.goto(f"{static_site}/page/form.html?view={view}{more}")
        page.wait_for_selector("html[data-ready]")
        return page

    return visited


@pytest.fixture
def form(page: Page, visit: Callable[..., Page]) -> Page:
    return visit(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def question(page: Page, item: str) -> Locator:
    return page.locator(f"[data-item='{item}']")


def rate(page: Page, item: str, point: int) -> None:
    question(page, item).locator("fieldset").first.get_by_role("radio").nth(point - 1).check()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def reload(page: Page) -> None:
    page.reload()
    page.wait_for_selector("html[data-ready]")


def to_page(page: Page, number: int) -> None:
    """Walk to a page, answering no more than one must."""
    press(page, "Börja")
    if number > 1:
        rate(page, "q111", 1)
    for _ in range(number - 1):
        press(page, "Nästa")
        press(page, "Fortsätt ändå")


def to_check(page: Page) -> None:
    to_page(page, 3)
    page.get_by_label("Något mer?").fill("Nej.")
    press(page, "Kontrollera svaren")


def heard(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("heard")
    return found


# --- answering ---------------------------------------------------------------------------------


def test_nothing_is_chosen_before_the_person_chooses(
    page: Page, visit: Callable[..., Page]
) -> None:
    visit(page, "bibliotek-24")
    checked = page.locator("input:checked")
    expect(checked).to_have_count(0)
    press(page, "Börja")
    for number in range(1, 6):
        expect(page.get_by_text(f"Sida {number} av 5")).to_be_visible()
        expect(checked).to_have_count(0)
        page.locator(".kit-ways button").first.click()
        if page.get_by_role("button", name="Fortsätt ändå").count():
            press(page, "Fortsätt ändå")
    expect(heading(page)).to_have_text("Kontrollera dina svar")


def test_a_rating_is_one_group_named_by_its_statement(form: Page) -> None:
    press(form, "Börja")
    group = form.get_by_role("group", name="Jag kan förklara för en besökare")
    radios = group.get_by_role("radio")
    expect(radios).to_have_count(6)
    expect(group.get_by_role("radio", name="1, mycket osäker", exact=True)).to_be_visible()
    expect(group.get_by_role("radio", name="3", exact=True)).to_be_visible()
    radios.nth(0).check()
    form.keyboard.press("ArrowRight")
    expect(radios.nth(1)).to_be_checked()
    group.get_by_role("radio", name="Inte aktuellt för mig").check()
    expect(group.locator(":checked")).to_have_count(1)


def test_seven_targets_stand_in_one_row_on_a_phone(
    new_context: Callable[..., BrowserContext], visit: Callable[..., Page]
) -> None:
    page = visit(new_context(viewport=PHONE).new_page(), "bibliotek-24")
    press(page, "Börja")
    boxes = [
        point.bounding_box() for point in page.locator(".kit-row").first.locator("input").all()
    ]
    assert len(boxes) == 7
    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def test_an_answer_can_be_taken_back(form: Page) -> None:
    press(form, "Börja")
    clear = question(form, "q122").get_by_role("button", name="Ta bort svaret")
    expect(clear).to_be_hidden()
    rate(form, "q122", 3)
    clear.click()
    expect(question(form, "q122").locator(":checked")).to_have_count(0)
    expect(clear).to_be_hidden()
    expect(question(form, "q122").get_by_role("radio").first).to_be_focused()
    expect(form.get_by_text("Svaret är borttaget")).to_be_attached()
    expect(form.get_by_text("Besvarade: 0 av 10")).to_be_visible()


def test_a_second_rating_stands_on_the_same_card(form: Page) -> None:
    press(form, "Börja")
    card = question(form, "q121")
    card.get_by_role("radio", name="mindre viktigt").check()
    expect(form.get_by_text("Besvarade: 0 av 10")).to_be_visible()
    rate(form, "q121", 2)
    expect(form.get_by_text("Besvarade: 1 av 10")).to_be_visible()
    answers = form.evaluate(
        "JSON.parse(localStorage['kit:draft:kinds:1.0']).file.responses[0].answers"
    )
    assert answers == {"q121": "2", "q121.want": "1"}


def test_questions_come_and_go_with_the_answers_and_the_focus_stays(form: Page) -> None:
    press(form, "Börja")
    expect(question(form, "q112")).to_be_hidden()
    rate(form, "q111", 3)
    expect(question(form, "q112")).to_be_visible()
    expect(form.get_by_text("Fler frågor visas nu.")).to_be_attached()
    expect(question(form, "q111").get_by_role("radio").nth(2)).to_be_focused()
    expect(form.get_by_text("Besvarade: 1 av 11")).to_be_visible()
    rate(form, "q112", 2)
    rate(form, "q111", 1)
    expect(question(form, "q112")).to_be_hidden()
    expect(form.get_by_text("Besvarade: 1 av 10")).to_be_visible()


def test_numbers_are_read_as_they_are_written_here(form: Page) -> None:
    to_page(form, 3)
    box = form.get_by_label("Hur mycket tid behöver du?")
    box.fill("2,5")
    press(form, "Tillbaka")
    press(form, "Nästa")
    expect(box).to_have_value("2,5")
    press(form, "English")
    expect(form.get_by_label("How much time do you need?")).to_have_value("2,5")
    form.reload()
    expect(form.get_by_label("How much time do you need?")).to_have_value("2.5")


def test_a_text_says_how_much_room_is_left(form: Page) -> None:
    to_page(form, 2)
    form.get_by_label("Nej", exact=True).check()
    box = form.get_by_label("Vad skulle behövas?")
    expect(box).to_have_accessible_description("Tecken kvar: 500")
    box.fill("å" * 490)
    expect(form.get_by_text("Tecken kvar: 10", exact=True).first).to_be_visible()
    box.fill("å" * 503)
    press(form, "Nästa")
    expect(form.get_by_role("alert")).to_contain_text("Korta texten (tecken för mycket: 3)")
    expect(box).to_have_value("å" * 503)


def test_options_are_put_in_order_with_buttons(form: Page) -> None:
    to_page(form, 3)
    expect(question(form, "order")).to_be_hidden()
    form.get_by_label("Kurs").check()
    form.get_by_label("Hur mycket tid").fill("3")
    rows = question(form, "order").get_by_role("listitem")
    expect(rows).to_contain_text(["Söka", "Värdera", "Skydda"])
    expect(form.get_by_text("Ordningen är inte ditt svar än.")).to_be_visible()
    press(form, "Flytta ner: Söka")
    expect(rows).to_contain_text(["Värdera", "Söka", "Skydda"])
    expect(form.get_by_role("button", name="Flytta ner: Söka")).to_be_focused()
    expect(form.get_by_text("Söka: plats 2 av 3")).to_be_attached()
    form.keyboard.press("Enter")
    expect(rows).to_contain_text(["Värdera", "Skydda", "Söka"])
    form.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Flytta ner: Söka")).to_be_focused()
    question(form, "order").get_by_role("button", name="Ta bort svaret").click()
    expect(rows).to_contain_text(["Söka", "Värdera", "Skydda"])
    press(form, "Behåll den här ordningen")
    expect(form.get_by_text("Ordningen är inte ditt svar än.")).to_be_hidden()
    expect(rows).to_contain_text(["Söka", "Värdera", "Skydda"])


def test_points_are_spread_and_the_rest_is_told(form: Page) -> None:
    to_page(form, 3)
    card = question(form, "spread")
    card.get_by_label("Tid", exact=True).fill("9")
    press(form, "En poäng mer: Stöd")
    expect(card.get_by_text("Poäng kvar: 0 av 10")).to_be_visible()
    press_again = form.get_by_role("button", name="En poäng mer: Stöd")
    expect(press_again).to_have_attribute("aria-disabled", "true")
    press_again.click(force=True)
    expect(card.get_by_label("Stöd", exact=True)).to_have_value("1")
    card.get_by_label("Teknik", exact=True).fill("2")
    expect(card.get_by_text("För många poäng: 2")).to_be_visible()
    press(form, "Kontrollera svaren")
    expect(form.get_by_role("alert")).to_contain_text("Ta tillbaka poäng (för många: 2)")


# --- the way -----------------------------------------------------------------------------------


def test_what_must_be_answered_stops_by_gov_uks_rules(form: Page) -> None:
    press(form, "Börja")
    press(form, "Nästa")
    summary = form.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("Det finns ett problem")
    expect(form).to_have_title("Fel: Självskattning")
    link = summary.get_by_role("link")
    words = link.inner_text()
    expect(
        form.get_by_role("group", name="Jag kan söka i katalogen")
    ).to_have_accessible_description(re.compile(re.escape(f"Fel: {words}")))
    link.click()
    expect(question(form, "q111").get_by_role("radio").first).to_be_focused()
    rate(form, "q111", 1)
    press(form, "Nästa")
    expect(form.get_by_role("alert")).to_have_count(0)
    expect(form).to_have_title("Självskattning")


def test_a_soft_required_question_is_asked_about_once(form: Page) -> None:
    press(form, "Börja")
    rate(form, "q111", 1)
    press(form, "Nästa")
    notice = form.get_by_role("group", name="Något är obesvarat")
    expect(notice).to_be_focused()
    expect(form).to_have_title("Självskattning")
    notice.get_by_role("link", name="Jag kan värdera en källa").click()
    expect(question(form, "q121").get_by_role("radio").first).to_be_focused()
    press(form, "Nästa")
    expect(heading(form)).to_have_text("Säkerhet")
    press(form, "Tillbaka")
    press(form, "Nästa")
    expect(heading(form)).to_have_text("Säkerhet")


def test_each_page_begins_at_its_heading(form: Page) -> None:
    press(form, "Börja")
    expect(heading(form)).to_be_focused()
    expect(heading(form)).to_have_text("Söka")
    rate(form, "q111", 1)
    form.mouse.wheel(0, 2000)
    press(form, "Nästa")
    press(form, "Fortsätt ändå")
    expect(heading(form)).to_be_focused()
    expect(heading(form)).to_be_in_viewport()


def test_going_back_loses_nothing(form: Page) -> None:
    to_page(form, 2)
    rate(form, "q211", 4)
    press(form, "Tillbaka")
    expect(question(form, "q111").get_by_role("radio").first).to_be_checked()
    press(form, "Nästa")
    expect(question(form, "q211").get_by_role("radio").nth(3)).to_be_checked()


def test_the_browsers_own_buttons_walk_the_form(form: Page) -> None:
    to_page(form, 2)
    rate(form, "q211", 4)
    form.go_back()
    expect(heading(form)).to_have_text("Söka")
    expect(question(form, "q111").get_by_role("radio").first).to_be_checked()
    form.go_back()
    expect(heading(form)).to_have_text("Alla sorters frågor")
    form.go_forward()
    form.go_forward()
    expect(question(form, "q211").get_by_role("radio").nth(3)).to_be_checked()
    assert form.url.endswith("view=kinds#sida-2")


def test_the_check_leads_to_what_is_blank_and_back(form: Page) -> None:
    to_check(form)
    expect(heading(form)).to_have_text("Kontrollera dina svar")
    sheet = form.locator(".kit-sheet").nth(1)
    expect(sheet).to_contain_text("Besvarade: 0 av 3")
    sheet.get_by_role("link", name="Jag kan hjälpa en besökare att välja lösenord").click()
    expect(question(form, "q212").get_by_role("radio").first).to_be_focused()
    rate(form, "q212", 5)
    press(form, "Kontrollera svaren")
    expect(sheet).to_contain_text("Besvarade: 1 av 3")
    sheet.get_by_text("Visa svaren").click()
    expect(sheet.locator("dd").nth(1)).to_have_text("5, mycket säker")


def test_what_must_be_answered_is_asked_for_at_the_end_too(form: Page) -> None:
    to_check(form)
    form.locator(".kit-sheet").last.get_by_role("button", name="Ändra").click()
    form.get_by_label("Något mer?").fill("")
    form.go_back()
    press(form, "Klar, visa min profil")
    expect(form.get_by_role("alert")).to_be_focused()
    form.get_by_role("alert").get_by_role("link", name="Skriv ett svar: Något mer?").click()
    expect(form.get_by_label("Något mer?")).to_be_focused()


def test_finished_stays_finished_until_an_answer_changes(form: Page) -> None:
    to_check(form)
    press(form, "Klar, visa min profil")
    expect(heading(form)).to_have_text("Klart! Tack för dina svar.")
    assert heard(form)[-1][0] == "finish"
    assert heard(form)[-1][1]["status"] == "finished"
    reload(form)
    expect(heading(form)).to_have_text("Klart! Tack för dina svar.")
    press(form, "Ändra mina svar")
    press(form, "Ändra: Söka")
    rate(form, "q111", 2)
    press(form, "Kontrollera svaren")
    assert heard(form)[-1][1]["status"] == "started"
    press(form, "Klar, visa min profil")
    assert heard(form)[-1][1]["answers"]["q111"] == "2"


def test_who_one_is_may_be_said_and_taken_back(form: Page) -> None:
    form.get_by_label("Handledare").check()
    form.get_by_label("Hur länge har du arbetat på bibliotek?").select_option("Mindre än 5 år")
    press(form, "Börja")
    _, response = heard(form)[-1]
    assert (response["role"], response["background"]) == ("tutor", {"years": "y1"})
    press(form, "Tillbaka")
    form.get_by_role("button", name="Ta bort svaret: Vilken roll har du?").click()
    press(form, "Börja")
    assert heard(form)[-1][1]["role"] is None


def test_changes_are_told_once_typing_has_paused(form: Page) -> None:
    to_page(form, 3)
    form.evaluate("heard.length = 0")
    form.clock.install()
    box = form.get_by_label("Något mer?")
    box.press_sequentially("Nej")
    assert heard(form) == []
    form.clock.run_for(300)
    assert [response["answers"]["free"] for _, response in heard(form)] == ["Nej"]
    box.press_sequentially("!")
    press(form, "Tillbaka")
    assert heard(form)[-1][1]["answers"]["free"] == "Nej!"


# --- languages ---------------------------------------------------------------------------------


def test_the_language_can_change_while_answering(form: Page) -> None:
    press(form, "Börja")
    rate(form, "q111", 3)
    press(form, "Nästa")
    expect(form.get_by_text("Något är obesvarat")).to_be_visible()
    english = form.get_by_role("button", name="English")
    expect(english).to_have_attribute("lang", "en")
    english.focus()
    form.keyboard.press("Enter")
    expect(form.locator("#form")).to_have_attribute("lang", "en")
    expect(english).to_be_focused()
    expect(english).to_have_attribute("aria-pressed", "true")
    expect(form.get_by_text("Something is not answered")).to_be_visible()
    expect(
        form.get_by_role("group", name="I can search the catalogue").get_by_role("radio").nth(2)
    ).to_be_checked()
    expect(form.get_by_text("Page 1 of 3 · Answered: 1 of 11")).to_be_visible()
    form.keyboard.press("Shift+Tab")
    form.keyboard.press("Enter")
    expect(heading(form)).to_have_text("Söka")
    expect(form.get_by_text("Något är obesvarat")).to_be_visible()


def test_a_problem_is_told_again_in_the_new_language(form: Page) -> None:
    press(form, "Börja")
    press(form, "Nästa")
    press(form, "English")
    expect(form.get_by_role("alert")).to_contain_text(
        "Choose an answer: I can search the catalogue"
    )
    expect(form).to_have_title("Error: Självskattning")
    press(form, "Svenska")
    expect(form).to_have_title("Fel: Självskattning")


def test_the_place_in_the_page_stays_when_the_language_changes(
    new_context: Callable[..., BrowserContext], visit: Callable[..., Page]
) -> None:
    page = visit(new_context(viewport=PHONE).new_page(), "bibliotek-24")
    press(page, "Börja")
    english = page.get_by_role("button", name="English")
    page.evaluate("scrollBy(0, 5)")
    before = english.bounding_box()
    english.click()
    expect(english).to_be_focused()
    after = english.bounding_box()
    assert before
    assert after
    assert after["y"] == before["y"]


# --- what is kept ------------------------------------------------------------------------------


def test_the_page_says_where_answers_are_and_until_when(
    page: Page, visit: Callable[..., Page]
) -> None:
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    visit(page)
    expect(page.get_by_text("Det du svarar sparas på den här enheten.")).to_be_visible()
    press(page, "Börja")
    rate(page, "q111", 1)
    saved = page.get_by_role("status").filter(has_text="Sparat på den här enheten")
    expect(saved).to_have_text("Sparat på den här enheten till och med 22 december 2026")


def test_a_draft_comes_back_after_a_reload_and_says_so(
    page: Page, visit: Callable[..., Page]
) -> None:
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    visit(page)
    to_page(page, 2)
    rate(page, "q211", 4)
    reload(page)
    expect(heading(page)).to_have_text("Säkerhet")
    expect(question(page, "q211").get_by_role("radio").nth(3)).to_be_checked()
    found = page.get_by_text("Vi hittade dina svar från 22 november. Fortsätt där du slutade.")
    expect(found).to_be_visible()
    press(page, "Börja om")
    expect(page.get_by_text("Vill du ta bort de här svaren och börja om?")).to_be_focused()
    press(page, "Ja, börja om")
    expect(heading(page)).to_have_text("Alla sorters frågor")
    expect(found).to_have_count(0)
    press(page, "Börja")
    expect(page.get_by_text("Besvarade: 0 av 10")).to_be_visible()


def test_answers_are_deleted_only_after_a_second_yes(form: Page) -> None:
    to_page(form, 2)
    delete = form.get_by_role("button", name="Ta bort mina svar från enheten")
    delete.click()
    press(form, "Avbryt")
    expect(delete).to_be_focused()
    delete.click()
    form.keyboard.press("Escape")
    expect(delete).to_be_focused()
    delete.click()
    press(form, "Ja, ta bort")
    expect(form.get_by_text("Dina svar är borttagna från den här enheten.")).to_be_visible()
    expect(heading(form)).to_be_focused()
    expect(heading(form)).to_have_text("Alla sorters frågor")
    assert form.evaluate("Object.keys(localStorage)") == []
    expect(delete).to_be_hidden()


def test_a_device_that_keeps_nothing_is_named_plainly(
    page: Page, visit: Callable[..., Page]
) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    visit(page)
    press(page, "Börja")
    rate(page, "q111", 1)
    expect(page.get_by_text("Kan inte sparas på den här enheten.")).to_be_visible()
    expect(question(page, "q111").get_by_role("radio").first).to_be_checked()


def test_a_preview_keeps_nothing_and_leaves_the_address_alone(
    page: Page, visit: Callable[..., Page]
) -> None:
    visit(page, "kinds", "&keep=no")
    press(page, "Börja")
    rate(page, "q111", 1)
    expect(page.get_by_text("Det här är en förhandsvisning. Inget sparas.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert "#" not in page.url


def test_a_second_tab_is_noticed_and_followed(
    context: BrowserContext, visit: Callable[..., Page]
) -> None:
    one, other = visit(context.new_page()), visit(context.new_page())
    press(one, "Börja")
    expect(heading(other)).to_have_text("Söka")
    rate(other, "q111", 2)
    expect(one.get_by_text("Formuläret är öppet i en annan flik också.")).to_be_visible()
    expect(question(one, "q111").get_by_role("radio").nth(1)).to_be_checked()
    rate(one, "q111", 4)
    expect(question(other, "q111").get_by_role("radio").nth(3)).to_be_checked()
    expect(question(other, "q112")).to_be_visible()


def test_deleting_in_one_tab_is_seen_in_the_other(
    context: BrowserContext, visit: Callable[..., Page]
) -> None:
    one, other = visit(context.new_page()), visit(context.new_page())
    to_page(one, 2)
    press(one, "Ta bort mina svar från enheten")
    press(one, "Ja, ta bort")
    expect(other.get_by_text("Dina svar är borttagna från den här enheten.")).to_be_visible()


def test_a_lost_kernel_is_told_and_nothing_stops(form: Page) -> None:
    form.clock.install()
    reload(form)
    press(form, "Börja")
    form.evaluate("kernel.alive = false")
    form.clock.run_for(30_000)
    lost = form.get_by_text("Kontakten med servern är bruten.")
    expect(lost).to_be_visible()
    expect(form.get_by_role("button", name="Ladda om sidan")).to_be_visible()
    rate(form, "q111", 1)
    expect(form.get_by_text("Besvarade: 1 av 10")).to_be_visible()
    press(form, "Nästa")
    expect(lost).to_be_visible()
    form.evaluate("kernel.alive = true")
    form.clock.run_for(30_000)
    expect(lost).to_have_count(0)
    expect(form.get_by_text("Kontakten med servern är tillbaka.")).to_be_attached()


def test_the_address_never_carries_an_answer(form: Page) -> None:
    addresses: list[str] = []
    form.on("framenavigated", lambda frame: addresses.append(frame.url))
    to_check(form)
    press(form, "Klar, visa min profil")
    assert addresses
    assert all(re.fullmatch(r"[^#]*\?view=kinds(#sida-\d)?", address) for address in addresses)
