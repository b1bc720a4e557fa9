"""Save the result as one page: what it holds, that it needs nothing, that words stay words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from windows import (
    all_rated,
    answer,
    arrive,
    chooser,
    file,
    payload,
    press,
    profile,
    response,
)

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]
NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "naughty-strings.json").read_text(encoding="utf-8")
)["strings"]
NOTE = "Jag vågar mer än jag trodde. <b>Fett</b> & ”citat”\n\nEn rad till."


def step(text: str, number: int, done: bool = False) -> dict[str, Any]:
    last = {"response_id": "1" * 32, "day": "2026-05-20"}
    return {"id": f"s{number}", "text": text, "done": done, **last}


def save_page(page: Page, folder: Path) -> Path:
    with page.expect_download() as downloading:
        press(page, "Spara som webbsida")
    assert downloading.value.suggested_filename.startswith("min-skattning-")
    saved = folder / "sida.html"
    downloading.value.save_as(saved)
    return saved


def offline(new_context: NewContext, saved: Path) -> tuple[Page, list[str]]:
    """Open a saved page without any network, and note whatever it asks for."""
    page = new_context(offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(saved.as_uri())
    return page, asked


def test_the_page_holds_everything_and_needs_nothing(
    page: Page, new_context: NewContext, static_site: str, tmp_path: Path, axe: Axe
) -> None:
    answers = all_rated("bibliotek-24")
    drawn = profile("bibliotek-24", answers=answers)
    page.add_init_script(f"window.profile = {json.dumps(drawn)}")
    arrive(page, static_site, windows="reflection,file", view="bibliotek-24")
    full = response("bibliotek-24", answers=answers)
    prompts = page.evaluate("state.questionnaire.reflection.map(({ id }) => id)")
    mine: dict[str, Any] = {
        "notes": [
            {"id": id_, "response_id": "1" * 32, "day": "2026-05-20", "text": NOTE + " Ord." * 50}
            for id_ in prompts
        ],
        "chosen": [{"response_id": "1" * 32, "competences": ["c11", "c21", "c42"]}],
        "steps": [step(f"Steg {n}: visa en kollega hur det går till", n, n == 1) for n in range(5)],
    }
    chooser(page).set_input_files(payload(file(full, **mine)))
    press(page, "Visa resultatet igen")
    saved = save_page(page, tmp_path)
    (request,) = page.evaluate("asked")
    assert "Steg 1" not in json.dumps(request)
    assert "vågar" not in json.dumps(request)

    opened, asked = offline(new_context, saved)
    assert asked == [saved.as_uri()]
    expect(opened).to_have_title("Digital kompetens på biblioteket")
    assert opened.locator("html").get_attribute("lang") == "sv"
    assert opened.locator("script, button, b").count() == 0
    expect(opened.locator("main")).to_contain_text("inte ett prov")
    expect(
        opened.get_by_text("Jag vågar mer än jag trodde. <b>Fett</b> & ”citat”").first
    ).to_be_visible()
    expect(opened.locator("svg").first).to_be_visible()
    expect(opened.get_by_text("Steg 1: visa en kollega hur det går till (klart)")).to_be_visible()
    expect(opened.get_by_text("Besvarad 20 maj 2026 · Alla i personalen")).to_be_visible()
    axe(opened)
    sheets = re.findall(rb"/Type\s*/Page\b", opened.pdf(prefer_css_page_size=True))
    assert len(sheets) == 2
    opened.get_by_text("Visa siffrorna som tabell").first.click()
    expect(opened.locator("table").first).to_be_visible()


def test_the_page_is_saved_without_a_profile_when_nobody_answers(
    page: Page, new_context: NewContext, static_site: str, tmp_path: Path
) -> None:
    arrive(page, static_site)
    chooser(page).set_input_files(payload(file()))
    press(page, "Visa resultatet igen")
    saved = save_page(page, tmp_path)
    expect(page.get_by_text("därför är din profil inte med")).to_be_visible()
    opened, _ = offline(new_context, saved)
    expect(opened.get_by_role("heading", level=1)).to_have_text("Alla sorters frågor")


def test_a01_nasty_words_on_the_page_are_only_words(
    page: Page, new_context: NewContext, static_site: str, tmp_path: Path
) -> None:
    arrive(page, static_site)
    steps = [step(text, n) for n, text in enumerate(NAUGHTY)]
    chooser(page).set_input_files(payload(file(steps=steps)))
    press(page, "Visa resultatet igen")
    opened, asked = offline(new_context, save_page(page, tmp_path))
    lines = opened.locator(".kit-saved-steps li")
    expect(lines).to_have_count(len(NAUGHTY))
    assert lines.locator("*:not([aria-hidden])").count() == 0
    assert len(asked) == 1
    # An HTML file cannot hold NUL and a few more; all else is there, letter by letter.
    unholdable = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\r]")
    shown = [unholdable.sub("", text[2:]) for text in lines.all_text_contents()]
    assert shown == [unholdable.sub("", text) for text in NAUGHTY]


def test_the_page_speaks_the_persons_language(
    page: Page, new_context: NewContext, static_site: str, tmp_path: Path
) -> None:
    arrive(page, static_site)
    answer(page, q111="5")
    page.evaluate("store.update((draft) => { draft.language = 'en'; })")
    with page.expect_download() as downloading:
        press(page, "Save as a page")
    assert downloading.value.suggested_filename.startswith("my-self-assessment-")
    saved = tmp_path / "page.html"
    downloading.value.save_as(saved)
    opened, _ = offline(new_context, saved)
    assert opened.locator("html").get_attribute("lang") == "en"
    expect(opened.get_by_text("Not finished yet")).to_be_visible()
