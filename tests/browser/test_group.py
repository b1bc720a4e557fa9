"""The group's result in a real browser; kernel and collector are Python that the page may call."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from person import OVERLAPS, Person, widths
from playwright.sync_api import BrowserContext, ConsoleMessage, FilePayload, Locator, Page, expect
from safe_tables import Safe, people, safe_table, with_units
from serving import Server
from windows import payload

from kit.group_files import FileDesk
from kit.group_report import group_state
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import FORMAT, VERSION, ParticipantFile, write_participant

ROOT = Path(__file__).parents[2]
NEW = pytest.mark.parametrize("scheme", ["light", "dark"])
PICTURES = "figure .kit-chart-picture svg"
Open = Callable[..., Page]


@cache
def asked(name: str = "bibliotek-24") -> Questionnaire:
    return with_units(read_questionnaire(ROOT / "questionnaires" / f"{name}.yaml"))


@cache
def table(number: int, name: str = "bibliotek-24") -> Safe:
    staff = people(asked(name), number, units=lambda n: f"u{1 if n % 10 > 4 else 3 - (n % 10 > 0)}")
    return safe_table(asked(name), staff)


class Room:
    """Stand in for kernel and collector, and remember what they were asked."""

    def __init__(self, name: str = "bibliotek-24", number: int = 46) -> None:
        self.questionnaire = asked(name)
        self.now: dict[str, Any] = {"release": 1, "revealed": ["areas"], "status": "open"}
        self.tables: Any = table(number, name)
        self.away = False
        self.refused = 0
        self.drawn: list[dict[str, Any]] = []
        self.desk = FileDesk(read_questionnaire(ROOT / "questionnaires" / f"{name}.yaml"))

    def kernel(self, kind: str, request: dict[str, Any]) -> Any:
        if kind == "draw":
            self.drawn.append(request)
            views, language = request["views"], request["language"]
            return group_state(self.questionnaire, request["tables"], language, views)
        return getattr(self.desk, kind)(request)

    def collector(self, path: str) -> Any:
        if self.away or self.refused:
            return {"status": self.refused or 503}
        return {"tables": self.tables} if path == "tables" else self.now


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def opened(
    static_site: str, new_context: Callable[..., BrowserContext], complaints: list[str]
) -> Open:
    """Open the group's page over a room; ``query`` may say live=participant and the like."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def open_(room: Room, query: str = "", **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.expose_function("kernel", room.kernel)
        page.expose_function("collector", room.collector)
        page.goto(f"{static_site}/page/group.html?view={room.questionnaire.id}&{query}")
        expect(page.locator("html")).to_have_attribute("data-ready", "yes")
        return page

    return open_


def tick(page: Page) -> None:
    """Let the time pass until the page asks again, and wait until it has done so."""
    html = page.locator("html")
    expect(html).to_have_attribute("data-resting", "yes")
    page.evaluate(
        """() => {
          delete document.documentElement.dataset.resting;
          for (const act of ticks.splice(0)) act();
        }"""
    )
    expect(html).to_have_attribute("data-resting", "yes")


def stage(page: Page, name: str) -> Locator:
    root = page.locator("[data-stage]").first
    expect(root).to_have_attribute("data-stage", name)
    return root


def drawn(page: Page, pictures: int) -> None:
    """Wait until this many pictures stand."""
    stage(page, "ready")
    expect(page.locator(PICTURES)).to_have_count(pictures)


def files(number: int, **more: Any) -> list[FilePayload]:
    """Return the files of so many people who answered bibliotek-24."""
    plain = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    staff = people(plain, number, seed=7, **more)
    made = []
    for place, one in enumerate(staff):
        record = ParticipantFile(
            format=FORMAT,
            format_version=VERSION,
            person_key=f"{place + 1:032x}",
            saved="2026-11-22",
            responses=(one,),
        )
        made.append(payload(write_participant(record), f"svar-{place + 1:02d}.json"))
    return made


def test_thirty_files_become_a_result_and_each_that_does_not_count_is_named(
    opened: Open, axe: Callable[[Page], None], complaints: list[str]
) -> None:
    page = opened(Room())
    handed = files(30)
    damaged: FilePayload = {**handed[3], "buffer": handed[3]["buffer"][:-40]}
    foreign = payload(b"{}", "inköpslista.json")
    axe(page)
    page.locator("input[type=file]").set_input_files([*handed[:3], damaged, *handed[4:], foreign])
    drawn(page, 5)
    status = page.get_by_role("status").first
    expect(status).to_have_text("Personer vars svar räknas: 29. Filer: 31.")
    refused = page.locator(".kit-group-refused li")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("svar-04.json: Filen")
    expect(refused.last).to_contain_text("inköpslista.json: Det här är inte en fil med")
    expect(page.get_by_role("heading", name="Områden", exact=True)).to_be_visible()
    axe(page)

    page.locator("input[type=file]").set_input_files([handed[3]])
    expect(status).to_contain_text("Bilderna ritas inte om.")
    expect(page.locator(PICTURES)).to_have_count(5)
    assert complaints == []


