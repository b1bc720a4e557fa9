"""Take pictures of rounds: the facilitator's page, the wall, the way in, and the group's result.

The rounds are the demo's invented ones, in a store that is gone afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from kit.demo import fill, today
from kit.reading import read_questionnaire
from kit.samples import read_samples
from kit.store import open_store

ROOT = Path(__file__).parents[1]
WALLS: tuple[tuple[int, int, str, bool], ...] = (
    (1280, 720, "light", False),
    (1920, 1080, "dark", False),
    (1280, 720, "dark", True),
)
"""Width, height, scheme, and whether colours are forced."""
VIEWS = ("areas", "competences", "needs", "items", "roles", "units")


@dataclass(frozen=True, slots=True)
class House:
    """Say where the pages are, and the ways into the rounds: (status, role) to a page."""

    address: str
    ways: Mapping[tuple[str, str], str]
    organiser: str
    person: str

    def way(self, status: str, role: str) -> str:
        """Return a link into the round of this status."""
        return f"{self.address}{self.ways[status, role]}"


def fill_store(url: str) -> tuple[dict[tuple[str, str], str], str]:
    """Fill a new store with rounds; return the ways in, and one answering person's key."""
    original = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    with closing(open_store(url)) as store:
        ways = fill(store, read_samples(ROOT / "sample_data"), original, today=today())
        ended = next(way.round.id for way in ways if way.round.status == "closed")
        person = next(iter(store.responses(ended))).response_id
        return {(way.round.status, way.role): way.page for way in ways}, person


def start_a_round(page: Page, house: House) -> None:
    """Show where a round is started, with all settings open."""
    page.goto(f"{house.address}ledare#{house.organiser}")
    page.locator("details.kit-group").first.wait_for()
    for summary in page.locator("details.kit-group > summary").all():
        summary.click()


def console_open(page: Page, house: House) -> None:
    """Show an open round as its facilitator sees it."""
    page.goto(house.way("open", "facilitator"))
    page.locator("img.kit-qr").wait_for()


def console_closed(page: Page, house: House) -> None:
    """Show a closed round, with a long picture on the wall."""
    page.goto(house.way("closed", "facilitator"))
    page.locator("li[data-view=areas]").wait_for()
    reveal(page, house, "competences")
    page.get_by_text("På väggen: skärm 1 av").wait_for()


def join(page: Page, house: House) -> None:
    """Show where a code is written."""
    page.goto(f"{house.address}anslut")
    page.locator("input.kit-code").wait_for()


def group(page: Page, house: House) -> None:
    """Show the group's result to somebody who took part."""
    about = urlsplit(house.way("closed", "presenter"))
    page.goto(f"{house.address}03-gruppen?{about.query}#mine={house.person}")
    page.locator("[data-stage=ready]").wait_for()
    page.locator(".kit-area > summary").first.click()
    page.wait_for_function("!document.querySelector('details[open] figure:not(:has(svg))')")


def group_files(page: Page, house: House) -> None:
    """Show where collected files become a result."""
    page.goto(f"{house.address}03-gruppen")
    page.locator(".kit-group-drop").wait_for()


WALK: tuple[Callable[[Page, House], None], ...] = (
    start_a_round,
    console_open,
    console_closed,
    join,
    group,
    group_files,
)

REVEAL = """async ([round, view]) => {
  const views = ["areas", "needs", "roles", "units", "items", "competences"];
  const answer = await fetch(`/kit/api/rounds/${round}/reveal`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ views: [...views.filter((one) => one !== view), view] }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}"""


def reveal(page: Page, house: House, view: str) -> None:
    """Put a view onto the wall, from a page that leads the round."""
    page.evaluate(REVEAL, [urlsplit(house.way("closed", "presenter")).query.split("=")[1], view])


def hang_walls(browser: Browser, house: House, folder: Path) -> None:
    """Take a picture of every screen of every view, and of the way in."""
    for width, height, scheme, forced in WALLS:
        with browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if forced else "none",
            reduced_motion="reduce",
        ) as context:
            look = f"{width}-{'forced' if forced else scheme}"
            lobby, leading, wall = (context.new_page() for _ in range(3))
            lobby.goto(house.way("open", "presenter"))
            lobby.locator("img.kit-qr").wait_for()
            lobby.screenshot(path=folder / f"wall-lobby-{look}.png")
            console_closed(leading, house)
            wall.goto(house.way("closed", "presenter"))
            for view in VIEWS:
                reveal(leading, house, view)
                wall.locator(f"[data-view={view}]").wait_for()
                turn_through(wall, folder, f"wall-{view}", look)


def turn_through(wall: Page, folder: Path, name: str, look: str) -> None:
    """Take a picture of each screen of the view that stands on the wall."""
    count = wall.locator(".kit-wall-count")
    for number in range(1, 100):
        wall.wait_for_function("!document.querySelector('figure:not(:has(svg))')")
        wall.screenshot(path=folder / f"{name}-{number}-{look}.png")
        print(f"{name}-{number}-{look}")
        told = count.inner_text()
        if not told or told.split()[0] == told.split()[-1]:
            return
        wall.keyboard.press("ArrowRight")
