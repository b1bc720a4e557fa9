"""What is sent about a workshop: its script and steps, its ideas, votes and plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.contributions import Contribution, Vote
from kit.ideas import BoardCard
from kit.plans import Gaps, Plan
from kit.questionnaire import QuestionnaireId
from kit.server.collector.messages import LONGEST_TIMER, Counter, Message, Texts
from kit.staging import Part
from kit.weighing import GridResult, PointsResult


class ScriptCard(Message):
    """A script that a workshop can be led by."""

    id: str
    title: Texts
    intro: Texts
    languages: tuple[str, ...]
    minutes: int
    steps: int


class ScriptChange(Message):
    """Lead the workshop by this script from now on; null is none."""

    script: QuestionnaireId | None


class StepChange(Message):
    """Go to a step, from 0; null is before the first.

    The timer is set to the step's minutes, or to ``seconds``; 0 is no timer.
    """

    at: Annotated[int, Field(ge=0)] | None
    seconds: Annotated[int, Field(ge=0, le=LONGEST_TIMER)] | None = None


class ShownChange(Message):
    """All that is shown of the workshop's work from now on."""

    parts: Annotated[tuple[Part, ...], Field(max_length=4)]


class Acknowledged(Message):
    """The receipt of a contribution; see Stored.

    ``late`` names the votes that were shown already: the earlier ones stay.
    """

    outcome: Literal["stored", "same", "older", "conflict"]
    seq: int
    receipt: str
    stored: Contribution | None
    late: tuple[Vote, ...]


class Board(Message):
    """The cards, as far as you may see them, and how many have contributed.

    ``version`` is that of the sorting.
    """

    version: int
    cards: tuple[BoardCard, ...]
    contributors: Counter


class Voted(Message):
    """How many have finished each vote."""

    points: Counter
    grid: Counter


class Weighing(Message):
    """The votes' results, each null until it is shown.

    ``later`` names the results that leave out votes of a few people, given since they were shown.
    """

    points: PointsResult | None
    grid: GridResult | None
    voted: Voted
    later: tuple[Vote, ...]


class Planned(Message):
    """The plan as far as you may see it, what it does nothing about, and most actions to choose."""

    plan: Plan
    gaps: Gaps
    most: int
