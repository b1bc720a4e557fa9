"""Every state of the pages for leading a round, without a kernel and with a pretended collector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Page, expect
from pretended import KEY, ROUND, Pretended, counts, opened

SMALL = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
LARGE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
CLOSED: dict[str, Any] = {"status": "closed", "release": 1, **counts(15, 15, 15)}
EARLIER = {"id": ROUND, "name": "Våren", "status": "closed", "created": "2026-05-20"}


@pytest.fixture
def show(new_context: Callable[..., BrowserContext], static_site: str) -> Callable[..., Page]:
    """Open a window with a pretended collector behind it."""

    def show_(pretended: Pretended, *where: str, **options: Any) -> Page:
        return opened(new_context(**(options or LARGE)), static_site, pretended, *where)

    return show_


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def sent(pretended: Pretended, method: str, path: str) -> list[Any]:
    return [body for verb, at, body in pretended.said if (verb, at) == (method, path)]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (("console", ""), "Hit kommer du med en egen länk"),
        (("console", f"&round={ROUND}"), "Den här rundan har en egen länk"),
        (("console", f"&round={ROUND}#{'x' * 43}"), "Länken gäller inte längre"),
        (("presenter", f"&round={ROUND}"), "Den här sidan behöver en länk"),
        (("presenter", ""), "Den här sidan behöver en länk"),
    ],
)
def test_without_a_right_to_it_the_page_says_how_to_get_one(
    show: Callable[..., Page],
    axe: Callable[[Page], None],
    where: tuple[str, str],
    words: str,
) -> None:
    page = show(Pretended(None), *where, **SMALL)
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    assert widths(page)[0] <= widths(page)[1]
    axe(page)


def test_where_no_round_can_be_it_says_so(show: Callable[..., Page]) -> None:
    page = show(Pretended("organiser"), "console", "")
    expect(page.get_by_role("heading", name="Starta en runda")).to_be_visible()
    page.route("**/kit/api/**", lambda route: route.fulfill(status=404, body="nothing here"))
    page.reload()
    expect(page.get_by_role("heading", name="Här går det inte att ha rundor")).to_be_visible()


@pytest.mark.parametrize("options", [SMALL, LARGE], ids=["small dark", "large light"])
@pytest.mark.parametrize(
    "state",
    [
        {},
        {"status": "open", "timer_left": 272, **counts(15, 10, 0)},
        {"status": "closed", **counts(0, 0, 0)},
        CLOSED | {"revealed": ["areas", "needs"]},
    ],
    ids=["new", "open", "few", "revealed"],
)
def test_u01_a_round_can_be_led_by_everybody(
    show: Callable[..., Page],
    axe: Callable[[Page], None],
    state: dict[str, Any],
    options: dict[str, Any],
) -> None:
    page = show(Pretended(**state), **options)
    expect(page.get_by_role("heading", name="Exempelby bibliotek")).to_be_visible()
    for closed in page.locator("details:not(.kit-live) > summary").all():
        if closed.is_visible():
            closed.click()
    expect(page.get_by_label("Rundans namn", exact=True)).to_be_visible()
    assert widths(page)[0] <= widths(page)[1]
    axe(page)


def test_u02_a_name_and_one_press_start_a_round_by_keyboard(
    show: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    pretended = Pretended("organiser")
    pretended.rounds = [EARLIER | {"questionnaire": "puls-10"}]
    page = show(pretended, "console", f"#{KEY}", **SMALL)
    person = Person(page)
    person.press("Starta rundan")
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Rundans namn", exact=True)).to_be_focused()
    expect(page.get_by_label("Rundans namn", exact=True)).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Exempelby")
    page.route("**/ledare?*", lambda route: route.fulfill(body="the round"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ledare?round={ROUND}")
    (settings,) = sent(pretended, "POST", "rounds")
    assert settings["name"] == "Exempelby"
    assert settings["questionnaire"] == "bibliotek-24"
    assert [settings[name] for name in ("roles", "units", "goals", "weights")] == [[], [], [], {}]
    assert sent(pretended, "POST", "exchange") == [{"key": KEY}, {"key": KEY}]


def test_choices_are_sent_and_what_the_collector_refuses_stands_beside_its_field(
    show: Callable[..., Page],
) -> None:
    pretended = Pretended("organiser")
    page = show(pretended, "console", "")
    page.get_by_label("Rundans namn", exact=True).fill("Exempelby")
    page.get_by_label("Formulär").select_option("puls-10")
    expect(page.get_by_label("Rundans namn", exact=True)).to_have_value("Exempelby")
    page.locator("[data-group=people] summary").click()
    page.get_by_label("Enheter, en per rad").fill("Norr\nSöder")
    page.get_by_label("English").uncheck()
    page.locator("[data-group=goals] summary").click()
    page.locator("[data-group=goals] select").last.select_option(label="Inte viktigt just nu")
    page.locator("[data-group=privacy] summary").click()
    page.get_by_label("Minsta antal svar bakom en siffra").fill("4")
    press(page, "Starta rundan")
    expect(page.locator("[data-field=min_group]")).to_contain_text(
        "Skriv ett heltal mellan 5 och 1000."
    )
    assert sent(pretended, "POST", "rounds") == []
    page.get_by_label("Minsta antal svar bakom en siffra").fill("6")
    wrong = {"place": "units", "what": "Frågan finns redan.", "remedy": "Ta bort enheterna."}
    pretended.refusal = {"status": 422, "code": "settings", "detail": "Nej.", "problems": [wrong]}
    press(page, "Starta rundan")
    expect(page.locator("[data-field=units]")).to_contain_text(
        "Frågan finns redan. Ta bort enheterna."
    )
    expect(page.locator("[data-field=min_group] .kit-field-error")).to_be_empty()
    (settings,) = sent(pretended, "POST", "rounds")
    assert [settings["units"], settings["languages"]] == [["Norr", "Söder"], ["sv"]]
    assert settings["weights"] == {"a3": 0}
    assert settings["min_group"] == 6


def test_p05_counts_are_told_in_steps_with_the_reason(show: Callable[..., Page]) -> None:
    pretended = Pretended(status="open", **counts(0, 0, 0))
    page = show(pretended)
    figures = page.locator(".kit-counts dd")
    expect(figures).to_have_text(["färre än 5"] * 3)
    pretended.state |= counts(10, 10, 5)
    expect(figures).to_have_text(["minst 10", "minst 10", "minst 5"])
    page.get_by_text("Varför ändras talen i steg?").click()
    expect(
        page.get_by_text("”Minst 10” betyder alltså att det är mellan 10 och 14")
    ).to_be_visible()
    pretended.state |= counts(10, 10, 10)
    expect(page.get_by_text("Alla som har anslutit är klara.").first).to_be_visible()


def test_a_server_that_is_away_is_told_on_both_screens_which_keep_what_they_show(
    show: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    pretended = Pretended(status="open", **counts(10, 5, 0))
    console, wall = show(pretended), show(pretended, "presenter")
    for page in (console, wall):
        expect(page.locator(".kit-code-figure")).to_have_text("CDF 347")
    pretended.away = True
    expect(console.get_by_text("Kontakten med servern bröts klockan")).to_be_visible()
    expect(wall.get_by_text("Ingen kontakt med servern sedan klockan")).to_be_visible()
    press(console, "Stäng för svar")
    expect(console.get_by_text("Servern svarar inte. Ingenting har ändrats.")).to_be_visible()
    for page in (console, wall):
        expect(page.locator(".kit-counts dd").first).to_have_text("minst 10")
        axe(page)
    pretended.away = False
    pretended.state |= counts(15, 5, 0)
    for page in (console, wall):
        expect(page.locator(".kit-contact")).to_be_empty()
        expect(page.locator(".kit-counts dd").first).to_have_text("minst 15")


def test_a_key_that_meets_a_server_that_is_away_is_tried_again(show: Callable[..., Page]) -> None:
    pretended = Pretended()
    pretended.away = True
    page = show(pretended, "console", f"&round={ROUND}#{KEY}")
    assert KEY not in page.url
    expect(page.get_by_role("heading", name="Servern svarar inte")).to_be_visible()
    pretended.away = False
    press(page, "Försök igen")
    expect(page.get_by_role("heading", name="Exempelby bibliotek")).to_be_visible()
    tries = len(sent(pretended, "POST", "exchange"))
    assert tries >= 2
    page.reload()
    expect(page.get_by_role("heading", name="Exempelby bibliotek")).to_be_visible()
    assert sent(pretended, "POST", "exchange") == [{"key": KEY}] * tries


def test_pictures_are_shown_one_at_a_time_and_the_wall_has_the_latest(
    show: Callable[..., Page],
) -> None:
    pretended = Pretended(**CLOSED)
    page = show(pretended)
    press(page, "Visa för gruppen")
    press(page, "Visa Behoven")
    shown = page.locator("li[data-view=needs]")
    expect(shown).to_contain_text("Syns på projektorn nu")
    assert pretended.state["revealed"] == ["areas", "needs"]
    expect(shown.get_by_role("button", name="Dölj Behoven")).to_be_focused()
    press(page, "Visa igen Områdena")
    expect(page.locator("li[data-view=areas]")).to_contain_text("Syns på projektorn nu")
    press(page, "Dölj Behoven")
    expect(shown.get_by_role("button", name="Visa Behoven")).to_be_focused()
    assert pretended.state["revealed"] == ["areas"]


def test_the_clock_runs_on_both_screens_and_is_checked_first(show: Callable[..., Page]) -> None:
    pretended = Pretended(status="open", **counts(5, 5, 0))
    page, wall = show(pretended), show(pretended, "presenter")
    expect(wall.get_by_role("timer")).to_be_hidden()
    page.get_by_text("Ställ en klocka som syns på alla skärmar").click()
    page.get_by_label("Ett annat antal minuter").fill("nio")
    press(page, "Starta klockan")
    expect(page.get_by_label("Ett annat antal minuter")).to_be_focused()
    press(page, "10 minuter")
    expect(wall.get_by_role("timer")).to_contain_text("kvar")
    pretended.state["timer_left"] = 0
    expect(wall.get_by_role("timer")).to_have_text("Tiden är ute")
    press(page, "Ta bort klockan")
    expect(wall.get_by_role("timer")).to_be_hidden()


def test_after_the_first_answer_only_what_nobody_was_promised_can_change(
    show: Callable[..., Page],
) -> None:
    pretended = Pretended("facilitator", status="open")
    pretended.first_answer = True
    page = show(pretended)
    page.get_by_role("heading", name="Inställningar").click()
    expect(page.get_by_text("Någon har svarat.")).to_be_visible()
    page.locator("[data-group=privacy] summary").click()
    expect(page.get_by_label("Minsta antal svar bakom en siffra")).to_be_disabled()
    page.get_by_label("Rundans namn", exact=True).fill("Nytt namn")
    press(page, "Spara inställningarna")
    expect(page.get_by_text("Inställningarna är sparade.")).to_be_visible()
    expect(page.get_by_role("heading", name="Nytt namn")).to_be_visible()
    (settings,) = sent(pretended, "PUT", f"rounds/{ROUND}/settings")
    assert settings == pretended.settings | {"name": "Nytt namn"}


def test_a_round_is_deleted_only_by_its_name(show: Callable[..., Page]) -> None:
    pretended = Pretended()
    page = show(pretended)
    page.get_by_role("heading", name="Ta bort rundan").click()
    press(page, "Ta bort allt")
    expect(page.get_by_text("Det är inte rundans namn.")).to_be_visible()
    field = page.get_by_label("Skriv rundans namn för att ta bort den")
    expect(field).to_be_focused()
    assert sent(pretended, "DELETE", f"rounds/{ROUND}") == []
    field.fill("Exempelby bibliotek")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rundan är borttagen")).to_be_visible()
    assert len(sent(pretended, "DELETE", f"rounds/{ROUND}")) == 1


def test_a08_a_secret_link_is_shown_only_when_asked_for(show: Callable[..., Page]) -> None:
    page = show(Pretended())
    page.get_by_role("heading", name="Länkar").click()
    press(page, "Gör min egen länk")
    link = page.get_by_label("Din egen länk, bara för dig")
    expect(link).to_have_value(f"{page.url.split('/page')[0]}/ledare?round={ROUND}#{KEY}")
    expect(link).to_have_attribute("type", "password")
    own = page.locator(".kit-handed[data-role=facilitator]")
    own.get_by_role("button", name="Visa länken").click()
    expect(link).to_have_attribute("type", "text")
    assert page.evaluate("Object.values({...localStorage, ...sessionStorage})") == []


def test_the_page_speaks_english_to_those_who_choose_it(show: Callable[..., Page]) -> None:
    page = show(Pretended(status="open", **counts(10, 10, 0)))
    press(page, "English")
    expect(page.get_by_role("heading", name="Let everybody answer in peace")).to_be_visible()
    expect(page.locator(".kit-counts dd").first).to_have_text("at least 10")
    expect(page.locator(".kit-console")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="English")).to_be_focused()
