"""Invent places and people who answer twice, half a year apart; the same ones at every run.

The places do not exist. What is real is the shape: areas differ, law and AI come low, people vary
more than places, those who guide visitors are surer, some leave and some come, nearly everybody
grows a little, some leave statements out, and some never finish.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kit.items import RateItem
from kit.questionnaire import Questionnaire
from kit.rounds import UNIT, RoundSettings
from kit.samples import BLANK, Head, Person, Sample

ABOUT = (
    "Invented: the place, the people and every answer. / Påhittat: platsen, alla och varje svar."
)
MIDDLE = 4.4
AREAS = {"a1": 0.5, "a2": 0.3, "a3": -0.3, "a4": 0.2, "a5": -0.1}
TAGS = {"legal": -0.9, "ai": -0.4}
ROLES = {"all": 0.0, "guide": 0.6}
GUIDES = 0.35
"""Share of the staff who guide visitors."""
OF_NO_CONCERN = {"q213": 0.25, "q223": 0.3, "q312": 0.15, "q121": 0.1, "q521": 0.08}
"""Share of those who meet few visitors, or none, to whom a statement is not relevant."""
LEAVES, STOPS, SKIPS, GROWTH, FORGETS = 0.15, 0.06, 0.015, 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Place:
    """An invented municipality; ``learnt`` is what it worked with between the rounds."""

    key: str
    name: str
    units: dict[str, int]
    strength: float
    learnt: dict[str, float]
    goals: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)


PLACES = (
    Place(
        "pahittsby",
        "Påhittsby",
        {"Biblioteket vid torget": 10, "Filialen vid ån": 5, "Bokbussen": 3},
        strength=-0.2,
        learnt={"a3": 0.3},
    ),
    Place(
        "latsasvik",
        "Låtsasvik",
        {"Huvudbiblioteket": 22, "Hamnfilialen": 14, "Skogsfilialen": 7, "Bokbussen": 3},
        strength=0.1,
        learnt={"legal": 0.6},
    ),
    Place(
        "exempelkoping",
        "Exempelköping",
        {
            "Stadsbiblioteket": 58,
            "Norra filialen": 22,
            "Södra filialen": 17,
            "Skolbiblioteken": 12,
            "Hamnfilialen": 8,
            "Bokbussen": 3,
        },
        strength=0.0,
        learnt={"a5": 0.2, "legal": 0.4},
        goals=(
            "Den som aldrig har använt en e-tjänst ska kunna få hjälp här.",
            "Vi ska kunna svara på frågor om AI.",
            "Ingen ska behöva lämna fler personuppgifter än vi behöver.",
        ),
        weights={"a1": 0.8, "a2": 0.6, "a3": 0.5, "a4": 1.0, "a5": 0.7},
    ),
)
STARTS = ("2026-05-11", "2026-11-02")


@dataclass(frozen=True, slots=True)
class Somebody:
    """What stays with an invented person from one round to the next."""

    key: str
    role: str
    background: dict[str, str]
    language: str
    feels: dict[str, float]
    """Item -> how sure the person feels, on the items' scale, before rounding."""


def samples(questionnaire: Questionnaire, place: Place, seed: int = 18) -> tuple[Sample, Sample]:
    """Return the two rounds of a place."""
    random = Random(f"{place.key} {seed}")  # noqa: S311 - invented answers need no secrecy
    before = [
        _somebody(questionnaire, place, unit, random)
        for unit, people in enumerate(place.units.values(), start=1)
        for _ in range(people)
    ]
    after = [_half_a_year_later(questionnaire, place, one, random) for one in before]
    spring, autumn = STARTS
    first = _round(questionnaire, place, spring, before, random)
    return first, _linked(first, _round(questionnaire, place, autumn, after, random), place)


def _linked(before: Sample, after: Sample, place: Place) -> Sample:
    """Return the later round with the links of those who have kept their file and opened it."""
    random = Random(f"{place.key} files")  # noqa: S311 - invented answers need no secrecy
    kept = {one.person: one.id for one in before.people if random.random() > FORGETS}
    people = (one.model_copy(update={"earlier": kept.get(one.person)}) for one in after.people)
    return replace(after, people=tuple(people))


