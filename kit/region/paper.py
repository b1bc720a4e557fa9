"""Lay a region's state out as the half-yearly report: sections of words and tables.

What a section holds is what ``kit.documents`` lays out; the words are those of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kit.region.words import Teller

Section = dict[str, Any]
State = Mapping[str, Any]


def report_of(state: State, day: str) -> dict[str, Any]:
    """Return the report of what ``kit.region.report`` has made, as of a day."""
    teller = Teller(state["language"])
    names = list(dict.fromkeys(one["name"] for one in state["municipalities"]))
    return {
        "title": teller.say("Regional report"),
        "subtitle": teller.say("Digital competence: shared needs and what was tried"),
        "day": day,
        "lead": state["standing"][0],
        "facts": [
            [teller.say("Municipalities"), ", ".join(names) or teller.say("none")],
            [
                teller.say("Questionnaire"),
                ", ".join(dict.fromkeys(one["title"] for one in state["sheets"])),
            ],
        ],
        "sections": [section for sheet in state["sheets"] for section in _sheet(teller, sheet)]
        + [_municipalities(teller, state)],
        "closing": [
            *state["standing"][1:],
            teller.say(
                "The line says what a share could as well be (Wilson's 95 % interval): on another "
                "day, or with a few others answering. Under twenty answers there are counts, no "
                "percentages."
            ),
        ],
    }


def _sheet(teller: Teller, sheet: State) -> Iterator[Section]:
    yield {"title": sheet["title"], "text": sheet["said"]}
    for chart in sheet["charts"]:
        yield {
            "title": chart["title"],
            "level": 2,
            "text": [chart["sentence"]],
            "tables": [_table(chart)],
        }
    yield from _actions(teller, sheet["actions"])
    yield from _seekers(teller, sheet["seekers"])
    yield from _own(teller, sheet["own"])


def _table(chart: State) -> dict[str, Any]:
    return {name: chart["table"][name] for name in ("caption", "head", "rows")}


def _actions(teller: Teller, actions: Sequence[State]) -> Iterator[Section]:
    planned = [action for action in actions if action["mark"] == "planned"]
    tried = [action for action in actions if action["mark"] != "planned"]
    if tried:
        title = teller.say("Actions that others have tried")
        head = [*_head(teller), teller.say("How it went"), teller.say("What we learned")]
        rows = [[*_action(teller, one), _went(one), one["told"]["learned"]] for one in tried]
        yield _section(title, head, rows)
    if planned:
        title = teller.say("Actions that are planned")
        head = [*_head(teller), teller.say("First step"), teller.say("Date")]
        rows = [
            [*_action(teller, one), one["told"]["first_step"], one["told"]["due"]]
            for one in planned
        ]
        yield _section(title, head, rows)


def _head(teller: Teller) -> list[str]:
    return [teller.say("Action"), teller.say("Municipality"), teller.say("Competences")]


def _action(teller: Teller, action: State) -> list[str]:
    goal = action["told"]["goal"]
    text = action["text"]
    if goal:
        text = teller.say("{action} (goal: {goal})", action=text, goal=goal.rstrip("."))
    return [text, action["municipality"], ", ".join(action["labels"])]


def _went(action: State) -> str:
    why = action["told"]["why"]
    return f"{action['marked']}: {why}" if why else str(action["marked"])


def _section(title: str, head: list[str], rows: list[list[str]]) -> Section:
    table = {"caption": title, "head": head, "rows": rows}
    return {"title": title, "level": 2, "tables": [table]}


def _seekers(teller: Teller, seekers: Sequence[State]) -> Iterator[Section]:
    if not seekers:
        return
    yield {
        "title": teller.say("Who looks for the same"),
        "level": 2,
        "text": [teller.say("The municipalities have chosen themselves to be named here.")],
        "list": [f"{one['label']}: {_named(one['municipalities'])}" for one in seekers],
    }


def _named(municipalities: Sequence[State]) -> str:
    return "; ".join(
        f"{one['name']} ({one['contact']})" if one["contact"] else one["name"]
        for one in municipalities
    )


def _own(teller: Teller, rows: Sequence[State]) -> Iterator[Section]:
    told = [row for row in rows if row["chart"] or row["apart"]]
    if told:
        yield {
            "title": teller.say("Municipality by municipality"),
            "level": 2,
            "text": [teller.say("Municipalities stand in alphabetical order.")],
            "tables": [_table(row["chart"]) for row in told if row["chart"]],
            "list": [f"{row['title']}. {'. '.join(row['apart'])}." for row in told if row["apart"]],
        }


def _municipalities(teller: Teller, state: State) -> Section:
    title = teller.say("Whose figures these are")
    head = [
        teller.say(name) for name in ("Municipality", "Round", "Day", "Answers", "Questionnaire")
    ]
    rows = [
        [one["name"], one["title"], one["day"], one["answers"], one["questionnaire"]]
        for one in state["municipalities"]
    ]
    left = [
        f"{one['name']}: {' '.join(one['reasons'])}" for one in [*state["refused"], *state["older"]]
    ]
    count = [teller.say("Files that are not counted: {count}", count=len(left))]
    return {
        "title": title,
        "text": count if left else [],
        "list": left,
        "tables": [{"caption": title, "head": head, "rows": rows}],
    }
