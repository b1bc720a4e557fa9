"""The script of a workshop: its steps with minutes, and what to say and show at each.

A script is a YAML file in ``questionnaires/workshops/``, checked like a questionnaire, with every
language beside the thing it translates. A round keeps a frozen copy of the script it is led by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from kit.items import Frozen, Id, Text, Whole
from kit.questionnaire import Credit, FormatVersion, Language, QuestionnaireId, Version

FOLDER: Final = "workshops"
"""Scripts stand in this folder, beside the questionnaires."""

StepKind = Literal[
    "talk",  # the room talks, or listens; nothing on the participants' pages but the words
    "break",
    "answer",  # everybody answers the questionnaire
    "look",  # a view of the group's result is shown
    "reflect",  # everybody writes for themselves
    "circles",  # alone, in pairs, in fours, all together
    "review",  # the earlier plan's actions are gone through
    "ideas",  # everybody proposes actions, in silence
    "sort",  # the ideas are shown and doubles put together
    "points",  # everybody spreads points, in silence
    "grid",  # everybody places effect and effort, in silence
    "plan",  # the chosen actions get an owner and a date
    "close",
]
View = Literal["areas", "competences", "items", "needs", "tags", "roles", "units", "change"]
Circle = Literal["alone", "pairs", "fours", "all"]


class Phase(Frozen):
    """One part of a step in circles: with how many one talks, and for how long."""

    circle: Circle = Field(description="alone, pairs, fours or all.")
    minutes: Whole = Field(ge=1, le=120, description="How long, in minutes.")
    text: Text = Field(description="What to do, in words for the room.")


class Step(Frozen):
    """One step of a workshop."""

    id: Id = Field(description="Name of the step within the script.")
    kind: StepKind = Field(description="What is done; decides what the pages show.")
    minutes: Whole = Field(ge=1, le=480, description="How long, in minutes.")
    title: Text = Field(description="The step in a few words, shown to everybody.")
    room: Text = Field(description="What everybody is to do, in words for the room.")
    facilitator: Text = Field(description="What to say and to watch out for, for the facilitator.")
    view: View | None = Field(None, description="The view of the result shown at this step.")
    phases: tuple[Phase, ...] = Field((), description="The parts of a step in circles, in order.")


class Limits(Frozen):
    """How much the room weighs and chooses."""

    points: Whole = Field(10, ge=3, le=100, description="Points that everybody spreads.")
    shortlist: Whole = Field(8, ge=2, le=20, description="Most ideas that go on to the grid.")
    actions: Whole = Field(3, ge=1, le=10, description="Most actions in the plan.")


class Script(Frozen):
    """A workshop from the first minute to the last."""

    schema_: FormatVersion = Field(alias="schema", description="Format version: 1.")
    id: QuestionnaireId = Field(description="Name of the script: the file's name.")
    version: Version = Field(description="Version of the words.")
    languages: tuple[Language, ...] = Field(
        min_length=1, description="The first is the default and the fallback."
    )
    title: Text = Field(description="Name of the workshop.")
    intro: Text = Field(description="Who it is for, and what it leads to.")
    credit: Credit | None = Field(None, description="Whose ideas it builds on.")
    limits: Limits = Field(Limits(), description="How much the room weighs and chooses.")
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=40)] = Field(
        description="The steps, in order."
    )

    @property
    def minutes(self) -> int:
        """Return how long the whole workshop takes."""
        return sum(step.minutes for step in self.steps)

    @property
    def language(self) -> str:
        """Return the default language."""
        return self.languages[0]

    def text(self, text: Mapping[str, str], language: str) -> str:
        """Return the words in ``language``, else in the default language."""
        return text.get(language) or text[self.language]

    def step_of(self, kind: StepKind) -> Step | None:
        """Return the first step of a kind, if there is one."""
        return next((step for step in self.steps if step.kind == kind), None)
