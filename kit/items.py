"""What a questionnaire's pages are made of: texts, scales, and the kinds of items.

Every model is frozen. A text is a map from language to words; the reader turns a plain
string into the default language. Numbers, yes/no and ids are accepted as a YAML file
writes them (text), because the YAML reader leaves all scalars as text so that ``no``,
``on`` and ``12:30`` stay what the author wrote.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    SerializationInfo,
    StrictStr,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from kit.conditions import ConditionError, parse

LONGEST_TEXT = 5_000
LARGEST = 1_000_000
ID_PATTERN = r"^[a-z][a-z0-9]{0,19}$"
OPTION_PATTERN = r"^[a-z0-9]{1,5}$"
ROLE_PATTERN = r"^[a-z][a-z0-9]{0,4}$"
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})", re.ASCII)


def as_whole(value: Any) -> Any:
    """Turn written digits into an int; leave anything else for the type to refuse."""
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value


def _number(value: Any) -> int | float:
    """Turn a written number into an int or a float, and refuse all else."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        value = int(value) if _WHOLE.fullmatch(value) else float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number_wrong", "this is not a number")
    if not -LARGEST <= value <= LARGEST:
        raise PydanticCustomError("number_large", "the number is out of bounds")
    return value


def _within(value: float, high: int) -> float:
    """Refuse a number below nought or above ``high``."""
    if value < 0:
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    if value > high:
        raise PydanticKnownError("less_than_equal", {"le": high})
    return value


def _flag(value: Any) -> Any:
    """Turn YAML 1.2's true and false into a bool."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _required(value: Any) -> bool | Literal["soft"]:
    """Accept false, true and soft."""
    value = _flag(value)
    if value == "soft":
        return "soft"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("required_wrong", "write true, soft or false")


def _condition(value: str) -> str:
    """Refuse a condition that cannot be read."""
    try:
        parse(value)
    except ConditionError as error:
        raise PydanticCustomError("condition", "{text}", {"text": str(error)}) from error
    return value


def _text(value: Any, info: ValidationInfo) -> Any:
    """Give a plain string the language that the context names, and refuse what is no text."""
    language = (info.context or {}).get("language")
    if isinstance(value, str) and language is not None:
        return {language: value}
    if not isinstance(value, dict):
        raise PydanticCustomError("text_shape", "a text is a string or a map of languages")
    return value


def _words(value: str) -> str:
    """Refuse an empty or endless text."""
    if not value.strip():
        raise PydanticCustomError("text_empty", "the text is empty")
    if len(value) > LONGEST_TEXT:
        raise PydanticCustomError("text_long", "the text is long", {"length": len(value)})
    return value


def _every_language(text: dict[str, str], info: SerializationInfo) -> dict[str, str]:
    """Fill in the languages that the browser may ask for (context ``languages``)."""
    languages = (info.context or {}).get("languages")
    if not languages:
        return dict(text)
    return {language: text.get(language) or text[languages[0]] for language in languages}


Words = Annotated[StrictStr, AfterValidator(_words)]
Text = Annotated[
    dict[str, Words],
    BeforeValidator(_text),
    PlainSerializer(_every_language, return_type=dict[str, str]),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "additionalProperties": {"type": "string", "minLength": 1},
                    "minProperties": 1,
                },
            ],
        },
    ),
]
Id = Annotated[StrictStr, Field(pattern=ID_PATTERN)]
OptionId = Annotated[StrictStr, Field(pattern=OPTION_PATTERN)]
RoleId = Annotated[StrictStr, Field(pattern=ROLE_PATTERN)]
Whole = Annotated[int, Field(strict=True), BeforeValidator(as_whole)]
Number = Annotated[
    int | float, PlainValidator(_number), WithJsonSchema({"type": "number"}, mode="validation")
]
Share = Annotated[
    Number,
    AfterValidator(partial(_within, high=1)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}, mode="validation"),
]
Percent = Annotated[
    Number,
    AfterValidator(partial(_within, high=100)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}, mode="validation"),
]
Flag = Annotated[bool, Field(strict=True), BeforeValidator(_flag)]
Required = Annotated[
    bool | Literal["soft"],
    PlainValidator(_required),
    WithJsonSchema({"enum": [False, "soft", True]}),
]
Condition = Annotated[StrictStr, AfterValidator(_condition)]


class Frozen(BaseModel):
    """Refuse unknown keys and changes; aliases are the file's own keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, allow_inf_nan=False
    )


