"""What is sent to the collector and what it answers; docs/openapi.json is made of these models."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kit.records import Day, RandomId, Response
from kit.rounds import RoundSettings, Status
from kit.scripts import View
from kit.staging import Part

LONGEST_TIMER = 24 * 60 * 60
MOST_TO_DRAW = 300
MOST_SCREENS = 999
Key = Annotated[str, Field(min_length=1, max_length=200)]
Texts = dict[str, str]


class Message(BaseModel):
    """Take exact types only, and nothing that is not asked for."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class Nothing(Message):
    """Nothing needs to be said."""


class Exchange(Message):
    """A key from a link, to be exchanged for a cookie."""

    key: Key


class Exchanged(Message):
    """What the key opens; the cookie came along."""

    role: Literal["organiser", "facilitator", "presenter"]
    round: str | None


class Join(Message):
    """The code that was shown, and the key that the participant's browser has made."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    response_id: RandomId


class Joined(Message):
    """Where to go on."""

    round: str
    page: str


class StatusChange(Message):
    """Open the round, or close it."""

    status: Literal["open", "closed"]


class TimerChange(Message):
    """Start the clock, or take it away."""

    seconds: Annotated[int, Field(ge=1, le=LONGEST_TIMER)] | None


class Reveal(Message):
    """All that is revealed from now on."""

    views: Annotated[tuple[View, ...], Field(max_length=8)]


class ScreenChange(Message):
    """Which screen of the view revealed last the wall shows, from 0."""

    screen: Annotated[int, Field(ge=0, le=MOST_SCREENS)]


class ToDraw(Message):
    """A text to draw as a QR code."""

    text: Annotated[str, Field(min_length=1, max_length=MOST_TO_DRAW)]


class Drawn(Message):
    """The QR code, as one SVG element."""

    svg: str


class Labelled(Message):
    """Something of a questionnaire that can be chosen."""

    id: str
    label: Texts


class PrivacyFloor(Message):
    """What a round may raise and never lower."""

    min_group: int
    min_distribution: int
    keep_months: int


class QuestionnaireCard(Message):
    """A questionnaire that a round can be made of."""

    id: str
    version: str
    title: Texts
    languages: tuple[str, ...]
    areas: tuple[Labelled, ...]
    roles: tuple[Labelled, ...]
    goals: tuple[Labelled, ...]
    privacy: PrivacyFloor


class QuestionnaireCards(Message):
    """Every questionnaire that a round can be made of."""

    questionnaires: tuple[QuestionnaireCard, ...]


class RoundCreated(Message):
    """A new round, and the keys that open it; they are shown once and never again."""

    round: str
    facilitator_key: str
    presenter_key: str


class RoundCard(Message):
    """A round as the organiser sees it: no counts."""

    id: str
    name: str
    status: Status
    created: Day
    questionnaire: str


class AskedWith(Message):
    """Which questionnaire a round asks."""

    id: str
    version: str
    title: Texts


class WorkshopState(Message):
    """Where a workshop stands in its script, and what is shown of its work.

    ``at`` counts from 0; null is before the first step. ``board`` rises when what everybody may
    see of cards, results or plan has changed.
    """

    script: str
    version: str
    title: Texts
    at: int | None
    steps: int
    shown: tuple[Part, ...]
    board: int


class Followed(Message):
    """The earlier round that a round follows."""

    id: str
    name: str
    created: Day


class RoundState(Message):
    """What everybody may know about a round; ``release`` is the latest that you may see.

    ``screen`` is which part of the view revealed last stands on the wall, from 0.
    """

    id: str
    name: str
    status: Status
    questionnaire: AskedWith
    languages: tuple[str, ...]
    closes: Day | None
    delete_after: Day
    revealed: tuple[View, ...]
    screen: int
    release: int
    timer_left: int | None
    min_group: int
    min_distribution: int
    workshop: WorkshopState | None
    follows: Followed | None


class Counter(Message):
    """A number in safe steps: ``few`` below the smallest group, else at least so many."""

    at_least: int
    few: bool


class Counts(Message):
    """How far the room has come, and how to join it."""

    joined: Counter
    started: Counter
    finished: Counter
    all_finished: bool
    code: str
    code_expires: datetime
    status: Status


class RoundView(RoundState):
    """What a facilitator's change leads to, with the settings to change next."""

    settings: RoundSettings
    first_answer: bool
    code: str
    code_expires: datetime


class Tables(Message):
    """The latest release of the group's result, as far as you may see it."""

    release: int
    day: Day | None
    tables: dict[str, Any] | None


class NewKey(Message):
    """A further key; it is shown once and never again."""

    key: str


class Revoked(Message):
    """All keys of that role are gone; ``key`` is the caller's new one."""

    key: str | None


class Stored(Message):
    """The receipt: what the store holds when this is read.

    ``receipt`` is the same for the same content. ``stored`` comes with "older" and "conflict":
    another device has said something else.
    """

    outcome: Literal["stored", "same", "older", "conflict"]
    seq: int
    receipt: str
    stored: Response | None


class Deleted(Message):
    """The answers are gone; ``backups`` are the days of the copies that still hold them."""

    deleted: Literal[True]
    backups: tuple[str, ...]


class Health(Message):
    """Answers can be kept."""

    status: Literal["ok"]


class Place(Message):
    """One thing that is wrong."""

    place: str
    what: str
    remedy: str


class Refused(Message):
    """A refusal (RFC 9457); ``detail`` is a sentence for people, ``code`` a word for scripts."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    problems: tuple[Place, ...] = ()
