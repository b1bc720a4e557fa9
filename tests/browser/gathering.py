"""A room that holds a workshop by a script: who leads, the wall, and everybody with a device."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from person import Person
from playwright.sync_api import BrowserContext, Locator, Page, expect
from room import POINTS, STEPS, Participant

KEPT = "Sparat"
FIRST_IDEA = "Öva på e-böcker i par"
ALIKE = "Öva på e-böckerna i par"
OTHERS = [
    "En lathund för lånesurfplattorna",
    "En fast timme i veckan att lära av varandra",
    "Bjud in it till en fråga i månaden",
    "Byt plats med ett annat bibliotek en dag",
]
EDITED = "Öva på e-böcker i par varje vecka"
IDEAS = [FIRST_IDEA, ALIKE, *OTHERS]
CARDS = [EDITED, *OTHERS]
"""What is left when the two that say the same have been put together, and been edited."""


def spread(number: int) -> dict[str, int]:
    """Return the points of person ``number``: two cards each, never all alike."""
    first, second = CARDS[number % 3], CARDS[(number + 1) % len(CARDS)]
    return {first: 6 + number % 2, second: 4 - number % 2}


def placing(number: int, place: int) -> tuple[int, int]:
    """Return where person ``number`` places the card with this number: effect and effort."""
    return max(1, 5 - place - number % 2), min(5, 1 + place + number % 3 // 2)


def later(answers: dict[str, int], move: int) -> dict[str, int]:
    """Return what somebody answers half a year later, so many steps higher or lower."""
    return {item: min(POINTS, max(1, value + move)) for item, value in answers.items()}


@dataclass
class Member(Participant):
    """Somebody in the room, with a device of their own."""

    number: int = 0

    @classmethod
    def comes(
        cls, new_context: Callable[..., BrowserContext], number: int, size: tuple[int, int]
    ) -> Member:
        context = new_context(viewport={"width": size[0], "height": size[1]})
        known = Participant.arrives(lambda **_: context, number)
        return cls(known.context, known.page, known.answers, number)

    def takes_the_file_home(self, folder: Path) -> Path:
        """Save the own file, as everybody is asked to."""
        with self.page.expect_download() as saving:
            self.page.get_by_role("button", name="Ladda ner min fil").first.click()
        kept = folder / f"{self.number}.json"
        saving.value.save_as(kept)
        return kept

    def goes_to_the_workshop(self) -> None:
        """Follow the line that each page of the round has."""
        self.page.get_by_role("link", name="Till workshoppen", exact=True).click()
        self.is_at("")

    def comes_back(self, house: str, round_id: str, file: Path) -> None:
        """Open last time's file in the follow-up, and let the answers of both times be linked."""
        self.page.goto(f"{house}05-uppfoljning?round={round_id}")
        self.page.locator("input[type=file]").first.set_input_files(file)
        self.page.get_by_role("button", name="Allt är mitt, lägg ihop det").click()
        self.page.get_by_role("button", name="Ja, koppla ihop mina svar").click()
        expect(self.page.locator("[data-part=link]")).to_contain_text("Sparat.")

    def is_at(self, step: str) -> None:
        """Wait until the page has followed to this step by itself."""
        heading = self.page.locator(".kit-together h2, .kit-together h1").filter(has_text=step)
        expect(heading.first).to_be_visible()

    def proposes(self, text: str) -> None:
        self.page.get_by_label("Din idé, på en rad").fill(text)
        self.page.get_by_role("button", name="Föreslå", exact=True).click()
        expect(self.page.locator(".kit-idea-words", has_text=text).first).to_be_visible()

    def spreads(self, points: dict[str, int]) -> None:
        for text, number in points.items():
            self.page.get_by_label(f"Poäng till: {text}", exact=True).fill(str(number))
        self.is_done()

    def places(self, number: int) -> None:
        for place, card in enumerate(self.page.locator(".kit-vote").filter(visible=True).all()):
            for scale, value in zip(
                card.locator("fieldset").all(), placing(number, place), strict=True
            ):
                scale.locator("input").nth(value - 1).check(force=True)
        self.is_done()

    def is_done(self) -> None:
        self.page.get_by_role("button", name="Jag är klar", exact=True).click()

    def has_kept(self) -> None:
        said = self.page.get_by_role("status").filter(has_text=re.compile(f"^{KEPT}$"))
        expect(said.first).to_be_visible()


