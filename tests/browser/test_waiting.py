"""While the live part of a page is still to come: a calm line, and a form that is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from drawn import Lines
from playwright.sync_api import BrowserContext, Locator, Page, expect

FAR_OFF = 3600


def place(number: int, again: float = FAR_OFF) -> dict[str, Any]:
    return {"turn": "t1", "place": number, "again": again}


def line(page: Page) -> Locator:
    return page.locator(".kit-waiting .kit-banner")


def visit(page: Page, site: str, language: str = "sv") -> None:
    page.goto(f"{site}/drawn/puls-10/{language}")
    page.wait_for_selector(".kit-form:not([data-drawn])")


def test_the_place_in_the_line_is_shown_and_followed(page: Page, static_site: str) -> None:
    lines = Lines(page, place(14, 0.1), place(13, 0.1), place(6))
    visit(page, static_site)
    expect(line(page)).to_have_text(
        "Många är här just nu. Du är nummer 6 på tur. Du kan svara medan du väntar."
    )
    assert [asked["turn"] for asked in lines.asked] == [None, "t1", "t1"]
    assert lines.asked[0]["notebook"] == "01-sjalvskattning"


def test_the_line_speaks_the_language_that_is_chosen(page: Page, static_site: str) -> None:
    Lines(page, place(14))
    visit(page, static_site)
    page.get_by_role("button", name="English").click()
    expect(line(page)).to_have_text(re.compile("You are number 14 in the line"))


def test_f07_a_server_out_of_reach_is_told_once_and_found_again(
    page: Page, static_site: str
) -> None:
    page.clock.install()
    Lines(page, 0, 500, 0, place(3))
    visit(page, static_site)
    page.clock.run_for(5_000)
    expect(line(page)).to_have_text(
        "Servern går inte att nå just nu. Du kan fortsätta. Sidan ansluter igen av sig själv."
    )
    page.clock.run_for(60_000)
    expect(line(page)).to_have_text(re.compile("nummer 3"))


def test_what_cannot_be_started_is_told(page: Page, static_site: str) -> None:
    Lines(page, 404)
    visit(page, static_site)
    expect(line(page)).to_have_text(re.compile("Dina svar finns kvar. Ladda om sidan"))


def test_the_form_is_answered_to_the_end_while_the_kernel_never_starts(
    page: Page, static_site: str
) -> None:
    Lines(page, place(200))
    visit(page, static_site)
    page.get_by_role("button", name="Börja").click()
    check = page.get_by_role("button", name="Kontrollera svaren")
    on = page.get_by_role("button", name="Nästa", exact=True).or_(check)
    while not check.is_visible():
        page.locator("fieldset input[type=radio]").first.check(force=True)
        on.click()
        if (anyway := page.get_by_role("button", name="Fortsätt ändå")).is_visible():
            anyway.click()
    check.click()
    if (anyway := page.get_by_role("button", name="Fortsätt ändå")).is_visible():
        anyway.click()
    page.locator(".kit-check .kit-actions button").first.click()
    expect(page.get_by_text("Räknar ut din profil")).to_be_visible()
    expect(page.get_by_text("Kontakten med servern är bruten")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("answer", [place(14), 404, 0], ids=["queue", "refused", "unreached"])
def test_u01_u05_waiting_is_accessible_and_fits_a_phone(
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    static_site: str,
    answer: Any,
    scheme: str,
) -> None:
    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    Lines(page, answer)
    visit(page, static_site)
    expect(line(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
