"""What a municipality hands to its region: safe figures, its plan, and how they came about.

Nothing here is about one person: the figures are rows of a safe table (``kit.disclosure.safe``) for
all together, and the plan is the group's. Owners in the plan are left out unless the municipality
has chosen otherwise.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from kit.items import LONGEST_TEXT, Id
from kit.plans import MOST_ACTIONS, Mark
from kit.questionnaire import LANGUAGE_PATTERN, QuestionnaireId, Version
from kit.rounds import RealDay

FORMAT: Final = "kit-region"
VERSION: Final = 1
LONGEST_NAME: Final = 80
LONGEST_CONTACT: Final = 120
FEWEST, FEWEST_SPREAD = 5, 8
"""Fewest answers behind any figure, and behind a share; no municipality's own rules are lower."""

Dimension = Literal["area", "competence"]
DIMENSIONS: Final[tuple[Dimension, ...]] = ("area", "competence")
Part = Literal["now", "earlier"]
PARTS: Final[tuple[Part, ...]] = ("now", "earlier")


class Model(BaseModel):
    """Take exact types and known fields only, and never change."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def _said(text: str) -> str:
    if not text.strip() or "\0" in text:
        raise ValueError("the text is empty or holds a NUL")
    return text


def _plain(text: str) -> str:
    if "\0" in text:
        raise ValueError("the text holds a NUL")
    return text


Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_said)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_said)]
Line = Annotated[str, Field(max_length=300), AfterValidator(_plain)]
Tongue = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Labels = Annotated[dict[Tongue, Words], Field(min_length=1, max_length=30)]
Whole = Annotated[int, Field(ge=0, le=1_000_000)]
Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]
Share = Annotated[float, Field(ge=0, le=1)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Ids = Annotated[tuple[Id, ...], Field(strict=False, max_length=100)]


class About(Model):
    """How one area or competence is counted: what has to be alike for figures to be compared.

    ``starts`` are the steps of its scale from ``low`` to ``high``; ``level`` what is wanted of
    everybody (None: nothing is), ``wanted`` what is wanted of single roles; ``items`` are the
    statements behind it, each with a digest of its words and scale.
    """

    dimension: Dimension
    id: Id
    area: Id | None
    label: Labels
    low: Number
    high: Number
    starts: Annotated[tuple[Number, ...], Field(strict=False, min_length=1, max_length=200)]
    level: Number | None
    wanted: Annotated[dict[str, Number], Field(max_length=100)]
    items: Annotated[dict[Id, Digest], Field(max_length=1_000)]

    @property
    def key(self) -> tuple[Dimension, str]:
        """Return what the row is called."""
        return self.dimension, self.id


class Asked(Model):
    """Which questionnaire the figures are of."""

    id: QuestionnaireId
    version: Version
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: Labels


class Rules(Model):
    """How few answers a figure may stand for, in that round."""

    min_group: Annotated[int, Field(ge=FEWEST, le=1_000)]
    min_distribution: Annotated[int, Field(ge=FEWEST_SPREAD, le=1_000)]


class GoalWords(Model):
    """A goal of the organisation."""

    id: Id
    label: Labels


class Search(Model):
    """What the municipality itself wishes to work on with others, and how to reach it."""

    competences: Ids = ()
    contact: Annotated[str, Field(max_length=LONGEST_CONTACT), AfterValidator(_plain)] = ""


class Span(Model):
    """From how many to how many people answered the areas that are shown."""

    low: Whole
    high: Whole


class Settings(Model):
    """Everything about a round that its figures do not say themselves.

    ``municipality`` and ``title`` are the names chosen for the region; ``round`` and ``release``
    tell one round from another, and open nothing.
    """

    format: Literal["kit-region"] = FORMAT
    format_version: Annotated[int, Field(ge=VERSION, le=VERSION)] = VERSION
    language: Literal["sv", "en"]
    municipality: Name
    title: Name
    round: Annotated[str, Field(pattern=r"^[a-z0-9]{1,40}$")]
    release: Annotated[int, Field(ge=1, le=1_000_000)]
    day: RealDay
    questionnaire: Asked
    rules: Rules
    answers: Span | None
    weights: Annotated[dict[Id, Share], Field(max_length=200)]
    goals: Annotated[tuple[GoalWords, ...], Field(strict=False, max_length=50)]
    rows: Annotated[tuple[About, ...], Field(strict=False, min_length=1, max_length=1_000)]
    owners: bool
    follow_up: RealDay | None
    together: Search

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        keys = [row.key for row in self.rows]
        goals = [goal.id for goal in self.goals]
        if len(set(keys)) < len(keys) or len(set(goals)) < len(goals):
            raise ValueError("the same id stands twice")
        known = {row.id for row in self.rows if row.dimension == "competence"}
        if not known.issuperset(self.together.competences):
            raise ValueError("a competence is sought that is not among the rows")
        return self


class Figure(Model):
    """A row of the safe table for all together, without how the answers spread."""

    id: Id
    status: Literal["shown", "few", "not_asked"]
    n: Whole | None
    above: Whole | None
    share: Share | None
    share_low: Share | None
    share_high: Share | None
    wanted: Number | None
    mean: Number | None
    need: Share | None
    rank_low: Whole | None
    rank_high: Whole | None


class Deed(Model):
    """An action of the plan, by its number within its part.

    ``part`` is "now" for what is planned and "earlier" for what was gone through at the follow-up;
    ``continues`` is the number of the earlier action that this one goes on with.
    """

    part: Part
    number: Annotated[int, Field(ge=1, le=MOST_ACTIONS)]
    continues: Annotated[int, Field(ge=1, le=MOST_ACTIONS)] | None
    text: Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_said)]
    goal: Id | None
    competences: Ids
    owner: Annotated[str, Field(max_length=80), AfterValidator(_plain)]
    first_step: Line
    due: RealDay | None
    sign: Line
    mark: Mark
    why: Line
    learned: Line


class Package(Model):
    """What one municipality has handed over, read and found whole."""

    settings: Settings
    areas: tuple[Figure, ...]
    competences: tuple[Figure, ...]
    plan: Annotated[tuple[Deed, ...], Field(max_length=2 * MOST_ACTIONS)]
    checksum: str

    def figures(self, dimension: Dimension) -> dict[str, Figure]:
        """Return an area's or competence's figures by its id."""
        rows = self.areas if dimension == "area" else self.competences
        return {row.id: row for row in rows}
