"""Hypothesis makes people who answer a questionnaire, as its rules allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from kit.items import (
    ChoiceItem,
    ChoicesItem,
    Item,
    NoteItem,
    NumberItem,
    Option,
    PointsItem,
    RankItem,
    RateItem,
    TextItem,
)
from kit.questionnaire import Questionnaire
from kit.records import Response

WORDS = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40
) | st.sampled_from(
    [
        "=1+1",
        "+46",
        "-3",
        "@x",
        "\t=1",
        "\r",
        "\x00",
        "'",
        "''=1",
        " =1",
        ";",
        ",",
        '"',
        "\ufeff=1",
        "å",
    ]
)


def responses(questionnaire: Questionnaire, *, most: int = 6) -> st.SearchStrategy[list[Response]]:
    one = people(questionnaire)
    return st.lists(one, max_size=most, unique_by=lambda response: response.response_id)


@st.composite
def people(draw: st.DrawFn, questionnaire: Questionnaire) -> Response:
    answers = {}
    for item in questionnaire.items():
        for key, values in _values(questionnaire, item).items():
            value = draw(st.none() | values)
            if value is not None:
                answers[key] = value
    while hidden := _hidden(questionnaire, answers):
        answers = {key: value for key, value in answers.items() if key not in hidden}
    roles = [role.id for role in questionnaire.roles]
    background = {
        one.id: draw(st.sampled_from(_ids(one.options)))
        for one in questionnaire.background
        if draw(st.booleans())
    }
    return Response.model_validate(
        {
            "response_id": f"{draw(st.integers(0, 2**128 - 1)):032x}",
            "seq": draw(st.integers(0, 500)),
            "questionnaire": {
                "id": questionnaire.id,
                "version": questionnaire.version,
                "hash": questionnaire.hash,
            },
            "language": draw(st.sampled_from(questionnaire.languages)),
            "role": draw(st.none() | st.sampled_from(roles)) if roles else None,
            "background": background,
            "answers": answers,
            "day": f"2026-11-{draw(st.integers(1, 30)):02}",
            "status": draw(st.sampled_from(["started", "finished"])),
        }
    )


def _hidden(questionnaire: Questionnaire, answers: dict[str, Any]) -> set[str]:
    seen = questionnaire.visible(answers)
    return {key for key in answers if key.split(".")[0] not in seen}


def _values(questionnaire: Questionnaire, item: Item) -> dict[str, st.SearchStrategy[Any]]:
    if isinstance(item, RateItem):
        scales = {item.id: item.scale} | {f"{item.id}.{one.facet}": one.scale for one in item.also}
        return {key: _rating(questionnaire, scale) for key, scale in scales.items()}
    return {} if isinstance(item, NoteItem) else {item.id: _value(item)}


def _value(item: Item) -> st.SearchStrategy[Any]:
    made: st.SearchStrategy[Any] = st.nothing()
    match item:
        case ChoiceItem():
            made = st.sampled_from(_ids(item.options))
        case ChoicesItem():
            # In the order of the options, as the form gives them.
            options = _ids(item.options)
            chosen = st.sets(st.sampled_from(options))
            made = chosen.map(lambda some: [one for one in options if one in some])
        case NumberItem():
            low, high = item.min or 0, item.max if item.max is not None else 1_000
            made = st.integers(int(low), int(high)) | st.floats(low, high, allow_nan=False)
        case TextItem():
            made = WORDS
        case RankItem():
            made = st.permutations(_ids(item.options)).map(list)
        case PointsItem():
            options, total = _ids(item.options), item.total
            made = st.integers(0, total).map(lambda part: _spread(options, part, total))
    return made


def _spread(options: Sequence[str], first: int, total: int) -> dict[str, int]:
    return {options[0]: first, options[1]: total - first}


def _rating(questionnaire: Questionnaire, scale: str) -> st.SearchStrategy[str]:
    on = questionnaire.scales[scale]
    return st.sampled_from([*on.values, *_ids(on.other)])


def _ids(options: Sequence[Option]) -> list[str]:
    return [option.id for option in options]
