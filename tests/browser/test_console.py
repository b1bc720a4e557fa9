"""Leading a round on the kit's own server: from the organiser's key to the end."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from collecting import KEY, Caller, Collector, Workshop, new_round, response
from playwright.sync_api import BrowserContext, Page, Request, expect
from serving import KIT, ROOT, Server, started
from windows import questionnaire

from kit.errors import KitError
from kit.server.keeping import further_link
from kit.store import open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'kit.sqlite'}"


@pytest.fixture(scope="module")
def house(store: str) -> Iterator[Server]:
    """Serve the notebooks with a store and an organiser's key of these tests' own."""
    with ExitStack() as stack:
        yield started(stack, "--store", store, KIT_ORGANISER_KEY=KEY)


@pytest.fixture(scope="module")
def behind(house: Server, store: str) -> Collector:
    """Reach the same server's collector without a browser."""
    return Collector(f"{house.address}kit/api/", house.process, house.errors, store)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def six_people_answer(workshop: Workshop) -> None:
    """Let six people join and answer, each in another way."""
    asked = workshop.asked()
    items = [item.id for item in questionnaire("puls-10").rated()]
    for number in range(6):
        person = workshop.participant()
        given = {item: str(1 + (2 * number + 3 * n) % 5) for n, item in enumerate(items)}
        done = response(person, asked, answers=given, status="finished", role="all")
        said = person.put(f"{workshop.path}/response", done)
        assert said.status == 200, said.body


def keys_told(seen: list[Request], key: str) -> list[str]:
    """Return every request that carries the key anywhere but in the exchange's body."""
    return [
        request.url
        for request in seen
        if key in request.url
        or key in str(request.all_headers())
        or (key in (request.post_data or "") and not request.url.endswith("/exchange"))
    ]


