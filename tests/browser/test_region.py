"""The region's page in a real browser; the kernel is Python that the page may call."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from person import OVERLAPS, Person, widths
from playwright.sync_api import BrowserContext, ConsoleMessage, FilePayload, Page, expect
from serving import Server

from kit.documents.formats import write
from kit.documents.region import region_document
from kit.region.desk import show_region

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_data").glob("*.zip"))
PICTURES = "figure .kit-chart-picture svg"
Open = Callable[..., Page]


class Kernel:
    """Stand in for the kernel, and be away when a test wishes."""

    def __init__(self) -> None:
        self.away = False

    def __call__(self, kind: str, request: dict[str, Any]) -> Any:
        if self.away:
            return None
        if kind == "region":
            return json.loads(json.dumps(show_region(request)))
        document = region_document(request["report"], request["language"])
        data = write(document, request["format"])
        name = f"rapport.{request['format']}"
        return {"name": name, "type": "x/y", "base64": b64encode(data).decode(), "problem": ""}


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def opened_region(
    static_site: str, new_context: Callable[..., BrowserContext], complaints: list[str]
) -> Open:
    """Open the region's page over a kernel."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def open_(kernel: Kernel | None = None, **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.expose_function("kernel", kernel or Kernel())
        page.goto(f"{static_site}/page/region.html")
        expect(page.locator("html")).to_have_attribute("data-ready", "yes")
        return page

    return open_


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/zip", "buffer": data}


def hand_over(page: Page, *more: FilePayload) -> None:
    """Choose the three invented municipalities' packages, and wait until they are drawn."""
    files = [payload(path.name, path.read_bytes()) for path in SAMPLES]
    page.locator("input[type=file]").set_input_files([*files, *more])
    expect(page.locator("[data-stage]")).to_have_attribute("data-stage", "ready")
    expect(page.locator(PICTURES)).to_have_count(3)


def test_packages_become_one_picture_and_each_bad_file_is_named(
    opened_region: Open, axe: Callable[[Page], None], complaints: list[str]
) -> None:
    page = opened_region(viewport={"width": 1280, "height": 900})
    axe(page)
    damaged = bytearray(SAMPLES[0].read_bytes())
    damaged[15_000] ^= 1
    large = payload("stor.zip", bytes(2_000_001))
    hand_over(page, payload("trasig.zip", bytes(damaged)), payload("brev.docx", b"x"), large)
    status = page.get_by_role("status").first
    expect(status).to_have_text("Kommuner som räknas: 3. Filer som inte går att läsa: 3.")
    refused = page.locator(".kit-region-refused > li")
    expect(refused).to_have_count(3)
    expect(refused.filter(has_text="trasig.zip")).to_contain_text("Filen går inte att läsa.")
    expect(refused.filter(has_text="stor.zip")).to_contain_text("större än 2 MB")
    names = page.locator(".kit-region-files tbody th")
    assert names.all_inner_texts() == ["Exempelköping", "Låtsasvik", "Påhittsby"]
    axe(page)
    page.get_by_role("button", name="Börja om utan filer").click()
    expect(page.locator(PICTURES)).to_have_count(0)
    expect(status).to_be_focused()
    assert complaints == []


