"""A questionnaire's answers as columns: the same ones side by side (wide) and in rows (long).

An item with one answer is one column, called by its id. A second rating is ``item.facet``. Where
several answers may be given, each option is a column, ``item.option``: 1 or 0 for what was
chosen, the place for what was ranked, the points for what was spread. Ids have neither stop nor
underscore, so the names never meet each other, nor those of the columns about the response.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.exchange.cells import Cell
from kit.exchange.tables import Category, Column
from kit.items import (
    ChoiceItem,
    ChoicesItem,
    Item,
    NumberItem,
    Option,
    PointsItem,
    RankItem,
    RateItem,
    Scale,
    TextItem,
)
from kit.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Given:
    """Hold an answer: the code that was chosen, the number that counts, or the words."""

    code: str | None = None
    value: float | None = None
    text: str | None = None

    @property
    def cell(self) -> Cell:
        """Return what stands in a wide table: codes before numbers, raw and never reversed."""
        if self.code is not None:
            return self.code
        return self.text if self.value is None else self.value


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Asked:
    """Name one thing that was asked; ``part`` is a facet or an option, "" for the item itself.

    ``worth`` holds the codes to choose among, each with the number that it counts as, if any.
    """

    column: Column
    item: Item
    part: str = ""
    scale: Scale | None = None
    worth: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return where the answer is kept among a response's answers."""
        return f"{self.item.id}.{self.part}" if self.scale and self.part else self.item.id

    def given(self, answers: Mapping[str, Any]) -> Given:
        """Return the answer, nothing where there is none that the item can have."""
        answer = answers.get(self.key)
        if self.scale or isinstance(self.item, ChoiceItem):
            return self._chosen(answer)
        if isinstance(self.item, TextItem):
            return Given(text=answer) if isinstance(answer, str) and answer else NOTHING
        if isinstance(self.item, NumberItem):
            return Given(value=_number(answer))
        return Given(value=self._share(answer))

    def _chosen(self, answer: Any) -> Given:
        if not isinstance(answer, str) or answer not in self.worth:
            return NOTHING
        return Given(code=answer, value=self.worth[answer])

    def _share(self, answer: Any) -> float | None:
        if isinstance(answer, Mapping) and isinstance(self.item, PointsItem):
            return _number(answer.get(self.part))
        if not isinstance(answer, list):
            return None
        if isinstance(self.item, RankItem):
            return answer.index(self.part) + 1 if self.part in answer else None
        return int(self.part in answer)


def asked(questionnaire: Questionnaire, language: str) -> list[Asked]:
    """List everything that a questionnaire asks, in the order it is shown, with its words."""
    return [one for item in questionnaire.items() for one in _of(questionnaire, item, language)]


def shown(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> set[str]:
    """Return the ids of the items that these answers let the participant see."""
    if all(item.when is None for item in questionnaire.items()):
        return {item.id for item in questionnaire.items()}
    return set(questionnaire.visible(answers))


def options(
    questionnaire: Questionnaire, listed: Sequence[Option], language: str
) -> tuple[Category, ...]:
    """Return the options' ids and words."""
    return tuple((one.id, questionnaire.text(one.label, language)) for one in listed)


def _of(questionnaire: Questionnaire, item: Item, language: str) -> Iterator[Asked]:
    title = questionnaire.text(item.text, language)
    match item:
        case RateItem():
            yield _rating(questionnaire, item, title, language)
            for facet in item.also:
                words = questionnaire.text(facet.text, language)
                about = f"{title} – {words}" if words else title
                yield _rating(
                    questionnaire, item, about, language, scale=facet.scale, part=facet.facet
                )
        case ChoiceItem():
            codes = options(questionnaire, item.options, language)
            worth = dict.fromkeys(dict(codes))
            yield Asked(Column(item.id, "string", title, categories=codes), item, worth=worth)
        case NumberItem():
            yield Asked(Column(item.id, "number", title), item)
        case TextItem():
            yield Asked(Column(item.id, "string", title, free=True), item)
        case ChoicesItem() | RankItem() | PointsItem():
            for id_, words in options(questionnaire, item.options, language):
                column = Column(f"{item.id}.{id_}", "integer", f"{title} – {words}")
                yield Asked(column, item, id_)


def _rating(  # noqa: PLR0913 - a rating is an item's own or a facet's
    questionnaire: Questionnaire,
    item: RateItem,
    title: str,
    language: str,
    *,
    scale: str = "",
    part: str = "",
) -> Asked:
    on = questionnaire.scales[scale or item.scale]
    points = [(one.id, questionnaire.text(one.label, language) or one.id) for one in on.points]
    column = Column(
        f"{item.id}.{part}" if part else item.id,
        "string",
        title,
        categories=(*points, *options(questionnaire, on.other, language)),
        # What stands beside the scale is neither lower nor higher than its points.
        ordered=not on.other,
    )
    worth = {code: on.values.get(code) for code, _ in column.categories}
    return Asked(column, item, part, on, worth)


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
