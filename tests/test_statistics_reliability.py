"""What the method's owner is told about how items go together, and when nothing is said."""

from __future__ import annotations

import inspect
import math
from random import Random

import numpy as np
import pytest
from people import SMALL, questionnaire, rate, response

from kit import groups
from kit.errors import KitError
from kit.records import Response
from kit.statistics import Reliability, alpha, feldt_interval, reliability


def crowd(number: int, gaps: int = 0) -> list[Response]:
    """Make up people who are more or less sure throughout; the first ones leave q112 out."""
    random = Random(3)  # noqa: S311 - invented answers need no secrecy
    people = []
    for person in range(number):
        sure = random.randint(2, 6)
        marks = [min(7, max(1, sure + random.randint(-1, 1))) for _ in range(9)]
        marks[4] = 8 - marks[4]
        text = "".join(map(str, marks))
        people.append(response(f"{text[0]}-{text[2:]}" if person < gaps else text, person))
    return people


def of(people: list[Response], id_: str) -> Reliability:
    return next(one for one in reliability(SMALL, people) if one.id == id_)


def test_everything_that_is_scored_is_told_in_order() -> None:
    found = [(one.dimension, one.id) for one in reliability(SMALL, crowd(40))]
    assert found == [
        *(("area", "a1"), ("competence", "c11"), ("competence", "c12"), ("area", "a2")),
        *(("competence", "c21"), ("competence", "c22"), ("tag", "legal")),
    ]


def test_figures_are_those_of_complete_rows_with_reversed_items_turned() -> None:
    people = crowd(40, gaps=6)
    found = of(people, "a1")
    items = ("q111", "q112", "q113", "q121", "q122")
    table = [[float(str(one.answers.get(item, "nan"))) for item in items] for one in people]
    marks = np.array([row for row in table if not any(math.isnan(mark) for mark in row)])
    marks[:, 4] = 8 - marks[:, 4]
    assert found.people == len(marks) == 34
    assert found.alpha == pytest.approx(alpha(marks))
    assert (found.low, found.high) == feldt_interval(found.alpha, items=5, people=34)
    assert tuple(item.id for item in found.items) == items
    assert all(item.rest > 0.5 for item in found.items)
    assert all(item.alpha_without < found.alpha + 0.05 for item in found.items)


def test_under_thirty_people_nothing_is_told() -> None:
    with pytest.raises(KitError) as refusal:
        reliability(SMALL, crowd(29), "en")
    assert "only 29" in str(refusal.value)
    assert "at least 30" in str(refusal.value)
    assert reliability(SMALL, crowd(30))


def test_under_thirty_complete_rows_a_line_tells_only_how_many() -> None:
    found = of(crowd(40, gaps=11), "c11")
    assert found.people == 29
    assert all(math.isnan(figure) for figure in (found.alpha, found.low, found.high))
    assert found.items == ()
    assert not math.isnan(of(crowd(40, gaps=11), "c12").alpha)


def test_answers_beside_the_scale_are_gaps() -> None:
    people = crowd(40)
    beside = [
        response({**one.answers, "q121": "na"}, number) for number, one in enumerate(people[:5])
    ]
    assert of([*beside, *people[5:]], "c12").people == 35


def test_when_all_answer_alike_there_is_no_alpha_but_no_fault_either() -> None:
    found = of([response("444444444", number) for number in range(30)], "c11")
    assert found.people == 30
    assert math.isnan(found.alpha)
    assert math.isnan(found.low)
    assert all(math.isnan(item.rest) for item in found.items)


def test_one_item_alone_has_nothing_to_go_together_with() -> None:
    pages = [{"id": "p1", "title": "Sida", "items": [rate("q111", "c11"), rate("q121", "c12")]}]
    alone = questionnaire(pages=pages, tags=[])
    people = [response({"q111": "4", "q121": "5"}, number) for number in range(30)]
    assert all(math.isnan(one.alpha) for one in reliability(alone, people))


def test_the_group_table_knows_nothing_of_it() -> None:
    assert not any("alpha" in name for name in groups.COLUMNS)
    assert "reliability" not in inspect.getsource(groups)
