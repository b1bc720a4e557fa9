"""What it takes until the first question can be answered, and what may be missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from person import Person
from playwright.sync_api import BrowserContext, Page, Request, expect
from serving import Server

FIRST = "q111"
MOST_REQUESTS, MOST_BYTES = 6, 150_000


@pytest.mark.parametrize("questionnaire", ["bibliotek-24", "digcomp-21", "puls-10"])
def test_little_travels_before_the_first_question(
    page: Page, served: Server, questionnaire: str
) -> None:
    arrived: list[Request] = []
    page.route("**/kit/live", lambda _: None)
    page.on("requestfinished", lambda request: arrived.append(request))  # noqa: PLW0108 - marked
    page.goto(f"{served.address}01-sjalvskattning?questionnaire={questionnaire}")
    page.get_by_role("button", name="Börja").click()
    page.locator(".kit-step input[type=radio]").first.check(force=True)
    expect(page.locator(".kit-keep-line")).to_contain_text("Sparat")
    sizes = [request.sizes() for request in arrived]
    bytes_ = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    # The request for the live part is on its way and counts too.
    assert len(arrived) + 1 <= MOST_REQUESTS, [request.url for request in arrived]
    assert 20_000 < bytes_ <= MOST_BYTES
    page.unroute_all(behavior="ignoreErrors")


def test_a_second_page_brings_nothing_but_itself(page: Page, served: Server) -> None:
    page.goto(f"{served.address}01-sjalvskattning")
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(f"{served.address}02-reflektion")
    expect(page.get_by_role("heading", name="Reflektera")).to_be_visible()
    fresh = [url for url in asked if "/kit/static/" in url]
    assert all(request_is_cached(page, url) for url in fresh)


def request_is_cached(page: Page, url: str) -> bool:
    """Tell whether the browser took a file from what it has kept."""
    size: int = page.evaluate("url => performance.getEntriesByName(url)[0].transferSize", url)
    return size == 0


def test_u01_the_first_question_is_answered_by_keyboard_before_any_kernel(
    page: Page, served: Server
) -> None:
    page.route("**/kit/live", lambda _: None)
    page.goto(f"{served.address}01-sjalvskattning")
    person = Person(page)
    person.press("Börja")
    person.rate(FIRST, 4)
    expect(page.locator(".kit-keep-line")).to_contain_text("Sparat")
    page.unroute_all(behavior="ignoreErrors")


def test_without_scripts_the_page_says_what_to_do_and_can_be_read(
    new_context: Callable[..., BrowserContext], served: Server
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{served.address}01-sjalvskattning")
    # A browser that is told not to run scripts still reads the sentence as if it would run them.
    assert "Sidan behöver JavaScript" in (page.locator("noscript").text_content() or "")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_visible()
    expect(page.get_by_text("Sidan laddas")).to_have_count(0)
