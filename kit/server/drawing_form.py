"""The form in HTML, as static/form.js draws it for somebody who has answered nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.conditions import visible
from kit.server.drawing import Desk, Html, asking, button, element, language_name, paragraphs
from kit.server.drawing_cards import Item, card, choosing, picking

State = dict[str, Any]

ON_DEVICE = (
    "Your answers are saved on this device, that is the phone or computer that you use now. No "
    "colleague and no manager sees your own answers unless you show them."
)
IN_ROUND = (
    "You answer in the round {name}. Your answers are saved on the municipality's server, without "
    "your name, and on this device. Colleagues, managers and whoever leads the workshop see the "
    "group's result only. Single answers can be reached by nobody but those who run the server."
)


def form(state: State) -> Html:
    """Draw the form from its window's state: the start, and the pages of questions out of sight."""
    view, language = state["questionnaire"], state["language"]
    desk = Desk(language, view["scales"])
    pages = shown_pages(view)
    column = element(
        "div",
        _languages(desk, view["languages"]),
        element("div", class_="kit-banners", aria_live="polite"),
        start_page(desk, state, pages),
        *_keep_line(desk, state),
        class_="kit-column",
    )
    said = element("p", class_="kit-hidden", role="status")
    sections = [question_page(desk, page, pages) for page in pages]
    rest = element("div", *sections, class_="kit-drawn-pages", hidden=True)
    return element(
        "div", column, said, rest, class_="kit kit-form", data_drawn="form", lang=language
    )


def shown_pages(view: State) -> list[State]:
    """Return the pages that have something to show before anything is answered.

    Each page's ``shown`` holds the ids of its items that are shown; its ``items`` are all of them.
    """
    items = [item for page in view["pages"] for item in page["items"]]
    seen = set(visible(items, {}, view["scales"]))
    pages = [page | {"shown": seen & {i["id"] for i in page["items"]}} for page in view["pages"]]
    return [page for page in pages if page["shown"]]


def start_page(desk: Desk, state: State, pages: list[State]) -> Html:
    """Draw the start: what this is, who the person is, and the way in."""
    view = state["questionnaire"]
    size = desk.say(
        "Questions: {questions} · Pages: {pages}", questions=total(pages), pages=len(pages)
    )
    return element(
        "section",
        element("h1", desk.tell(view["title"]), tabindex=-1),
        element("div"),
        *paragraphs(desk.tell(view.get("intro")), "kit-lead"),
        element("p", _where_kept(desk, state), class_="kit-where"),
        element("p", size, class_="kit-help"),
        _about_you(desk, view),
        element("div", button(desk.say("Begin")), class_="kit-actions kit-ways"),
        _credit(desk, view.get("credit")),
        class_="kit-step kit-start",
    )


def question_page(desk: Desk, page: State, pages: list[State]) -> Html:
    """Draw one page of questions."""
    place = [one["id"] for one in pages].index(page["id"]) + 1
    where = desk.say("Page {page} of {pages}", page=place, pages=len(pages))
    counted = desk.say("Answered: {answered} of {total}", answered=0, total=total(pages))
    far = f"{desk.prefix}far:"
    bar = element("div", class_="kit-progress-done", style="inline-size: 0%;")
    cards = [card(desk, item, hidden=item["id"] not in page["shown"]) for item in page["items"]]
    return element(
        "section",
        element(
            "div",
            element("p", f"{where} · {counted}", class_="kit-progress-words", id=far),
            element("div", bar, class_="kit-progress-bar", aria_hidden="true"),
            class_="kit-progress",
        ),
        element("div"),
        element("h1", desk.tell(page["title"]), tabindex=-1, aria_describedby=far),
        *paragraphs(desk.tell(page.get("intro")), "kit-lead"),
        *cards,
        element(
            "div",
            button(desk.say("Check the answers") if place == len(pages) else desk.say("Next")),
            button(desk.say("Back"), "kit-button-quiet"),
            class_="kit-actions kit-ways",
        ),
        class_="kit-step",
        data_place=page["id"],
    )


def total(pages: list[State]) -> int:
    """Count the questions that are shown, notes left out."""
    return sum(item["id"] in page["shown"] for page in pages for item in _questions(page))


def _questions(page: State) -> Iterator[Item]:
    return (item for item in page["items"] if item["kind"] != "note")


def _languages(desk: Desk, languages: list[str]) -> Html | None:
    if len(languages) <= 1:
        return None
    names = [
        button(
            language_name(one),
            "kit-language",
            id=f"{desk.prefix}language:{one}",
            lang=one,
            aria_pressed=one == desk.language,
        )
        for one in languages
    ]
    about = {"class_": "kit-languages", "role": "group", "aria_label": desk.say("Language")}
    return element("div", *names, **about)


def _where_kept(desk: Desk, state: State) -> str:
    if state.get("round"):
        return desk.say(IN_ROUND, name=state["round"]["name"])
    return desk.say(ON_DEVICE)


def _about_you(desk: Desk, view: State) -> Html | None:
    role = {
        "id": "role:",
        "kind": "choice",
        "options": view["roles"],
        "text": desk.say("Which level do you want to compare with?"),
        "help": desk.say("Your profile shows the level that is wanted in your role."),
    }
    roles = choosing(desk, role) if len(view["roles"]) > 1 else []
    about = [picking(desk, item | {"id": f"about:{item['id']}"}) for item in view["background"]]
    cards = [element("div", *one, class_="kit-card kit-item") for one in (roles, about) if one]
    if not cards:
        return None
    hint = element("p", desk.say("You may leave this blank."), class_="kit-help")
    return element("div", element("h2", desk.say("About you")), hint, *cards, class_="kit-about")


def _credit(desk: Desk, credit: State | None) -> Html | None:
    if not credit:
        return None
    licence = credit.get("licence")
    said = element("p", desk.say("Licence: {licence}", licence=licence)) if licence else None
    summary = element("summary", desk.say("About this form"))
    text = paragraphs(desk.tell(credit["text"]))
    return element("details", summary, *text, said, class_="kit-credit")


def _keep_line(desk: Desk, state: State) -> list[Html]:
    """Draw the line that says where the answers will be; what deletes them is not shown yet."""
    if state.get("round"):
        about = {"class_": "kit-keep-line kit-keep-now", "role": "status", "data_step": "idle"}
        line = element("p", desk.say("What you answer is saved at once."), **about)
        where = element("p", class_="kit-keep-where", hidden=True)
        return [line, element("div", where, _own_answers(desk), class_="kit-keep kit-keep-round")]
    said = desk.say("What you answer is saved on this device.")
    line = element("p", said, class_="kit-keep-line", role="status")
    words = desk.say("Delete my answers from this device"), desk.say("Yes, delete")
    wipe = asking(desk, words[0], "kit-button-link", words[1], hidden=True)
    return [element("div", line, wipe, class_="kit-keep")]


def _own_answers(desk: Desk) -> Html:
    """Draw what a person in a round can do with the own answers, as form-own.js does."""
    show = desk.say("Get my answers on another device")
    elsewhere = button(show, "kit-button-link", aria_expanded=False)
    room = element("div", class_="kit-own-key", hidden=True)
    take = desk.say("Take my answers from this device"), desk.say("Yes, take them from here")
    delete = desk.say("Delete my answers"), desk.say("Yes, delete")
    asks = [asking(desk, text, "kit-button-link", yes) for text, yes in (take, delete)]
    summary = element("summary", desk.say("My answers in this round"))
    body = (summary, element("div", elsewhere, room), *asks)
    return element("details", *body, class_="kit-own", hidden=True)
