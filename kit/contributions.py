"""What a participant gives to the workshop: ideas, and how the room's ideas weigh.

One person's contribution is one document with a ``seq``, kept and sent as answers are
(``kit.records.Response``): the browser keeps it, the collector acknowledges it, and the copy with
the higher ``seq`` is the later one. The room never learns whose an idea is.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from kit.items import Id
from kit.records import RandomId, Record

LONGEST_IDEA: Final = 300
MOST_IDEAS: Final = 30
"""What a page lets a person write."""
MOST_TAKEN: Final = 3 * MOST_IDEAS
"""What is taken: several devices of a person's may have been without a network for a while."""
MOST_CARDS: Final = 300
STEPS: Final = 5
"""Effect and effort are placed on 1-5."""

Vote = Literal["points", "grid"]


def _written(text: str) -> str:
    if not text.strip() or "\0" in text:
        raise ValueError("the text is empty or holds a NUL")
    return text


Line = Annotated[str, Field(min_length=1, max_length=LONGEST_IDEA), AfterValidator(_written)]
Placed = Annotated[int, Field(ge=1, le=STEPS)]
Given = Annotated[int, Field(ge=1, le=100)]


class Idea(Record):
    """An action that somebody proposes, in one line.

    ``area`` or ``competence`` and ``goal`` are ids of the questionnaire's, at most one of the first
    two. ``shared`` says that it was a private reflection until the person pressed share.
    """

    id: RandomId
    text: Line
    area: Id | None = None
    competence: Id | None = None
    goal: Id | None = None
    shared: bool = False


class Placing(Record):
    """Where a person places a card on the grid; None is not placed yet."""

    effect: Placed | None = None
    effort: Placed | None = None


class Contribution(Record):
    """Everything one person gives to a workshop.

    ``points`` and ``grid`` are by card id; a card without points is left out. ``done`` names the
    votes that the person has finished.
    """

    seq: Annotated[int, Field(ge=0)]
    ideas: Annotated[tuple[Idea, ...], Field(strict=False, max_length=MOST_TAKEN)] = ()
    points: dict[RandomId, Given] = Field(default_factory=dict, max_length=MOST_CARDS)
    grid: dict[RandomId, Placing] = Field(default_factory=dict, max_length=MOST_CARDS)
    done: Annotated[tuple[Vote, ...], Field(strict=False, max_length=2)] = ()


class Card(Record):
    """What the facilitator has made of one or more ideas; an idea in no card is its own card.

    ``ideas`` are ids; ``text`` None means the first idea's words. ``chosen`` cards go on to the
    grid. The ideas' own words are kept beside an edited text.
    """

    id: RandomId
    ideas: Annotated[tuple[RandomId, ...], Field(strict=False, min_length=1)]
    text: Line | None = None
    hidden: bool = False
    chosen: bool = False


class Sorting(Record):
    """The facilitator's order among the ideas; ``version`` rises by one with each change."""

    version: Annotated[int, Field(ge=0)] = 0
    cards: Annotated[tuple[Card, ...], Field(strict=False, max_length=MOST_CARDS)] = ()
