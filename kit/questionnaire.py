"""The questionnaire as the rest of the kit knows it: one frozen model, ids and words only.

What the file looks like is said in ``questionnaires/schema.json``, which is written from this
model. Where a file breaks a rule, ``kit.reading`` says so; here the shapes are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

import rfc8785
from pydantic import BeforeValidator, Field, StrictStr

from kit import conditions
from kit.items import (
    Frozen,
    Id,
    Item,
    Number,
    Option,
    Page,
    Percent,
    RateItem,
    RoleId,
    Scale,
    Share,
    Text,
    Whole,
    as_whole,
)
from kit.shelf import QUESTIONNAIRE_PATTERN

FormatVersion = Annotated[Literal[1], BeforeValidator(as_whole)]
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"
VERSION_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$"
Language = Annotated[StrictStr, Field(pattern=LANGUAGE_PATTERN)]
QuestionnaireId = Annotated[StrictStr, Field(pattern=QUESTIONNAIRE_PATTERN, max_length=40)]
Version = Annotated[StrictStr, Field(pattern=VERSION_PATTERN)]


class Credit(Frozen):
    """Whom the words come from, and what may be done with them."""

    text: Text = Field(description="Who made it and what it builds on.")
    licence: StrictStr | None = Field(None, max_length=200, description="For example CC BY 4.0.")


class Privacy(Frozen):
    """The protection of small groups; it may be raised, never lowered."""

    min_group: Whole = Field(
        5, ge=5, le=1_000, description="Fewest answers behind a group's figure."
    )
    min_distribution: Whole = Field(
        8, ge=8, le=1_000, description="Fewest answers behind a distribution, share or need."
    )
    keep_months: Whole = Field(14, ge=1, le=120, description="Months until answers are deleted.")


class Level(Frozen):
    """A band on the score rescaled to 0-100, from ``from_`` up to the next level."""

    id: Id = Field(description="Name of the level within the file.")
    from_: Percent = Field(alias="from", description="Where the level begins, 0-100.")
    label: Text = Field(description="The level in words.")


class Competence(Frozen):
    """What items measure."""

    id: Id = Field(description="Name of the competence; what compares rounds.")
    framework: StrictStr | None = Field(
        None, max_length=100, description="Where it stands in a framework, e.g. DigComp 1.1."
    )
    label: Text = Field(description="The competence in words.")
    recommend: dict[Id, Text] = Field(
        default_factory=dict, description="A next step for each level id."
    )


class Area(Frozen):
    """A group of competences."""

    id: Id = Field(description="Name of the area; what compares rounds.")
    label: Text = Field(description="The area in words.")
    competences: tuple[Competence, ...] = Field(min_length=1, description="What the area holds.")


class Tag(Frozen):
    """A cross-cut over areas."""

    id: Id = Field(description="Name of the tag.")
    label: Text = Field(description="The tag in words.")


class Role(Frozen):
    """A role and the level it wants, per area or competence, on the items' scale."""

    id: RoleId = Field(description="At most 5 letters or digits.")
    label: Text = Field(description="The role in words.")
    targets: dict[Id, Number] = Field(
        default_factory=dict, description="Wanted level per area or competence, on its scale."
    )


class Goal(Frozen):
    """A goal of the organisation, for actions to point at."""

    id: Id = Field(description="Name of the goal.")
    label: Text = Field(description="The goal in words.")


class Background(Frozen):
    """A question about the person; answering is always optional."""

    id: Id = Field(description="Stored and exported; must differ from every item's id.")
    kind: Literal["choice"] = Field("choice", description="One answer among several.")
    text: Text = Field(description="The question.")
    options: tuple[Option, ...] = Field(min_length=2, description="The answers to choose among.")


class Reflection(Frozen):
    """A private prompt; what is written stays with the participant."""

    id: Id = Field(description="Name of the prompt.")
    text: Text = Field(description="The question to think about.")
    after: Literal["profile"] = Field("profile", description="When it is asked.")