class Point(Frozen):
    """One step of a scale: what is stored (id), what is counted (value), what is read (label)."""

    id: OptionId = Field(description="What is stored and exported, at most 5 letters or digits.")
    value: Number = Field(description="The number that is counted.")
    label: Text | None = Field(None, description="Words; may be left out between the two ends.")


class Option(Frozen):
    """One answer to choose, stored as its id."""

    id: OptionId = Field(description="What is stored and exported, at most 5 letters or digits.")
    label: Text = Field(description="What the participant reads.")


class Scale(Frozen):
    """The steps of a rating, in the order they are shown."""

    points: tuple[Point, ...] = Field(min_length=2, description="The steps, in order.")
    other: tuple[Option, ...] = Field(
        (), description="Answers beside the scale: stored and counted, never scored."
    )

    @property
    def low(self) -> float:
        """Return the smallest value of a point."""
        return min(point.value for point in self.points)

    @property
    def high(self) -> float:
        """Return the largest value of a point."""
        return max(point.value for point in self.points)

    @property
    def values(self) -> dict[str, float]:
        """Return point id -> value; the other answers have none."""
        return {point.id: point.value for point in self.points}


class Facet(Frozen):
    """A second rating on the same row; its answer is kept under ``item.facet``."""

    facet: Id = Field(description="Name of the second rating, as in q111.want.")
    scale: Id = Field(description="Which scale it is rated on.")
    text: Text | None = Field(None, description="Words for the second rating.")


class _Shown(Frozen):
    id: Id = Field(description="Stored and exported; what compares rounds. Never reuse an id.")
    text: Text = Field(description="The statement or question.")
    help: Text | None = Field(None, description="A few more words, shown under the text.")
    when: Condition | None = Field(
        None, description='Show only when this is true, for example "q111 >= 3".'
    )


class _Asked(_Shown):
    required: Required = Field(False, description="false, true, or soft: ask once, then let go.")


class RateItem(_Asked):
    """A statement rated on a scale."""

    kind: Literal["rate"]
    scale: Id = Field(description="Which scale.")
    competence: Id | None = Field(None, description="The competence that the rating counts for.")
    tags: tuple[Id, ...] = Field((), description="Tags that the rating also counts for.")
    reverse: Flag = Field(False, description="true when agreeing means less of the competence.")
    also: tuple[Facet, ...] = Field((), description="More ratings on the same row.")
    anchors: dict[OptionId, Text] | None = Field(
        None, description="What a point of the scale means for this very statement."
    )


class ChoiceItem(_Asked):
    """One answer among several."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, description="The answers to choose among.")


class ChoicesItem(_Asked):
    """Any number of answers among several."""

    kind: Literal["choices"]
    options: tuple[Option, ...] = Field(min_length=2, description="The answers to choose among.")


class NumberItem(_Asked):
    """A number."""

    kind: Literal["number"]
    min: Number | None = Field(None, description="Smallest number allowed.")
    max: Number | None = Field(None, description="Largest number allowed.")
    unit: Text | None = Field(None, description="What is counted, for example hours.")


class TextItem(_Asked):
    """Words of the participant's own."""

    kind: Literal["text"]
    max_length: Whole = Field(2_000, ge=1, le=20_000, description="Most characters allowed.")
    lines: Whole = Field(3, ge=1, le=20, description="Height of the box, in lines.")


class RankItem(_Asked):
    """Options put in order; complete or blank."""

    kind: Literal["rank"]
    options: tuple[Option, ...] = Field(min_length=2, description="What is put in order.")


class PointsItem(_Asked):
    """A sum spread over options."""

    kind: Literal["points"]
    options: tuple[Option, ...] = Field(min_length=2, description="What the sum is spread over.")
    total: Whole = Field(10, ge=1, le=1_000, description="The sum to spread.")


class NoteItem(_Shown):
    """Words only; there is nothing to answer."""

    kind: Literal["note"]


Item = Annotated[
    RateItem | ChoiceItem | ChoicesItem | NumberItem | TextItem | RankItem | PointsItem | NoteItem,
    Field(discriminator="kind"),
]


class Page(Frozen):
    """What is shown at a time."""

    id: Id = Field(description="Name of the page within the questionnaire.")
    title: Text = Field(description="Heading of the page.")
    intro: Text | None = Field(None, description="A few words before the first item.")
    items: tuple[Item, ...] = Field(min_length=1, description="Statements, questions and notes.")
