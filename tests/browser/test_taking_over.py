"""The script takes over the form that the server drew: nothing that was done before is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drawn import Lines, hold
from playwright.sync_api import BrowserContext, Page, expect

WAITS = {"turn": "t1", "place": 14, "again": 3600}
HERE = "[document.activeElement.id, document.querySelector('select').value]"
KEPT = """() => Object.entries(localStorage)
  .filter(([key]) => key.startsWith("kit:draft:"))
  .map(([, text]) => JSON.parse(text).file.responses[0])[0]"""


def mounted(page: Page) -> None:
    page.wait_for_selector(".kit-form:not([data-drawn])")


@pytest.fixture
def visits(page: Page, static_site: str) -> Callable[..., None]:
    """Open the drawn page; the live part is far off."""
    Lines(page, WAITS)

    def opened(view: str = "bibliotek-24", language: str = "sv", **how: Any) -> None:
        page.goto(f"{static_site}/drawn/{view}/{language}", **how)

    return opened


def test_what_is_ticked_before_the_script_comes_is_kept(
    page: Page, visits: Callable[..., None]
) -> None:
    let_go = hold(page, "**/start.js")
    visits("kinds", wait_until="commit")
    page.locator(".kit-start select").first.select_option(index=2)
    page.locator(".kit-start input[type=radio]").nth(1).check()
    page.locator(".kit-start input[type=radio]").nth(1).focus()
    before = page.evaluate(HERE)
    let_go()
    mounted(page)
    assert page.evaluate(HERE) == before
    expect(page.locator(".kit-start input[type=radio]").nth(1)).to_be_checked()
    kept = page.evaluate(KEPT)
    assert kept["role"]
    assert list(kept["background"].values()) == [before[1]]


def test_a_press_on_begin_before_the_script_comes_is_heard(
    page: Page, visits: Callable[..., None]
) -> None:
    let_go = hold(page, "**/start.js")
    visits(wait_until="commit")
    page.get_by_role("button", name="Börja").click()
    let_go()
    expect(page.locator("fieldset[data-key=q111]")).to_be_visible()


def test_a_tab_to_begin_is_no_press(page: Page, visits: Callable[..., None]) -> None:
    let_go = hold(page, "**/start.js")
    visits(wait_until="commit")
    begin = page.get_by_role("button", name="Börja")
    begin.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(begin).to_be_focused()
    let_go()
    mounted(page)
    expect(begin).to_be_focused()


def test_a_press_that_goes_on_while_the_script_comes_is_heard(
    page: Page, visits: Callable[..., None]
) -> None:
    let_go = hold(page, "**/start.js")
    visits("kinds", wait_until="commit")
    option = page.locator(".kit-start label.kit-option").nth(1)
    option.scroll_into_view_if_needed()
    box = option.bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    let_go()
    page.evaluate("import('/static/start.js')")
    expect(page.locator("[data-drawn]")).to_have_count(1)
    page.mouse.up()
    mounted(page)
    expect(page.locator(".kit-start input[type=radio]").nth(1)).to_be_checked()


def test_who_comes_back_is_where_the_draft_was_left(
    page: Page, visits: Callable[..., None]
) -> None:
    visits()
    page.get_by_role("button", name="Börja").click()
    page.get_by_role("button", name="Nästa").click()
    page.get_by_role("button", name="Fortsätt ändå").click()
    here = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    mounted(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(here)


def test_who_is_busy_on_the_first_screen_is_not_taken_away_from_it(
    page: Page, visits: Callable[..., None]
) -> None:
    visits("kinds")
    page.get_by_role("button", name="Börja").click()
    page.locator("[data-item=q111] input").first.check(force=True)
    let_go = hold(page, "**/start.js")
    page.reload(wait_until="commit")
    page.locator(".kit-start input[type=radio]").nth(1).check()
    let_go()
    mounted(page)
    expect(page.locator(".kit-start input[type=radio]").nth(1)).to_be_checked()
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.locator("[data-item=q111] input").first).to_be_checked()


def test_without_scripts_the_first_screen_can_be_read_and_filled_in(
    new_context: Callable[..., BrowserContext], static_site: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{static_site}/drawn/kinds/sv")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".kit-start input[type=radio]").nth(1).check()
    expect(page.locator("[data-place]").first).to_be_hidden()
