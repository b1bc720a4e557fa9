"""A running house with rounds in it, and people who answer in them from their own browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from collecting import KEY, Collector, Workshop, new_round
from playwright.sync_api import BrowserContext, Locator, Page, expect
from serving import Server

SAVED, SAVING = "Sparat", "Sparas …"
WAITING = "Inte sparat ännu, finns på den här enheten"
SELF = "01-sjalvskattning"
WATCH = """() => {
  window.said = [];
  const note = () => {
    const line = document.querySelector(".kit-keep-now");
    if (line && window.said.at(-1) !== line.textContent) window.said.push(line.textContent);
  };
  const all = {childList: true, subtree: true, characterData: true};
  new MutationObserver(note).observe(document.body, all);
  note();
}"""


@dataclass
class Answering:
    """Somebody's page with the form in a round."""

    page: Page
    server: Server
    workshop: Workshop

    @property
    def line(self) -> Locator:
        """Return the line that says whether the answers are saved."""
        return self.page.locator(".kit-keep-now")

    @property
    def key(self) -> str:
        """Return the own key, which only the browser and the collector know."""
        draft = f"kit:draft:round:{self.workshop.id}"
        found = self.page.evaluate(
            "key => JSON.parse(localStorage.getItem(key) ?? '{}').current"
            " ?? JSON.parse(localStorage.getItem(`${key}:mine`)).response_id",
            draft,
        )
        return str(found)

    def join(self, code: str | None = None) -> Answering:
        """Scan the code, and wait for the form."""
        self.page.goto(f"{self.server.address}anslut#{code or self.workshop.code}")
        return self.arrive()

    def arrive(self) -> Answering:
        """Wait for the form of this round."""
        self.page.wait_for_url(re.compile(rf"{SELF}\?round={self.workshop.id}"))
        self.page.wait_for_selector(".kit-form .kit-step")
        return self

    def begin(self) -> Answering:
        """Go to the first page of questions, and note what the line says from then on."""
        self.press(re.compile("^(Börja|Fortsätt)$"))
        self.page.evaluate(WATCH)
        return self

    def rate(self, item: str, value: int) -> Locator:
        """Choose step ``value`` of a statement."""
        radio = self.page.locator(f"[data-item={item}] input[type=radio]").nth(value - 1)
        radio.check(force=True)
        return radio

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the first button of this name that can be seen."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def open_own(self) -> None:
        """Open what can be done with the own answers."""
        self.page.locator(".kit-own > summary").click()

    def says(self, words: str) -> None:
        """Wait until the line says exactly this."""
        expect(self.line).to_have_text(words)

    def said(self) -> list[str]:
        """Return all that the line has said since the questions were opened."""
        return list(self.page.evaluate("window.said"))

    def stored(self, key: str | None = None) -> Any:
        """Return what the collector has under a key."""
        return self.workshop.caller(key=key or self.key).get(f"{self.workshop.path}/response").json

    def kept(self) -> list[str]:
        """Return the names of everything that the kit keeps in this browser."""
        return list(self.page.evaluate("Object.keys(localStorage)"))


@pytest.fixture(scope="session")
def round_site(serve: Callable[..., Server]) -> Server:
    """Serve the notebooks with rounds."""
    return serve(KIT_ORGANISER_KEY=KEY)


@pytest.fixture
def opened(round_site: Server) -> Workshop:
    """Open a round on the ten statements."""
    api = f"{round_site.address}kit/api/"
    collector = Collector(api, round_site.process, round_site.errors, "")
    return new_round(collector).opened()


@pytest.fixture
def arriving(
    round_site: Server, opened: Workshop, new_context: Callable[..., BrowserContext]
) -> Callable[..., Answering]:
    """Let people come with a browser of their own, or with one that is there already."""

    def arrives(context: BrowserContext | None = None, **options: Any) -> Answering:
        return Answering((context or new_context(**options)).new_page(), round_site, opened)

    return arrives