@dataclass
class Keyboard(Member):
    """Somebody who uses nothing but the keyboard."""

    keys: Person = field(init=False)

    def __post_init__(self) -> None:
        self.keys = Person(self.page)

    def joins(self, address: str, code: str) -> None:
        self.page.goto(f"{address}anslut")
        self.keys.tab_to(self.page.get_by_label("Skriv koden"))
        self.page.keyboard.type(code.lower())
        self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name="Börja", exact=True).wait_for()
        self.keys.press("Börja", exact=True)

    def finishes(self) -> None:
        for step, items in enumerate(STEPS):
            for item in items:
                self.keys.rate(item, self.answers[item])
            if step < len(STEPS) - 1:
                self.keys.press("Nästa", exact=True)
        self.keys.press("Kontrollera svaren")
        self.keys.tab_to(self.page.locator(".kit-check .kit-actions button").first)
        self.page.keyboard.press("Enter")
        self.sees(KEPT)

    def goes_to_the_workshop(self) -> None:
        self.keys.press("Till workshoppen", role="link", exact=True)
        self.is_at("")

    def proposes(self, text: str) -> None:
        self.keys.tab_to(self.page.get_by_label("Din idé, på en rad"))
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".kit-idea-words", has_text=text).first).to_be_visible()

    def spreads(self, points: dict[str, int]) -> None:
        for text, number in sorted(points.items(), key=lambda one: self.order(one[0])):
            self.keys.tab_to(self.page.get_by_label(f"Poäng till: {text}", exact=True))
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(str(number))
        self.is_done()

    def order(self, text: str) -> int:
        """Return which of the cards on the page this is."""
        texts = self.page.locator(".kit-vote .kit-idea-words").all_text_contents()
        return texts.index(text)

    def places(self, number: int) -> None:
        for place, card in enumerate(self.page.locator(".kit-vote").filter(visible=True).all()):
            for scale, value in zip(
                card.locator("fieldset").all(), placing(number, place), strict=True
            ):
                self.keys.tab_to(scale.locator("input").first)
                self.page.keyboard.press("Space")
                for _ in range(value - 1):
                    self.page.keyboard.press("ArrowRight")
        self.is_done()

    def is_done(self) -> None:
        self.keys.press("Jag är klar", exact=True)


@dataclass
class Gathering:
    """The room: the page that leads, the wall, and the ways in."""

    address: str
    leader: Page
    wall: Page
    new_context: Callable[..., BrowserContext]
    axe: Callable[[Page], None]
    members: list[Member] = field(default_factory=list)

    @property
    def round_id(self) -> str:
        return self.leader.url.split("round=")[1]

    @property
    def code(self) -> str:
        return re.sub(r"\s", "", self.leader.locator(".kit-code-figure").first.inner_text())

    def comes(self, kind: type[Member], number: int, size: tuple[int, int]) -> Member:
        member = kind.comes(self.new_context, number, size)
        self.members.append(member)
        member.joins(self.address, self.code)
        return member

    def presses(self, name: str) -> None:
        self.leader.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()

    def opens(self) -> None:
        """Open the round, and wait until there is a code to join with."""
        self.presses("Öppna rundan")
        expect(self.leader.locator(".kit-code-figure").first).to_be_visible()

    def steps_to(self, title: str, press: str = "Nästa steg") -> None:
        """Go on one step, and see that all screens have followed by themselves."""
        self.presses(press)
        expect(self.leader.locator(".kit-lead-card h3")).to_have_text(title)
        expect(self.wall.get_by_text(title).first).to_be_visible()
        for member in self.members:
            if "04-atgarder" in member.page.url:
                member.is_at(title)

    def timers_run(self) -> None:
        for page in (self.leader, self.wall, self.members[0].page):
            expect(page.locator(".kit-timer").filter(visible=True).first).to_contain_text("kvar")

    def is_fair(self, *members: Member) -> None:
        """Hold the leader's page, the wall and some members' pages to WCAG 2.2 AA."""
        for page in (self.leader, self.wall, *(one.page for one in members)):
            self.axe(page)
            wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide <= window


def led(
    address: str,
    key: str,
    name: str,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
) -> Gathering:
    """Start a round on ten statements by the script of ninety minutes, and open the wall."""
    leader = new_context(viewport={"width": 1280, "height": 900}).new_page()
    leader.goto(f"{address}ledare#{key}")
    leader.get_by_label("Rundans namn", exact=True).first.fill(name)
    leader.get_by_label("Formulär").first.select_option(
        label="Puls: så har jag det digitalt just nu"
    )
    leader.get_by_role("button", name="Starta rundan").click()
    leader.wait_for_url("**/ledare?round=*")
    leader.get_by_role("heading", name="Led efter ett manus").click()
    leader.get_by_label("90 minuter", exact=False).first.check()
    leader.get_by_role("button", name="Led efter det här manuset").click()
    expect(leader.locator(".kit-lead-card h3")).to_have_text("Workshop på 90 minuter")
    return Gathering(address, leader, walled(leader), new_context, axe)


def walled(leader: Page) -> Page:
    """Open the projector's page from the page that leads."""
    with leader.context.expect_page() as opened:
        leader.get_by_role("link", name="Öppna projektorsidan").filter(visible=True).first.click()
    wall = opened.value
    wall.set_viewport_size({"width": 1920, "height": 1080})
    return wall


def told(cell: Locator) -> str:
    """Return a cell's words with plain spaces."""
    return (cell.text_content() or "").replace("\u00a0", " ").strip()
