"""A round: one workshop's questionnaire, its settings, and what everybody may know about it.

A round keeps a copy of the questionnaire with the settings worked into it (``tailored``), so that
what participants answered stays what they answered when the file changes. Nothing here knows
where a round is kept.
"""

from __future__ import annotations

import calendar
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from kit.errors import Problem, ProblemsFound
from kit.items import Frozen, Id, RoleId
from kit.language import say
from kit.look_back import look_back_page, why_not
from kit.questionnaire import Language, Questionnaire, QuestionnaireId
from kit.records import Day

UNIT: Final = "unit"
"""Id of the background question that asks for the unit; its options are u1, u2, ..."""
VIEWS: Final = ("areas", "competences", "items", "needs", "tags", "roles", "units", "change")
"""What can be revealed of a group's result."""
CODE_ALPHABET: Final = "CDFGHJKMNPQRTWX34679"
"""No look-alikes (0O 1IL 2Z 5S 8B UV), and no vowels, so that no code is a word."""
CODE_LENGTH: Final = 6
ROUND_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
ROUND_LENGTH: Final = 12

Status = Literal["new", "open", "closed"]
STATUSES: Final[tuple[Status, ...]] = ("new", "open", "closed")


def _real(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise PydanticCustomError("day_wrong", "there is no such day") from None
    return day


def _said(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("text_empty", "the text is empty")
    if "\0" in text:
        raise PydanticCustomError("text_nul", "the text holds a NUL, which no person wrote")
    return text


def _different(texts: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(texts)) < len(texts):
        raise PydanticCustomError("twice", "the same thing stands twice")
    return texts


def _none_or_several(units: tuple[str, ...]) -> tuple[str, ...]:
    if len(units) == 1:
        raise PydanticCustomError("one_unit", "give at least two units, or none")
    return units


RealDay = Annotated[Day, AfterValidator(_real)]
Name = Annotated[StrictStr, Field(min_length=1, max_length=80), AfterValidator(_said)]
Unit = Annotated[StrictStr, Field(min_length=1, max_length=60), AfterValidator(_said)]
Goal = Annotated[StrictStr, Field(min_length=1, max_length=200), AfterValidator(_said)]
RoundId = Annotated[StrictStr, Field(pattern=rf"^[{ROUND_ALPHABET}]{{{ROUND_LENGTH}}}$")]
Weight = Annotated[StrictFloat | StrictInt, Field(ge=0, le=1)]


class RoundSettings(Frozen):
    """What the facilitator decides about a round."""

    name: Name = Field(description="The unit or municipality that the round is for.")
    questionnaire: QuestionnaireId = Field(description="Id of the questionnaire.")
    languages: Annotated[tuple[Language, ...], AfterValidator(_different)] = Field(
        min_length=1, description="Languages of the questionnaire to offer; the first is default."
    )
    roles: Annotated[tuple[RoleId, ...], AfterValidator(_different)] = Field(
        (), description="Ids of the questionnaire's roles to offer; none means all."
    )
    units: Annotated[
        tuple[Unit, ...], AfterValidator(_different), AfterValidator(_none_or_several)
    ] = Field((), max_length=40, description="Workplaces to choose among, for example branches.")
    goals: Annotated[tuple[Goal, ...], AfterValidator(_different)] = Field(
        (), max_length=10, description="Goals in words of your own; none means the questionnaire's."
    )
    weights: dict[Id, Weight] = Field(
        default_factory=dict, description="How much an area matters for the goals, 0-1; else 1."
    )
    closes: RealDay | None = Field(None, description="Last day to answer, that day included.")
    keep_months: StrictInt = Field(14, ge=1, le=120, description="Months until all is deleted.")
    min_group: StrictInt = Field(5, ge=5, le=1_000, description="Fewest answers behind a figure.")
    min_distribution: StrictInt = Field(
        8, ge=8, le=1_000, description="Fewest answers behind a distribution, share or need."
    )
    follows: RoundId | None = Field(
        None, description="Id of the earlier round here that this one goes on from."
    )
    look_back: StrictBool = Field(
        False, description="Whether to ask how sure one was last time, as one sees it now."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round as it stands now.

    ``id`` is public and opens nothing. ``code`` lets people join until ``code_expires`` while the
    round is open. ``status`` is "closed" also when the last day to answer has passed.
    ``first_answer`` says that somebody has answered, so privacy and questions are settled.
    ``release`` counts the releases of the group's result made so far. ``screen`` is which part of
    the view revealed last stands on the wall, from 0: a long one takes several screens.
    """

    id: str
    settings: RoundSettings
    status: Status
    questionnaire: Questionnaire
    code: str
    code_expires: datetime
    created: Day
    delete_after: Day
    first_answer: bool
    revealed: tuple[str, ...]
    timer_ends: datetime | None
    release: int
    screen: int


def new_code() -> str:
    """Return a random join code, which people read from a screen and type on a phone."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def new_round_id() -> str:
    """Return a random public name for a round."""
    return "".join(secrets.choice(ROUND_ALPHABET) for _ in range(ROUND_LENGTH))


def read_code(typed: str) -> str:
    """Return the code that somebody typed, without the spaces and small letters that came along."""
    return "".join(mark for mark in typed.upper() if mark.isalnum())[: CODE_LENGTH + 1]


def months_after(day: Day, months: int) -> Day:
    """Return the same day of the month some months later, or that month's last day."""
    start = date.fromisoformat(day)
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(start.day, last)).isoformat()


def tailored(
    questionnaire: Questionnaire, settings: RoundSettings, *, language: str = "sv"
) -> Questionnaire:
    """Return the round's own copy of the questionnaire, with the settings worked into it.

    Kept are the languages and roles chosen; privacy and goals are the settings'; units become a
    background question, and a page that looks back comes last. Id and version stay, the hash is
    the copy's own. Raises ``ProblemsFound`` with everything in the settings that the questionnaire
    does not allow.
    """
    problems = check_settings(questionnaire, settings, language)
    if problems:
        raise ProblemsFound(problems)
    plain = _in_languages(questionnaire, settings.languages)
    plain["languages"] = list(settings.languages)
    plain["privacy"] = settings.model_dump(include={"min_group", "min_distribution", "keep_months"})
    if settings.roles:
        plain["roles"] = [role for role in plain["roles"] if role["id"] in settings.roles]
    if settings.goals:
        plain["goals"] = _options(settings.goals, "g", settings.languages)
    if settings.units:
        others = [one for one in plain["background"] if one["id"] != UNIT]
        plain["background"] = [_unit_question(settings), *others]
    if settings.look_back:
        plain["pages"].append(look_back_page(questionnaire, settings.languages))
    return Questionnaire.model_validate(plain)


def check_settings(
    questionnaire: Questionnaire, settings: RoundSettings, language: str = "sv"
) -> list[Problem]:
    """Return what the questionnaire does not allow; a problem's ``file`` is the setting's name."""
    return [
        *_strangers(questionnaire, settings, language),
        *_too_little(questionnaire, settings, language),
        *(why_not(questionnaire, language) if settings.look_back else ()),
    ]


def _strangers(
    questionnaire: Questionnaire, settings: RoundSettings, language: str
) -> Iterator[Problem]:
    known: dict[str, tuple[tuple[str, ...], list[str]]] = {
        "questionnaire": ((settings.questionnaire,), [questionnaire.id]),
        "languages": (settings.languages, list(questionnaire.languages)),
        "roles": (settings.roles, [role.id for role in questionnaire.roles]),
        "weights": (tuple(settings.weights), [area.id for area in questionnaire.areas]),
    }
    for field, (given, allowed) in known.items():
        for one in given:
            if one not in allowed:
                what = say(language, "The questionnaire has no “{name}” here.", name=one)
                options = say(language, "Choose among: {options}.", options=", ".join(allowed))
                yield Problem(field, None, what, options)
    if settings.units and any(item.id == UNIT for item in questionnaire.items()):
        what = say(language, "A question of the questionnaire has the id “unit” already.")
        yield Problem("units", None, what, say(language, "Give that question another id."))


def _too_little(
    questionnaire: Questionnaire, settings: RoundSettings, language: str
) -> Iterator[Problem]:
    for field in ("min_group", "min_distribution"):
        least = getattr(questionnaire.privacy, field)
        if getattr(settings, field) < least:
            what = say(language, "The protection of small groups may be raised, never lowered.")
            yield Problem(field, None, what, say(language, "Give at least {least}.", least=least))


def _in_languages(questionnaire: Questionnaire, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return the questionnaire as plain values, every text in exactly these languages.

    A text that lacks one has the questionnaire's default language there, as it was shown before.
    """
    written = tuple(dict.fromkeys((questionnaire.language, *languages)))
    plain = questionnaire.model_dump(
        mode="json", by_alias=True, exclude={"x"}, context={"languages": written}
    )
    kept: dict[str, Any] = _only(plain, set(written), languages)
    return kept | {"x": questionnaire.x}


def _only(value: Any, written: set[str], languages: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_only(one, written, languages) for one in value]
    if not isinstance(value, dict):
        return value
    # Every text, and nothing else, is a map of words by exactly the languages asked for.
    if value.keys() == written and all(isinstance(one, str) for one in value.values()):
        return {language: value[language] for language in languages}
    return {key: _only(one, written, languages) for key, one in value.items()}


def _unit_question(settings: RoundSettings) -> dict[str, Any]:
    asked = {language: say(language, "Where do you work?") for language in settings.languages}
    options = _options(settings.units, "u", settings.languages)
    return {"id": UNIT, "kind": "choice", "text": asked, "options": options}


def _options(
    texts: tuple[str, ...], letter: str, languages: tuple[str, ...]
) -> list[dict[str, Any]]:
    return [
        {"id": f"{letter}{number}", "label": dict.fromkeys(languages, text)}
        for number, text in enumerate(texts, start=1)
    ]
