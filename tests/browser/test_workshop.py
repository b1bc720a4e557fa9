"""A whole workshop: one leads, one screen hangs on the wall, twelve people answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from room import SAVED, STEPS, Participant, figures
from serving import Server, started

KEY = "organiser-" + "w" * 30
NAME = "Exempelby bibliotek"
PUNCTUAL = 6
OFFLINE, RETURNS, DELETES, LATE = 6, 7, 8, 11
NOT_SAVED = "Inte sparat ännu, finns på den här enheten"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the notebooks with a store of the test's own."""
    store = tmp_path_factory.mktemp("store") / "kit.sqlite"
    with ExitStack() as stack:
        yield started(stack, "--store", f"sqlite:///{store}", KIT_ORGANISER_KEY=KEY)


@dataclass
class Room:
    """What everybody in the room can see, and the ways in."""

    address: str
    leader: Page
    wall: Page
    new_context: Callable[..., BrowserContext]
    axe: Callable[[Page], None]

    @property
    def code(self) -> str:
        return re.sub(r"\s", "", self.wall.locator(".kit-code-figure").inner_text())

    def arrives(self, number: int) -> Participant:
        person = Participant.arrives(self.new_context, number)
        person.joins(self.address, self.code)
        return person

    def count(self, page: Page, what: str) -> Locator:
        """Return the figure of people that ``page`` shows under these words."""
        tile = page.locator(".kit-counts > div").filter(has_text=what)
        return tile.locator("dd")

    def both_count(self, what: str, words: str) -> None:
        for page in (self.leader, self.wall):
            expect(self.count(page, what)).to_have_text(words)

    def presses(self, name: str) -> None:
        self.leader.get_by_role("button", name=name, exact=True).first.click()


@pytest.fixture
def room(
    house: Server, new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> Room:
    """Start a round, open it, and put the projector's page on the wall."""
    leader = new_context(viewport={"width": 1280, "height": 900}).new_page()
    leader.goto(f"{house.address}ledare#{KEY}")
    leader.get_by_label("Rundans namn").fill(NAME)
    leader.get_by_label("Formulär").select_option(label="Puls: så har jag det digitalt just nu")
    leader.get_by_role("button", name="Starta rundan").click()
    leader.get_by_role("button", name="Öppna rundan").click()
    with leader.context.expect_page() as opened:
        leader.get_by_role("link", name="Öppna projektorsidan").first.click()
    wall = opened.value
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.locator(".kit-code-figure").wait_for()
    return Room(house.address, leader, wall, new_context, axe)


def test_twelve_people_and_two_screens(room: Room) -> None:
    assert KEY not in room.leader.url
    room.axe(room.leader)
    room.axe(room.wall)
    people = [room.arrives(number) for number in range(PUNCTUAL)]
    for person in people:
        person.finishes()
    room.both_count("är klara", "minst 5")

    people += [offline_for_a_while(room), closes_the_tab_and_returns(room)]
    deletes_the_answers(room)
    for number in (9, 10, LATE):
        person = room.arrives(number)
        person.finishes()
        people.append(person)
    room.both_count("är klara", "minst 10")
    expect(room.wall.get_by_text("Alla som har anslutit är klara")).to_be_visible()

    room.presses("Stäng för svar")
    says_the_round_is_closed(people[-1])
    room.presses("Visa för gruppen")
    shows_the_same_on_all_screens(room, people)


def offline_for_a_while(room: Room) -> Participant:
    person = room.arrives(OFFLINE)
    person.answers_page(0)
    person.sees(SAVED)
    person.context.set_offline(True)
    person.goes_on()
    person.answers_page(1)
    person.sees(NOT_SAVED)
    room.axe(person.page)
    person.goes_on()
    person.answers_page(2)
    person.context.set_offline(False)
    person.sends()
    return person


def closes_the_tab_and_returns(room: Room) -> Participant:
    person = room.arrives(RETURNS)
    person.answers_page(0)
    person.sees(SAVED)
    address = person.page.url.split("#")[0]
    person.page.close()
    person.page = person.context.new_page()
    person.page.goto(address)
    first = STEPS[0][0]
    held = person.page.locator(f"fieldset[data-key={first}] input").nth(person.answers[first] - 1)
    expect(held).to_be_checked()
    person.finishes()
    return person


def deletes_the_answers(room: Room) -> None:
    person = room.arrives(DELETES)
    person.finishes()
    own = person.page.locator("details.kit-own")
    own.locator("summary").click()
    own.get_by_role("button", name="Ta bort mina svar", exact=True).click()
    own.get_by_role("button", name="Ja, ta bort").click()
    expect(person.page.get_by_text("Dina svar är borttagna").first).to_be_visible()
    room.axe(person.page)
    person.context.close()


def says_the_round_is_closed(person: Participant) -> None:
    person.page.get_by_role("button", name="Ändra mina svar").click()
    person.page.get_by_role("button", name="Ändra: Min vardag").click()
    person.answers_page(0, shifted=1)
    person.sees("Rundan är stängd")


def shows_the_same_on_all_screens(room: Room, people: list[Participant]) -> None:
    expected = figures([person.answers for person in people])
    phone = people[0].page
    phone.goto(phone.url.split("#")[0].replace("01-sjalvskattning", "03-gruppen"))
    room.leader.get_by_text("Se hela resultatet själv").click()
    for page in (room.leader, phone):
        for area, figure in expected.items():
            row = page.locator("[data-view=areas] tbody tr", has=page.get_by_text(area)).first
            row.wait_for(state="attached")
            cells = [told(cell) for cell in row.locator("td").all()]
            assert cells[0] == str(figure.people)
            assert f"{figure.above} av {figure.people}" in cells
            assert cells[-1] == f"{figure.mean:.1f}".replace(".", ",")
    shares = room.wall.locator("[data-view=areas] svg text", has_text=re.compile(r"\d\sav\s\d"))
    expect(shares).to_have_count(len(expected))
    assert [told(share) for share in shares.all()] == [
        f"{figure.above} av {figure.people}" for figure in expected.values()
    ]
    for page in (room.leader, room.wall, phone):
        room.axe(page)


def told(cell: Locator) -> str:
    """Return a cell's words, shown or not, with plain spaces."""
    return (cell.text_content() or "").replace("\u00a0", " ").strip()
