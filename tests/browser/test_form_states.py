"""Every state of the form: for everybody (axe), on every screen, and with hostile words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from steps import PHONE, press

from kit.reading import read_questionnaire

DESK = {"width": 1280, "height": 900}

# Words that break out of careless pages: markup, addresses, formulas, templates, odd characters.
HOSTILE = [
    "<script>hacked=1</script>",
    "<img src=x onerror=hacked=1>",
    "</legend></fieldset></div><h1>Nytt</h1>",
    '"><svg onload=hacked=1>',
    "'; hacked=1; //",
    "javascript:hacked=1",
    "<a href='javascript:hacked=1'>klicka</a>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<style>*{display:none}</style>",
    "<!-- ",
    "]]>",
    "&lt;b&gt; &amp; &#x41;",
    "{options} {0} {{constructor}} ${hacked=1} %s %n",
    "{constructor.constructor('hacked=1')()}",
    "__proto__",
    "constructor",
    "null",
    "undefined",
    "NaN",
    "-1e999",
    "=1+1",
    "@SUM(1)",
    "\ttabb\t",
    "  blank  ",
    "rad 1\nrad 2",
    "\\u003cb\\u003e",
    "å ä ö ø æ é ñ ß",
    "Łódź Ďábel ŕ",
    "日本語 한국어 中文",
    "مرحبا بالعالم",
    "\u202ebakvänt\u202c",
    "שלום",
    "🙂👩‍👩‍👧‍👦🏳️‍🌈🇸🇪",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "\u200b\u200e\ufeff",
    "￾￿",
    "ab\u0000c".replace("\u0000", "\ufffd"),
    "../../etc/passwd",
    "' OR 1=1 --",
    "a" * 300,
]


def walk(page: Page) -> Iterator[str]:
    """Lead the form of every kind through its states; yield their names."""
    yield "start"
    press(page, "Börja")
    press(page, "Nästa")
    yield "problem"
    page.locator("[data-item='q111'] input").nth(3).check()
    yield "ratings"
    press(page, "Nästa")
    yield "asked once"
    press(page, "Fortsätt ändå")
    page.get_by_label("Nej", exact=True).check()
    page.get_by_label("Vad skulle behövas?").fill("å" * 501)
    press(page, "Nästa")
    yield "text too long"
    page.get_by_label("Vad skulle behövas?").fill("Tid")
    press(page, "Nästa")
    press(page, "Fortsätt ändå")
    page.get_by_label("Kurs").check()
    page.get_by_label("Hur mycket tid").fill("3")
    press(page, "Flytta ner: Söka")
    press(page, "En poäng mer: Stöd")
    yield "orders and sums"
    press(page, "Kontrollera svaren")
    yield "problems of every kind"
    page.get_by_label("Tid", exact=True).fill("9")
    page.get_by_label("Något mer?").fill("Nej")
    press(page, "Kontrollera svaren")
    page.locator("summary").first.click()
    yield "check"
    press(page, "Ta bort mina svar från enheten")
    yield "asked before deleting"
    press(page, "Avbryt")
    press(page, "Klar, visa min profil")
    yield "end"
    press(page, "Ändra mina svar")
    press(page, "Ändra: Söka")
    page.locator("[data-item='q111'] input").nth(1).check()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.evaluate("kernel.alive = false; document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("Kontakten med servern är bruten.").wait_for()
    press(page, "Börja om")
    yield "draft found, kernel lost"
    press(page, "Avbryt")
    press(page, "Ta bort mina svar från enheten")
    press(page, "Ja, ta bort")
    page.get_by_text("Dina svar är borttagna").wait_for()
    yield "deleted"


@pytest.fixture
def opened(
    new_context: Callable[..., BrowserContext], static_site: str
) -> Callable[..., tuple[Page, list[str]]]:
    def open_form(view: dict[str, Any] | None = None, **options: Any) -> tuple[Page, list[str]]:
        context = new_context(**options)
        if view:
            kept = json.dumps(json.dumps(view))
            context.add_init_script(f"sessionStorage.setItem('view', {kept})")
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(f"{static_site}/page/form.html?view=kinds")
        page.wait_for_selector("html[data-ready]")
        return page, faults

    return open_form


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_u01_u05_every_state_is_for_everybody(
    opened: Callable[..., tuple[Page, list[str]]],
    axe: Callable[[Page], None],
    viewport: dict[str, int],
    scheme: str,
) -> None:
    page, faults = opened(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    states = []
    for state in walk(page):
        states.append(state)
        axe(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], f"{state}: the page scrolls sideways"
    assert len(states) == 12
    assert faults == []


def test_every_state_can_be_used_in_forced_colours(
    opened: Callable[..., tuple[Page, list[str]]], axe: Callable[[Page], None]
) -> None:
    page, faults = opened(viewport=PHONE, forced_colors="active", reduced_motion="reduce")
    colour = "getComputedStyle(document.querySelectorAll('.kit-point-mark')[{}]).backgroundColor"
    for state in walk(page):
        axe(page)
        if state == "ratings":
            chosen, other = (page.evaluate(colour.format(place)) for place in (3, 2))
            assert chosen != other, "what is chosen must be seen"
    assert faults == []


SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}"""
ADOPT = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
LARGE = "html { font-size: 200% }"