def test_a08_from_the_organisers_key_to_the_picture_on_the_wall(
    house: Server, behind: Collector, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    seen: list[Request] = []
    context.on("request", lambda request: seen.append(request))  # noqa: PLW0108 - list.append takes no mark of Playwright's
    page.goto(f"{house.address}ledare#{KEY}", wait_until="commit")
    page.wait_for_url(f"{house.address}ledare")
    page.get_by_label("Rundans namn", exact=True).fill("Exempelby bibliotek")
    page.get_by_label("Formulär").select_option("puls-10")
    press(page, "Starta rundan")
    page.wait_for_url("**/ledare?round=*")
    round_id = page.url.split("round=")[1]
    press(page, "Öppna rundan")
    expect(page.get_by_role("heading", name="Visa koden")).to_be_focused()
    expect(page.locator("img.kit-qr")).to_be_visible()

    with context.expect_page() as opening:
        page.get_by_role("link", name="Öppna projektorsidan").first.click()
    wall = opening.value
    code = re.sub(r"\s", "", page.locator(".kit-code-figure").inner_text())
    expect(wall.locator(".kit-code .kit-hidden")).to_have_text(" ".join(code))

    leader = Caller(behind.api, cookies=cookies(context))
    workshop = Workshop(behind, round_id, "", "", leader)
    six_people_answer(workshop)
    for screen in (page, wall):
        expect(screen.locator(".kit-counts dd")).to_have_text(["minst 5"] * 3)
    press(page, "Stäng för svar")
    press(page, "Visa för gruppen")
    expect(wall.locator("[data-view=areas] svg")).to_be_visible()
    expect(wall.locator(".kit-wall-lobby")).to_have_count(0)
    page.get_by_text("Se hela resultatet själv").click()
    expect(page.locator(".kit-live [data-view=areas] svg").first).to_be_visible()
    with page.expect_download() as saving:
        press(page, "Ladda ner tabellerna (CSV)")
    table = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    assert table.startswith("uppdelat på;grupp;slag;id;namn;")
    assert ";minst " not in table

    page.reload()
    expect(page.locator("li[data-view=areas]")).to_contain_text("Syns på projektorn nu")
    assert keys_told(seen, KEY) == []
    assert KEY not in page.evaluate(
        "JSON.stringify([localStorage, sessionStorage, document.title])"
    )
    assert KEY not in house.log()


def cookies(context: BrowserContext) -> dict[str, tuple[str, str]]:
    """Return the keys that the browser has been given, none of which a script may read."""
    ours = [one for one in context.cookies() if one["name"].startswith("kit_")]
    assert all(one["httpOnly"] for one in ours)
    given = [one for one in ours if one["name"] != "kit_visitor"]
    assert {(one["httpOnly"], one["sameSite"]) for one in given} == {(True, "Strict")}
    return {one["name"]: (one["value"], one["path"]) for one in given}


def test_a12_another_computer_goes_on_and_withdrawn_links_shut_out(
    house: Server, behind: Collector, new_context: Callable[..., BrowserContext]
) -> None:
    workshop = new_round(behind).opened()
    page = f"{house.address}ledare?round={workshop.id}"
    first, second, wall = (new_context().new_page() for _ in range(3))
    first.goto(f"{page}#{workshop.facilitator_key}")
    first.get_by_role("heading", name="Länkar").click()
    press(first, "Gör min egen länk")
    link = made(first, "Din egen länk, bara för dig")
    press(first, "Gör en länk till projektorn")
    wall.goto(made(first, "Länk till projektorsidan"))
    expect(wall.locator(".kit-code-figure")).to_be_visible()
    assert "#" not in wall.url

    second.goto(link)
    assert workshop.facilitator_key not in link
    press(second, "Stäng för svar")
    expect(first.get_by_text("Stängd ·")).to_be_visible()
    second.get_by_role("heading", name="Länkar").click()
    press(second, "Dra tillbaka projektorns länkar")
    press(second, "Ja, dra tillbaka dem")
    expect(wall.get_by_role("heading", name="Den här sidan behöver en länk")).to_be_visible()
    press(second, "Dra tillbaka alla länkar till den här sidan")
    press(second, "Ja, stäng ute de andra")
    expect(second.get_by_text("Alla tidigare länkar har slutat gälla.")).to_be_visible()
    expect(first.get_by_role("heading", name="Länken gäller inte längre")).to_be_visible()

    press(second, "Öppna igen")
    expect(second.get_by_role("heading", name="Koden", exact=True)).to_be_visible()
    first.goto("about:blank")
    first.goto(link)
    expect(first.get_by_role("heading", name="Länken gäller inte längre")).to_be_visible()


def made(page: Page, label: str) -> str:
    """Return the link in this field, once it is there."""
    field = page.get_by_label(label)
    expect(field).not_to_have_value("")
    return field.input_value()


def test_a_lost_link_is_made_anew_in_a_terminal(
    house: Server, behind: Collector, store: str, page: Page
) -> None:
    workshop = new_round(behind, name="Borttappad")
    page.goto(f"{house.address}ledare?round={workshop.id}")
    command = page.locator(".kit-command").inner_text()
    anew = terminal(*command.split()[1:], "--store", store)
    # Pasted into the same tab, it is the same page to the browser.
    page.evaluate("hash => { location.hash = hash; }", anew.split("#")[1])
    expect(page.get_by_role("heading", name="Borttappad")).to_be_visible()
    assert "#" not in page.url
    with closing(open_store(store)) as opened, pytest.raises(KitError, match="kit rounds"):
        further_link(opened, "nothing", "en")


def terminal(*words: str) -> str:
    """Run a command of the kit's and return what it says."""
    command = [str(KIT), *words, "--language", "en"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_settings_are_changed_and_the_round_is_deleted(
    house: Server, behind: Collector, page: Page
) -> None:
    workshop = new_round(behind, units=["Norr", "Söder"])
    page.goto(f"{house.address}ledare?round={workshop.id}#{workshop.facilitator_key}")
    page.get_by_role("heading", name="Inställningar").click()
    page.locator("[data-group=people] summary").click()
    units = page.get_by_label("Enheter, en per rad")
    expect(units).to_have_value("Norr\nSöder")
    units.fill("Norr\nSöder\nÖster")
    page.locator("[data-group=privacy] summary").click()
    page.get_by_label("Minsta antal svar bakom en siffra").fill("7")
    press(page, "Spara inställningarna")
    expect(page.get_by_text("Inställningarna är sparade.")).to_be_visible()
    kept: dict[str, Any] = workshop.leader.get(f"{workshop.path}/settings").json["settings"]
    assert (kept["units"], kept["min_group"]) == (["Norr", "Söder", "Öster"], 7)

    page.get_by_role("heading", name="Ta bort rundan").click()
    page.get_by_label("Skriv rundans namn för att ta bort den").fill("Exempelby bibliotek")
    press(page, "Ta bort allt")
    expect(page.get_by_role("heading", name="Rundan är borttagen")).to_be_visible()
    assert workshop.leader.get(workshop.path).status == 404
