"""A page and its kernel: tied at once, let go without a word, and found again when needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from drawn import Lines, state
from playwright.sync_api import Locator, Page, expect
from pretended_kernel import Kernels, part
from windows import profile, response

VIEW = "puls-10"
PATIENCE = 120
WINDOWS = "globalThis[Symbol.for('kit.page')].windows"
TIED = f"() => {WINDOWS}.filter(({{line}}) => line.isTied).length"
NOW, LATER = "2030-01-01T12:00:00", "2030-01-01T12:03:00"


def line(page: Page) -> Locator:
    return page.locator(".kit-waiting .kit-banner")


def visit(page: Page, site: str) -> None:
    page.goto(f"{site}/drawn/{VIEW}/sv")
    page.wait_for_selector(".kit-form:not([data-drawn])")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds, as long as a busy machine may need."""
    latest = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < latest
        # Messages of the page's arrive while something is asked of it.
        page.evaluate("null")


def has_said(page: Page, kernels: Kernels, kind: str, times: int = 1) -> None:
    until(page, lambda: kernels.kinds().count(kind) >= times)


def tied(page: Page, windows: int = 2) -> None:
    until(page, lambda: page.evaluate(TIED) == windows)


@pytest.fixture
def kernels(page: Page) -> Kernels:
    return Kernels(page)


def test_what_was_answered_before_the_kernel_came_is_told_to_it(
    page: Page, static_site: str, kernels: Kernels
) -> None:
    Lines(page, {"turn": "t1", "place": 1, "again": 0.5}, part())
    visit(page, static_site)
    page.get_by_role("button", name="Börja").click()
    page.locator("fieldset input[type=radio]").first.check(force=True)
    has_said(page, kernels, "change")
    ((widget, message),) = [one for one in kernels.said if one[1]["content"]["type"] == "change"]
    assert widget == "k1-2"
    assert len(message["content"]["response"]["answers"]) == 1


def test_f16_a_page_at_rest_says_that_it_is_and_wakes_up_when_it_is_used(
    page: Page, static_site: str, kernels: Kernels
) -> None:
    page.clock.set_fixed_time(NOW)
    Lines(page, part())
    visit(page, static_site)
    has_said(page, kernels, "ping", 2)
    page.clock.set_fixed_time(LATER)
    pings = kernels.kinds().count("ping")
    kernels.tells({"type": "ending", "seconds": 30})
    expect(line(page)).to_have_text(
        "Sidan vilar eftersom den inte har använts på ett tag. Inget går förlorat. "
        "Den vaknar när du använder den."
    )
    assert kernels.kinds().count("ping") == pings
    page.keyboard.press("Tab")
    expect(line(page)).to_be_hidden()
    has_said(page, kernels, "ping", pings + 1)


def test_f16_a_page_in_use_keeps_its_kernel_without_a_word(
    page: Page, static_site: str, kernels: Kernels
) -> None:
    Lines(page, part())
    visit(page, static_site)
    has_said(page, kernels, "ping", 2)
    pings = kernels.kinds().count("ping")
    kernels.tells({"type": "ending", "seconds": 30})
    has_said(page, kernels, "ping", pings + 1)
    expect(line(page)).to_be_hidden()


def test_a_kernel_that_ends_unused_is_missed_when_the_page_is_used(
    page: Page, static_site: str, kernels: Kernels
) -> None:
    page.clock.set_fixed_time(NOW)
    lines = Lines(page, part(), part("k2"))
    visit(page, static_site)
    has_said(page, kernels, "ping", 2)
    page.clock.set_fixed_time(LATER)
    kernels.go()
    tied(page, 0)
    expect(line(page)).to_be_hidden()
    assert len(lines.asked) == 1
    page.keyboard.press("Tab")
    has_said(page, kernels, "ping", 4)
    assert len(lines.asked) == 2
    assert {widget for widget, _ in kernels.said} == {"k1-2", "k1-3", "k2-2", "k2-3"}


def test_a_way_that_closes_is_opened_again_to_the_same_kernel(
    page: Page, static_site: str, kernels: Kernels
) -> None:
    lines = Lines(page, part(), part("k2"))
    visit(page, static_site)
    has_said(page, kernels, "ping", 2)
    pings = kernels.kinds().count("ping")
    kernels.open.pop().close()
    has_said(page, kernels, "ping", pings + 2)
    assert len(lines.asked) == 1
    assert "k2-2" not in {widget for widget, _ in kernels.said}


def finish(page: Page) -> None:
    page.get_by_role("button", name="Börja").click()
    ends = page.locator(".kit-check .kit-actions button").first
    ways = page.locator(".kit-step .kit-ways button").first
    while not ends.is_visible():
        if page.locator(".kit-step fieldset").count():
            for field in page.locator(".kit-step fieldset:visible").all():
                field.locator("input[type=radio]").first.check(force=True)
        ways.click()
        if (anyway := page.get_by_role("button", name="Fortsätt ändå")).is_visible():
            anyway.click()
    ends.click()


def test_a_profile_that_one_kernel_left_unanswered_comes_from_the_next(
    page: Page, static_site: str, kernels: Kernels
) -> None:
    Lines(page, part(), part("k2"))
    visit(page, static_site)
    page.evaluate("window.first = document.querySelector('.kit-form')")
    finish(page)
    has_said(page, kernels, "ask")
    asked = next(data for _, data in kernels.said if data.get("content", {}).get("type") == "ask")
    kernels.go()
    given: dict[str, Any] = asked["content"]["request"]["response"]
    kernels.answers["ask"] = profile(VIEW, **{**response(VIEW), **given})
    kernels.card = 200
    expect(page.locator(".kit-profile[data-stage=ready]")).to_be_visible()
    assert page.evaluate("first.isConnected")


def test_the_questionnaire_that_the_kernel_has_read_takes_the_place_of_the_drawn_one(
    page: Page, static_site: str
) -> None:
    changed = state(VIEW, "sv")
    changed["questionnaire"]["hash"] = "f" * 64
    changed["questionnaire"]["title"]["sv"] = "En ny titel"
    kernels = Kernels(page, "f" * 64)
    kernels.answers["state"] = changed
    Lines(page, part())
    visit(page, static_site)
    expect(page.get_by_role("heading", name="En ny titel")).to_be_visible()


def test_the_same_questionnaire_is_not_asked_for(page: Page, static_site: str) -> None:
    kernels = Kernels(page, state(VIEW, "sv")["questionnaire"]["hash"])
    Lines(page, part())
    visit(page, static_site)
    tied(page)
    has_said(page, kernels, "ping", 2)
    assert "request_state" not in kernels.kinds()


@pytest.mark.usefixtures("kernels")
def test_a_page_says_nothing_while_all_is_well(page: Page, static_site: str) -> None:
    Lines(page, part())
    visit(page, static_site)
    tied(page)
    expect(line(page)).to_be_hidden()
    expect(page.locator(".kit-waiting [role=status]")).to_have_text(re.compile("^$"))
