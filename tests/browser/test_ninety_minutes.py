"""A workshop of ninety minutes in fast time, half a year later its follow-up, and the region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean, median

import pytest
from collecting import KEY, Served, Workshop, new_round, response
from docx import Document
from gathering import (
    ALIKE,
    CARDS,
    EDITED,
    FIRST_IDEA,
    IDEAS,
    Gathering,
    Keyboard,
    Member,
    later,
    led,
    placing,
    spread,
    told,
    walled,
)
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect
from room import AREAS, ITEMS, figures
from room import plan as room_plan
from serving import Server, started

SIZES = [(390, 800), (1280, 900), (320, 640), (390, 800), (768, 1024)]
BY_KEYBOARD, LATE, OFFLINE = 4, 9, 5
EVERYBODY = 10
PLAN = CARDS[:3]
OWNERS = ["MB", "Vuxenlaget", "it-samordnaren"]
DAYS = ["2027-01-29", "2027-02-12", "2027-03-31"]
FOLLOW_UP = "2027-05-20"
RETURNING = 7
HALF = 0.5
MOVES = [1, 1, 1, 1, 0, 0, -1, 0, 1, -1]
"""How far each one has moved half a year later; the first seven bring their files."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the notebooks with a store of the test's own."""
    store = tmp_path_factory.mktemp("store") / "kit.sqlite"
    with ExitStack() as stack:
        yield started(stack, "--store", f"sqlite:///{store}", KIT_ORGANISER_KEY=KEY)


