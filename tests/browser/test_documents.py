"""A saved plan in a browser: read on a phone, printed on A4, and nothing in it runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from agreements import NAUGHTY, agreement, everything, filled_with
from playwright.sync_api import BrowserContext, Page

from kit.documents.html_page import html_of
from kit.documents.plan import plan_document

NewContext = Callable[..., BrowserContext]
FAR = "https://example.invalid"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Save the page as a person has it, and return its address."""
    file = tmp_path_factory.mktemp("saved") / "plan.html"
    file.write_bytes(html_of(plan_document(agreement())))
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_on_every_screen(
    new_context: NewContext, axe: Callable[[Page], None], saved: str, scheme: str
) -> None:
    for width in (320, 1280):
        screen = {"width": width, "height": 800}
        page = new_context(viewport=screen, color_scheme=scheme).new_page()
        page.goto(saved)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.title() == "Handlingsplan: Påhittsby, hösten 2026"


def test_wide_tables_are_moved_by_keyboard(new_context: NewContext, saved: str) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(saved)
    wide = page.get_by_role("region", name="Förra planens åtgärder")
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_it_prints_on_numbered_pages_of_a4(page: Page, saved: str) -> None:
    page.goto(saved)
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.querySelector('main')).color")
    assert paper == "rgb(32, 40, 43)"  # dark ink, whatever the screen is like
    pdf = page.pdf(prefer_css_page_size=True)
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 5
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf)) <= {
        (b"594", b"841"),
        (b"595", b"842"),
        (b"595", b"841"),
        (b"594", b"842"),
    }


def test_no_text_of_anybodys_does_anything(page: Page, tmp_path: Path) -> None:
    happened: list[str] = []
    page.on("dialog", lambda dialog: happened.append(dialog.message))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("request", lambda request: happened.append(request.url))
    hostile = [f'"><img src="{FAR}/x.png" onerror="alert(1)">', "<script>alert(2)</script>"]
    for number, document in enumerate(
        [everything(*hostile), plan_document(filled_with([*hostile, *NAUGHTY]))]
    ):
        file = tmp_path / f"{number}.html"
        file.write_bytes(html_of(document))
        page.goto(file.as_uri())
    assert [one for one in happened if not one.startswith(("file:", "data:"))] == []


def test_turned_writing_stays_within_its_own_words(page: Page) -> None:
    page.set_content(html_of(everything("\u202eabc", "defg")).decode())
    assert page.locator("dd").first.evaluate("one => getComputedStyle(one).unicodeBidi") in {
        "isolate",
        "plaintext",
    }
