"""Where a workshop stands in its script, and what of its work everybody may see."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from kit.records import Record
from kit.scripts import Script, Step, StepKind

Part = Literal["ideas", "points", "grid", "plan"]
PARTS: Final[tuple[Part, ...]] = ("ideas", "points", "grid", "plan")
"""What a workshop makes, and the facilitator shows to everybody or not."""


class Stage(Record):
    """The script that a round is led by, the step it stands at, and what is shown.

    ``at`` counts from 0; None is before the first step. ``board`` rises whenever what everybody
    may see of cards, results or plan has changed.
    """

    script: Script | None = None
    at: Annotated[int, Field(ge=0)] | None = None
    shown: Annotated[tuple[Part, ...], Field(strict=False)] = ()
    board: Annotated[int, Field(ge=0)] = 0

    @property
    def step(self) -> Step | None:
        """Return the step that the workshop stands at."""
        if self.script is None or self.at is None:
            return None
        return self.script.steps[self.at]

    def with_script(self, script: Script | None) -> Stage:
        """Return the stage with another script, at its beginning; the same one goes on."""
        same = script is not None and self.script is not None and script.id == self.script.id
        goes_on = same and self.at is not None and self.at < len(script.steps if script else ())
        return self.model_copy(update={"script": script, "at": self.at if goes_on else None})

    def moved(self, at: int | None) -> Stage:
        """Return the stage at another step, with what is shown on the way there.

        Ideas are shown when their step has been left behind, the plan when its step is reached.
        What the facilitator has taken away since stays away until that step is passed again.
        """
        came: list[Part] = []
        if self._between("ideas", self.at or 0, at or 0):
            came.append("ideas")
        if self._between("plan", _next(self.at), _next(at)):
            came.append("plan")
        return self.showing((*self.shown, *came)).model_copy(update={"at": at})

    def showing(self, parts: tuple[Part, ...]) -> Stage:
        """Return the stage with these parts shown, and no others."""
        return self.model_copy(update={"shown": tuple(one for one in PARTS if one in parts)})

    def _between(self, kind: StepKind, start: int, end: int) -> bool:
        steps = () if self.script is None else self.script.steps[start:end]
        return any(step.kind == kind for step in steps)


def _next(at: int | None) -> int:
    return 0 if at is None else at + 1
