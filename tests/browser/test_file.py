"""Take the result home, open it again, print it, clear the device: by hand in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Locator, Page, expect
from windows import (
    ME,
    YOU,
    answer,
    arrive,
    chooser,
    file,
    kept,
    payload,
    press,
    profile,
    response,
    stored,
)

from kit.records import checksum, read_participant

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]
NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "naughty-strings.json").read_text(encoding="utf-8")
)["strings"]


def card(page: Page, heading: str) -> Locator:
    """Wait for a card, and see that its heading has the focus."""
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_focused()
    return page.locator(".kit-file-card")


def take_home(page: Page, name: str = "Ladda ner min fil") -> tuple[str, bytes]:
    with page.expect_download() as downloading:
        press(page, name)
    return downloading.value.suggested_filename, downloading.value.path().read_bytes()


# --- taking home ---------------------------------------------------------------------------


def test_before_anything_is_given_there_is_only_a_file_to_open(
    page: Page, static_site: str, axe: Axe
) -> None:
    arrive(page, static_site)
    assert page.get_by_role("heading").all_text_contents() == ["Öppna din fil från förra gången"]
    assert stored(page) == []
    axe(page)


def test_the_downloaded_file_is_the_record(page: Page, static_site: str, axe: Axe) -> None:
    arrive(page, static_site)
    answer(page, q111="5", q121="na")
    axe(page)
    name, data = take_home(page)
    today = page.evaluate("store.today()")
    assert name == f"min-skattning-kinds-{today}.json"
    content = json.loads(data)
    assert content.pop("checksum") == checksum(content)
    assert content == kept(page)["file"] | {"saved": today}
    assert read_participant(data, name).responses[0].answers == {"q111": "5", "q121": "na"}
    expect(page.get_by_text(f"Webbläsaren sparar nu filen {name}")).to_be_visible()
    axe(page)


def test_a_file_from_one_browser_opens_in_another(
    new_context: NewContext, static_site: str
) -> None:
    first, second = new_context().new_page(), new_context().new_page()
    arrive(first, static_site)
    answer(first, q111="5")
    first.evaluate("store.finish()")
    _, data = take_home(first)
    arrive(second, static_site)
    chooser(second).set_input_files(payload(data))
    card(second, "Det här finns i filen")
    press(second, "Visa resultatet igen")
    card(second, "Filen är öppnad")
    assert kept(second)["file"]["responses"] == kept(first)["file"]["responses"]
    assert kept(second)["file"]["person_key"] == kept(first)["file"]["person_key"]
    second.reload()
    second.wait_for_selector("html[data-ready]")
    assert kept(second)["file"]["responses"] == kept(first)["file"]["responses"]


# --- opening -------------------------------------------------------------------------------

REFUSED: list[tuple[str, bytes, str]] = [
    ("empty", b"", "Filen är tom."),
    ("truncated", json.dumps(file()).encode()[:-40], "Filen går inte att läsa"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(100), "Filen går inte att läsa"),
    ("foreign", b'{"hello": "world"}', "Det här är inte en fil med en självskattning."),
    ("flipped", json.dumps(file()).replace('"5"', '"7"').encode(), "Filen har ändrats"),
    ("newer", json.dumps(file(format_version=2)).encode(), "Filen är sparad med en nyare version"),
    ("misshapen", json.dumps(file(saved="i maj")).encode(), "En del av filen är inte som den ska"),
    ("too large", b" " * 5_000_001, "Filen är större än 5 MB"),
    ("unused", json.dumps(file(response(answers={}, status="started", role=None))).encode(),
     "Det finns inga svar i filen."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"), [(d, s) for _, d, s in REFUSED], ids=[n for n, *_ in REFUSED]
)
def test_a_file_that_cannot_be_opened_is_refused_with_a_sentence(
    page: Page, static_site: str, axe: Axe, data: bytes, said: str
) -> None:
    arrive(page, static_site)
    answer(page, q111="5")
    before = kept(page)
    chooser(page).set_input_files(payload(data, "<b>min</b>.json"))
    shown = card(page, "Filen öppnades inte")
    expect(shown).to_contain_text(said)
    expect(shown).to_contain_text("Fil: <b>min</b>.json")
    assert kept(page) == before
    axe(page)
    with page.expect_file_chooser() as choosing:
        press(page, "Välj en annan fil")
    choosing.value.set_files(payload(file(person_key=before["file"]["person_key"])))
    card(page, "Det här finns i filen")


def test_another_questionnaires_file_says_whose_and_where(
    page: Page, static_site: str, axe: Axe
) -> None:
    arrive(page, static_site)
    chooser(page).set_input_files(payload(file(response("puls-10"))))
    shown = card(page, "Filen hör till ett annat formulär")
    expect(shown).to_contain_text(
        "Svaren i den gäller puls-10, och det här är Alla sorters frågor."
    )
    link = shown.get_by_role("link", name="Öppna sidan för puls-10")
    expect(link).to_have_attribute("href", "?questionnaire=puls-10")
    assert stored(page) == []
    axe(page)


def test_the_file_says_what_it_holds_and_asks_how_to_go_on(
    page: Page, static_site: str, axe: Axe
) -> None:
    note = {"id": "r1", "response_id": "1" * 32, "day": "2026-05-20", "text": "x"}
    begun = response(response_id="2" * 32, status="started", day="2026-11-20", seq=1)
    arrive(page, static_site)
    chooser(page).set_input_files(payload(file(response(), begun, notes=[note])))
    shown = card(page, "Det här finns i filen")
    assert shown.get_by_role("listitem").all_text_contents() == [
        "Alla sorters frågor, klar 20 maj 2026",
        "Alla sorters frågor, påbörjad 20 november 2026",
        "Anteckningar: 1",
    ]
    assert shown.get_by_role("button").all_text_contents() == [
        "Fortsätt där du slutade",
        "Visa resultatet igen",
        "Svara på nytt och jämför",
        "Avbryt",
    ]
    axe(page)
    press(page, "Avbryt")
    expect(page.get_by_role("button", name="Välj din fil")).to_be_focused()
    assert stored(page) == []


def test_answering_anew_leads_to_the_form_with_last_time_kept(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="form,file")
    chooser(page).set_input_files(payload(file()))
    press(page, "Svara på nytt och jämför")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    draft = kept(page)
    last, now = draft["file"]["responses"]
    assert (last, draft["current"]) == (response(), now["response_id"])
    assert (now["answers"], now["status"]) == ({}, "started")


def test_continuing_takes_up_where_one_stopped(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="form,file")
    chooser(page).set_input_files(payload(file(response(status="started", answers={"q111": "4"}))))
    press(page, "Fortsätt där du slutade")
    press(page, "Fortsätt")
    expect(page.locator("fieldset[data-key=q111] input").nth(3)).to_be_checked()


def test_showing_again_leads_to_the_profile(page: Page, static_site: str) -> None:
    page.add_init_script(f"window.profile = {json.dumps(profile())}")
    arrive(page, static_site, windows="form,profile,file")
    chooser(page).set_input_files(payload(file()))
    press(page, "Visa resultatet igen")
    expect(page.get_by_role("heading", name="Din profil")).to_be_focused()
    expect(page.locator(".kit-profile")).to_contain_text("inte ett prov")


def test_two_people_are_never_merged_without_a_word(page: Page, static_site: str, axe: Axe) -> None:
    arrive(page, static_site)
    answer(page, q111="1")
    mine = kept(page)["file"]
    chooser(page).set_input_files(payload(file(person_key=YOU)))
    card(page, "Är allt ditt?")
    assert kept(page)["file"] == mine
    axe(page)
    _, saved = take_home(page, "Ladda ner svaren som finns här")
    assert json.loads(saved)["person_key"] == mine["person_key"]
    press(page, "Byt ut svaren här mot filen")
    card(page, "Det här finns i filen")
    assert kept(page)["file"] == mine
    press(page, "Visa resultatet igen")
    card(page, "Filen är öppnad")
    after = kept(page)["file"]
    assert (after["person_key"], after["responses"]) == (YOU, [response()])


def test_ones_own_answers_of_today_join_last_times_file(page: Page, static_site: str) -> None:
    arrive(page, static_site)
    answer(page, q111="1")
    page.evaluate("store.finish()")
    chooser(page).set_input_files(payload(file(person_key=ME)))
    press(page, "Allt är mitt, lägg ihop det")
    shown = card(page, "Det här finns i filen")
    expect(shown).to_contain_text("Det läggs ihop med det som redan finns här.")
    answer(page, q112="2")  # what is answered meanwhile is not lost
    press(page, "Visa resultatet igen")
    after = kept(page)["file"]
    assert after["person_key"] == ME
    assert [one["answers"] for one in after["responses"]] == [
        response()["answers"],
        {"q111": "1", "q112": "2"},
    ]
    assert page.evaluate("store.earlier().length") == 1


def test_a_file_can_be_dropped(page: Page, static_site: str) -> None:
    arrive(page, static_site)
    page.evaluate(
        """text => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "min.json"));
          const drop = (kind) => document.querySelector(".kit-file h2").dispatchEvent(
            new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
          window.taken = [drop("dragover"), drop("drop")];
        }""",
        json.dumps(file()),
    )
    card(page, "Det här finns i filen")
    assert page.evaluate("window.taken") == [False, False], "the browser would open the file itself"


def test_everything_works_with_the_keyboard_alone(page: Page, static_site: str) -> None:
    arrive(page, static_site)
    person = Person(page)
    with page.expect_file_chooser() as choosing:
        person.press("Välj din fil")
    choosing.value.set_files(payload(file()))
    person.press("Visa resultatet igen")
    with page.expect_download():
        person.press("Ladda ner min fil")
    person.press("Ta bort allt härifrån")
    person.press("Ja, ta bort")
    expect(page.get_by_text("Allt är borttaget från den här enheten.")).to_be_focused()


# --- clearing, and where nothing can be kept -----------------------------------------------


def test_deleting_asks_and_then_leaves_nothing(page: Page, static_site: str, axe: Axe) -> None:
    arrive(page, static_site)
    answer(page, q111="1")
    page.evaluate("store.profile = { next_steps: [] }")
    assert len(stored(page)) == 2
    press(page, "Ta bort allt härifrån")
    expect(page.get_by_text("Du har inte laddat ner det senaste.")).to_be_visible()
    axe(page)
    press(page, "Avbryt")
    take_home(page)
    press(page, "Ta bort allt härifrån")
    expect(page.get_by_text("Filen som du har laddat ner finns kvar.")).to_be_visible()
    press(page, "Ja, ta bort")
    expect(page.get_by_text("Allt är borttaget från den här enheten.")).to_be_focused()
    assert stored(page) == []
    axe(page)


def test_a_browser_that_keeps_nothing_says_so(
    new_context: NewContext, static_site: str, axe: Axe
) -> None:
    context = new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })"
    )
    page = context.new_page()
    arrive(page, static_site, windows="reflection,file")
    answer(page, q111="1")
    expect(page.get_by_text("Den här webbläsaren sparar inget.").last).to_be_visible()
    assert json.loads(take_home(page)[1])["responses"][0]["answers"] == {"q111": "1"}
    axe(page)


def test_a_second_tab_follows(context: BrowserContext, static_site: str) -> None:
    one, two = context.new_page(), context.new_page()
    for tab in (one, two):
        arrive(tab, static_site)
    answer(one, q111="1")
    expect(two.get_by_role("button", name="Ladda ner min fil")).to_be_visible()
    press(two, "Ta bort allt härifrån")
    press(two, "Ja, ta bort")
    expect(one.get_by_text("Allt är borttaget från den här enheten.")).to_be_visible()
    expect(one.get_by_role("button", name="Ladda ner min fil")).to_have_count(0)


def test_the_window_folds_while_somebody_answers(page: Page, static_site: str) -> None:
    arrive(page, static_site, windows="form,file")
    opener = page.get_by_text("Spara eller öppna en fil")
    expect(opener).to_be_hidden()
    press(page, "Börja")
    expect(page.get_by_role("button", name="Välj din fil")).to_be_hidden()
    opener.click()
    expect(page.get_by_role("button", name="Välj din fil")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(page: Page, static_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    arrive(page, static_site, windows="reflection,file")
    answer(page, q111="1")
    chooser(page).set_input_files(payload(file(person_key=YOU)))
    card(page, "Är allt ditt?")
    full, seen = widths(page)
    assert full <= seen
