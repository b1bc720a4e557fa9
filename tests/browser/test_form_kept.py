"""What the form keeps on the device, and what it says about it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect
from steps import heading, press, question, rate, reload, to_check, to_page


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
    expect(page.get_by_text("Det går inte att spara på den här enheten.")).to_be_visible()
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