def test_from_the_first_answer_to_the_regions_report(
    house: Server,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    room = led(house.address, KEY, "Exempelby bibliotek", new_context, axe)
    everybody_answers(room)
    everybody_looks_and_talks(room)
    everybody_proposes(room)
    the_ideas_are_sorted(room)
    everybody_spreads_points(room)
    everybody_places_the_cards(room)
    the_group_agrees(room, tmp_path)
    files = everybody_takes_the_file_home(room, tmp_path)
    half_a_year_later(room, files)
    the_change_is_shown(room)
    the_region_reads_three(room, tmp_path)


def everybody_answers(room: Gathering) -> None:
    room.opens()
    room.presses("Börja workshoppen")
    room.steps_to("Svara var för sig")
    for number in range(EVERYBODY):
        kind = Keyboard if number == BY_KEYBOARD else Member
        if number == LATE:
            room.timers_run()
        member = room.comes(kind, number, SIZES[number % len(SIZES)])
        member.finishes()
        member.goes_to_the_workshop()
    for member in room.members:
        member.is_at("Svara var för sig")
    room.is_fair(*room.members[:3])


def everybody_looks_and_talks(room: Gathering) -> None:
    room.steps_to("Se resultatet i tystnad", "Stäng för svar och gå vidare")
    expect(room.leader.locator(".kit-errand")).to_contain_text("Syns nu på väggen")
    expected = figures([member.answers for member in room.members])
    for member in room.members[:2]:
        for area, figure in expected.items():
            row = member.page.locator(
                "[data-view=areas] tbody tr", has=member.page.get_by_text(area)
            )
            row.first.wait_for(state="attached")
            cells = [told(cell) for cell in row.first.locator("td").all()]
            assert f"{figure.above} av {figure.people}" in cells
    room.is_fair(*room.members[:3])
    room.steps_to("Se de största behoven")
    room.steps_to("Skriv för dig själv")
    room.steps_to("Ensam, två, fyra, alla")
    room.is_fair(room.members[2])


def everybody_proposes(room: Gathering) -> None:
    room.steps_to("Föreslå åtgärder")
    for member, text in zip(room.members, IDEAS, strict=False):
        member.proposes(text)
        member.has_kept()
    expect(room.leader.locator(".kit-voted").first).to_contain_text(f"Idéer: {len(IDEAS)}")
    for text in IDEAS:
        expect(room.wall.get_by_text(text)).to_have_count(0)
    room.is_fair(room.members[2])


def the_ideas_are_sorted(room: Gathering) -> None:
    room.steps_to("Sortera idéerna")
    room.presses("Slå ihop")
    expect(room.leader.get_by_text("Idéerna är ihopslagna.")).to_be_visible()
    card = room.leader.locator(".kit-sorted", has_text=FIRST_IDEA).first
    card.get_by_role("button", name="Ändra", exact=True).click()
    card.get_by_label("Så ska det stå på kortet").fill(EDITED)
    card.get_by_role("button", name="Spara", exact=True).click()
    for page in (room.wall, room.members[0].page, room.members[2].page):
        for text in CARDS:
            expect(page.get_by_text(text, exact=True).first).to_be_visible()
    for words in (FIRST_IDEA, ALIKE):
        expect(room.members[0].page.get_by_text(words, exact=True).first).to_be_attached()
    room.is_fair(room.members[2])


def everybody_spreads_points(room: Gathering) -> None:
    room.steps_to("Fördela tio poäng")
    offline = room.members[OFFLINE]
    for member in room.members:
        if member is offline:
            member.context.set_offline(True)
        member.spreads(spread(member.number))
        if member is not offline:
            member.has_kept()
    expect(
        room.leader.locator(".kit-part-points .kit-voted, .kit-voted").filter(visible=True).first
    ).to_contain_text("Klara")
    room.axe(offline.page)
    offline.context.set_offline(False)
    offline.has_kept()
    room.presses("Visa poängen")
    room.presses("Ja, visa poängen")
    sums = {card: sum(spread(n).get(card, 0) for n in range(EVERYBODY)) for card in CARDS}
    for page in (room.leader, room.members[0].page):
        for card, total in sums.items():
            assert str(total) in weighed(page, "Varje idés poäng", card)
    room.is_fair(room.members[2])


def weighed(page: Page, caption: str, card: str) -> list[str]:
    """Return a card's cells in the table of this caption, all read at once."""
    table = page.locator("table", has=page.locator("caption", has_text=caption)).first
    row = table.locator("tbody tr", has=page.get_by_text(card, exact=True))
    row.wait_for(state="attached")
    return row.locator("td").all_text_contents()


def everybody_places_the_cards(room: Gathering) -> None:
    room.presses("Markera de 5 med flest poäng")
    room.presses("Låt de här gå vidare")
    room.steps_to("Väg effekt mot arbete")
    order = room.members[0].page.locator(".kit-vote .kit-idea-words span:last-child")
    expect(order).to_have_count(len(CARDS))
    cards = [told(one) for one in order.all()]
    for member in room.members:
        member.places(member.number)
        member.has_kept()
    room.presses("Visa rutnätet")
    room.presses("Ja, visa rutnätet")
    for page in (room.leader, room.members[0].page):
        for place, card in enumerate(cards):
            cells = " ".join(weighed(page, "Varje idés effekt och arbete", card))
            for side in (0, 1):
                middle = median(placing(number, place)[side] for number in range(EVERYBODY))
                assert f"{middle:g}".replace(".", ",") in cells
    room.is_fair(room.members[2])


def the_group_agrees(room: Gathering, folder: Path) -> None:
    room.steps_to("Gör en plan")
    for number, text in enumerate(PLAN):
        taken = room.leader.locator("li", has=room.leader.get_by_text(text, exact=True))
        taken.get_by_role("button", name="Gör den till en åtgärd").first.click()
        action = room.leader.locator(".kit-plan-action").nth(number)
        action.get_by_label("Vem som ser till att det blir gjort").fill(OWNERS[number])
        action.get_by_label("Klart senast").fill(DAYS[number])
    room.leader.get_by_label("Dagen då vi kommer tillbaka till planen").fill(FOLLOW_UP)
    expect(room.leader.locator(".kit-part-plan .kit-plan-saving p")).to_have_text("Sparat")
    for page in (room.wall, room.members[0].page):
        for text in PLAN:
            expect(page.get_by_text(text, exact=True).first).to_be_visible()
    room.is_fair(room.members[2])
    read = Document(str(saved(room.leader, "Dokument (Word)", folder / "plan.docx")))
    words = [one.text for one in read.paragraphs]
    words += [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    for text in [*PLAN, *OWNERS, "Exempelby bibliotek"]:
        assert any(text in one for one in words), text
    days = saved(room.leader, "Datum till kalendern", folder / "plan.ics").read_bytes()
    events = [one for one in Calendar.from_ical(days).walk() if one.name in {"VEVENT", "VTODO"}]
    told_days = {str(one.decoded("DTSTART" if "DTSTART" in one else "DUE"))[:10] for one in events}
    assert {FOLLOW_UP, *DAYS} <= told_days


def saved(page: Page, name: str, file: Path) -> Path:
    """Press a button that saves a file, and return where it is."""
    with page.expect_download() as saving:
        page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()
    saving.value.save_as(file)
    return file


def everybody_takes_the_file_home(room: Gathering, folder: Path) -> list[Path]:
    room.steps_to("Avsluta")
    room.is_fair(*room.members[:3])
    files = []
    for member in room.members[:RETURNING]:
        member.page.goto(f"{room.address}01-sjalvskattning?round={room.round_id}")
        files.append(member.takes_the_file_home(folder))
    for member in room.members:
        member.context.close()
    return files


def half_a_year_later(room: Gathering, files: list[Path]) -> None:
    before = room.round_id
    page = room.leader
    page.get_by_role("heading", name="Ett halvår senare").click()
    room.presses("Starta uppföljningen")
    page.get_by_label("Rundans namn", exact=True).last.fill("Exempelby, våren")
    page.get_by_role("button", name="Starta uppföljningen").last.click()
    page.wait_for_url(lambda address: before not in address and "round=" in address)
    review = page.locator(".kit-part-review")
    review.get_by_label("Klar", exact=True).first.check()
    review.get_by_label("Det här lärde vi oss").first.fill("En halvtimme räcker")
    expect(review.locator(".kit-plan-saving p")).to_have_text("Sparat")
    room.axe(page)
    room.opens()
    room.wall.close()
    room.wall = walled(page)
    room.members = []
    for number in range(EVERYBODY):
        member = Member.comes(room.new_context, number, SIZES[number % len(SIZES)])
        member.answers = later(member.answers, MOVES[number])
        room.members.append(member)
        member.joins(room.address, room.code)
        member.finishes()
        if number < RETURNING:
            member.comes_back(room.address, room.round_id, files[number])
    room.axe(room.members[0].page)
    room.presses("Stäng för svar")


def the_change_is_shown(room: Gathering) -> None:
    row = room.leader.locator("li[data-view=change]")
    row.locator("button").first.click()
    phone = room.members[2].page
    phone.goto(f"{room.address}05-uppfoljning?round={room.round_id}")
    for page in (phone, room.wall):
        expect(page.locator("[data-view=change]").first).to_be_visible()
    expect(phone.get_by_text(f"{RETURNING} av {EVERYBODY}").first).to_be_attached()
    for area, label in AREAS.items():
        moved = [moves(area, number) for number in range(RETURNING)]
        wanted = [RETURNING, *(moved.count(way) for way in (1, 0, -1))]
        cells = cells_of(phone, label, "Upp")
        shown = [cells[name] for name in ("Kopplade personer", "Upp", "Lika", "Ner")]
        assert shown == [str(number) for number in wanted]
    room.is_fair(room.members[2])


def moves(area: str, number: int) -> int:
    """Return whether one person has moved up or down by more than half a step, or 0."""
    then = room_plan(number)
    now = later(then, MOVES[number])
    items = [item for item in ITEMS if item[1] == area[1]]
    move = fmean(now[item] - then[item] for item in items)
    return (move > HALF) - (move < -HALF)


def cells_of(page: Page, label: str, head: str) -> dict[str, str]:
    """Return a row's cells by their heading, of the table that has this heading."""
    table = page.locator("[data-view=change] table", has=page.get_by_text(head, exact=True)).first
    table.wait_for(state="attached")
    heads = [told(one) for one in table.locator("thead th").all()]
    row = table.locator("tbody tr", has=page.get_by_text(label, exact=True)).first
    return dict(zip(heads, [told(one) for one in row.locator("th, td").all()], strict=True))


def the_region_reads_three(room: Gathering, folder: Path) -> None:
    packages = [package(room.leader, "Exempelby", folder)]
    for name in ("Provköping", "Annanstad"):
        page = room.new_context(viewport={"width": 1280, "height": 900}).new_page()
        workshop = answered(room.address, name)
        page.goto(f"{room.address}ledare?round={workshop.id}#{workshop.facilitator_key}")
        packages.append(package(page, name, folder))
    page = room.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{room.address}06-region")
    page.locator("input[type=file]").set_input_files(packages)
    expect(page.get_by_text("Kommuner som räknas: 3.").first).to_be_visible()
    room.axe(page)
    document = Document(str(saved(page, "Spara rapporten (Word)", folder / "region.docx")))
    words = [one.text for one in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    whole = "\n".join(words)
    places = [whole.find(name) for name in ("Annanstad", "Exempelby", "Provköping")]
    assert -1 not in places
    assert "En halvtimme räcker" in whole


def package(page: Page, name: str, folder: Path) -> Path:
    """Export a municipality's package from the page that leads its round."""
    page.get_by_role("heading", name="Ett halvår senare").click()
    page.get_by_text("Exportera till regionen", exact=True).click()
    page.get_by_label("Kommunens namn").fill(name)
    page.get_by_label("Vad rundan kallas").fill("Våren 2027")
    return saved(page, "Spara paketet", folder / f"{name}.zip")


def answered(address: str, name: str) -> Workshop:
    """Make a round of another municipality's, in which ten people have answered, and close it."""
    workshop = new_round(Served(f"{address}kit/api/"), name=name)
    workshop.opened()
    asked = workshop.asked()
    for number in range(EVERYBODY):
        person = workshop.participant()
        answers = {item: str(value) for item, value in room_plan(number).items()}
        done = response(person, asked, answers=answers, status="finished", role="all")
        assert person.put(f"{workshop.path}/response", done).status == 200
    workshop.leader.put(f"{workshop.path}/status", {"status": "closed"})
    return workshop
