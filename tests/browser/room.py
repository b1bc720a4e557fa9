"""The people in a workshop's room, each with a browser of their own, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from ruamel.yaml import YAML

QUESTIONNAIRE = Path(__file__).parents[2] / "questionnaires" / "puls-10.yaml"
RAW: dict[str, Any] = YAML(typ="safe", pure=True).load(QUESTIONNAIRE)
AREAS = {area["id"]: str(area["label"]["sv"]) for area in RAW["areas"]}
STEPS: list[list[str]] = [
    [item["id"] for item in page["items"] if item["kind"] == "rate"] for page in RAW["pages"]
]
ITEMS = [item for step in STEPS for item in step]
POINTS = 5
WANTED = 4
SAVED = "Sparat"


def plan(number: int) -> dict[str, int]:
    """Return what person ``number`` answers: spread over the whole scale, never all alike."""
    return {item: 1 + (2 * number + 3 * n) % POINTS for n, item in enumerate(ITEMS)}


@dataclass(frozen=True)
class AreaFigures:
    """One area, worked out with nothing of the kit's."""

    people: int
    above: int
    mean: float


def figures(plans: list[dict[str, int]]) -> dict[str, AreaFigures]:
    """Return each area's figures by its name, from what everybody meant to answer."""
    found = {}
    for area, label in AREAS.items():
        items = [item for item in ITEMS if item[1] == area[1]]
        means = [fmean(answers[item] for item in items) for answers in plans]
        above = sum(mean >= WANTED for mean in means)
        found[label] = AreaFigures(len(means), above, fmean(means))
    return found


@dataclass
class Participant:
    """Somebody with a phone of their own."""

    context: BrowserContext
    page: Page
    answers: dict[str, int]

    @classmethod
    def arrives(
        cls, new_context: Callable[..., BrowserContext], number: int, **options: Any
    ) -> Participant:
        context = new_context(viewport={"width": 390, "height": 800}, **options)
        return cls(context, context.new_page(), plan(number))

    def joins(self, address: str, code: str) -> None:
        """Write the code that is shown, and wait for the first question."""
        self.page.goto(f"{address}anslut")
        self.page.get_by_label("Skriv koden").fill(code.lower())
        self.page.get_by_role("button", name="Anslut", exact=True).click()
        self.begins()

    def begins(self) -> None:
        self.page.get_by_role("button", name="Börja", exact=True).click()

    def answers_page(self, step: int, shifted: int = 0) -> None:
        """Answer as planned, or the step of the scale that is so many above it."""
        for item in STEPS[step]:
            radios = self.page.locator(f"fieldset[data-key={item}] input[type=radio]")
            radios.nth((self.answers[item] - 1 + shifted) % POINTS).check()

    def goes_on(self) -> None:
        self.page.get_by_role("button", name="Nästa", exact=True).click()

    def finishes(self) -> None:
        """Answer what is left from the first page on, and send."""
        for step in range(len(STEPS)):
            self.answers_page(step)
            if step < len(STEPS) - 1:
                self.goes_on()
        self.sends()

    def sends(self) -> None:
        self.page.get_by_role("button", name="Kontrollera svaren").click()
        self.page.locator(".kit-check .kit-actions button").first.click()
        self.sees(SAVED)

    def sees(self, words: str) -> None:
        expect(self.page.locator(".kit-keep-line")).to_contain_text(words)
