"""A notebook's widgets come to the windows that stand in the page, and nobody notices."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from drawn import hold
from playwright.sync_api import Page, expect
from serving import Server

WINDOWS = "globalThis[Symbol.for('kit.page')].windows"
ADOPTED = f"{WINDOWS}.filter(({{kind, isAdopted}}) => kind === 'form' && isAdopted).length"
ANSWERS = f"""{WINDOWS}.find(({{kind}}) => kind === 'form').line.ping()"""
WORDS = "Jag vågar fråga nu. "


@pytest.fixture
def writing(page: Page, trial: Server) -> Callable[[], None]:
    """Walk to a question that is answered in words, while Voila's scripts are still to come."""

    def walks() -> None:
        page.goto(f"{trial.address}adopted")
        page.get_by_role("button", name="Börja").click()
        area = page.locator(".kit-step textarea")
        while not area.first.is_visible():
            page.get_by_role("button", name="Nästa", exact=True).click()
            if (anyway := page.get_by_role("button", name="Fortsätt ändå")).is_visible():
                anyway.click()
        area.first.focus()

    return walks


def test_whoever_writes_while_the_form_is_adopted_notices_nothing(
    page: Page, writing: Callable[[], None]
) -> None:
    let_go = hold(page, "**/voila.js")
    writing()
    page.evaluate(
        """() => {
          window.area = document.activeElement;
          window.step = document.querySelector(".kit-form .kit-step");
          window.left = 0;
          area.addEventListener("blur", () => (window.left += 1));
        }"""
    )
    written = ""
    letters = itertools.cycle(WORDS)
    for letter in itertools.islice(letters, 30):
        page.keyboard.type(letter)
        written += letter
    let_go()
    while not page.evaluate(ADOPTED):
        page.keyboard.type(letter := next(letters))
        written += letter
    page.keyboard.type("Klart.")
    assert page.evaluate(
        "[area.isConnected, step.isConnected, document.activeElement === area, left]"
    ) == [
        True,
        True,
        True,
        0,
    ]
    assert page.evaluate("area.value") == f"{written}Klart."
    assert page.evaluate(ANSWERS) is True
    expect(page.locator(".kit-form .kit-step")).to_have_count(1)


def test_widgets_of_other_makes_come_beside_the_form(page: Page, trial: Server) -> None:
    page.goto(f"{trial.address}adopted")
    page.get_by_role("button", name="Tryck", exact=True).click()
    expect(page.get_by_role("button", name="Tryckt", exact=True)).to_be_visible()
    assert page.evaluate(ADOPTED) == 1


@pytest.mark.parametrize(
    "notebook",
    [
        *("01-sjalvskattning", "02-reflektion", "03-gruppen", "05-uppfoljning", "06-region"),
        *("ledare", "presentation"),
    ],
)
def test_pages_of_the_kits_own_windows_need_nothing_of_voilas(
    page: Page, served: Server, notebook: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.address + notebook)
    page.wait_for_function(f"() => {WINDOWS}?.length && {WINDOWS}.every(({{line}}) => line.isTied)")
    assert page.evaluate(f"{WINDOWS}[0].line.ping()") is True
    expect(page.get_by_text("Sidan laddas")).to_have_count(0)
    assert [url for url in asked if "voila" in url or "labextensions" in url] == []
