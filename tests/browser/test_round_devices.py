"""Joining, coming back on another device, and deleting: every way in and out of a round."""

from __future__ import annotations

import re
from collections.abc import Callable

from person import Person, widths
from playwright.sync_api import BrowserContext, Page, expect
from round_house import SAVED, Answering
from steps import PHONE

Arriving = Callable[..., Answering]
CODE = "Skriv koden som visas i workshoppen"
TAKEN = "Dina svar är borta från den här enheten. Det som var sparat finns kvar i rundan."
GONE = "Dina svar är borttagna, både från den här enheten och från kommunens server."
LATER = "Kommunens server går inte att nå just nu."


def test_the_code_is_written_as_people_write_it_and_a_refusal_says_what_to_do(
    arriving: Arriving, axe: Callable[[Page], None]
) -> None:
    me = arriving(viewport=PHONE, color_scheme="dark")
    me.page.goto(f"{me.server.address}anslut")
    box = me.page.get_by_label(CODE)
    expect(box).to_be_visible()
    axe(me.page)
    for typed, refusal in {
        "K7R": "Koden har sex tecken. Jämför med den som visas.",
        "CCCCCC": "Koden leder inte till någon öppen",
    }.items():
        box.fill(typed)
        box.press("Enter")
        expect(me.page.get_by_role("alert").filter(has_text=refusal)).to_be_visible()
        expect(box).to_be_focused()
        expect(box).to_have_attribute("aria-invalid", "true")
    axe(me.page)
    width, window = widths(me.page)
    assert width <= window
    code = me.workshop.code.lower()
    me.page.get_by_role("button", name="English").click()
    expect(me.page.locator("html")).to_have_attribute("lang", "en")
    person = Person(me.page)
    me.page.get_by_label("Write the code that is shown").fill("")
    person.tab_to(me.page.get_by_label("Write the code that is shown"))
    me.page.keyboard.type(f" {code[:3]}-{code[3:]} ")
    person.press("Join", exact=True)
    me.arrive()
    assert me.stored()["seq"] == 0


def test_answers_come_to_another_device_by_link_and_by_code(
    arriving: Arriving, axe: Callable[[Page], None]
) -> None:
    me = arriving(permissions=["clipboard-read", "clipboard-write"]).join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    assert me.key not in me.page.content()
    me.open_own()
    me.press("Hämta mina svar på en annan enhet")
    picture = me.page.get_by_role("img", name="Din personliga länk som QR-kod")
    expect(picture).to_be_visible()
    expect(me.page.get_by_text("kan läsa, ändra och ta bort dina svar")).to_be_visible()
    axe(me.page)
    me.press("Kopiera länken")
    expect(me.page.get_by_text("Länken är kopierad.")).to_be_visible()
    link = me.page.evaluate("navigator.clipboard.readText()")
    code = me.page.locator(".kit-own-key code").nth(1).inner_text()

    phone = arriving(viewport=PHONE)
    phone.page.goto(link)
    phone.arrive()
    expect(phone.page.get_by_text("Dina svar är hämtade till den här enheten.")).to_be_visible()
    assert "#" not in phone.page.url
    phone.begin()
    phone.rate("q112", 2)
    phone.says(SAVED)
    me.page.evaluate("dispatchEvent(new Event('online'))")
    expect(me.page.get_by_text("Svaren har ändrats på en annan enhet.")).to_be_visible()
    expect(me.page.locator("[data-item=q112] input[type=radio]").nth(1)).to_be_checked()

    desk = arriving()
    desk.page.goto(f"{desk.server.address}anslut")
    desk.page.locator("summary").click()
    desk.page.get_by_label("Din personliga kod").fill(code[:-1])
    desk.press("Hämta mina svar")
    expect(desk.page.get_by_text("Det är ingen personlig kod.")).to_be_visible()
    desk.page.get_by_label("Din personliga kod").fill(code.lower().replace("-", " "))
    desk.press("Hämta mina svar")
    desk.arrive()
    desk.begin()
    desk.says(SAVED)
    expect(desk.page.locator("[data-item=q111] input[type=radio]").nth(3)).to_be_checked()
    assert me.key == phone.key == desk.key
    assert me.stored()["answers"] == {"q111": "4", "q112": "2"}
    see_them_deleted(me, phone, axe)


