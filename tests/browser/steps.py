"""The steps that a person takes through the form of every kind, for the tests of the form."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

PHONE = {"width": 320, "height": 720}


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
