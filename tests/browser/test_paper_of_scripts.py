"""A script on paper, in a browser: two sheets of A4, and a page that can be read on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from kit.reading.scripts import read_script
from kit.script_paper import paper

NewContext = Callable[..., BrowserContext]
FOLDER = Path(__file__).parents[2] / "questionnaires" / "workshops"
SCRIPTS = [read_script(file) for file in sorted(FOLDER.glob("*.yaml"))]
ON_SHEET = """() => [...document.querySelectorAll("td, th, p, li")].filter((one) =>
  one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline").length"""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_script_prints_on_two_sheets(page: Page, language: str) -> None:
    for script in SCRIPTS:
        page.set_content(paper(script, language))
        sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert len(sheets) == 2, script.id
        assert page.evaluate(ON_SHEET) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_on_every_screen(
    new_context: NewContext, axe: Callable[[Page], None], scheme: str
) -> None:
    for width in (320, 1280):
        screen = {"width": width, "height": 800}
        page = new_context(viewport=screen, color_scheme=scheme).new_page()
        page.set_content(paper(SCRIPTS[-1], "sv"))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
