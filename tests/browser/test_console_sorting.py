"""Ideas that are sorted, points and places that are shown, and what goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from person import Person, widths
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pretended import counts, opened
from pretended_workshop import AT, IDEAS, PretendedWorkshop, idea_id

SMALL = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
LARGE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
CLOSED: dict[str, Any] = {"status": "closed", "release": 1, **counts(15, 15, 15)}
Show = Callable[..., Page]


@pytest.fixture
def show(new_context: Callable[..., BrowserContext], static_site: str) -> Show:
    """Open a window with a pretended collector behind it."""

    def show_(pretended: PretendedWorkshop, *where: str, **options: Any) -> Page:
        return opened(new_context(**(options or LARGE)), static_site, pretended, *where)

    return show_


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def at(kind: Any, *texts: str) -> PretendedWorkshop:
    """Return a round with these ideas in it, at a step."""
    pretended = PretendedWorkshop(kind, **CLOSED)
    pretended.write(*(texts or IDEAS))
    return pretended


def row(page: Page, number: int) -> Locator:
    """Return the line of a card."""
    return page.locator(f".kit-sorted[data-card='{idea_id(number)}']")


def saved(pretended: PretendedWorkshop) -> list[Any]:
    """Return what has been said about the order of the ideas."""
    return [body for verb, path, body in pretended.said if verb == "PUT" and "sorting" in path]


def news(page: Page, words: str) -> None:
    expect(page.locator(".kit-part-ideas > .kit-news")).to_have_text(words)


@pytest.mark.parametrize("options", [SMALL, LARGE], ids=["small dark", "large light"])
def test_u01_ideas_are_sorted_by_everybody(
    show: Show, axe: Callable[[Page], None], options: dict[str, Any]
) -> None:
    pretended = at("sort")
    page = show(pretended, **options)
    expect(page.locator(".kit-sorted")).to_have_count(len(IDEAS))
    expect(page.get_by_text("Idéer: 7 · Personer som har skrivit: minst 5")).to_be_visible()
    for number in (2, 3):
        row(page, number).get_by_role("checkbox").check()
    press(row(page, 3), "Ändra")
    press(row(page, 5), "Dölj")
    expect(row(page, 5)).to_contain_text("Dolt: bara du ser det")
    page.get_by_text("Hur sorterar jag idéerna?").click()
    axe(page)
    assert widths(page)[0] <= widths(page)[1]


def test_while_people_write_the_list_is_closed_for_this_screen_may_be_on_the_wall(
    show: Show,
) -> None:
    pretended = at("ideas")
    page = show(pretended)
    expect(page.get_by_text("Idéer: 7")).to_be_visible()
    expect(row(page, 0)).to_be_hidden()
    pretended.write("Ännu en idé")
    expect(page.get_by_text("Idéer: 8")).to_be_visible()
    page.get_by_text("Se och sortera idéerna").click()
    expect(page.locator(".kit-sorted")).to_have_count(8)
    press(page, "Visa idéerna för alla")
    expect(page.locator(".kit-shown")).to_contain_text("Alla ser det")
    expect(page.get_by_role("button", name="Dölj idéerna igen")).to_be_focused()
    assert pretended.state["workshop"]["shown"] == ["ideas"]


def test_doubles_are_suggested_and_people_decide(show: Show) -> None:
    pretended = at("sort")
    page = show(pretended)
    pair = page.locator(".kit-double")
    expect(pair).to_have_count(1)
    press(pair, "Inte samma sak")
    expect(page.locator(".kit-doubles-part")).to_be_hidden()
    expect(page.get_by_role("heading", name="Idéerna", exact=True)).to_be_focused()
    page.reload()
    press(pair, "Slå ihop")
    expect(page.locator(".kit-sorted")).to_have_count(len(IDEAS) - 1)
    expect(row(page, 0).locator("li")).to_have_text([IDEAS[0], IDEAS[1]])
    (card,) = pretended.sorting.cards
    assert card.ideas == (idea_id(0), idea_id(1))


def test_u02_cards_are_put_together_edited_hidden_and_undone_by_keyboard(show: Show) -> None:
    pretended = at("sort", *IDEAS[2:])
    page = show(pretended)
    person = Person(page)
    for number in (0, 2):
        person.tab_to(row(page, number).get_by_role("checkbox"))
        page.keyboard.press("Space")
    person.tab_to(row(page, 2).get_by_role("button", name="Slå ihop de 2 markerade"))
    page.keyboard.press("Enter")
    expect(row(page, 0)).to_be_focused()
    news(page, "Idéerna är ihopslagna.")
    expect(row(page, 0).locator("li")).to_have_text([IDEAS[2], IDEAS[4]])
    person.tab_to(row(page, 0).get_by_role("button", name="Ändra"))
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Lär av varandra vid disken")
    person.press("Spara", exact=True)
    news(page, "Kortet är ändrat.")
    expect(row(page, 0).locator(".kit-idea-text")).to_have_text("Lär av varandra vid disken")
    expect(row(page, 0).get_by_role("button", name="Ändra")).to_be_focused()
    expect(row(page, 0).locator("li")).to_have_text([IDEAS[2], IDEAS[4]])
    person.tab_to(row(page, 0).get_by_role("button", name="Dölj"))
    page.keyboard.press("Enter")
    news(page, "Kortet är dolt. Ingen annan än du ser det.")
    for _ in range(2):
        press(page, "Ångra")
        news(page, "Den senaste ändringen är ångrad.")
    expect(row(page, 0).locator(".kit-idea-text")).to_have_text(IDEAS[2])
    press(row(page, 0), "Ta isär")
    expect(page.locator(".kit-sorted")).to_have_count(5)


def test_two_facilitators_at_once_lose_nothing_that_is_being_written(show: Show) -> None:
    pretended = at("sort", *IDEAS[2:])
    mine, yours = show(pretended), show(pretended)
    press(row(mine, 1), "Ändra")
    field = mine.get_by_label("Så ska det stå på kortet")
    field.fill("Jurist på besök")
    expect(row(yours, 1)).to_be_visible()
    for number in (0, 1):
        row(yours, number).get_by_role("checkbox").check()
    # Nothing tells this one of the other's change before it is saved, too.
    mine.route(
        "**/board", lambda route: route.fallback() if len(saved(pretended)) > 1 else route.abort()
    )
    press(row(yours, 1), "Slå ihop de 2 markerade")
    expect(yours.locator(".kit-sorted")).to_have_count(4)
    press(mine, "Spara")
    news(
        mine,
        "Någon annan ändrade idéerna i samma stund. Nu ser du hur de står. Det du gjorde sist"
        " sparades inte: gör om det om det fortfarande behövs.",
    )
    expect(mine.locator(".kit-sorted")).to_have_count(4)
    expect(row(mine, 0).get_by_label("Så ska det stå på kortet")).to_have_value("Jurist på besök")
    press(mine, "Spara")
    expect(row(yours, 0).locator(".kit-idea-text")).to_have_text("Jurist på besök")


@pytest.mark.parametrize("options", [SMALL, LARGE], ids=["small dark", "large light"])
def test_points_are_nobodys_before_they_are_shown_and_then_the_room_chooses(
    show: Show, axe: Callable[[Page], None], options: dict[str, Any]
) -> None:
    pretended = at("points")
    pretended.vote()
    page = show(pretended, **options)
    part = page.locator(".kit-part-points")
    expect(part.get_by_text("Klara: minst 5")).to_be_visible()
    expect(part.locator(".kit-bar-line")).to_have_count(0)
    press(part, "Visa poängen")
    expect(part.get_by_text("Sedan kan ingen ändra de poäng de har gett.")).to_be_focused()
    axe(page)
    press(part, "Ja, visa poängen")
    expect(part.locator(".kit-bar-line")).to_have_count(len(IDEAS))
    expect(part.get_by_role("heading", name="Poängen", exact=True)).to_be_focused()
    expect(part.get_by_text("De sista platserna delas av 7 idéer")).to_be_visible()
    for number in (4, 2):
        part.get_by_label(IDEAS[number]).check()
    expect(part.get_by_text("Markerade: 2 av högst 3.")).to_be_visible()
    axe(page)
    assert widths(page)[0] <= widths(page)[1]
    press(part, "Låt de här gå vidare")
    expect(part.get_by_text("De här idéerna går vidare.")).to_be_visible()
    assert [card.text for card in pretended.cards if card.chosen] == [IDEAS[2], IDEAS[4]]


def test_the_ideas_with_most_points_are_marked_in_one_press(show: Show) -> None:
    pretended = at("points")
    pretended.led(AT["points"], "ideas", "points")
    for person, number in enumerate((0, 0, 0, 1, 1, 2, 3)):
        pretended.give(person, points={idea_id(number): 10}, done=("points",))
    page = show(pretended)
    part = page.locator(".kit-part-points")
    expect(part.get_by_text("De sista platserna delas av 2 idéer")).to_contain_text(IDEAS[3])
    press(part, "Markera de 2 med flest poäng")
    expect(part.get_by_label(IDEAS[0])).to_be_checked()
    expect(part.get_by_label(IDEAS[1])).to_be_checked()
    expect(part.get_by_label(IDEAS[2])).not_to_be_checked()
    expect(part.get_by_text("Markerade: 2 av högst 3.")).to_be_visible()


def test_the_grid_is_shown_when_the_room_is_ready(show: Show, axe: Callable[[Page], None]) -> None:
    pretended = at("grid")
    pretended.choose(3)
    pretended.vote()
    page = show(pretended)
    part = page.locator(".kit-part-grid")
    expect(part.get_by_text("Klara: minst 5")).to_be_visible()
    press(part, "Visa rutnätet")
    press(part, "Ja, visa rutnätet")
    expect(part.locator(".kit-grid-line")).to_have_count(3)
    axe(page)
    assert pretended.state["workshop"]["shown"] == ["grid"]
