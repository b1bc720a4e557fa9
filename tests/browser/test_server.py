"""Served pages in a real browser: alive under the strict policy, and gone when they are closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from serving import TRIAL, Server, ended


@pytest.fixture(scope="module")
def below(serve: Callable[..., Server]) -> Server:
    """Serve the tests' notebooks below another server's path."""
    return serve("--notebooks", TRIAL, "--base-url", "/workshop/")


def complaints(page: Page) -> list[str]:
    """Collect what the browser refuses or cannot find, as it happens."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("name", ["trial", "below"])
def test_windows_come_to_life_under_the_strict_policy(
    page: Page, name: str, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(name)
    said = complaints(page)
    page.goto(f"{server.address}widgets")
    expect(page.get_by_text("Hej från kärnan")).to_be_visible()
    page.get_by_role("button", name="Tryck").click()
    expect(page.get_by_role("button", name="Tryckt")).to_be_visible()
    expect(page.get_by_text("Sidan laddas")).to_have_count(0)
    assert said == []


def test_text_cannot_become_code(page: Page, trial: Server) -> None:
    page.goto(trial.address)
    # Later, because what the test itself evaluates is let through.
    said = page.evaluate(
        """() => new Promise((tell) => setTimeout(() => {
          try { tell(Function("return 1")()); } catch (refusal) { tell(refusal.name); }
        }))"""
    )
    assert said == "EvalError"


def test_a_script_written_into_the_page_is_refused(page: Page, trial: Server) -> None:
    page.goto(trial.address)
    refused = page.evaluate(
        """() => {
          const seen = [];
          const see = (violation) => seen.push(violation.effectiveDirective);
          document.addEventListener("securitypolicyviolation", see);
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          return new Promise((resolve) => setTimeout(() => resolve([window.ran === true, seen])));
        }"""
    )
    assert refused[0] is False
    assert any(directive.startswith("script-src") for directive in refused[1])


def test_closing_the_tab_ends_the_kernel(page: Page, trial: Server) -> None:
    before = set(trial.kernels())
    page.goto(f"{trial.address}widgets")
    expect(page.get_by_text("Hej från kärnan")).to_be_visible()
    (kernel,) = set(trial.kernels()) - before
    page.close(run_before_unload=True)
    assert ended([kernel])
    assert set(trial.kernels()) == before


def test_going_on_to_another_page_ends_the_kernel(page: Page, trial: Server) -> None:
    before = set(trial.kernels())
    page.goto(f"{trial.address}widgets")
    expect(page.get_by_text("Hej från kärnan")).to_be_visible()
    (kernel,) = set(trial.kernels()) - before
    page.get_by_role("link", name="Självskattning och reflektion").click()
    expect(page.get_by_role("heading", name="Provsida")).to_be_visible()
    assert ended([kernel])


def test_going_back_brings_a_living_page(page: Page, trial: Server) -> None:
    page.goto(f"{trial.address}widgets")
    expect(page.get_by_text("Hej från kärnan")).to_be_visible()
    page.goto(trial.address)
    page.go_back()
    page.get_by_role("button", name="Tryck").click()
    expect(page.get_by_role("button", name="Tryckt")).to_be_visible()


def test_each_visitor_has_a_kernel_of_their_own(
    new_context: Callable[..., BrowserContext], trial: Server
) -> None:
    one, two = new_context().new_page(), new_context().new_page()
    for page in (one, two):
        page.goto(f"{trial.address}widgets")
        expect(page.get_by_text("Hej från kärnan")).to_be_visible()
    one.get_by_role("button", name="Tryck").click()
    expect(one.get_by_role("button", name="Tryckt")).to_be_visible()
    expect(two.get_by_role("button", name="Tryck", exact=True)).to_be_visible()


def test_scripts_that_do_not_arrive_are_told(page: Page, trial: Server) -> None:
    page.route("**/voila.js", lambda route: route.abort())
    page.goto(f"{trial.address}widgets")
    expect(page.get_by_text("En del av sidan kom inte fram")).to_be_visible()


def test_the_words_are_there_before_the_scripts(page: Page, trial: Server) -> None:
    page.route("**/*.js", lambda _: None)
    page.goto(f"{trial.address}widgets", wait_until="commit")
    expect(page.get_by_role("heading", name="Sida med fönster")).to_be_visible()
    expect(page.get_by_text("Sidan laddas")).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "nothing", "host", "widgets", "mistake"])
def test_u01_u05_pages_are_accessible_and_fit_a_phone(
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    trial: Server,
    path: str,
    scheme: str,
) -> None:
    context = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = context.new_page()
    page.goto(trial.address + path)
    expect(page.get_by_text("Sidan laddas")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)


def test_the_skip_link_leads_to_the_content(page: Page, trial: Server) -> None:
    page.goto(trial.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_u09_the_language_of_the_page_and_of_its_parts_is_told(page: Page, trial: Server) -> None:
    page.goto(trial.address)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.goto(f"{trial.address}english")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    swedish = page.locator("[lang=sv]").filter(has_text="Sidan laddas")
    assert swedish.count() == page.get_by_text("Sidan laddas").count()
