"""The plan on the facilitator's page: written, merged, taken home, gone through later."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Page, expect

COMPETENCE = "Söka och granska information"


def action(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{number:032x}", "text": text, **more}


def card(number: int, text: str, **more: Any) -> dict[str, Any]:
    about = {"area": None, "competence": None, "goal": None, "hidden": False, "chosen": True}
    return {"id": f"{number:032x}", "text": text, "ideas": [], "originals": [], **about, **more}


BOARD = {
    "version": 1,
    "contributors": {"at_least": 10, "few": False},
    "cards": [
        card(21, "Lathund för utskrift"),
        card(22, "Digital fika varje månad", competence="c11", goal="g1"),
        card(23, "Köp in nya datorer", chosen=False),
    ],
}
WEIGHING = {
    "points": {
        "voters": 10,
        "few": False,
        "cards": [{"card": f"{21:032x}", "total": 12}, {"card": f"{22:032x}", "total": 31}],
    },
    "grid": {
        "voters": 10,
        "few": False,
        "cards": [
            {
                "card": f"{22:032x}",
                "n": 10,
                "effect": {"median": 4.5},
                "effort": {"median": 2},
                "quick_win": True,
            }
        ],
    },
    "voted": {},
}
EARLIER = [
    action(11, "Öva på e-böcker i par", owner="MB", due="2026-05-01", goal="g1"),
    action(12, "Guide till databaserna", owner="systembibliotekarien"),
]
Open = Callable[..., Page]


def plan(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    kept = {"version": 1, "earlier": [], "reason": "", "follow_up": None}
    return {**kept, "actions": list(actions), **more}


@pytest.fixture
def opened(static_site: str, new_context: Callable[..., BrowserContext]) -> Open:
    """Open the parts over a collector in the page, which has this already."""

    def open_(
        parts: str = "plan", *, scheme: str = "light", width: int = 1280, **house: Any
    ) -> Page:
        size = {"width": width, "height": 900}
        page = new_context(viewport=size, color_scheme=scheme).new_page()
        page.goto(f"{static_site}/page/form.html")
        given = json.dumps({"board": BOARD, "weighing": WEIGHING, **house})
        page.evaluate("given => sessionStorage.setItem('house', given)", given)
        page.goto(f"{static_site}/page/plan.html?parts={parts}")
        expect(page.locator("html")).to_have_attribute("data-ready", "yes")
        return page

    return open_


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def saved(page: Page) -> dict[str, Any]:
    """Return what the collector has, once the page says that it has all."""
    expect(page.locator(".kit-part-plan .kit-plan-saving p")).to_have_text("Sparat")
    return dict(page.evaluate("house.plan"))


def actions(page: Page) -> list[str]:
    return page.locator(".kit-part-plan .kit-plan-action h3").all_inner_texts()


def test_a_chosen_idea_becomes_an_action_with_all_that_belongs_to_it(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    page = opened(gaps={"goals": ["g2"], "needs": ["c31"]})
    ideas = page.locator(".kit-plan-cards li")
    expect(ideas).to_have_count(2)
    expect(ideas.first).to_contain_text("Digital fika varje månad")
    expect(ideas.first).to_contain_text("Stor effekt, lite arbete")
    expect(ideas.first).to_contain_text("31 poäng · Effekt 4,5, arbete 2")
    ideas.first.get_by_role("button").click()
    words = page.get_by_label("Det här ska vi göra")
    expect(words).to_be_focused()
    expect(words).to_have_value("Digital fika varje månad")
    expect(page.get_by_label("Målet som det bidrar till")).to_have_value("g1")
    expect(ideas).to_have_count(1)

    page.get_by_label("Vem som ser till att det blir gjort").fill("biblioteksassistent, HL")
    page.get_by_label("Det första steget").fill("Boka rummet på fredag")
    page.get_by_label("Klart senast").fill("2027-03-12")
    page.get_by_label("Så märker vi att det har fungerat").fill("Alla har varit med två gånger")
    page.get_by_text("Kompetenser som den stärker").click()
    expect(page.get_by_label(COMPETENCE, exact=True)).to_be_checked()
    page.get_by_label("Ordna och använda data", exact=True).check()
    expect(page.get_by_text("12 mars 2027", exact=True)).to_be_visible()
    axe(page)
    kept = saved(page)
    (one,) = kept["actions"]
    told = (one["card"], one["goal"], one["competences"], one["owner"], one["due"])
    assert told == (f"{22:032x}", "g1", ["c11", "c12"], "biblioteksassistent, HL", "2027-03-12")
    assert (one["first_step"], one["sign"]) == (
        "Boka rummet på fredag",
        "Alla har varit med två gånger",
    )
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", kept["follow_up"])
    expect(page.locator(".kit-plan-gaps")).to_contain_text("Vi som arbetar här känner oss trygga")
    assert page.evaluate("localStorage.length") == 0


def test_an_action_is_written_by_keyboard_alone(opened: Open) -> None:
    page = opened(board={**BOARD, "cards": []})
    person = Person(page)
    person.press("Skriv en egen åtgärd", exact=True)
    page.keyboard.type("Vi provar ett verktyg varje fredag")
    person.press("Ta bort åtgärden", exact=True)
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Det här ska vi göra")).to_be_focused()
    assert saved(page)["actions"][0]["text"] == "Vi provar ett verktyg varje fredag"


def test_more_actions_than_the_script_has_room_for_need_a_reason(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    page = opened(most=2, plan=plan(action(1, "Ett"), action(2, "Två")))
    press(page, "Skriv en egen åtgärd")
    reason = page.get_by_label("Varför åtgärderna är fler")
    expect(reason).to_be_focused()
    expect(page.get_by_text("Planen har redan 2 åtgärder")).to_be_visible()
    axe(page)
    assert actions(page) == ["Ett", "Två"]
    reason.fill("De två första är gjorda på en dag")
    press(page, "Skriv en egen åtgärd")
    page.keyboard.type("Tre")
    kept = saved(page)
    assert [one["text"] for one in kept["actions"]] == ["Ett", "Två", "Tre"]
    assert kept["reason"] == "De två första är gjorda på en dag"


def test_a_removed_action_comes_back_to_its_place(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    page = opened(plan=plan(action(1, "Ett"), action(2, "Två", owner="HL"), action(3, "Tre")))
    page.get_by_role("heading", name="Två").click()
    page.locator("[data-action$='2']").get_by_role("button", name="Ta bort åtgärden").click()
    expect(page.get_by_text("Borttaget: Två").first).to_be_visible()
    assert [one["text"] for one in saved(page)["actions"]] == ["Ett", "Tre"]
    axe(page)
    page.get_by_role("button", name="Ångra").click()
    kept = saved(page)["actions"]
    assert [(one["text"], one.get("owner", "")) for one in kept] == [
        ("Ett", ""),
        ("Två", "HL"),
        ("Tre", ""),
    ]


OTHERS = """() => {
  house.plan = {...house.plan, version: house.plan.version + 1, actions: [
    {...house.plan.actions[0], text: "Deras ord", owner: "MB"},
    {id: "f".repeat(32), text: "Deras nya"}]};
  house.now.workshop.board += 1;
}"""


def test_two_who_write_at_once_lose_nothing(opened: Open, axe: Callable[[Page], None]) -> None:
    page = opened(plan=plan(action(1, "Förut")))
    page.get_by_role("heading", name="Förut").click()
    words = page.get_by_label("Det här ska vi göra").first
    page.evaluate(OTHERS)
    words.fill("Mina ord")
    clash = page.locator(".kit-plan-clash")
    expect(clash).to_contain_text("Någon annan skrev här samtidigt: ”Deras ord”")
    expect(words).to_have_value("Mina ord")
    kept = saved(page)["actions"]
    assert [(one["text"], one.get("owner")) for one in kept] == [
        ("Mina ord", "MB"),
        ("Deras nya", None),
    ]
    axe(page)
    clash.get_by_role("button", name="Ta de orden").click()
    expect(words).to_have_value("Deras ord")
    expect(words).to_be_focused()
    expect(clash).to_have_count(0)
    assert saved(page)["actions"][0]["text"] == "Deras ord"


def test_what_somebody_else_writes_comes_in_without_moving_whoever_types(opened: Open) -> None:
    page = opened(plan=plan(action(1, "Förut")))
    page.get_by_role("heading", name="Förut").click()
    sign = page.get_by_label("Så märker vi att det har fungerat").first
    sign.press_sequentially("Alla vå")
    page.evaluate(f"({OTHERS})(); again()")
    expect(page.locator(".kit-plan-action")).to_have_count(2)
    sign.press_sequentially("gar fråga")
    expect(sign).to_be_focused()
    kept = saved(page)["actions"]
    assert [one["text"] for one in kept] == ["Deras ord", "Deras nya"]
    assert kept[0]["sign"] == "Alla vågar fråga"


def test_without_a_network_nothing_is_called_saved_and_a_new_page_has_it_all(opened: Open) -> None:
    page = opened(plan=plan(action(1, "Förut")))
    page.evaluate("house.weather = 'lost'")
    press(page, "Skriv en egen åtgärd")
    page.keyboard.type("Skrivet utan nät")
    line = page.locator(".kit-part-plan .kit-plan-saving p")
    expect(line).to_have_text("Inte sparat ännu, finns på den här enheten")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-ready", "yes")
    expect(page.locator(".kit-plan-action h3")).to_have_text(["Förut", "Skrivet utan nät"])
    assert [one["text"] for one in saved(page)["actions"]] == ["Förut", "Skrivet utan nät"]
    assert page.evaluate("localStorage.length") == 0


def test_before_the_plan_has_come_nothing_can_be_written_on_top_of_it(opened: Open) -> None:
    page = opened(plan=plan(action(1, "Förut")), weather="lost")
    line = page.locator(".kit-part-plan .kit-plan-saving p")
    expect(line).to_have_text("Servern svarar inte. Sidan försöker igen av sig själv.")
    expect(page.get_by_role("button", name="Skriv en egen åtgärd")).to_be_hidden()
    page.evaluate("house.weather = null")
    page.get_by_role("button", name="Försök igen").last.click()
    expect(page.locator(".kit-plan-action h3")).to_have_text(["Förut"])


def test_an_action_without_words_waits_on_the_device_and_says_so(opened: Open) -> None:
    page = opened()
    press(page, "Skriv en egen åtgärd")
    expect(page.get_by_text("Tills dess finns åtgärden bara på den här enheten")).to_be_visible()
    page.get_by_label("Vem som ser till att det blir gjort").fill("HL")
    page.get_by_label("Det här ska vi göra").fill("Prova")
    expect(page.get_by_text("Tills dess finns åtgärden bara")).to_be_hidden()
    assert [(one["text"], one["owner"]) for one in saved(page)["actions"]] == [("Prova", "HL")]


def test_the_earlier_actions_are_gone_through_and_one_is_carried_over(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    page = opened(plan=plan(earlier=EARLIER))
    review = page.locator(".kit-part-review")
    expect(review).to_contain_text(
        "Ni har gått igenom 0 av 2. Kvar: ”Öva på e-böcker i par”, ”Guide till databaserna”."
    )
    first, second = review.locator("li.kit-plan-reviewed").all()
    first.get_by_label("Klar", exact=True).check()
    first.get_by_label("Det här ledde det till").fill("Alla lånar ut e-böcker")
    first.get_by_label("Det här lärde vi oss").fill("En halvtimme räcker")
    expect(review).to_contain_text("Ni har gått igenom 1 av 2. Kvar: ”Guide till databaserna”.")
    second.get_by_label("Lagd åt sidan").check()
    second.get_by_label("Därför lades den åt sidan").fill("Det fanns redan en")
    expect(review).to_contain_text("Ni har gått igenom alla.")
    second.get_by_label("Pågår").check()
    second.get_by_role("button", name="Ta med i den nya planen").click()
    expect(second).to_contain_text("Fortsätter som åtgärd 1 i den nya planen.")
    axe(page)
    kept = saved(page)
    assert [(one["mark"], one["why"]) for one in kept["earlier"]] == [
        ("done", "Alla lånar ut e-böcker"),
        ("under_way", "Det fanns redan en"),
    ]
    assert kept["earlier"][0]["learned"] == "En halvtimme räcker"
    carried = kept["actions"][0]
    assert (carried["carried"], carried["text"], carried["owner"]) == (
        f"{12:032x}",
        "Guide till databaserna",
        "systembibliotekarien",
    )


def test_the_plan_is_taken_home_in_every_form_with_what_was_typed_last(opened: Open) -> None:
    page = opened(plan=plan(action(1, "Ett")), settings={"name": "Exempelby", "goals": []})
    page.get_by_role("heading", name="Ett", exact=True).click()
    for words, ending in [
        ("Dokument (Word)", "docx"),
        ("Tabell (Excel)", "xlsx"),
        ("Sida att skriva ut", "html"),
        ("Tabell (CSV)", "csv"),
        ("Datum till kalendern", "ics"),
    ]:
        page.get_by_label("Det första steget").fill(f"Steg {ending}")
        with page.expect_download() as saving:
            press(page, words)
        assert saving.value.suggested_filename == f"plan.{ending}"
        asked = page.evaluate("house.documents.at(-1)")
        assert asked["plan"]["actions"][0]["first_step"] == f"Steg {ending}"
        told = (asked["what"], asked["format"], asked["language"], asked["settings"]["name"])
        assert told == ("plan", ending, "sv", "Exempelby")
        expect(page.get_by_text(f"plan.{ending}")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_room_for_all_of_it(
    opened: Open, axe: Callable[[Page], None], scheme: str
) -> None:
    full = action(1, "Donaudampfschifffahrtsgesellschaft" * 4, goal="g1", due="2027-03-12")
    page = opened(
        "plan,view",
        scheme=scheme,
        width=320,
        plan=plan(full, action(2, "Kort"), earlier=EARLIER, follow_up="2027-05-24"),
        gaps={"goals": ["g2"], "needs": ["c31"]},
    )
    for heading in page.locator(".kit-plan-box > summary").all():
        heading.click()
    axe(page)
    assert widths(page) == (320, 320)


def test_the_plan_is_read_in_words(opened: Open, axe: Callable[[Page], None]) -> None:
    marked = [
        {**EARLIER[0], "mark": "done", "learned": "En halvtimme räcker"},
        {**EARLIER[1], "mark": "dropped", "why": "Det fanns redan en"},
    ]
    one = action(1, "Fika", goal="g1", competences=["c11"], owner="HL", due="2027-03-12")
    page = opened("view", plan=plan(one, earlier=marked, follow_up="2027-05-24"))
    shown = page.locator(".kit-plan")
    for words in [
        "Klart senast\n12 mars 2027",
        "Ansvarig\nHL",
        f"Stärker\n{COMPETENCE}",
        "Vi kommer tillbaka till planen den 24 maj 2027.",
        "Klar\n",
        "Lagd åt sidan\n",
        "Om det\nDet fanns redan en",
    ]:
        assert words in shown.inner_text()
    axe(page)


SETTINGS: dict[str, Any] = {
    "name": "Exempelby bibliotek",
    "questionnaire": "bibliotek-24",
    "languages": ["sv"],
    "roles": [],
    "units": ["Norr", "Söder"],
    "goals": [],
    "weights": {},
    "closes": None,
    "keep_months": 14,
    "min_group": 6,
    "min_distribution": 8,
    "follows": "abcdefghjkmn",
    "look_back": False,
}


def test_a_closed_round_is_followed_up_with_its_settings(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    page = opened("follow", settings=SETTINGS, width=320)
    page.get_by_role("heading", name="Ett halvår senare").click()
    press(page, "Starta uppföljningen")
    name = page.get_by_label("Rundans namn")
    expect(name).to_be_focused()
    expect(name).to_have_value("Exempelby bibliotek")
    expect(page.get_by_label("Formulär")).to_be_disabled()
    page.get_by_text("Varför en tillbakablick?").click()
    expect(page.get_by_text("Därför skattar sig många lägre andra gången")).to_be_visible()
    axe(page)
    page.get_by_label("Fråga också hur säker var och en var förra gången").check()
    name.fill("Exempelby, våren")
    press(page, "Starta uppföljningen")
    expect(page.locator("html")).to_have_attribute("data-moved", "nyrundanu234")
    (path, sent), (exchange, key) = page.evaluate("house.posts")
    assert (path, exchange, key) == (
        "rounds/abcdefghjkmn/following",
        "exchange",
        {"key": "key"},
    )
    assert sent == {**SETTINGS, "name": "Exempelby, våren", "look_back": True}


def test_an_open_round_is_not_followed_up(opened: Open) -> None:
    page = opened("follow", now={"status": "open", "release": 0, "name": "Exempelby"})
    expect(page.locator(".kit-part-follow")).to_be_hidden()


def test_the_result_is_handed_on_to_the_region_without_owners_unless_they_are_wished(
    opened: Open, axe: Callable[[Page], None]
) -> None:
    now = {"status": "closed", "release": 2, "name": "Exempelby", "revealed": []}
    page = opened("follow", settings=SETTINGS, plan=plan(action(1, "Ett", owner="HL")), now=now)
    page.get_by_role("heading", name="Ett halvår senare").click()
    page.get_by_text("Exportera till regionen", exact=True).click()
    expect(page.get_by_label("Kommunens namn")).to_have_value("Exempelby")
    page.get_by_label("Vad rundan kallas").fill("Hösten 2026")
    page.get_by_text("Kompetenser som ni gärna arbetar med").click()
    page.get_by_label(COMPETENCE, exact=True).check()
    axe(page)
    with page.expect_download() as saving:
        press(page, "Spara paketet")
    assert saving.value.suggested_filename == "paket.zip"
    expect(page.get_by_text("Två tabeller saknas.")).to_be_visible()
    asked = page.evaluate("house.documents.at(-1)")
    assert asked["plan"]["actions"][0]["text"] == "Ett"
    assert (asked["release"], asked["round"], asked["language"]) == (2, "abcdefghjkmn", "sv")
    assert asked["choices"] == {
        "name": "Exempelby",
        "title": "Hösten 2026",
        "contact": "",
        "competences": ["c11"],
        "owners": False,
        "weights": {},
    }
    page.get_by_label("Kommunens namn").fill("")
    press(page, "Spara paketet")
    expect(page.get_by_text("Skriv ett namn.")).to_be_visible()
