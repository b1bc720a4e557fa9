"""People who take part in a workshop from their own browsers, and the room that they are in."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from collecting import Caller, Workshop
from playwright.sync_api import BrowserContext, Locator, Page, expect
from round_house import Answering
from serving import Server

PAGE = "04-atgarder"
SAVED = "Sparat"
WAITING = "Inte sparat ännu, finns på den här enheten"
BOX = "Din idé, på en rad"
IDEAS = (
    "Öva tillsammans en halvtimme varje onsdag",
    "Skriv ner svaren på de vanligaste frågorna",
    "Låna ut en lärplatta till den som vill öva hemma",
    "Bjud in skolan och berätta om upphovsrätt",
)


@dataclass
class Room:
    """A round that is led by the workshop of ninety minutes, and the people who have written."""

    round: Workshop
    script: dict[str, Any]
    people: list[Caller] = field(default_factory=list)
    given: dict[str, dict[str, Any]] = field(default_factory=dict)

    def place(self, kind: str) -> int:
        """Return the place of the first step of a kind."""
        return next(n for n, step in enumerate(self.script["steps"]) if step["kind"] == kind)

    def title(self, kind: str) -> str:
        """Return what the first step of a kind is called."""
        return str(self.script["steps"][self.place(kind)]["title"]["sv"])

    def lead(self, what: str, body: dict[str, Any]) -> Any:
        """Change something as the facilitator."""
        said = self.round.leader.put(f"{self.round.path}/{what}", body)
        assert said.status == 200, said.body
        return said.json

    def go(self, kind: str | None) -> None:
        """Go to the first step of a kind, or before the first step."""
        self.lead("step", {"at": None if kind is None else self.place(kind)})

    def show(self, *parts: str) -> None:
        """Show parts of what the room has given to everybody."""
        self.lead("shown", {"parts": list(parts)})

    def give(self, person: Caller, **parts: Any) -> None:
        """Let somebody who has no browser give something, beside what they gave before."""
        before = self.given.get(person.key, {"seq": 0})
        now = self.given[person.key] = {**before, **parts, "seq": before["seq"] + 1}
        said = person.put(f"{self.round.path}/contribution", now)
        assert said.json["outcome"] == "stored", said.body

    def write(self, *texts: str) -> None:
        """Let as many others join and propose an idea each."""
        for text in texts:
            person = self.round.participant()
            self.people.append(person)
            self.give(person, ideas=[{"id": secrets.token_hex(16), "text": text}])

    def cards(self) -> dict[str, str]:
        """Return the ids of the cards by their words."""
        cards = self.round.leader.get(f"{self.round.path}/board").json["cards"]
        return {card["text"]: card["id"] for card in cards}

    def choose(self, *texts: str) -> None:
        """Choose the cards that go on to the grid."""
        board = self.round.leader.get(f"{self.round.path}/board").json
        cards = [
            {"id": one["id"], "ideas": one["ideas"], "chosen": one["text"] in texts}
            for one in board["cards"]
        ]
        self.lead("sorting", {"version": board["version"], "cards": cards})


@dataclass
class TakingPart:
    """Somebody's page in the workshop."""

    page: Page
    server: Server
    room: Room
    answering: Answering

    @property
    def address(self) -> str:
        """Return the page's address."""
        return self.at(PAGE)

    def at(self, page: str) -> str:
        """Return the address of a page in the round."""
        return f"{self.server.address}{page}?round={self.room.round.id}"

    @property
    def step(self) -> Locator:
        """Return what stands of the step that is shown."""
        return self.page.locator(".kit-together-step")

    @property
    def line(self) -> Locator:
        """Return the line that says whether what is given is saved."""
        return self.page.locator(".kit-together-keep")

    def join(self) -> TakingPart:
        """Join with the code, and go on to the workshop."""
        self.answering.join()
        return self.open()

    def open(self) -> TakingPart:
        """Open the page of the workshop."""
        self.page.goto(self.address)
        expect(self.page.locator(".kit-together h1")).to_be_visible()
        return self

    def look(self) -> None:
        """Look at the page anew, so that it asks at once how the round stands."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def sees(self, kind: str) -> Locator:
        """Wait until a step of this kind is shown."""
        expect(self.step).to_have_attribute("data-kind", kind)
        return self.step

    def follows(self, kind: str) -> Locator:
        """Let the room go to a step, and see it."""
        self.room.go(kind)
        self.look()
        return self.sees(kind)

    def says(self, words: str) -> None:
        """Wait until the line says exactly this."""
        expect(self.line).to_have_text(words)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the only button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def propose(self, text: str) -> None:
        """Write an idea, and see that it has arrived."""
        self.page.get_by_label(BOX).fill(text)
        self.press("Föreslå")
        expect(self.step.locator(".kit-idea-words").filter(has_text=text)).to_be_visible()
        self.says(SAVED)

    @property
    def key(self) -> str:
        """Return the own key."""
        return self.answering.key

    def stored(self) -> Any:
        """Return what the collector has of this person."""
        caller = self.room.round.caller(key=self.key)
        return caller.get(f"{self.room.round.path}/contribution").json

    def kept(self) -> str:
        """Return all that the browser keeps of the contribution."""
        names = "Object.entries(localStorage).filter(([name]) => name.includes('contribution'))"
        return json.dumps(self.page.evaluate(names))


@pytest.fixture
def room(opened: Workshop) -> Room:
    """Let a workshop of ninety minutes lead an open round."""
    said = opened.leader.put(f"{opened.path}/script", {"script": "workshop-90"})
    assert said.status == 200, said.body
    return Room(opened, opened.leader.get(f"{opened.path}/script").json)


@pytest.fixture
def taking_part(
    arriving: Callable[..., Answering], round_site: Server, room: Room
) -> Callable[..., TakingPart]:
    """Let people come to the workshop, each with a browser of their own."""

    def comes(context: BrowserContext | None = None, **options: Any) -> TakingPart:
        answering = arriving(context, **options)
        return TakingPart(answering.page, round_site, room, answering)

    return comes
