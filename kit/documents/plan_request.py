"""Read what a page hands over to have its plan written down; it has fetched it all itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter

from kit.documents.plan_words import Agreement
from kit.ideas import BoardCard
from kit.plans import Gaps, Plan
from kit.questionnaire import Questionnaire
from kit.rounds import RealDay
from kit.weighing import GridResult, PointsResult

Result = TypeVar("Result", PointsResult, GridResult)
_DAY = TypeAdapter(RealDay)
_CARDS = TypeAdapter(list[BoardCard])


def agreement_in(request: Mapping[str, Any], questionnaire: Questionnaire) -> Agreement:
    """Return the agreement in a request: JSON as the collector gave it to the page.

    Needed are ``plan``, ``gaps``, ``settings``, ``language`` and ``day``; ``workshop``,
    ``tables``, ``board``, ``weighing``, ``most`` and ``round`` may be null or left out. Raises
    ``ValueError`` or ``KeyError`` for what is none of it.
    """
    language, settings = str(request["language"]), request["settings"]
    weighing = request.get("weighing") or {}
    return Agreement(
        questionnaire=questionnaire,
        name=str(settings["name"]),
        plan=Plan.model_validate(request["plan"]),
        gaps=Gaps.model_validate(request.get("gaps") or {}),
        day=_DAY.validate_python(request["day"]),
        language=language,
        goals=numbered(settings.get("goals") or ()),
        workshop=_title(request.get("workshop"), language),
        most=request.get("most"),
        tables=request.get("tables"),
        cards=_CARDS.validate_python((request.get("board") or {}).get("cards", [])),
        points=_found(PointsResult, weighing.get("points")),
        grid=_found(GridResult, weighing.get("grid")),
        round_id=str(request.get("round") or ""),
    )


def numbered(goals: Any) -> dict[str, str]:
    """Return goals in a round's own words by the ids that the round gives them."""
    return {f"g{number}": str(goal) for number, goal in enumerate(goals, start=1)}


def _title(workshop: Mapping[str, Any] | None, language: str) -> str:
    texts = (workshop or {}).get("title") or {}
    return str(texts.get(language) or next(iter(texts.values()), ""))


def _found(kind: type[Result], result: Any) -> Result | None:
    # As JSON, for there the keys of a map are texts.
    return None if result is None else kind.model_validate_json(json.dumps(result))