def _somebody(questionnaire: Questionnaire, place: Place, unit: int, random: Random) -> Somebody:
    role = "guide" if random.random() < GUIDES else "all"
    sure = MIDDLE + place.strength + ROLES[role] + random.gauss(0, 0.75)
    areas = {area.id: random.gauss(0, 0.35) for area in questionnaire.areas}
    feels = {
        item.id: sure + areas[area] + _ease(item, area) + random.gauss(0, 0.6)
        for item, area in _items(questionnaire)
    }
    background = {UNIT: f"u{unit}"}
    for question in questionnaire.background:
        if random.random() > 0.1:  # noqa: PLR2004 - one in ten leaves it out
            background[question.id] = random.choice(question.options).id
    return Somebody(
        key=_random_id(random),
        role=role,
        background=background,
        language="en" if random.random() < 0.04 else "sv",  # noqa: PLR2004 - a few
        feels=feels,
    )


def _half_a_year_later(
    questionnaire: Questionnaire, place: Place, one: Somebody, random: Random
) -> Somebody:
    """Return the same person grown a little, or who came instead."""
    if random.random() < LEAVES:
        return _somebody(questionnaire, place, int(one.background[UNIT][1:]), random)
    pace = max(0.0, random.gauss(GROWTH, 0.3))
    feels = {
        item.id: one.feels[item.id] + pace + _learnt(place, item, area) + random.gauss(0, 0.35)
        for item, area in _items(questionnaire)
    }
    return replace(one, feels=feels)


def _round(
    questionnaire: Questionnaire, place: Place, start: str, people: list[Somebody], random: Random
) -> Sample:
    last = date.fromisoformat(start) + timedelta(days=13)
    settings = RoundSettings(
        name=f"{place.name}, {'våren' if start == STARTS[0] else 'hösten'} {start[:4]}",
        questionnaire=questionnaire.id,
        languages=questionnaire.languages,
        units=tuple(place.units),
        goals=place.goals,
        weights=dict(place.weights),
        closes=last.isoformat(),
    )
    items = tuple(item.id for item, _ in _items(questionnaire))
    head = Head(about=ABOUT, created=start, settings=settings, items=items)
    return Sample(head, tuple(_answers(questionnaire, start, one, random) for one in people))


def _answers(questionnaire: Questionnaire, start: str, one: Somebody, random: Random) -> Person:
    stops = random.randrange(5, 20) if random.random() < STOPS else math.inf
    marks = [
        _mark(questionnaire, item, one, random) if place < stops else BLANK
        for place, (item, _) in enumerate(_items(questionnaire))
    ]
    day = date.fromisoformat(start) + timedelta(days=min(13, int(random.expovariate(0.3))))
    return Person(
        person=one.key,
        id=_random_id(random),
        day=day.isoformat(),
        language=one.language,
        role=one.role,
        background=one.background,
        status="finished" if stops == math.inf else "started",
        marks=" ".join(marks),
    )


def _mark(questionnaire: Questionnaire, item: RateItem, one: Somebody, random: Random) -> str:
    scale = questionnaire.scales[item.scale]
    apart = OF_NO_CONCERN.get(item.id, 0.01)
    if one.background.get("work") in {"meet", "event"}:
        apart /= 4
    if random.random() < apart:
        return scale.other[0].id
    if random.random() < SKIPS:
        return BLANK
    nearest = min(scale.high, max(scale.low, round(one.feels[item.id])))
    return next(id_ for id_, value in scale.values.items() if value == nearest)


def _items(questionnaire: Questionnaire) -> Iterator[tuple[RateItem, str]]:
    """Walk the statements with their area."""
    for item in questionnaire.rated():
        yield item, questionnaire.area_of(item.competence or "").id


def _ease(item: RateItem, area: str) -> float:
    """Return how much surer people are of a statement than of the middle one."""
    own = 0.3 * math.sin(int(item.id[1:]))
    return AREAS[area] + sum(TAGS.get(tag, 0.0) for tag in item.tags) + own


def _learnt(place: Place, item: RateItem, area: str) -> float:
    return sum(place.learnt.get(name, 0.0) for name in (area, *item.tags))


def _random_id(random: Random) -> str:
    return f"{random.getrandbits(128):032x}"
