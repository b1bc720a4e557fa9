"""Hold all that a plan's document is made from, and name its goals, competences and ideas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kit import figures
from kit.ideas import BoardCard
from kit.language import msgid, say
from kit.plans import Action, Gaps, Mark, Plan
from kit.questionnaire import Questionnaire
from kit.records import Day
from kit.weighing import GridResult, PointsResult

MARKS: Final[Mapping[Mark, str]] = {
    "planned": msgid("Not begun"),
    "done": msgid("Done"),
    "under_way": msgid("Under way"),
    "dropped": msgid("Dropped"),
}
OUTCOMES: Final = {**MARKS, "planned": msgid("Not gone through yet")}
"""What became of an action of the earlier plan, where nothing said is nothing known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A plan with all that stands round it.

    ``questionnaire`` is the round's own copy; ``name`` the unit or municipality; ``goals`` are
    those in the settings' own words by id, beside the questionnaire's. ``most`` is how many actions
    the script would have. ``tables`` is a safe table, ``cards`` with ``points`` and ``grid`` are
    what the room has weighed, as far as it is shown. ``round_id`` keeps the calendar's ids apart
    from other rounds'.
    """

    questionnaire: Questionnaire
    name: str
    plan: Plan
    gaps: Gaps
    day: Day
    language: str
    goals: Mapping[str, str] = field(default_factory=dict)
    workshop: str = ""
    most: int | None = None
    tables: Mapping[str, Any] | None = None
    cards: Sequence[BoardCard] = ()
    points: PointsResult | None = None
    grid: GridResult | None = None
    round_id: str = ""

    def say(self, sentence: str, **params: object) -> str:
        """Return a sentence in the document's language."""
        return say(self.language, sentence, **params)

    def every_goal(self) -> dict[str, str]:
        """Return the goals by id, in their order; the round's own words go before the file's."""
        named = {
            goal.id: self.questionnaire.text(goal.label, self.language)
            for goal in self.questionnaire.goals
        }
        return dict(self.goals) or named

    def goal(self, action: Action) -> str:
        """Return an action's goal in words, its id where the goal is gone."""
        return self.every_goal().get(action.goal or "", action.goal or "")

    def competences(self, ids: Iterable[str]) -> str:
        """Name competences after each other."""
        return "; ".join(map(self.competence, ids))

    def competence(self, id_: str) -> str:
        """Name a competence; one that is gone has its id."""
        labels = {one.id: one.label for one in self.questionnaire.competences()}
        return self.questionnaire.text(labels[id_], self.language) if id_ in labels else id_

    def card(self, id_: str) -> str:
        """Return a card's words."""
        return next((card.text for card in self.cards if card.id == id_), "")

    def mark(self, action: Action) -> str:
        """Return in words how far an action has come."""
        return self.say(MARKS[action.mark])

    def outcome(self, action: Action) -> str:
        """Return in words what became of an action of the earlier plan."""
        return self.say(OUTCOMES[action.mark])

    def written_day(self, day: Day) -> str:
        """Return a day in words."""
        return figures.day(day, self.language)


def day_of(day: Day | None) -> date | None:
    """Return a day as one; None for a day that no calendar has, such as 31 February."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None
