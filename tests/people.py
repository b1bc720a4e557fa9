"""A small questionnaire and people's answers to it, for tests of what answers become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.questionnaire import Questionnaire
from kit.records import Answer, Response
from kit.reports import profile_state

LEVELS = [
    {"id": "l1", "from": 0, "label": {"sv": "Ännu osäker", "en": "Not yet sure"}},
    {"id": "l2", "from": 25, "label": {"sv": "På väg", "en": "On the way"}},
    {"id": "l3", "from": 58, "label": {"sv": "Säker", "en": "Sure"}},
    {"id": "l4", "from": 83, "label": {"sv": "Mycket säker", "en": "Very sure"}},
]
SURE = {
    "points": [
        {"id": "1", "value": 1, "label": {"sv": "mycket osäker", "en": "very unsure"}},
        *({"id": str(value), "value": value} for value in range(2, 7)),
        {"id": "7", "value": 7, "label": {"sv": "mycket säker", "en": "very sure"}},
    ],
    "other": [{"id": "na", "label": {"sv": "Inte aktuellt", "en": "Not relevant"}}],
}


def competence(id_: str, label: str, recommend: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": id_,
        "label": {"sv": label, "en": f"{label} (en)"},
        "recommend": {
            level: {"sv": f"{label}, steg {level}", "en": f"{label}, step {level}"}
            for level in recommend
        },
    }


def rate(id_: str, competence_id: str | None, **more: Any) -> dict[str, Any]:
    text = {"sv": f"Jag kan {id_}.", "en": f"I can {id_}."}
    asked = {"id": id_, "kind": "rate", "scale": "sure", "competence": competence_id, "text": text}
    return asked | more


def plain() -> dict[str, Any]:
    """Two areas: a1 with c11 (3 items) and c12 (2), a2 with c21 (2) and c22 (2); one tag."""
    every = ("l1", "l2", "l3", "l4")
    return {
        "schema": 1,
        "id": "small",
        "version": "1",
        "languages": ["sv", "en"],
        "title": {"sv": "Liten", "en": "Small"},
        "scales": {"sure": SURE},
        "levels": LEVELS,
        "areas": [
            {
                "id": "a1",
                "label": {"sv": "Information", "en": "Information (en)"},
                "competences": [competence("c11", "Söka", every), competence("c12", "Data", every)],
            },
            {
                "id": "a2",
                "label": {"sv": "Säkerhet", "en": "Safety"},
                "competences": [competence("c21", "Konton", every), competence("c22", "Hälsa")],
            },
        ],
        "tags": [{"id": "legal", "label": {"sv": "Juridisk kompetens", "en": "Legal competence"}}],
        "roles": [
            {"id": "all", "label": {"sv": "Alla", "en": "All"}, "targets": {"a1": 5, "c21": 4}},
            {
                "id": "guide",
                "label": {"sv": "Handledare", "en": "Guides"},
                "targets": {"c11": 6, "c12": 5, "c21": 6, "c22": 5},
            },
        ],
        "pages": [
            {
                "id": "p1",
                "title": {"sv": "Sida", "en": "Page"},
                "items": [
                    rate("q111", "c11"),
                    rate("q112", "c11", tags=["legal"]),
                    rate("q113", "c11"),
                    rate("q121", "c12"),
                    rate("q122", "c12", reverse=True),
                    rate("q211", "c21", tags=["legal"]),
                    rate("q212", "c21"),
                    rate("q221", "c22"),
                    rate("q222", "c22", when="q221 >= 4"),
                ],
            }
        ],
        "scoring": {"method": "mean", "min_answered": 0.5, "min_items": 2},
    }


ITEMS = ("q111", "q112", "q113", "q121", "q122", "q211", "q212", "q221", "q222")


def questionnaire(**changes: Any) -> Questionnaire:
    return Questionnaire.model_validate(plain() | changes, context={"language": "sv"})


def response(answers: Mapping[str, Answer] | str, number: int = 1, **more: Any) -> Response:
    """Make a response; a text gives the items' answers in order, "-" blank and "n" not relevant."""
    if isinstance(answers, str):
        given = {"-": None, "n": "na"}
        marks = {item: given.get(mark, mark) for item, mark in zip(ITEMS, answers, strict=True)}
        answers = {item: mark for item, mark in marks.items() if mark is not None}
    record = {
        "response_id": f"{number:032x}",
        "seq": 1,
        "questionnaire": {"id": "small", "version": "1", "hash": "0" * 64},
        "language": "sv",
        "answers": dict(answers),
        "day": "2026-11-22",
        "status": "finished",
    }
    return Response.model_validate(record | more)


SMALL = questionnaire()


def told(answers: str, then: str | None = None, **more: Any) -> dict[str, Any]:
    """Return the profile of these answers, beside those of half a year ago."""
    earlier = [response(then, 2, day="2026-05-20")] if then else []
    of = more.pop("of", SMALL)
    role = more.pop("role", None)
    return profile_state(of, response(answers, role=role), earlier, **more)


def rows(profile: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a profile's rows of every kind by id."""
    areas = profile["areas"]
    return {row["id"]: row for row in [*areas, *profile["tags"], *competences(areas)]}


def competences(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for area in areas for row in area["competences"]]
