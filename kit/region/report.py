"""Lay out all that a region sees of many packages, as plain JSON for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kit import figures
from kit.errors import Problem
from kit.language import msgid
from kit.region.combining import Combined, combine
from kit.region.deeds import Tried, competences, seekers, tried
from kit.region.gathering import Gathering, Read, gather
from kit.region.sentences import apart_sentences, level_sentence
from kit.region.shape import DIMENSIONS, Package
from kit.region.tables import MARKS_IN_WORDS
from kit.region.views import largest_chart, own_chart, shares_chart
from kit.region.words import Teller
from kit.theme import COLOURS

State = dict[str, Any]
ENOUGH = 2
"""Municipalities from which there is something to put together."""

FIELDS = {
    "goal": msgid("Goal"),
    "owner": msgid("Owner"),
    "first_step": msgid("First step"),
    "sign": msgid("How we will know"),
    "why": msgid("Why"),
    "learned": msgid("What we learned"),
    "due": msgid("Date"),
}


def region_state(files: Iterable[tuple[str, bytes]], language: str = "sv") -> State:
    """Return what there is to show of these files, given by name and content.

    Keys: language; title; standing (sentences on how to read it); said (what was read);
    municipalities (name, title, day, answers, questionnaire and file of each that counts);
    refused and older (name and reasons); colours; sheets, one for each questionnaire: id, title,
    said (sentences), charts (areas, competences and needs, as ``kit.region.views`` makes them),
    own (one chart for each competence, and ``apart``: what cannot be compared and why), actions
    and seekers, and marks and competences to choose actions by.
    """
    return state_of(gather(files, language), language)


def state_of(gathering: Gathering, language: str) -> State:
    """Return the state of packages that have been read."""
    teller = Teller(language)
    return {
        "language": language,
        "title": teller.say("The region"),
        "standing": standing(teller),
        "said": _said(teller, gathering),
        "municipalities": [_municipality(teller, one) for one in gathering.counted],
        "refused": _by_file(gathering.refused),
        "older": _by_file(gathering.older),
        "colours": {name: colour.light for name, colour in COLOURS.items()},
        "sheets": [_sheet(teller, gathering.of(id_)) for id_ in gathering.questionnaires],
    }


def standing(teller: Teller) -> list[str]:
    """Say how a region's figures are to be read."""
    return [
        teller.say(
            "These are groups' own estimates of how sure people feel, not an exam, and no ranking "
            "of municipalities: they stand in alphabetical order."
        ),
        teller.say(
            "Only figures that the municipalities have published themselves are put together. "
            "What a municipality does not show is in no sum, so no difference tells of it."
        ),
    ]


def _said(teller: Teller, gathering: Gathering) -> list[str]:
    said = [teller.say("Municipalities that count: {count}.", count=_names(gathering))]
    if gathering.refused:
        files = {problem.file for problem in gathering.refused}
        said.append(teller.say("Files that cannot be read: {count}.", count=len(files)))
    if gathering.older:
        said.append(
            teller.say("Files that a newer one stands for: {count}.", count=len(gathering.older))
        )
    return said


def _names(gathering: Gathering) -> int:
    return len({one.package.settings.municipality for one in gathering.counted})


def _municipality(teller: Teller, one: Read) -> State:
    settings = one.package.settings
    return {
        "file": one.file,
        "name": settings.municipality,
        "title": settings.title,
        "day": figures.day(settings.day, teller.language),
        "answers": teller.span(settings.answers),
        "questionnaire": f"{teller.told(settings.questionnaire.title)} "
        f"({settings.questionnaire.version})",
    }


def _by_file(problems: Sequence[Problem]) -> list[State]:
    """Return each file with all that is wrong with it, and what to do, each said once."""
    files: dict[str, list[str]] = {}
    for problem in problems:
        files.setdefault(problem.file, []).append(problem.what)
    remedies = {problem.file: problem.remedy for problem in problems}
    return [
        {"name": name, "reasons": [*dict.fromkeys(reasons)], "remedy": remedies[name]}
        for name, reasons in files.items()
    ]


# --- one questionnaire -----------------------------------------------------------------------