def test_packages_can_be_dropped_and_one_more_can_come_later(opened_region: Open) -> None:
    page = opened_region()
    handed = [{"name": path.name, "bytes": list(path.read_bytes())} for path in SAMPLES[:2]]
    page.evaluate(
        """(handed) => {
          const transfer = new DataTransfer();
          for (const { name, bytes } of handed)
            transfer.items.add(new File([Uint8Array.from(bytes)], name));
          const zone = document.querySelector(".kit-region-drop");
          for (const kind of ["dragover", "drop"]) zone.dispatchEvent(
            new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        handed,
    )
    status = page.get_by_role("status").first
    expect(status).to_have_text("Kommuner som räknas: 2.")
    last = SAMPLES[2]
    page.locator("input[type=file]").set_input_files([payload(last.name, last.read_bytes())])
    expect(status).to_have_text("Kommuner som räknas: 3.")


@pytest.mark.parametrize(
    ("width", "options"),
    [
        (320, {"color_scheme": "light"}),
        (320, {"color_scheme": "dark"}),
        (1280, {"color_scheme": "dark"}),
        (320, {"forced_colors": "active", "color_scheme": "dark"}),
    ],
    ids=["phone", "phone-dark", "wide-dark", "forced"],
)
def test_everything_can_be_read_and_opened_by_keyboard_however_it_is_seen(
    opened_region: Open, axe: Callable[[Page], None], width: int, options: dict[str, Any]
) -> None:
    page = opened_region(viewport={"width": width, "height": 800}, **options)
    person = Person(page)
    with page.expect_file_chooser():
        person.press("Välj paket")
    hand_over(page)
    person.tab_to(page.locator("[data-view=competences] .kit-area > summary").first)
    page.keyboard.press("Enter")
    expect(page.locator(PICTURES)).to_have_count(4)
    own = page.locator("[data-view=competences] .kit-area[open]")
    person.tab_to(own.locator("summary", has_text="Visa siffrorna som tabell"))
    page.keyboard.press("Enter")
    expect(own.locator("tbody th")).to_have_text(["Exempelköping", "Låtsasvik", "Påhittsby"])
    assert widths(page)[0] <= width
    assert page.evaluate(OVERLAPS) == []
    axe(page)


def test_the_tables_have_the_pictures_figures(opened_region: Open) -> None:
    page = opened_region(viewport={"width": 1280, "height": 900})
    hand_over(page)
    view = page.locator("[data-view=competences]")
    view.locator("summary", has_text="Visa siffrorna som tabell").first.click()
    cells = view.locator("figure").first.locator("tbody td:nth-child(4)").all_inner_texts()
    shares = [re.split(r"\s\(", cell)[0].replace("\xa0", " ") for cell in cells]
    drawn = [
        text.replace("\xa0", " ")
        for text in view.locator("figure").first.locator("svg text").all_text_contents()
    ]
    assert [text for text in drawn if text in set(shares)] == shares
    for picture in page.locator(PICTURES).all():
        assert picture.get_attribute("role") == "img"
        assert picture.get_attribute("aria-label")


def test_actions_are_chosen_by_competence_and_how_they_went(
    opened_region: Open, axe: Callable[[Page], None]
) -> None:
    page = opened_region()
    hand_over(page)
    actions = page.locator(".kit-region-action")
    expect(actions).to_have_count(9)
    page.get_by_label("Kompetens", exact=True).select_option(label="Värna integritet och trygghet")
    expect(actions).to_have_count(4)
    page.get_by_label("Så gick det").select_option(label="Klar")
    expect(actions).to_have_count(2)
    shown = page.locator("[data-view=actions]").get_by_role("status")
    expect(shown).to_have_text("Åtgärder som visas: 2 av 9")
    expect(actions.first).to_contain_text("Egna exempel från disken fungerade bättre")
    seekers = page.locator("[data-view=seekers]")
    expect(seekers).to_contain_text("Påhittsby. Kontakt: biblioteket@pahittsby.example")
    axe(page)


def test_the_page_turns_english_with_its_figures(opened_region: Open) -> None:
    page = opened_region()
    hand_over(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Shared needs", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="English")).to_be_focused()
    expect(page.locator(".kit-region")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(("name", "start"), [("Word", b"PK"), ("HTML", b"<!doctype html>")])
def test_the_report_is_saved(opened_region: Open, tmp_path: Path, name: str, start: bytes) -> None:
    page = opened_region()
    hand_over(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name=f"Spara rapporten ({name})").click()
    saved = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(saved)
    assert saved.read_bytes().lower().startswith(start.lower())
    status = page.locator("[data-view=report]").get_by_role("status")
    expect(status).to_contain_text(downloading.value.suggested_filename)


def test_when_the_kernel_is_away_the_page_says_so_and_keeps_the_files(opened_region: Open) -> None:
    kernel = Kernel()
    page = opened_region(kernel)
    kernel.away = True
    first, *rest = SAMPLES
    chooser = page.locator("input[type=file]")
    status = page.get_by_role("status").first
    chooser.set_input_files([payload(first.name, first.read_bytes())])
    expect(status).to_contain_text("Servern svarar inte")
    kernel.away = False
    chooser.set_input_files([payload(path.name, path.read_bytes()) for path in rest])
    expect(status).to_have_text("Kommuner som räknas: 3.")


def test_the_served_page_puts_packages_together_in_its_own_kernel(
    page: Page, served: Server, axe: Callable[[Page], None]
) -> None:
    page.goto(f"{served.address}06-region")
    hand_over(page)
    expect(page.get_by_role("status").first).to_have_text("Kommuner som räknas: 3.")
    axe(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Spara rapporten (Word)").click()
    assert downloading.value.suggested_filename.endswith(".docx")
