"""Hold a response to the questionnaire that it answers, so that nothing odd is ever counted.

The browser offers only what can be answered; this is for whoever receives a response from
outside and must not believe it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kit.errors import Problem
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
from kit.language import say
from kit.plain_json import LARGEST
from kit.questionnaire import Questionnaire
from kit.records import Response

LONGEST_SHOWN = 40
Fault = tuple[str, str]  # what is wrong, and what to do


def check_answers(
    questionnaire: Questionnaire, response: Response, language: str = "sv"
) -> list[Problem]:
    """Return every problem of a response; a problem's ``file`` is the answer's key.

    Texts are in ``language``. Checked are the questionnaire's id and version, the role, the
    background, and each answer: known, shown with these answers, of the right type, and among
    what can be chosen. What is blank is never a problem. Points need their whole sum only once
    the response is finished.
    """
    return _Check(questionnaire, response, language).problems()


class _Check:
    def __init__(self, questionnaire: Questionnaire, response: Response, language: str) -> None:
        self.questionnaire = questionnaire
        self.response = response
        self.language = language

    def _say(self, sentence: str, **params: object) -> str:
        return say(self.language, sentence, **params)

    def problems(self) -> list[Problem]:
        found = [*self._identity(), *self._person(), *self._answers()]
        return [Problem(key, None, what, remedy) for key, (what, remedy) in found]

    def _identity(self) -> Iterator[tuple[str, Fault]]:
        asked, given = self.questionnaire, self.response.questionnaire
        if (given.id, given.version) != (asked.id, asked.version):
            what = self._say(
                "The answers belong to {given}, not to {asked}.",
                given=f"{given.id} {given.version}",
                asked=f"{asked.id} {asked.version}",
            )
            remedy = self._say("Open the questionnaire that was answered.")
            yield "questionnaire", (what, remedy)

    def _person(self) -> Iterator[tuple[str, Fault]]:
        roles = [role.id for role in self.questionnaire.roles]
        if self.response.role is not None and self.response.role not in roles:
            yield "role", self._strange(self.response.role, roles)
        questions = {one.id: one for one in self.questionnaire.background}
        for key, value in self.response.background.items():
            if key not in questions:
                yield key, self._unknown(key)
            elif value not in _ids(questions[key].options):
                yield key, self._strange(value, _ids(questions[key].options))

    def _answers(self) -> Iterator[tuple[str, Fault]]:
        answers = self.response.answers
        sound: dict[str, Any] = {}
        for key, value in answers.items():
            fault = self._fault(key, value)
            if fault is None:
                sound[key] = value
            else:
                yield key, fault
        # Only sound answers may decide what is shown: an odd one could not be compared.
        shown = set(self.questionnaire.visible(sound))
        yield from ((key, self._hidden()) for key in sound if key.split(".")[0] not in shown)

    def _fault(self, key: str, value: Any) -> Fault | None:
        name, _, facet = key.partition(".")
        item = {item.id: item for item in self.questionnaire.items()}.get(name)
        if item is None or item.kind == "note":
            return self._unknown(key)
        if not facet:
            return self._value(item, value)
        also = item.also if isinstance(item, RateItem) else ()
        scale = next((one.scale for one in also if one.facet == facet), None)
        return self._unknown(key) if scale is None else self._rating(scale, value)

    def _value(self, item: Item, value: Any) -> Fault | None:
        fault = None
        match item:
            case RateItem():
                fault = self._rating(item.scale, value)
            case ChoiceItem():
                fault = self._one_of(_ids(item.options), value)
            case ChoicesItem():
                fault = self._some_of(_ids(item.options), value)
            case NumberItem():
                fault = self._number(item, value)
            case TextItem():
                fault = self._text(item, value)
            case RankItem():
                fault = self._order(_ids(item.options), value)
            case PointsItem():
                fault = self._points(item, value)
        return fault

    def _rating(self, scale: str, value: Any) -> Fault | None:
        return self._one_of(_answers_on(self.questionnaire.scales[scale]), value)

    def _one_of(self, ids: Sequence[str], value: Any) -> Fault | None:
        return None if isinstance(value, str) and value in ids else self._strange(value, ids)

    def _some_of(self, ids: Sequence[str], value: Any) -> Fault | None:
        if not _is_list_of_texts(value) or len(set(value)) < len(value):
            return self._strange(value, ids)
        return None if set(value) <= set(ids) else self._strange(value, ids)

    def _order(self, ids: Sequence[str], value: Any) -> Fault | None:
        if _is_list_of_texts(value) and sorted(value) == sorted(ids):
            return None
        remedy = self._say("Give all of these once: {options}.", options=", ".join(ids))
        return self._strange(value, ids)[0], remedy

    def _number(self, item: NumberItem, value: Any) -> Fault | None:
        low = -LARGEST if item.min is None else item.min
        high = LARGEST if item.max is None else item.max
        if _is_number(value) and low <= value <= high:
            return None
        remedy = self._say("Give a number from {low} to {high}.", low=low, high=high)
        return self._strange(value, ())[0], remedy

    def _text(self, item: TextItem, value: Any) -> Fault | None:
        if isinstance(value, str) and len(value) <= item.max_length:
            return None
        remedy = self._say("Give a text of at most {most} characters.", most=item.max_length)
        return self._strange(value, ())[0], remedy

    def _points(self, item: PointsItem, value: Any) -> Fault | None:
        whole = isinstance(value, dict) and all(
            key in _ids(item.options) and _is_number(part) and isinstance(part, int) and part >= 0
            for key, part in value.items()
        )
        spread = sum(value.values()) if whole else -1
        if spread == item.total or (self.response.status == "started" and 0 <= spread < item.total):
            return None
        remedy = self._say("Spread {total} points over the options.", total=item.total)
        return self._strange(value, ())[0], remedy

    def _strange(self, value: Any, ids: Iterable[str]) -> Fault:
        what = self._say("“{value}” is no answer to this.", value=_shown(value))
        return what, self._say("Choose among: {options}.", options=", ".join(ids))

    def _unknown(self, key: str) -> Fault:
        what = self._say("The questionnaire does not ask “{key}”.", key=_shown(key))
        return what, self._say("Leave the answer out.")

    def _hidden(self) -> Fault:
        what = self._say("With these answers the question is not asked.")
        return what, self._say("Leave the answer out.")


def _ids(options: Iterable[Option]) -> list[str]:
    return [option.id for option in options]


def _answers_on(scale: Scale) -> list[str]:
    return [point.id for point in scale.points] + _ids(scale.other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
