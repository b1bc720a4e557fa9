"""Taking part in a workshop: the page follows, and nothing that anybody gives is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import psutil
from collecting import response
from person import Person, widths
from playwright.sync_api import BrowserContext, Page, Request, expect
from steps import PHONE
from taking_part import BOX, IDEAS, SAVED, WAITING, Room, TakingPart, room, taking_part

# Fixtures are known by being named.
__all__ = ["room", "taking_part"]

Comes = Callable[..., TakingPart]
Axe = Callable[[Page], None]
API = "**/kit/api/**"


def fits(page: Page) -> None:
    width, window = widths(page)
    assert width <= window


def test_the_page_follows_the_room_by_itself_and_looks_back(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    me = taking_part(viewport=PHONE, color_scheme="dark").join()
    expect(me.page.get_by_role("heading", name="Workshoppen börjar snart")).to_be_visible()
    expect(me.step).to_contain_text("90 minuter sammanlagt")
    axe(me.page)
    fits(me.page)
    room.go("answer")
    # By itself: nobody presses anything.
    me.sees("answer")
    expect(me.page.get_by_role("timer")).to_contain_text("kvar")
    expect(me.page.get_by_text("Steg 2 av 12")).to_be_visible()
    axe(me.page)
    me.follows("circles")
    expect(me.page.locator(".kit-phase[aria-current=step]")).to_contain_text("För dig själv")
    axe(me.page)
    person = Person(me.page)
    person.press("Alla steg")
    axe(me.page)
    expect(me.page.get_by_role("button", name="Gör en plan")).to_have_count(0)
    person.press(room.title("answer"))
    person.heading(room.title("answer"))
    expect(me.page.get_by_text("Du tittar tillbaka. Workshoppen är vid:")).to_be_visible()
    axe(me.page)
    fits(me.page)
    room.go("ideas")
    me.look()
    expect(me.page.get_by_text(f"Workshoppen är vid: {room.title('ideas')}")).to_be_visible()
    me.sees("answer")
    person.press("Tillbaka till nu")
    person.heading(room.title("ideas"))
    me.sees("ideas")


def test_ideas_are_proposed_changed_and_taken_away_by_keyboard(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    me = taking_part(viewport=PHONE).join()
    me.follows("ideas")
    person = Person(me.page)
    box = me.page.get_by_label(BOX)
    person.tab_to(box)
    me.page.keyboard.press("Enter")
    expect(me.page.get_by_role("alert").filter(has_text="Skriv din idé först.")).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    axe(me.page)
    me.page.keyboard.type("Öva på onsdagar")
    person.tab_to(me.page.get_by_label("Vad den handlar om, om du vill"))
    me.page.keyboard.press("ArrowDown")
    person.press("Föreslå")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    me.says(SAVED)
    [mine] = me.stored()["ideas"]
    assert (mine["text"], mine["shared"]) == ("Öva på onsdagar", False)
    assert mine["area"] is not None
    person.press("Ändra: Öva på onsdagar")
    change = me.page.get_by_label("Ändra din idé")
    expect(change).to_be_focused()
    me.page.keyboard.press("End")
    me.page.keyboard.type(" och torsdagar")
    axe(me.page)
    fits(me.page)
    me.page.keyboard.press("Enter")
    expect(
        me.page.get_by_role("button", name="Ändra: Öva på onsdagar och torsdagar")
    ).to_be_focused()
    me.says(SAVED)
    assert [one["id"] for one in me.stored()["ideas"]] == [mine["id"]]
    person.press("Ta bort: Öva på onsdagar och torsdagar")
    expect(me.page.get_by_role("button", name="Ångra")).to_be_focused()
    me.says(SAVED)
    assert me.stored()["ideas"] == []
    me.page.keyboard.press("Enter")
    expect(me.page.get_by_text("Öva på onsdagar och torsdagar", exact=True)).to_be_visible()
    me.says(SAVED)
    assert [one["id"] for one in me.stored()["ideas"]] == [mine["id"]]
    # An empty box holds nobody back; whoever was in it is led to the new step.
    box.focus()
    me.follows("sort")
    person.heading(room.title("sort"))


def test_who_writes_keeps_focus_and_words_when_the_room_moves_on(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    room.write(*IDEAS)
    me = taking_part(viewport=PHONE).join()
    me.follows("ideas")
    box = me.page.get_by_label(BOX)
    box.press_sequentially("Vi bord")
    room.go("sort")
    me.look()
    expect(me.page.get_by_text("Workshoppen har gått vidare till:")).to_be_visible()
    expect(box).to_be_focused()
    me.page.keyboard.type("e öva")
    expect(box).to_have_value("Vi borde öva")
    axe(me.page)
    fits(me.page)
    me.page.reload()
    me.sees("sort")
    expect(me.page.locator(".kit-idea")).to_have_count(len(IDEAS))
    expect(me.page.get_by_text("Du har börjat på en idé: ”Vi borde öva”.")).to_be_visible()
    axe(me.page)
    me.press("Skriv klart den")
    me.sees("ideas")
    expect(box).to_have_value("Vi borde öva")
    me.press("Föreslå")
    me.says(SAVED)
    assert [one["text"] for one in me.stored()["ideas"]] == ["Vi borde öva"]
    me.press("Tillbaka till nu")
    me.sees("sort")
    expect(me.page.get_by_text("Du har börjat på en idé")).to_have_count(0)


def test_points_are_spread_by_keyboard_and_hidden_until_they_are_shown(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    room.write(*IDEAS)
    room.go("sort")
    me = taking_part(viewport=PHONE, color_scheme="dark").join()
    me.follows("points")
    person = Person(me.page)
    left = me.page.locator(".kit-together-sum")
    expect(left).to_have_text("Poäng kvar: 10 av 10")
    axe(me.page)
    fits(me.page)
    more = me.page.get_by_role("button", name=f"En poäng till: {IDEAS[0]}")
    person.tab_to(more)
    for _ in range(3):
        me.page.keyboard.press("Enter")
    expect(left).to_have_text("Poäng kvar: 7 av 10")
    expect(more).to_be_focused()
    number = me.page.get_by_label(f"Poäng till: {IDEAS[1]}", exact=True)
    number.fill("12")
    expect(number).to_have_value("7")
    expect(left).to_have_text("Poäng kvar: 0 av 10")
    expect(more).to_have_attribute("aria-disabled", "true")
    more.press("Enter")
    expect(left).to_have_text("Poäng kvar: 0 av 10")
    me.says(SAVED)
    cards = room.cards()
    assert me.stored()["points"] == {cards[IDEAS[0]]: 3, cards[IDEAS[1]]: 7}
    person.press("Jag är klar")
    expect(me.page.get_by_role("button", name="Ändra mina poäng")).to_be_focused()
    axe(me.page)
    me.says(SAVED)
    assert me.stored()["done"] == ["points"]
    me.page.keyboard.press("Enter")
    expect(me.page.get_by_role("button", name="Jag är klar")).to_be_focused()
    me.says(SAVED)
    assert me.stored()["done"] == []
    for other in room.people:
        room.give(other, points={cards[IDEAS[2]]: 10}, done=["points"])
    me.look()
    expect(me.page.locator(".kit-bars")).to_have_count(0)
    room.show("ideas", "points")
    me.look()
    expect(me.page.get_by_text(f"Flest poäng, 40, fick ”{IDEAS[2]}”.")).to_be_visible()
    first = me.page.locator(".kit-bar-line").first
    expect(first).to_contain_text("40 poäng från 4 personer, som mest 10 från en person")
    expect(me.page.get_by_text(f"7 poäng {IDEAS[1]}")).to_be_visible()
    me.page.get_by_text("Samma sak som tabell").click()
    axe(me.page)
    fits(me.page)


def test_whoever_gave_too_many_points_on_two_devices_is_told_and_nothing_waits(
    taking_part: Comes, room: Room
) -> None:
    room.write(*IDEAS)
    room.go("points")
    me = taking_part()
    me.answering.join()
    cards = room.cards()
    twice = {cards[IDEAS[0]]: 10, cards[IDEAS[1]]: 10}
    elsewhere = room.round.caller(key=me.key)
    room.give(elsewhere, points=twice, done=["points"])
    me.open()
    expect(me.page.locator(".kit-together-sum")).to_have_text(
        "Du har gett 10 poäng för mycket. Ta bort några."
    )
    me.page.get_by_label(f"Poäng till: {IDEAS[1]}", exact=True).fill("0")
    expect(me.page.get_by_role("button", name="Ändra mina poäng")).to_be_visible()
    me.says(SAVED)
    assert me.stored()["points"] == {cards[IDEAS[0]]: 10}


def test_ideas_are_placed_on_the_grid_by_radio_buttons_and_in_the_picture(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    room.write(*IDEAS)
    room.go("sort")
    room.choose(IDEAS[0], IDEAS[1])
    me = taking_part(viewport=PHONE).join()
    me.follows("grid")
    cards = room.cards()
    group = me.page.get_by_role("group", name=re.compile(IDEAS[0]))
    effect = group.get_by_role("group", name="Effekt").get_by_role("radio")
    person = Person(me.page)
    person.tab_to(effect.nth(0))
    for _ in range(3):
        me.page.keyboard.press("ArrowRight")
    expect(effect.nth(3)).to_be_checked()
    expect(effect.nth(3)).to_be_focused()
    person.tab_to(group.get_by_role("group", name="Arbete").get_by_role("radio").nth(0))
    me.page.keyboard.press("Space")
    expect(me.page.get_by_text("Placerade: 1 av 2")).to_be_visible()
    axe(me.page)
    fits(me.page)
    me.press(f"Placera i bilden: {IDEAS[1]}")
    me.page.locator("rect[data-effect='2'][data-effort='5']").click()
    expect(me.page.get_by_text("Placerade: 2 av 2")).to_be_visible()
    expect(me.page.locator(".kit-marks .kit-dot")).to_have_count(2)
    me.says(SAVED)
    assert me.stored()["grid"] == {
        cards[IDEAS[0]]: {"effect": 4, "effort": 1},
        cards[IDEAS[1]]: {"effect": 2, "effort": 5},
    }
    me.press("Jag är klar")
    axe(me.page)
    me.says(SAVED)
    for other in room.people:
        place = {cards[IDEAS[0]]: {"effect": 5, "effort": 2}}
        room.give(other, grid=place, done=["grid"])
    room.show("ideas", "grid")
    me.look()
    expect(me.page.get_by_text(f"Stor effekt med lite arbete: ”{IDEAS[0]}”.")).to_be_visible()
    placed = me.page.locator(".kit-grid-line")
    expect(placed.filter(has_text=IDEAS[0])).to_contain_text("Effekt 5, arbete 2")
    expect(placed.filter(has_text=IDEAS[1])).to_contain_text("För få har placerat den.")
    axe(me.page)
    fits(me.page)


def test_what_is_given_without_a_network_comes_later_also_after_a_reload(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    room.write(*IDEAS)
    room.go("sort")
    me = taking_part().join()
    me.follows("points")
    more = me.page.get_by_role("button", name=f"En poäng till: {IDEAS[0]}")
    expect(more).to_be_visible()
    me.page.route(API, lambda route: route.abort("connectionreset"))
    more.click()
    me.says(WAITING)
    for _ in range(2):
        me.look()
    expect(me.page.get_by_text("Ingen kontakt med servern sedan")).to_be_visible()
    axe(me.page)
    assert me.stored()["points"] == {}
    me.page.unroute(API)
    me.page.route("**/contribution", lambda route: route.abort("connectionreset"))
    me.page.reload()
    me.sees("points")
    expect(me.page.get_by_label(f"Poäng till: {IDEAS[0]}", exact=True)).to_have_value("1")
    me.says(WAITING)
    me.page.unroute("**/contribution")
    me.page.evaluate("dispatchEvent(new Event('online'))")
    me.says(SAVED)
    assert me.stored()["points"] == {room.cards()[IDEAS[0]]: 1}
    expect(me.page.get_by_text("Ingen kontakt med servern sedan")).to_have_count(0)


def test_without_a_kernel_ideas_are_saved_all_the_same(taking_part: Comes) -> None:
    me = taking_part().join()
    me.page.route("**/kit/live", lambda route: route.abort())
    me.page.reload()
    me.follows("ideas")
    me.propose("Utan kärna")
    me.page.unroute("**/kit/live")
    me.page.reload()
    me.sees("ideas")
    before = {kernel.pid for kernel in me.server.kernels()}
    for pid in before:
        psutil.Process(pid).kill()
    me.propose("Med en död kärna")
    assert [one["text"] for one in me.stored()["ideas"]] == ["Utan kärna", "Med en död kärna"]


def test_only_the_line_that_is_shared_leaves_a_private_note(taking_part: Comes, axe: Axe) -> None:
    me = taking_part(viewport=PHONE).join()
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.post_data or "")

    me.page.context.on("request", note)
    me.page.goto(me.at("02-reflektion"))
    private = "Jag vågar inte säga att databaserna är svåra"
    me.page.locator(".kit-reflection textarea").first.fill(f"{private}.\nÖva i smågrupper")
    me.open()
    me.follows("ideas")
    me.page.get_by_text("Från dina egna anteckningar (1)").click()
    axe(me.page)
    me.press("Gör en idé av den")
    line = me.page.get_by_label("Raden som alla får se")
    expect(line).to_be_focused()
    line.fill("Öva i smågrupper")
    me.page.reload()
    me.sees("ideas")
    expect(line).to_have_value("Öva i smågrupper")
    axe(me.page)
    fits(me.page)
    me.press("Dela som idé")
    me.says(SAVED)
    [mine] = me.stored()["ideas"]
    assert (mine["text"], mine["shared"]) == ("Öva i smågrupper", True)
    assert [body for body in sent if "vågar" in body] == []


def test_two_tabs_give_one_contribution(taking_part: Comes) -> None:
    me = taking_part().join()
    me.follows("ideas")
    me.propose("Från den ena fliken")
    tab = taking_part(me.page.context)
    tab.open().sees("ideas")
    tab.propose("Från den andra fliken")
    expect(me.page.get_by_role("button", name="Ta bort: Från den andra fliken")).to_be_visible()
    for one in (me, tab):
        one.says(SAVED)
    texts = [one["text"] for one in me.stored()["ideas"]]
    assert texts == ["Från den ena fliken", "Från den andra fliken"]


def test_what_is_taken_from_the_device_takes_the_ideas_along(
    taking_part: Comes, room: Room, new_context: Callable[..., BrowserContext]
) -> None:
    me = taking_part().join()
    me.follows("ideas")
    me.propose("Finns kvar i rundan")
    key = me.key
    me.answering.page.goto(me.at("01-sjalvskattning"))
    me.answering.arrive()
    me.answering.press(re.compile("^(Börja|Fortsätt)$"))
    me.answering.rate("q111", 3)
    me.answering.says(SAVED)
    me.answering.open_own()
    me.answering.press("Ta bort mina svar från den här enheten")
    me.answering.press("Ja, ta bort härifrån")
    expect(me.page.get_by_text("Dina svar är borta från den här enheten.")).to_be_visible()
    assert "Finns kvar" not in me.kept()
    caller = room.round.caller(key=key)
    [kept] = caller.get(f"{room.round.path}/contribution").json["ideas"]
    assert kept["text"] == "Finns kvar i rundan"
    other = taking_part(new_context())
    other.page.goto(f"{other.address}#mine={key}")
    other.sees("ideas")
    expect(other.page.get_by_text("Finns kvar i rundan")).to_be_visible()


def test_who_has_not_joined_is_led_to_the_code(taking_part: Comes, room: Room, axe: Axe) -> None:
    room.go("ideas")
    me = taking_part(viewport=PHONE)
    me.open()
    expect(me.page.get_by_text("Du har inte anslutit till workshoppen")).to_be_visible()
    axe(me.page)
    fits(me.page)
    me.page.get_by_role("link", name="Anslut med kod", exact=True).last.click()
    expect(me.page.get_by_label("Skriv koden som visas i workshoppen")).to_be_visible()
    me.page.goto(me.address.partition("?")[0])
    expect(me.page.get_by_text("Du kommer hit genom att ansluta med koden")).to_be_visible()
    axe(me.page)


def test_the_other_pages_lead_to_the_workshop_and_bring_what_was_left(
    taking_part: Comes, room: Room, axe: Axe
) -> None:
    me = taking_part(viewport=PHONE).join()
    me.follows("ideas")
    me.propose("Hann fram")
    me.page.route("**/contribution", lambda route: route.abort("connectionreset"))
    me.page.get_by_label(BOX).fill("Hann inte fram")
    me.press("Föreslå")
    me.says(WAITING)
    me.page.goto(me.at("01-sjalvskattning"))
    bar = me.page.get_by_role("complementary", name="Workshoppen")
    expect(bar).to_contain_text(f"Workshoppen är vid: {room.title('ideas')}.")
    axe(me.page)
    fits(me.page)
    me.page.unroute("**/contribution")
    with me.page.expect_response("**/contribution"):
        me.page.evaluate("dispatchEvent(new Event('online'))")
    Person(me.page).press("Till workshoppen", role="link")
    me.sees("ideas")
    me.says(SAVED)
    assert [one["text"] for one in me.stored()["ideas"]] == ["Hann fram", "Hann inte fram"]


def test_the_groups_picture_the_plan_and_the_end(taking_part: Comes, room: Room, axe: Axe) -> None:
    asked = room.round.asked()
    items = ("q111", "q112", "q121", "q122", "q211", "q212")
    for number in range(8):
        person = room.round.participant()
        answers = dict.fromkeys(items, str(1 + number % 5))
        sent = response(person, asked, answers=answers, status="finished")
        assert person.put(f"{room.round.path}/response", sent).status == 200
    me = taking_part(viewport=PHONE).join()
    me.follows("look")
    expect(me.page.locator(".kit-together-view")).to_be_visible()
    axe(me.page)
    room.lead("status", {"status": "closed"})
    me.look()
    expect(me.page.locator(".kit-together-view figure svg").first).to_be_visible()
    axe(me.page)
    fits(me.page)
    # Also when the round is closed for answers.
    me.follows("ideas")
    me.propose("Efteråt")
    room.go("plan")
    plan = room.round.leader.get(f"{room.round.path}/plan").json["plan"]
    action = {"id": "a" * 32, "text": "Öva tillsammans", "owner": "AB", "due": "2027-01-31"}
    room.lead("plan", {**plan, "actions": [action], "follow_up": "2027-05-20"})
    me.page.get_by_role("heading", level=1).click()
    me.page.evaluate("document.activeElement.blur()")
    me.look()
    me.sees("plan")
    expect(me.step).to_contain_text("Öva tillsammans")
    axe(me.page)
    fits(me.page)
    with me.page.expect_download() as saved:
        me.press("Datum till kalendern")
    calendar = saved.value.path().read_text(encoding="utf-8")
    assert "BEGIN:VCALENDAR" in calendar
    assert "20270520" in calendar
    me.follows("close")
    expect(me.step).to_contain_text("Vi återkommer till planen 20 maj 2027.")
    expect(me.page.get_by_role("link", name="Svara på utvärderingen")).to_be_visible()
    expect(me.page.locator(".kit-together-home .kit-file")).to_be_visible()
    axe(me.page)
    fits(me.page)
