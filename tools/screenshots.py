"""Walk through the pages as a visitor and take pictures: screenshots.py FOLDER.

Each step of the walk is a function that leaves the page in the state to be pictured; its name is
the picture's. The walk is made at 1280 and at 320 pixels, in light and in dark; what belongs to
rounds is in ``screenshots_rounds``. With ``--readme`` the README's pictures in ``docs/images`` are
taken on the way, too.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import screenshots_rounds as rounds
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kit.reading import read_questionnaire

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTHS = {320: 720, 1280: 900}
SCHEMES = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--hide-scrollbars"]
QUESTIONNAIRE = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
TITLES = [QUESTIONNAIRE.text(page.title, "sv") for page in QUESTIONNAIRE.pages]
# What the README shows: the window as it is after scrolling to what the selector finds first.
README = {
    "statements-320-light": ("form-320", ".kit-form"),
    "profile-1280-light": ("profile-1280", ".kit-profile"),
}

Step = Callable[[Page, str], None]


def first_page(page: Page, address: str) -> None:
    """Show the first page."""
    page.goto(address)


def start(page: Page, address: str) -> None:
    """Show the page on which the self-assessment begins."""
    page.goto(f"{address}01-sjalvskattning.ipynb")
    page.get_by_role("button", name="Börja", exact=True).wait_for()


def statements(page: Page, _: str) -> None:
    """Show the first area, with two statements rated."""
    page.get_by_label("Handleder besökare digitalt").check(force=True)
    page.get_by_role("button", name="Börja", exact=True).click()
    page.get_by_role("heading", name=TITLES[0], exact=True).wait_for()
    for number, value in enumerate((5, 3)):
        rate(page, number, value)


def blank(page: Page, _: str) -> None:
    """Show what the form says when something was left blank."""
    page.get_by_role("button", name="Nästa").click()
    page.get_by_role("button", name="Fortsätt ändå").wait_for()


def summary(page: Page, _: str) -> None:
    """Answer the rest and show the summary."""
    for number, title in enumerate(TITLES):
        page.get_by_role("heading", name=title, exact=True).wait_for()
        for place in range(page.locator("fieldset[data-key]").count()):
            rate(page, place, 1 + (2 * number + 3 * place) % 7)
        page.get_by_role("button", name=re.compile("^(Nästa|Kontrollera svaren)")).click()
    page.locator(".kit-check").wait_for()


def profile(page: Page, _: str) -> None:
    """Finish and show the profile."""
    page.locator(".kit-check .kit-actions button").first.click()
    page.locator(".kit-profile svg").first.wait_for()


def profile_open(page: Page, _: str) -> None:
    """Open the areas of the profile."""
    for area in page.locator("details.kit-area > summary").all():
        area.click()
    expect(page.locator("details.kit-area svg")).to_have_count(
        page.locator("details.kit-area").count()
    )


def reflection(page: Page, _: str) -> None:
    """Show the reflection, with a note."""
    page.get_by_role("link", name="Gå vidare").click()
    page.get_by_role("textbox").first.fill("Jag vågar mer än jag trodde.")


def missing(page: Page, address: str) -> None:
    """Show an address that leads nowhere."""
    page.goto(f"{address}finns-inte")


WALK: tuple[Step, ...] = (
    first_page,
    start,
    statements,
    blank,
    summary,
    profile,
    profile_open,
    reflection,
    missing,
)


def rate(page: Page, number: int, value: int) -> None:
    """Choose a step for one statement."""
    page.locator("fieldset[data-key]").nth(number).locator("input").nth(value - 1).check(force=True)


@contextmanager
def serving() -> Iterator[rounds.House]:
    """Serve the repository's notebooks, with invented rounds, on a free port."""
    kit = str(Path(sys.executable).with_name("kit"))
    command = [kit, "serve", "--no-browser", "--port", "0"]
    with tempfile.TemporaryDirectory(prefix="kit-pictures-") as folder:
        store, organiser = f"sqlite:///{folder}/kit.sqlite", secrets.token_urlsafe(32)
        ways, person = rounds.fill_store(store)
        more = {"KIT_STORE": store, "KIT_ORGANISER_KEY": organiser}
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | more
        ) as server:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            yield rounds.House(address, ways, organiser, person)
            server.terminate()


def walk(
    browser: Browser, house: rounds.House, look: tuple[int, str], folder: Path, also: Path | None
) -> None:
    """Take one picture a step; ``also`` is where the README's own pictures go."""
    width, scheme = look
    size = {"width": width, "height": WIDTHS[width]}
    with browser.new_context(
        viewport=size, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        for step in WALK:
            step(page, house.address)
            take(page, step.__name__, look, folder, also)
        for visit in rounds.WALK:
            visit(page, house)
            take(page, visit.__name__, look, folder, also)


def take(page: Page, step: str, look: tuple[int, str], folder: Path, also: Path | None) -> None:
    """Take the picture of a step."""
    width, scheme = look
    name = f"{step.replace('_', '-')}-{width}-{scheme}"
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    print(name)
    if also and name in README:
        target, selector = README[name]
        page.locator(selector).first.evaluate("found => found.scrollIntoView()")
        page.screenshot(path=also / f"{target}.png")


def main(folder: Path, also: Path | None) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    own = next((found for name in names if (found := shutil.which(name))), None)
    with serving() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=ARGUMENTS)
        for look in product(WIDTHS, SCHEMES):
            walk(browser, house, look, folder, also)
        rounds.hang_walls(browser, house, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), IMAGES if "--readme" in sys.argv else None)
