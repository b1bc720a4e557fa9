"""Decide which items to show: evaluate the conditions that ``kit.grammar`` reads.

The browser decides the same by ``static/conditions.js``; one table of cases holds both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.grammar import KEYWORDS, ORDERED, Ast, ConditionError, ids, parse

__all__ = [
    "KEYWORDS",
    "Ast",
    "ConditionError",
    "Given",
    "Lookup",
    "evaluate",
    "given",
    "ids",
    "parse",
    "visible",
]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as conditions see it: the ids chosen, and the number if it has one."""

    texts: tuple[str, ...] = ()
    number: float | None = None


Lookup = Callable[[str], Given | None]


def evaluate(ast: Ast, lookup: Lookup) -> bool:
    """Decide a condition; ``lookup`` gives what was answered to an id, None for nothing.

    A comparison with an unanswered item is false, ``!=`` too. Against a text an id means the
    option chosen (any of them, where several may be chosen); against a number its number.
    ``answered`` is true for "not relevant" too: something was answered.
    """
    match ast:
        case ["and", left, right]:
            return evaluate(left, lookup) and evaluate(right, lookup)
        case ["or", left, right]:
            return evaluate(left, lookup) or evaluate(right, lookup)
        case ["not", inner]:
            return not evaluate(inner, lookup)
        case ["answered", name]:
            return lookup(name) is not None
        case ["in", left, literals]:
            return any(_compare("==", _side(left, lookup), _side(it, lookup)) for it in literals)
        case [sign, left, right]:
            return _compare(sign, _side(left, lookup), _side(right, lookup))
    raise ValueError(ast)


def _side(operand: Ast, lookup: Lookup) -> Given | None:
    kind, value = operand
    if kind == "id":
        return lookup(value)
    return Given(texts=(value,)) if kind == "text" else Given(number=value)


def _compare(sign: str, left: Given | None, right: Given | None) -> bool:
    if left is None or right is None:
        return False
    if left.number is not None and right.number is not None:
        return _ordered(sign, left.number, right.number)
    if not left.texts or not right.texts or sign in ORDERED:
        return False
    return (not set(left.texts).isdisjoint(right.texts)) is (sign == "==")


def _ordered(sign: str, left: float, right: float) -> bool:
    return {
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[sign]


def given(answer: Any, kind: str, values: Mapping[str, float]) -> Given | None:
    """Return an answer as conditions see it; None for a blank one, or one of the wrong sort.

    ``values`` are the numbers of the scale's points by id, {} for what has no scale.
    """
    match kind, answer:
        case "number", int() | float() if not isinstance(answer, bool):
            return Given(number=answer)
        case "rate" | "choice" | "text", str() if answer:
            return Given(texts=(answer,), number=values.get(answer))
        case "choices", list() if answer and all(isinstance(one, str) for one in answer):
            return Given(texts=tuple(answer))
        case ("rank", list()) | ("points", dict()) if answer:
            return Given()
    return None


def visible(
    items: Iterable[Mapping[str, Any]],
    answers: Mapping[str, Any],
    scales: Mapping[str, Mapping[str, Any]],
) -> list[str]:
    """Return the ids of the items to show, in order; a hidden item counts as unanswered.

    ``items`` and ``scales`` are those of ``Questionnaire.view()``: ``when`` is parsed.
    """
    known: dict[str, Given | None] = {}
    shown = []
    for item in items:
        if item["when"] is None or evaluate(item["when"], known.get):
            shown.append(item["id"])
            known |= _known(item, answers, scales)
    return shown


def _known(
    item: Mapping[str, Any], answers: Mapping[str, Any], scales: Mapping[str, Mapping[str, Any]]
) -> dict[str, Given | None]:
    name, kind = item["id"], item["kind"]
    found = {name: given(answers.get(name), kind, _values(scales, item.get("scale")))}
    for facet in item.get("also", ()):
        key = f"{name}.{facet['facet']}"
        found[key] = given(answers.get(key), "rate", _values(scales, facet["scale"]))
    return found


def _values(scales: Mapping[str, Mapping[str, Any]], name: str | None) -> dict[str, float]:
    points = scales[name]["points"] if name else ()
    return {point["id"]: point["value"] for point in points}
