"""The page on the wall: readable from the last row, nothing to press, never behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from person import widths
from playwright.sync_api import BrowserContext, Page, expect
from pretended import Pretended, counts, opened

LOBBY = {"status": "open", "timer_left": 272, **counts(15, 10, 0)}
# Two hundredths of the width: about three centimetres on a picture two metres wide.
READABLE = 0.02
SIZES = """() => [...document.querySelectorAll(".kit-presenter *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.checkVisibility() && !one.closest(".kit-hidden"))
  .map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize)])"""


@pytest.fixture(params=[(1280, 720, "light"), (1920, 1080, "dark")], ids=["small", "large"])
def screen(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]
) -> BrowserContext:
    """Hang up a screen."""
    width, height, scheme = request.param
    return new_context(viewport={"width": width, "height": height}, color_scheme=scheme)


@pytest.mark.parametrize(
    "state", [{}, LOBBY, {"status": "closed", **counts(10, 10, 10)}], ids=["new", "open", "closed"]
)
def test_the_wall_is_read_from_the_last_row_and_fits_the_screen(
    screen: BrowserContext, static_site: str, axe: Callable[[Page], None], state: dict[str, Any]
) -> None:
    page = opened(screen, static_site, Pretended("presenter", **state), "presenter")
    expect(page.get_by_role("heading", name="Exempelby bibliotek")).to_be_visible()
    if state is LOBBY:
        expect(page.locator("img.kit-qr")).to_be_visible()
        expect(page.locator(".kit-address")).to_contain_text("/anslut")
    width, height = page.evaluate("[innerWidth, innerHeight]")
    small = {text: size for text, size in page.evaluate(SIZES) if size < READABLE * width}
    assert small == {}
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    pressable = page.locator("button, a, input, select, textarea, summary")
    assert pressable.filter(visible=True).count() == 0
    axe(page)


def test_the_wall_also_fits_a_phone(
    new_context: Callable[..., BrowserContext], static_site: str, axe: Callable[[Page], None]
) -> None:
    context = new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
    page = opened(context, static_site, Pretended("presenter", **LOBBY), "presenter")
    expect(page.locator("img.kit-qr")).to_be_visible()
    assert widths(page)[0] <= widths(page)[1]
    axe(page)


def test_the_wall_waits_for_a_server_that_is_not_there_yet(
    new_context: Callable[..., BrowserContext], static_site: str
) -> None:
    pretended = Pretended("presenter", status="open")
    pretended.away = True
    page = opened(new_context(), static_site, pretended, "presenter")
    expect(page.get_by_text("Sidan försöker igen av sig själv.")).to_be_visible()
    pretended.away = False
    expect(page.locator(".kit-code-figure")).to_have_text("CDF 347")
    pretended.role = None
    expect(page.get_by_role("heading", name="Den här sidan behöver en länk")).to_be_visible()
    expect(page.locator(".kit-code-figure")).to_have_count(0)
