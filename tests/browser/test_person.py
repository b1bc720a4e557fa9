"""A whole person: from the link on a phone to then and now, by keyboard, in Swedish."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import psutil
import pytest
from person import NOT_RELEVANT, Person, widths
from playwright.sync_api import BrowserContext, Locator, Page, expect
from ruamel.yaml import YAML
from serving import Server

from kit.language import say

QUESTIONNAIRE = Path(__file__).parents[2] / "questionnaires" / "bibliotek-24.yaml"
BLANK = ("q121", "q322")
MOST_STEPS = 3
HELD = "q211"  # answered before the page is reloaded
NOTE = "Jag vågar mer än jag trodde. <b>Fett</b> & ”citat”"


def pages() -> list[dict[str, Any]]:
    raw: dict[str, Any] = YAML(typ="safe", pure=True).load(QUESTIONNAIRE)
    return list(raw["pages"])


def plan() -> dict[str, int | None]:
    """Return what this person answers: a step, not relevant, or None for blank."""
    items = [item["id"] for page in pages() for item in page["items"]]
    answers: dict[str, int | None] = {item: 1 + (3 * n) % 7 for n, item in enumerate(items)}
    answers.update(dict.fromkeys(BLANK))
    answers["q412"] = NOT_RELEVANT
    return answers


def expected(answers: dict[str, int | None], prefix: str) -> float | None:
    """Work out the mean of one area or competence by its code, with nothing of the kit's."""
    given = [
        value
        for item, value in answers.items()
        if item.startswith(f"q{prefix}") and value is not None and value != NOT_RELEVANT
    ]
    return fmean(given) if len(given) >= 2 else None


def swedish(value: float | None) -> str:
    return "för få svar" if value is None else f"{value + 1e-9:.1f}".replace(".", ",")


def go_on(person: Person, name: str) -> None:
    """Leave the page; where something is blank the form asks once, and lets go."""
    person.press(name)
    still = person.page.get_by_role("button", name="Fortsätt ändå")
    if still.count():
        person.press("Fortsätt ändå")


def figures(within: Locator, column: str = "Din skattning") -> dict[str, str]:
    """Read one column of the first table within, by the rows' names."""
    table = within.locator("table").first
    heads = [words(head) for head in table.locator("thead th").all()]
    place = next(n for n, head in enumerate(heads) if head.startswith(column))
    return {
        words(row.locator("th")): words(row.locator("td").nth(place - 1))
        for row in table.locator("tbody tr").all()
    }


def words(cell: Locator) -> str:
    """Return a cell's words, shown or not: tables stand folded below their pictures."""
    return (cell.text_content() or "").strip()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport={"width": 320, "height": 720}, accept_downloads=True).new_page()


@dataclass(frozen=True)
class Visit:
    """One person with a phone, and what she is going to answer."""

    person: Person
    axe: Callable[[Page], None]
    answers: dict[str, int | None]
    steps: list[dict[str, Any]]

    @property
    def page(self) -> Page:
        return self.person.page

    def title(self, step: int, language: str = "sv") -> str:
        return str(self.steps[step]["title"][language])

    def answer(self, step: int) -> None:
        for item in self.steps[step]["items"]:
            value = self.answers[item["id"]]
            if value is not None:
                self.person.rate(item["id"], value)

    def areas(self) -> dict[str, str]:
        """Work out each area's figure."""
        return {
            self.title(n): swedish(expected(self.answers, str(n + 1)))
            for n in range(len(self.steps))
        }


def newest_kernel(server: Server, before: set[int]) -> psutil.Process:
    """Return the page's own kernel, once the ones of the pages that were left have ended."""
    new = [process for process in server.kernels() if process.pid not in before]
    *left, newest = sorted(new, key=psutil.Process.create_time)
    psutil.wait_procs(left)
    assert isinstance(newest, psutil.Process)
    return newest