def test_files_can_be_dropped_and_chosen_with_the_keyboard(opened: Open) -> None:
    page = opened(Room())
    handed = [{"name": one["name"], "text": one["buffer"].decode()} for one in files(8)]
    page.evaluate(
        """(handed) => {
          const transfer = new DataTransfer();
          for (const { name, text } of handed) transfer.items.add(new File([text], name));
          const zone = document.querySelector(".kit-group-drop");
          const send = (kind) => zone.dispatchEvent(
            new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
          send("dragover");
          send("drop");
        }""",
        handed,
    )
    expect(page.get_by_role("status").first).to_contain_text("Personer vars svar räknas: 8.")
    person = Person(page)
    with page.expect_file_chooser():
        person.press("Välj filer")


def test_the_pages_own_kernel_puts_the_files_together(page: Page, served: Server) -> None:
    page.goto(f"{served.address}03-gruppen.ipynb")
    page.locator("input[type=file]").set_input_files(files(25))
    drawn(page, 5)
    expect(page.get_by_role("status").first).to_have_text(
        "Personer vars svar räknas: 25. Filer: 25."
    )
    page.locator("summary", has_text="Problemlösning").first.click()
    expect(page.locator(PICTURES)).to_have_count(6)


def test_too_few_files_show_nothing_but_words(opened: Open) -> None:
    page = opened(Room())
    page.locator("input[type=file]").set_input_files(files(4))
    expect(page.get_by_role("status").first).to_contain_text("Det krävs minst 5 personer")
    expect(page.locator("figure")).to_have_count(0)


def test_a_participant_sees_what_is_revealed_and_is_told_while_nothing_is(
    opened: Open, axe: Callable[[Page], None], complaints: list[str]
) -> None:
    room = Room()
    room.now["revealed"] = []
    page = opened(room, "live=participant")
    expect(stage(page, "nothing")).to_contain_text("Inget visas än.")
    axe(page)
    assert room.drawn == []

    room.now["revealed"] = ["areas"]
    tick(page)
    drawn(page, 1)
    expect(page.get_by_role("status").first).to_have_text("Gruppens resultat visas.")
    assert room.drawn[-1]["views"] == ["areas"]
    tick(page)
    assert len(room.drawn) == 1, "nothing was new"

    room.now |= {"revealed": ["areas", "competences", "items"], "release": 2}
    tick(page)
    expect(page.get_by_role("status").first).to_have_text("Bilderna är ritade om.")
    assert complaints == []


def test_the_old_picture_stays_when_the_server_is_away_and_the_page_says_so(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    room = Room()
    page = opened(room, "live=participant")
    drawn(page, 1)
    room.away = True
    tick(page)
    expect(stage(page, "lost")).to_contain_text("Ingen kontakt med servern sedan")
    expect(page.locator(PICTURES)).to_have_count(1)
    axe(page)
    room.away = False
    tick(page)
    expect(stage(page, "ready")).to_contain_text("Kontakten med servern är tillbaka.")
    assert len(room.drawn) == 1
    room.refused = 404
    tick(page)
    expect(stage(page, "stranger")).to_contain_text("Gå med i rundan först.")
    expect(page.locator("figure")).to_have_count(0)


def test_areas_open_into_competences_and_those_into_statements_by_keyboard(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    room = Room()
    room.now["revealed"] = ["areas", "competences", "items"]
    page = opened(room, "live=participant", viewport={"width": 320, "height": 720})
    drawn(page, 1)
    person = Person(page)
    for name, pictures in (("Säkerhet", 2), ("Skydda enheter och konton", 3)):
        person.tab_to(page.locator("summary", has_text=name).first)
        page.keyboard.press("Enter")
        expect(page.locator(PICTURES)).to_have_count(pictures)
    assert widths(page)[0] <= 320
    axe(page)
    room.now["release"] = 2
    tick(page)
    drawn(page, 3)
    expect(page.locator("details[open] > summary strong")).to_have_count(2)


def test_downloads_hold_what_the_page_shows(opened: Open, tmp_path: Path) -> None:
    page = opened(Room(), "live=participant", color_scheme="dark")
    drawn(page, 1)
    saved = {}
    for name in ("PNG", "SVG", "CSV"):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=re.compile(name)).click()
        saved[name] = tmp_path / downloading.value.suggested_filename
        downloading.value.save_as(saved[name])
    assert saved["CSV"].name == "bibliotek-24-omraden.csv"
    assert saved["CSV"].read_text("utf-8-sig").splitlines()[0].startswith("Kod;Namn;Svar;")
    vector = saved["SVG"].read_text("utf-8")
    sentence = page.locator(".kit-chart-sentence").inner_text()
    assert "<title>Områden</title>" in vector
    assert f"<desc>{sentence}</desc>" in vector
    assert "1 mycket osäker" in vector
    assert "var(" not in vector
    assert "#20282b" in vector
    picture = saved["PNG"].read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) >= 1200

    alone = page.context.browser.new_context().new_page()  # type: ignore[union-attr]  # it has one
    alone.set_content(vector)
    expect(alone.locator("svg text", has_text="Skapa digitalt").first).to_be_visible()
    alone.context.close()


