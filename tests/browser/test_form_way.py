"""The way through the form, page by page, and what stops it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from steps import heading, heard, press, question, rate, reload, to_check, to_page


def test_u04_what_must_be_answered_stops_by_gov_uks_rules(form: Page) -> None:
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
    expect(heading(form)).to_have_text("Klart! Tack för att du tog dig tid.")
    assert heard(form)[-1][0] == "finish"
    assert heard(form)[-1][1]["status"] == "finished"
    reload(form)
    expect(heading(form)).to_have_text("Klart! Tack för att du tog dig tid.")
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
    form.get_by_role("button", name="Ta bort svaret: Vilken nivå vill du jämföra med?").click()
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