def joins_by_link(visit: Visit, address: str) -> None:
    page, person = visit.page, visit.person
    page.goto(address)
    visit.axe(page)
    person.press("Börja skatta dig själv", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Digital kompetens på biblioteket")
    visit.axe(page)
    person.tab_to(page.get_by_label("Alla i personalen"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Handleder besökare digitalt")).to_be_checked()
    person.press("Börja", exact=True)
    person.heading(visit.title(0))
    assert widths(page)[0] <= widths(page)[1]


def leaves_one_blank(visit: Visit) -> None:
    visit.answer(0)
    expect(visit.page.locator(".kit-profile")).to_be_hidden()
    visit.axe(visit.page)
    visit.person.press("Nästa")
    visit.axe(visit.page)
    visit.person.press("Fortsätt ändå")


def changes_language_and_reloads(visit: Visit) -> None:
    page, person = visit.page, visit.person
    person.heading(visit.title(1))
    visit.answer(1)
    person.press("English")
    expect(page.get_by_role("heading", name=visit.title(1, "en"), exact=True)).to_be_visible()
    held = page.locator(f"fieldset[data-key={HELD}] input").nth((visit.answers[HELD] or 0) - 1)
    expect(held).to_be_checked()
    person.press("Svenska")
    expect(held).to_be_checked()
    page.reload()
    page.get_by_role("heading", name=visit.title(1), exact=True).wait_for()
    expect(held).to_be_checked()
    expect(page.get_by_text("Vi hittade dina svar", exact=False)).to_be_visible()
    visit.axe(page)
    go_on(person, "Nästa")


def goes_on_without_a_kernel(visit: Visit, kernel: psutil.Process) -> None:
    page, person = visit.page, visit.person
    person.heading(visit.title(2))
    kernel.kill()
    visit.answer(2)
    expect(page.get_by_text("Kontakten med servern")).to_have_count(0)
    visit.axe(page)
    go_on(person, "Nästa")
    visit.answer(3)
    visit.axe(page)
    page.reload()
    page.get_by_role("heading", name=visit.title(3), exact=True).wait_for()
    go_on(person, "Nästa")


def checks_and_finishes(visit: Visit) -> None:
    page, person = visit.page, visit.person
    visit.answer(4)
    visit.axe(page)
    person.press("Kontrollera svaren")
    person.heading("Kontrollera dina svar")
    expect(page.locator(".kit-blank a")).to_have_count(len(BLANK))
    visit.axe(page)
    person.tab_to(page.locator(".kit-check .kit-actions button").first)
    page.keyboard.press("Enter")


def reads_the_profile(visit: Visit) -> None:
    page, person = visit.page, visit.person
    profile = page.locator(".kit-profile")
    profile.locator("svg").first.wait_for()
    expect(profile.get_by_text("inte ett prov")).to_be_visible()
    assert figures(profile) == visit.areas()
    assert profile.locator(".kit-steps > li").count() == MOST_STEPS
    visit.axe(page)
    for n, area in enumerate(profile.locator("details.kit-area").all(), 1):
        person.tab_to(area.locator("> summary"))
        page.keyboard.press("Enter")
        area.locator("svg").first.wait_for()
        codes = sorted({item[1:3] for item in visit.answers if item.startswith(f"q{n}")})
        means = [swedish(expected(visit.answers, code)) for code in codes]
        assert list(figures(area).values()) == means
    assert widths(page)[0] <= widths(page)[1]
    visit.axe(page)


def reflects_and_takes_the_file_home(visit: Visit, folder: Path) -> Path:
    page, person = visit.page, visit.person
    sent: list[str] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame)))
    )
    person.press("Gå vidare", role="link")
    prompt = page.get_by_role("textbox").first
    prompt.wait_for()
    person.tab_to(prompt)
    page.keyboard.insert_text(NOTE)
    visit.axe(page)
    with page.expect_download() as downloading:
        person.press(say("sv", "Download my file"))
    home = folder / downloading.value.suggested_filename
    downloading.value.save_as(home)
    assert not [frame for frame in sent if NOTE[:12] in frame]
    return home


def opens_the_file_and_answers_anew(page: Page, home: Path, visit: Visit) -> None:
    page.locator("input[type=file]").set_input_files(home)
    page.get_by_role("button", name=say("sv", "Answer once more and compare")).click()
    page.get_by_role("button", name="Börja", exact=True).click()
    for n, step in enumerate(visit.steps):
        page.get_by_role("heading", name=visit.title(n), exact=True).wait_for()
        for item in step["items"]:
            page.locator(f"fieldset[data-key={item['id']}] input").nth(4).check(force=True)
        page.get_by_role("button", name=re.compile("Nästa|Kontrollera svaren")).click()
    page.locator(".kit-check .kit-actions button").first.click()


def test_a_whole_person(
    phone: Page,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    served: Server,
    tmp_path: Path,
) -> None:
    others = {process.pid for process in served.kernels()}
    visit = Visit(Person(phone), axe, plan(), pages())
    joins_by_link(visit, served.address)
    leaves_one_blank(visit)
    changes_language_and_reloads(visit)
    goes_on_without_a_kernel(visit, newest_kernel(served, others))
    checks_and_finishes(visit)
    reads_the_profile(visit)
    home = reflects_and_takes_the_file_home(visit, tmp_path)

    file = json.loads(home.read_text(encoding="utf-8"))
    assert [note["text"] for note in file["notes"]] == [NOTE]
    assert [response["answers"] for response in file["responses"]] == [
        {
            item: "na" if value == NOT_RELEVANT else str(value)
            for item, value in visit.answers.items()
            if value is not None
        }
    ]

    later = new_context(viewport={"width": 1280, "height": 900}).new_page()
    later.goto(f"{served.address}01-sjalvskattning.ipynb")
    opens_the_file_and_answers_anew(later, home, visit)
    profile = later.locator(".kit-profile")
    profile.locator("svg").first.wait_for()
    assert figures(profile) == dict.fromkeys(visit.areas(), "5,0")
    assert figures(profile, column=say("sv", "Last time")) == visit.areas()
    axe(later)