class Scoring(Frozen):
    """How answers become a score."""

    method: Literal["mean"] = Field("mean", description="The mean of the answered items.")
    min_answered: Share = Field(
        0.5, description="Smallest share of the items that must be answered, 0-1."
    )
    min_items: Whole = Field(2, ge=1, le=100, description="Fewest answered items for an area.")


class Questionnaire(Frozen):
    """A whole questionnaire; ``kit.reading.read_questionnaire`` makes one from a file."""

    schema_: FormatVersion = Field(1, alias="schema", description="Version of this format.")
    id: QuestionnaireId = Field(
        description="Name of the questionnaire and of its file; may have hyphens."
    )
    version: Version = Field(
        description='Change it when the content changes, for example "2026.1".'
    )
    languages: tuple[Language, ...] = Field(
        min_length=1, description="The first is the default and the fallback."
    )
    title: Text = Field(description="Name of the questionnaire, in words.")
    intro: Text | None = Field(None, description="Shown on the start page.")
    credit: Credit | None = Field(None, description="Whom the words come from.")
    privacy: Privacy = Field(default_factory=Privacy, description="Protection of small groups.")
    scales: dict[Id, Scale] = Field(default_factory=dict, description="Scales by name.")
    levels: tuple[Level, ...] = Field((), description="Bands on the score, ascending from 0.")
    areas: tuple[Area, ...] = Field((), description="Areas with their competences.")
    tags: tuple[Tag, ...] = Field((), description="Cross-cuts over areas.")
    roles: tuple[Role, ...] = Field(
        (), description="Roles with wanted levels; the first is default."
    )
    goals: tuple[Goal, ...] = Field((), description="Goals that actions point at.")
    background: tuple[Background, ...] = Field((), description="Questions about the person.")
    pages: tuple[Page, ...] = Field(min_length=1, description="What is shown, page by page.")
    reflection: tuple[Reflection, ...] = Field((), description="Private prompts.")
    scoring: Scoring = Field(default_factory=Scoring, description="How answers become a score.")
    x: dict[str, Any] | None = Field(None, description="Keys of your own; kept, never read.")

    @property
    def language(self) -> str:
        """Return the default language."""
        return self.languages[0]

    def text(self, text: Mapping[str, str] | None, language: str) -> str:
        """Return the words in ``language``, else in the default language; "" for no text."""
        if not text:
            return ""
        return text.get(language) or text[self.language]

    def items(self) -> Iterator[Item]:
        """Walk every item in the order it is shown."""
        for page in self.pages:
            yield from page.items

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        return self._items[item_id]

    def rated(self) -> Iterator[RateItem]:
        """Walk the rated items in the order they are shown."""
        return (item for item in self.items() if isinstance(item, RateItem))

    def competences(self) -> Iterator[Competence]:
        """Walk every competence, area by area."""
        for area in self.areas:
            yield from area.competences

    def area_of(self, competence_id: str) -> Area:
        """Return the area that holds the competence; KeyError when none does."""
        return self._areas[competence_id]

    def visible(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the ids of the items shown with these answers, in order."""
        view = self._view
        return conditions.visible(_items_of(view), answers, view["scales"])

    def view(self) -> dict[str, Any]:
        """Return what the browser draws: plain JSON, texts in every language, parsed conditions.

        Keys are the file's own, plus ``hash``; what the file leaves out has its default, or null.
        """
        plain = self.model_dump(
            mode="json", by_alias=True, exclude={"x"}, context={"languages": self.languages}
        )
        for item in _items_of(plain):
            item["when"] = conditions.parse(item["when"]) if item["when"] else None
        return plain | {"hash": self.hash}

    @cached_property
    def hash(self) -> str:
        """Return sha256 in hex over the RFC 8785 form of everything that is not a default.

        So the hash stays the same when a later version of the kit knows more keys.
        """
        plain = self.model_dump(by_alias=True, exclude_defaults=True)
        return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.items()}

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {competence.id: area for area in self.areas for competence in area.competences}

    @cached_property
    def _view(self) -> dict[str, Any]:
        return self.view()


def _items_of(view: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for page in view["pages"]:
        yield from page["items"]