@pytest.mark.parametrize(("width", "sheet"), [(320, SPACED), (640, LARGE)], ids=["spaced", "large"])
def test_u05_text_may_be_spaced_out_or_twice_as_large(
    opened: Callable[..., tuple[Page, list[str]]], width: int, sheet: str
) -> None:
    page, _ = opened(viewport={"width": width, "height": 720}, reduced_motion="reduce")
    page.evaluate(ADOPT, sheet)
    for state in walk(page):
        if state.startswith("draft found"):
            break  # the page has been loaded anew, without the sheet
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{state}: the page scrolls sideways"


def test_u02_the_keyboard_alone_is_enough(opened: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = opened(viewport=PHONE)

    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
            )
            if name in focused:
                return
        raise AssertionError(name)

    tab_to("Börja")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-item='q111'] input").nth(1)).to_be_checked()
    ring = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(ring) == "solid"
    tab_to("Ta bort svaret")
    page.keyboard.press("Enter")
    expect(page.locator("[data-item='q111'] input").first).to_be_focused()
    page.keyboard.press("Space")
    tab_to("Nästa")
    page.keyboard.press("Enter")
    tab_to("Fortsätt ändå")
    page.keyboard.press("Enter")
    tab_to("Ja")
    page.keyboard.press("ArrowDown")
    tab_to("Nästa")
    page.keyboard.press("Enter")
    tab_to("Fortsätt ändå")
    page.keyboard.press("Enter")
    tab_to("Kurs")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    tab_to("Något mer?")
    page.keyboard.type("Klart")
    tab_to("Kontrollera svaren")
    page.keyboard.press("Enter")
    tab_to("Klar, visa min profil")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klart! Tack för att du tog dig tid.")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def markup_of(page: Page) -> list[str]:
    """Return what no questionnaire and no answer may bring about."""
    strays = "#form :is(script, img, svg, iframe, style, link, [onload], [onerror], [href^=java])"
    return [str(stray.evaluate("node => node.outerHTML")) for stray in page.locator(strays).all()]


def test_a01_hostile_answers_stay_words(opened: Callable[..., tuple[Page, list[str]]]) -> None:
    page, faults = opened()
    press(page, "Börja")
    page.locator("[data-item='q111'] input").first.check()
    for _ in range(2):
        press(page, "Nästa")
        press(page, "Fortsätt ändå")
    box = page.get_by_label("Något mer?")
    for words in HOSTILE:
        box.fill(words)
        press(page, "Kontrollera svaren")
        page.locator("summary").last.click()
        assert page.locator("dd").last.text_content() == words
        assert (
            page.evaluate(
                "JSON.parse(localStorage['kit:draft:kinds:1.0']).file.responses[0].answers.free"
            )
            == words
        )
        assert markup_of(page) == []
        page.go_back()
        expect(box).to_have_value(words)
    assert page.evaluate("window.hacked") is None
    assert faults == []


def poisoned(node: Any, words: str) -> Any:
    """Put hostile words into every text of a questionnaire's view."""
    if isinstance(node, dict):
        is_text = bool(node) and set(node) <= {"sv", "en"}
        return {key: words if is_text else poisoned(value, words) for key, value in node.items()}
    return [poisoned(value, words) for value in node] if isinstance(node, list) else node


@pytest.mark.parametrize("words", HOSTILE[:14], ids=range(14))
def test_a02_hostile_questionnaires_stay_words(
    opened: Callable[..., tuple[Page, list[str]]], request: pytest.FixtureRequest, words: str
) -> None:
    kinds = request.config.rootpath / "tests" / "data" / "kinds.yaml"
    page, faults = opened(poisoned(read_questionnaire(kinds).view(), words))
    heading = page.get_by_role("heading", level=1)
    assert heading.text_content() == words
    press(page, "Börja")
    page.locator("[data-item='q111'] input").nth(3).check()
    for _ in range(2):
        press(page, "Nästa")
        assert heading.text_content() == words
        assert markup_of(page) == []
        press(page, "Fortsätt ändå")
    page.locator("[data-item='ways'] input").first.check()
    page.locator("textarea").last.fill("x")
    press(page, "Kontrollera svaren")
    assert page.get_by_role("heading", level=2).all_text_contents() == [words] * 3
    assert markup_of(page) == []
    assert page.evaluate("window.hacked") is None
    assert faults == []
