"""A plan and its follow-up half a year later, on the kit's own server with its own kernels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from collecting import KEY, Caller, Collector, Workshop, entered, new_round, response
from playwright.sync_api import BrowserContext, Page, expect
from room import Participant, plan
from serving import Server, started
from test_console import press, six_people_answer

Rounds = tuple[Server, Collector, Workshop]


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    """Serve the notebooks, and lead a round on the ten statements by a shipped script."""
    store = f"sqlite:///{tmp_path_factory.mktemp('store') / 'kit.sqlite'}"
    with ExitStack() as stack:
        house = started(stack, "--store", store, KIT_ORGANISER_KEY=KEY)
        behind = Collector(f"{house.address}kit/api/", house.process, house.errors, store)
        workshop = new_round(behind).opened()
        said = workshop.leader.put(f"{workshop.path}/script", {"script": "workshop-90"})
        assert said.status == 200, said.body
        yield house, behind, workshop


def to_step(workshop: Workshop, kind: str) -> None:
    """Go to the first step of this kind."""
    steps = workshop.leader.get(f"{workshop.path}/script").json["steps"]
    at = next(place for place, step in enumerate(steps) if step["kind"] == kind)
    said = workshop.leader.put(f"{workshop.path}/step", {"at": at, "seconds": 0})
    assert said.status == 200, said.body


def taken(page: Page, words: str) -> tuple[str, bytes]:
    with page.expect_download() as saving:
        press(page, words)
    return saving.value.suggested_filename, Path(saving.value.path()).read_bytes()


def test_from_an_action_to_what_became_of_it(
    rounds: Rounds, new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    house, _, before = rounds
    six_people_answer(before)
    person = Participant.arrives(new_context, 3)
    person.joins(house.address, before.code)
    person.finishes()

    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{house.address}ledare?round={before.id}#{before.facilitator_key}")
    before.leader.put(f"{before.path}/status", {"status": "closed"})
    to_step(before, "plan")
    press(page, "Skriv en egen åtgärd")
    page.get_by_label("Det här ska vi göra").fill("Öva på e-böcker i par")
    page.get_by_label("Vem som ser till att det blir gjort").fill("MB")
    page.get_by_label("Klart senast").fill("2027-03-12")
    expect(page.locator(".kit-part-plan .kit-plan-saving p")).to_have_text("Sparat")
    axe(page)
    name, document = taken(page, "Dokument (Word)")
    assert name.endswith(".docx")
    assert "Öva på e-böcker i par" in ZipFile(BytesIO(document)).read("word/document.xml").decode()
    name, days = taken(page, "Datum till kalendern")
    assert name.endswith(".ics")
    assert "20270312" in days.decode()

    page.get_by_role("heading", name="Ett halvår senare").click()
    page.get_by_text("Exportera till regionen", exact=True).click()
    page.get_by_label("Vad rundan kallas").fill("Hösten 2026")
    name, package = taken(page, "Spara paketet")
    assert name.endswith(".zip")
    assert "datapackage.json" in ZipFile(BytesIO(package)).namelist()

    press(page, "Starta uppföljningen")
    page.get_by_label("Rundans namn", exact=True).fill("Exempelby, våren")
    axe(page)
    page.get_by_role("button", name="Starta uppföljningen").last.click()
    page.wait_for_url(lambda address: before.id not in address and "round=" in address)
    expect(page.get_by_role("heading", name="Exempelby, våren")).to_be_visible()
    review = page.locator(".kit-part-review")
    expect(review).to_contain_text("Kvar: ”Öva på e-böcker i par”.")
    review.get_by_label("Klar", exact=True).check()
    review.get_by_label("Det här lärde vi oss").fill("En halvtimme räcker")
    expect(review.locator(".kit-plan-saving p")).to_have_text("Sparat")
    press(page, "Öppna rundan")
    expect(page.locator("img.kit-qr")).to_be_visible()

    after = page.url.split("round=")[1]
    code = page.locator(".kit-code-figure").inner_text()
    person.page.goto(f"{house.address}anslut#{code.replace(' ', '')}")
    person.begins()
    person.finishes()
    follow_up(person, house, before.id, after, axe)


def follow_up(
    person: Participant, house: Server, before: str, after: str, axe: Callable[[Page], None]
) -> None:
    """Let the person come back in the same browser, and link the answers of both rounds."""
    phone = person.page
    phone.goto(f"{house.address}05-uppfoljning?round={after}")
    expect(phone.get_by_role("heading", name="Följ upp", exact=True)).to_be_visible()
    agreed = phone.locator("[data-part=plan]")
    expect(agreed).to_contain_text("Öva på e-böcker i par")
    expect(agreed).to_contain_text("En halvtimme räcker")
    press(phone, "Ja, de är mina")
    expect(phone.locator(".kit-own-way[data-way=same] h3")).to_contain_text("5")
    axe(phone)
    press(phone, "Ja, koppla ihop mina svar")
    expect(phone.locator("[data-part=link]")).to_contain_text("Sparat.")
    keys = [
        phone.evaluate(
            "key => JSON.parse(localStorage.getItem(key)).current", f"kit:draft:round:{id_}"
        )
        for id_ in (before, after)
    ]
    caller = Caller(f"{house.address}kit/api/", key=keys[1])
    assert caller.get(f"rounds/{after}/response").json["earlier"] == keys[0]
    press(phone, "Ta tillbaka kopplingen")
    expect(phone.locator("[data-part=link]")).to_contain_text("inte ihopkopplade")


def test_the_organiser_goes_on_from_a_round_that_somebody_else_has_led(
    rounds: Rounds, new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    house, behind, _ = rounds
    before = new_round(behind, name="Hösten", units=["Norr", "Söder"], min_group=6).opened()
    before.leader.put(f"{before.path}/status", {"status": "closed"})
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(f"{house.address}ledare#{KEY}")
    page.get_by_role("heading", name="Följ upp en tidigare runda").click()
    page.get_by_label("Vilken runda vill du fortsätta från?").select_option(before.id)
    press(page, "Fortsätt från den här rundan")
    names = page.get_by_label("Rundans namn", exact=True)
    expect(names).to_have_count(2)
    expect(names.last).to_be_focused()
    expect(names.last).to_have_value("Hösten")
    axe(page)
    page.get_by_label("Fråga också hur säker var och en var förra gången").check()
    press(page, "Starta uppföljningen")
    page.wait_for_url("**/ledare?round=*")
    expect(page.get_by_role("heading", name="Hösten", exact=True)).to_be_visible()
    told = page.evaluate(SETTINGS, page.url.split("round=")[1])
    kept = {name: told[name] for name in ("follows", "look_back", "units", "min_group")}
    assert kept == {
        "follows": before.id,
        "look_back": True,
        "units": ["Norr", "Söder"],
        "min_group": 6,
    }


SETTINGS = "async id => (await (await fetch(`kit/api/rounds/${id}/settings`)).json()).settings"


def answer_in(workshop: Workshop, number: int, shift: int, earlier: str | None = None) -> str:
    """Let somebody join and answer everything, so many steps higher; return the key."""
    person, asked = workshop.participant(), workshop.asked()
    given = {item: str(min(5, value + shift)) for item, value in plan(number).items()}
    more: dict[str, Any] = {"earlier": earlier} if earlier else {}
    done = response(person, asked, answers=given, status="finished", role="all", **more)
    said = person.put(f"{workshop.path}/response", done)
    assert said.status == 200, said.body
    return person.key


def test_the_groups_change_is_shown_on_the_page_when_it_is_revealed(
    rounds: Rounds, new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    house, behind, _ = rounds
    before = new_round(behind, name="Hösten").opened()
    keys = [answer_in(before, number, 0) for number in range(12)]
    before.leader.put(f"{before.path}/status", {"status": "closed"})
    settings = before.leader.get(f"{before.path}/following").json
    made = before.leader.post(f"{before.path}/following", settings).json
    leader = entered(behind, made["facilitator_key"])
    after = Workshop(behind, made["round"], "", "", leader).opened()
    for number, key in enumerate(keys):
        answer_in(after, number, number % 2, key)
    phone = Participant.arrives(new_context, 2)
    phone.joins(house.address, after.code)
    phone.finishes()
    leader.put(f"{after.path}/status", {"status": "closed"})
    phone.page.goto(f"{house.address}05-uppfoljning?round={after.id}")
    change = phone.page.locator("[data-part=change]")
    expect(change).to_contain_text("Inget visas än")
    said = leader.put(f"{after.path}/reveal", {"views": ["change"]})
    assert said.status == 200, said.body
    expect(change.locator("[data-view=change] svg").first).to_be_visible()
    axe(phone.page)
