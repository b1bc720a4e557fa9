"""Answers in a round: what is said of them is true, whatever happens to net, kernel and page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import psutil
from person import widths
from playwright.sync_api import Page, Route, expect
from round_house import SAVED, SAVING, WAITING, Answering
from steps import PHONE

Arriving = Callable[..., Answering]


def test_u08_what_is_saved_is_announced_and_the_focus_stays(
    arriving: Arriving, axe: Callable[[Page], None]
) -> None:
    me = arriving(viewport=PHONE).join()
    assert "#" not in me.page.url
    expect(me.page.get_by_text("Du svarar i rundan Exempelby bibliotek.")).to_be_visible()
    axe(me.page)
    me.begin()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    me.page.route("**/response", hold)
    with me.page.expect_request("**/response"):
        radio = me.rate("q111", 4)
    me.says(SAVING)
    expect(me.line).to_have_attribute("role", "status")
    expect(radio).to_be_focused()
    held[0].continue_()
    me.page.unroute("**/response")
    me.says(SAVED)
    expect(radio).to_be_focused()
    axe(me.page)
    assert me.said()[-2:] == [SAVING, SAVED]
    assert me.stored()["answers"] == {"q111": "4"}
    me.page.context.set_offline(True)
    me.rate("q112", 2)
    me.says(WAITING)
    axe(me.page)
    width, window = widths(me.page)
    assert width <= window


def test_f07_what_the_network_swallows_is_never_called_saved_and_comes_later(
    arriving: Arriving,
) -> None:
    me = arriving().join().begin()
    me.page.route("**/response", lambda route: route.abort("connectionreset"))
    me.rate("q111", 4)
    me.says(WAITING)
    assert me.stored()["answers"] == {}
    me.rate("q112", 2)
    me.page.reload()
    me.arrive()
    me.says(WAITING)
    me.page.unroute("**/response")
    me.page.evaluate("dispatchEvent(new Event('online'))")
    me.says(SAVED)
    assert me.stored()["answers"] == {"q111": "4", "q112": "2"}


def test_f03_f16_f20_without_a_kernel_answers_are_saved_all_the_same(arriving: Arriving) -> None:
    me = arriving().join().begin()
    before = {kernel.pid for kernel in me.server.kernels()}
    me.rate("q111", 4)
    for kernel in me.server.kernels():
        if kernel.pid in before:
            kernel.kill()
    psutil.wait_procs([psutil.Process(pid) for pid in before if psutil.pid_exists(pid)])
    me.rate("q112", 2)
    me.says(SAVED)
    me.page.reload()
    me.arrive()
    me.says(SAVED)
    expect(me.page.locator("[data-item=q111] input[type=radio]").nth(3)).to_be_checked()
    stored = me.stored()
    assert (stored["answers"], stored["response_id"]) == ({"q111": "4", "q112": "2"}, me.key)


def test_f09_double_click_reload_and_back_make_one_response(arriving: Arriving) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.press("Nästa")
    me.press("Nästa")
    me.press("Kontrollera svaren")
    done = me.page.get_by_role("button", name="Klar, visa min profil")
    done.dblclick()
    expect(me.page.get_by_role("heading", name=re.compile("^Klart!"))).to_be_visible()
    me.says(SAVED)
    first = me.stored()
    assert first["status"] == "finished"
    me.page.reload()
    me.arrive()
    me.page.go_back()
    me.page.go_forward()
    me.arrive()
    me.press("Ändra mina svar")
    done.click()
    me.says(SAVED)
    assert {**me.stored(), "seq": 0} == {**first, "seq": 0}


def test_f11_two_tabs_follow_each_other_and_send_one_response(arriving: Arriving) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    tab = arriving(me.page.context)
    tab.page.goto(me.page.url)
    tab.arrive()
    tab.rate("q111", 5)
    expect(me.page.locator("[data-item=q111] input[type=radio]").nth(4)).to_be_checked()
    expect(me.page.get_by_text("Formuläret är öppet i en annan flik också.")).to_be_visible()
    for one in (me, tab):
        one.says(SAVED)
    assert me.stored()["answers"] == {"q111": "5"}
    expect(me.page.get_by_text("Svaren har ändrats på en annan enhet.")).to_have_count(0)


def test_a_closed_round_says_so_and_the_answer_stays_on_the_device(arriving: Arriving) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    leader, path = me.workshop.leader, f"{me.workshop.path}/status"
    leader.put(path, {"status": "closed"})
    me.rate("q112", 2)
    me.says("Rundan är stängd. Inte sparat, finns på den här enheten")
    me.page.reload()
    me.arrive()
    expect(me.page.locator("[data-item=q112] input[type=radio]").nth(1)).to_be_checked()
    leader.put(path, {"status": "open"})
    me.page.evaluate("dispatchEvent(new Event('online'))")
    me.says(SAVED)
    assert me.stored()["answers"] == {"q111": "4", "q112": "2"}


def test_the_file_is_of_the_same_record_with_the_round_in_it(
    arriving: Arriving, tmp_path: Path
) -> None:
    me = arriving().join().begin()
    me.rate("q111", 4)
    me.says(SAVED)
    me.page.locator(".kit-file summary").click()
    with me.page.expect_download() as download:
        me.press("Ladda ner min fil")
    download.value.save_as(tmp_path / "file.json")
    (response,) = json.loads((tmp_path / "file.json").read_text())["responses"]
    assert response == {**me.stored(), "seq": response["seq"]}
    assert response["round"] == me.workshop.id


def test_who_has_not_joined_is_told_and_led_to_the_code(arriving: Arriving) -> None:
    me = arriving()
    me.page.goto(f"{me.server.address}01-sjalvskattning?round={me.workshop.id}")
    me.arrive()
    expect(me.page.get_by_text("Du är inte med i rundan på den här enheten")).to_be_visible()
    me.begin()
    me.rate("q111", 4)
    me.says("Inte sparat, finns på den här enheten")
    me.page.get_by_role("link", name="Anslut med kod").first.click()
    me.page.get_by_label("Skriv koden som visas i workshoppen").fill(me.workshop.code)
    me.press("Anslut")
    me.press("Ja, fortsätt med dem")
    me.arrive()
    me.says(SAVED)
    assert me.stored()["answers"] == {"q111": "4"}


def test_whoever_is_in_a_round_stays_in_it_from_page_to_page(arriving: Arriving) -> None:
    me = arriving().join()
    me.page.locator(".kit-header a").first.click()
    expect(me.page).to_have_url(re.compile(rf"index\.ipynb\?round={me.workshop.id}$"))
    other = me.page.get_by_role("link", name="Puls")
    expect(other).to_have_attribute("href", "01-sjalvskattning.ipynb?questionnaire=puls-10")
    me.page.get_by_role("link", name="Börja skatta dig själv").click()
    expect(me.page).to_have_url(re.compile(rf"01-sjalvskattning\.ipynb\?round={me.workshop.id}"))
