"""Answering in a browser, without any kernel: tests/browser/form.html mounts the form."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect
from steps import PHONE, heading, press, question, rate, to_page


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


def test_u03_a_rating_is_one_group_named_by_its_statement(form: Page) -> None:
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
    expect(form.get_by_role("alert")).to_contain_text("Korta texten (för många tecken: 3)")
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