def test_u07_the_table_beside_the_picture_has_the_same_figures(opened: Open) -> None:
    room = Room(number=18)
    room.now["revealed"] = ["areas", "units", "needs"]
    page = opened(room, "live=participant")
    drawn(page, 3)
    for box in page.locator("details.kit-chart-table > summary").all():
        box.click()
    areas = page.locator("[data-view=areas]")
    shares = areas.locator("tbody tr td:nth-last-child(3)").all_inner_texts()
    pictured = areas.locator(f"{PICTURES} text").all_text_contents()
    assert [text for text in pictured if re.fullmatch(r"\d+\sav\s18", text)] == [
        text for text in shares if "av" in text
    ]
    units = page.locator("[data-view=units]")
    expect(units.locator("tbody td", has_text="visas inte")).to_have_count(5)
    expect(units.locator(".kit-help").first).to_contain_text("Rader som inte visas: 5 av 15.")
    for picture in page.locator(PICTURES).all():
        assert picture.get_attribute("aria-label")
        assert picture.get_attribute("role") == "img"


@pytest.mark.parametrize(
    ("look", "options"),
    [
        ("light", {"color_scheme": "light"}),
        ("dark", {"color_scheme": "dark"}),
        ("forced", {"forced_colors": "active", "color_scheme": "dark"}),
    ],
)
def test_u06_every_view_is_readable_however_it_is_seen(
    opened: Open, axe: Callable[[Page], None], look: str, options: dict[str, Any]
) -> None:
    room = Room(number=38)
    room.now["revealed"] = ["areas", "needs", "tags", "roles", "units"]
    width = 1280 if look == "dark" else 320
    page = opened(room, "live=participant", viewport={"width": width, "height": 800}, **options)
    drawn(page, 6)
    assert widths(page)[0] <= width
    axe(page)
    fills = page.locator(f"[data-view=areas] {PICTURES} .mark-rect path").evaluate_all(
        "paths => paths.map((path) => getComputedStyle(path).fill)"
    )
    assert len({fill for fill in fills if fill != "none"}) >= 4, "levels can be told apart"
    assert page.evaluate(OVERLAPS) == []
    assert steps_of_grey(page, page.locator("[data-view=areas] .kit-mark[class*=shade]")) >= 7


def steps_of_grey(page: Page, marks: Locator) -> int:
    """Return how many levels there are, if each is plainly lighter or darker than the one before.

    So a print in grey, and eyes that see no colours, have the order of the levels, too.
    """
    colours = marks.evaluate_all("all => all.map((one) => getComputedStyle(one).borderTopColor)")
    greys = page.evaluate(GREYS, colours)
    apart = [after - before for before, after in pairwise(greys)]
    assert all(step > 5 for step in apart) or all(step < -5 for step in apart), greys
    return len(greys)


# The lightness of colours, 0-255, as a browser mixes them into grey.
GREYS = """(colours) => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  return colours.map((colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
}"""


def test_p01_nothing_of_a_hidden_group_reaches_the_page(opened: Open) -> None:
    """The unit with four people would show means; its safe rows, and so the page, have none."""
    room = Room(number=38)
    room.now["revealed"] = ["units"]
    page = opened(room, "live=participant")
    drawn(page, 1)
    rows = [row for row in room.tables["rows"] if row["group"] == "u3"]
    assert {row["status"] for row in rows} == {"few"}
    told = json.dumps(group_state(room.questionnaire, room.tables, views=["units"]))
    for cells in page.locator("[data-view=units] tbody tr", has_text="Ängslyckan").all():
        assert cells.locator("td").all_text_contents()[1:] == ["visas inte", "–", "–", "–"]
    assert not re.search(r'"text": "\d/4"', told)
    assert not re.search(r">\s*\d/4\s*<", page.content())


def test_a_participant_sees_what_the_round_is_for(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    room = Room()
    page = opened(room, "round=abcdefghjkm2")
    goals = page.locator(".kit-group-goals")
    expect(goals.get_by_role("heading", name="Målen")).to_be_visible()
    told = [room.questionnaire.text(goal.label, "sv") for goal in room.questionnaire.goals]
    assert goals.locator("li").all_inner_texts() == told
    axe(page)