def see_them_deleted(me: Answering, phone: Answering, axe: Callable[[Page], None]) -> None:
    """P08: delete on one device; the other says so, and takes part anew without the answers."""
    gone = me.key
    me.press("Ta bort mina svar")
    me.press("Ja, ta bort")
    expect(me.page.get_by_text(GONE)).to_be_visible()
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.page.get_by_text("Dina svar i rundan är borttagna")).to_be_visible()
    axe(phone.page)
    phone.page.goto(f"{phone.server.address}anslut#{phone.workshop.code}")
    expect(phone.page.get_by_text("De förblir borttagna.")).to_be_visible()
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    axe(phone.page)
    phone.press("Börja på nytt")
    phone.arrive().begin()
    assert phone.key != gone
    phone.rate("q111", 5)
    phone.says(SAVED)
    assert phone.stored()["answers"] == {"q111": "5"}
    assert phone.stored(gone)["code"] == "deleted"


def test_f12_two_people_at_one_computer_are_two_responses(
    arriving: Arriving, axe: Callable[[Page], None]
) -> None:
    first = arriving().join().begin()
    first.rate("q111", 4)
    first.says(SAVED)
    key = first.key
    second = arriving(first.page.context)
    second.page.goto(f"{second.server.address}anslut#{second.workshop.code}")
    expect(second.page.get_by_text("Det finns redan svar i den här rundan")).to_be_visible()
    expect(second.page.get_by_role("heading", level=1)).to_be_focused()
    axe(second.page)
    second.press("Nej, jag har inte svarat här")
    second.arrive().begin()
    assert second.key != key
    second.rate("q111", 1)
    second.says(SAVED)
    assert second.stored()["answers"] == {"q111": "1"}
    assert second.stored(key)["answers"] == {"q111": "4"}


def test_a_personal_link_asks_before_another_persons_answers_go(arriving: Arriving) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    other = arriving().join().begin()
    other.rate("q111", 1)
    other.says(SAVED)
    key = other.key
    other.page.goto("about:blank")
    other.page.goto(f"{me.server.address}01-sjalvskattning?round={me.workshop.id}#mine={me.key}")
    other.arrive()
    expect(other.page.get_by_text("Det finns redan andra svar i den här rundan")).to_be_visible()
    assert other.key == key
    other.press("Öppna mina svar")
    expect(other.page.get_by_text("Dina svar är hämtade till den här enheten.")).to_be_visible()
    other.begin()
    expect(other.page.locator("[data-item=q111] input[type=radio]").nth(3)).to_be_checked()
    assert other.key == me.key
    assert other.stored(key)["answers"] == {"q111": "1"}


def test_p08_deleted_answers_are_gone_everywhere_also_when_the_server_was_away(
    arriving: Arriving, axe: Callable[[Page], None]
) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    key, tab = me.key, arriving(me.page.context)
    tab.page.goto(me.page.url)
    tab.arrive()
    me.page.context.route("**/response", lambda route: route.abort())
    me.open_own()
    me.press("Ta bort mina svar")
    expect(me.page.get_by_text("Vill du ta bort alla dina svar i rundan")).to_be_focused()
    axe(me.page)
    me.press("Ja, ta bort")
    expect(me.page.get_by_text(LATER)).to_be_visible()
    axe(me.page)
    assert me.stored(key)["answers"] == {"q111": "4"}
    me.page.context.unroute("**/response")
    me.page.reload()
    me.arrive()
    expect(me.page.get_by_text(GONE)).to_be_visible()
    assert me.stored(key)["code"] == "deleted"
    assert key not in me.page.evaluate("JSON.stringify(localStorage)")
    tab.page.evaluate("dispatchEvent(new Event('online'))")
    # Whether the tab still has the old id, or has begun anew as the device was wiped, is a race.
    told = re.compile("Dina svar i rundan är borttagna|eller så är dina svar borttagna")
    expect(tab.page.get_by_text(told)).to_be_visible()
    me.join()
    assert me.key != key
    assert me.stored(key)["code"] == "deleted"


def test_a_device_can_be_left_while_the_answers_stay_in_the_round(arriving: Arriving) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    key = me.key
    me.open_own()
    me.press("Ta bort mina svar från den här enheten")
    me.press("Ja, ta bort härifrån")
    expect(me.page.get_by_text(TAKEN)).to_be_visible()
    assert me.stored(key)["answers"] == {"q111": "4"}
    assert [name for name in me.kept() if re.search("round|errand|join", name)] == []


def test_a_browser_that_keeps_nothing_still_saves_in_the_round(
    arriving: Arriving, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    me = arriving(context).join().begin()
    assert "mine" not in me.page.url
    me.rate("q111", 4)
    me.says(SAVED)
    me.page.context.set_offline(True)
    me.rate("q112", 4)
    me.says("Inte sparat ännu. Låt sidan vara öppen.")