def _sheet(teller: Teller, packages: Sequence[Package]) -> State:
    newest = max(packages, key=lambda one: (one.settings.day, one.checksum)).settings
    rows = {dimension: combine(packages, dimension) for dimension in DIMENSIONS}
    ordered = sorted(rows["competence"], key=lambda row: row.sum.share if row.sum else 2)
    labels = {id_: teller.told(about.label) for id_, about in competences(packages).items()}
    actions = [_action(teller, one, labels) for one in tried(packages)]
    return {
        "id": newest.questionnaire.id,
        "title": teller.told(newest.questionnaire.title),
        "said": _notes(teller, packages, [*rows["area"], *rows["competence"]]),
        "charts": list(_charts(teller, packages, rows["area"], ordered)),
        "own": [_own(teller, row) for row in ordered],
        "actions": actions,
        "marks": [
            {"id": mark, "label": teller.say(words)}
            for mark, words in MARKS_IN_WORDS.items()
            if any(action["mark"] == mark for action in actions)
        ],
        "competences": [
            {"id": id_, "label": label}
            for id_, label in labels.items()
            if any(id_ in action["competences"] for action in actions)
        ],
        "seekers": _seekers(teller, packages, labels),
    }


def _notes(teller: Teller, packages: Sequence[Package], rows: Sequence[Combined]) -> list[str]:
    versions = sorted({one.settings.questionnaire.version for one in packages})
    said = []
    if len(packages) < ENOUGH:
        said.append(teller.say("It takes two municipalities or more to put figures together."))
    if len(versions) > 1:
        said.append(
            teller.say(
                "The municipalities asked in different versions ({versions}). Only what is the "
                "same in them, word for word, is put together.",
                versions=", ".join(versions),
            )
        )
    return [*said, *level_sentence(teller, rows)]


def _charts(
    teller: Teller,
    packages: Sequence[Package],
    areas: Sequence[Combined],
    needs: Sequence[Combined],
) -> Iterator[State]:
    if len(packages) < ENOUGH:
        return
    names = {name: teller.say(name) for name in ("Areas", "Area", "Shared needs", "Competence")}
    yield shares_chart(teller, names["Areas"], names["Area"], areas) | {"id": "areas"}
    yield shares_chart(teller, names["Shared needs"], names["Competence"], needs) | {
        "id": "competences"
    }
    if any(row.largest for row in needs):
        title = teller.say("Needs that municipalities share")
        yield largest_chart(teller, title, needs) | {"id": "largest"}


def _own(teller: Teller, row: Combined) -> State:
    return {
        "id": row.about.id,
        "title": teller.told(row.about.label),
        "chart": own_chart(teller, row) | {"id": row.about.id} if row.shown else None,
        "apart": list(apart_sentences(teller, row)),
    }


def _action(teller: Teller, one: Tried, labels: dict[str, str]) -> State:
    """Return an action; ``facts`` are all that is told of it, ``told`` the same by field."""
    told = _told(teller, one)
    return {
        "municipality": one.municipality,
        "text": one.deed.text,
        "mark": one.deed.mark,
        "marked": teller.say(MARKS_IN_WORDS[one.deed.mark]),
        "competences": list(one.deed.competences),
        "labels": [labels[id_] for id_ in one.deed.competences],
        "facts": [[teller.say(FIELDS[field]), value] for field, value in told.items() if value],
        "told": told,
    }


def _told(teller: Teller, one: Tried) -> dict[str, str]:
    deed = one.deed
    values = {field: str(getattr(deed, field) or "") for field in FIELDS}
    due = figures.day(deed.due, teller.language) if deed.due else ""
    return values | {"goal": teller.told(one.goal) if one.goal else "", "due": due}


def _seekers(teller: Teller, packages: Sequence[Package], labels: dict[str, str]) -> list[State]:
    found = seekers(packages)
    return [
        {
            "label": label,
            "municipalities": [
                {
                    "name": one.municipality,
                    "contact": teller.say("Contact: {contact}", contact=one.contact)
                    if one.contact
                    else "",
                }
                for one in found[id_]
            ],
        }
        for id_, label in labels.items()
        if id_ in found
    ]
