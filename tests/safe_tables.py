"""Safe tables for tests of what is drawn from them; nothing here protects anybody.

The figures come from ``kit.groups``; rows under the limits are blanked as the protection does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pandas as pd

from kit.groups import summarise, tally_of
from kit.questionnaire import Questionnaire
from kit.records import Response

RULES = {"min_group": 5, "min_distribution": 8}
FIGURES = ("n", "not_relevant", "counts", "above", "share", "share_low", "share_high", "mean")
NEEDS = ("need", "rank_low", "rank_high")
UNITS = ("Östra", "Huvudbiblioteket", "Ängslyckan")
Safe = dict[str, Any]


def wilson(k: int, n: int) -> tuple[float, float]:
    """Follow Wilson 1927; Newcombe 1998 gives 81/263 as .2553-.3662."""
    z, p = 1.959963985, k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def with_units(questionnaire: Questionnaire, units: Sequence[str] = UNITS) -> Questionnaire:
    """Return the questionnaire as a round with units asks it."""
    options = [
        {"id": f"u{n}", "label": dict.fromkeys(questionnaire.languages, name)}
        for n, name in enumerate(units, 1)
    ]
    plain = questionnaire.model_dump(by_alias=True)
    text = dict.fromkeys(questionnaire.languages, "Enhet")
    plain["background"] = [
        *plain["background"],
        {"id": "unit", "kind": "choice", "text": text, "options": options},
    ]
    return Questionnaire.model_validate(plain)


def people(
    questionnaire: Questionnaire,
    number: int,
    seed: int = 1,
    units: Callable[[int], str] | None = None,
    roles: Callable[[int], str | None] = lambda _: None,
) -> list[Response]:
    """Invent people who are surer of some things than of others, and leave a little blank."""
    random = Random(seed)  # noqa: S311 - invented answers need no secrecy
    return [
        _person(questionnaire, random, n, units(n) if units else None, roles(n))
        for n in range(number)
    ]


def _person(
    questionnaire: Questionnaire, random: Random, n: int, unit: str | None, role: str | None
) -> Response:
    own = random.gauss(0, 0.18)
    answers = {}
    for place, item in enumerate(questionnaire.rated()):
        scale = questionnaire.scales[item.scale]
        points = [point.id for point in sorted(scale.points, key=lambda point: point.value)]
        share = 0.58 + own + 0.18 * math.sin(place * 1.7) + random.gauss(0, 0.17)
        chance = random.random()
        if chance < 0.04 and scale.other:
            answers[item.id] = scale.other[0].id
        elif chance > 0.03:
            answers[item.id] = points[
                min(max(round(share * (len(points) - 1)), 0), len(points) - 1)
            ]
    record = {
        "response_id": f"{random.getrandbits(128):032x}",
        "seq": len(answers),
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "hash": questionnaire.hash,
        },
        "language": "sv",
        "role": role,
        "background": {"unit": unit} if unit else {},
        "answers": answers,
        "day": f"2026-11-{1 + n % 28:02d}",
        "status": "finished",
    }
    return Response.model_validate(record)


def safe_table(questionnaire: Questionnaire, responses: Sequence[Response], **rules: int) -> Safe:
    """Return the safe table of these people, by everybody, role and unit."""
    table = summarise(questionnaire, tally_of(questionnaire, responses))
    limits = RULES | rules
    rows = [_row(record, limits) for record in table.to_dict("records")]
    _rank([row for row in rows if row["dimension"] == "competence" and row["grouping"] == "all"])
    identity = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "hash": questionnaire.hash,
    }
    return {"schema": 1, "questionnaire": identity, "rules": limits, "rows": rows}


def _row(record: dict[Any, Any], limits: dict[str, int]) -> Safe:
    named = {key: record[key] for key in ("grouping", "group", "dimension", "id")}
    wanted = None if math.isnan(record["wanted"]) else record["wanted"]
    row = named | {"wanted": wanted, "from_release": None, **dict.fromkeys(FIGURES + NEEDS)}
    if record["people"] and record["not_asked"] == record["people"]:
        return row | {"status": "not_asked"}
    if record["n"] < limits["min_group"]:
        return row | {"status": "few"}
    n = int(record["n"])
    many, known = n >= limits["min_distribution"], not pd.isna(record["above"])
    above = int(record["above"]) if many and known else None
    low, high = (None, None) if above is None else wilson(above, n)
    return row | {
        "status": "shown",
        "n": n,
        "not_relevant": int(record["not_relevant"]),
        "counts": list(record["counts"]) if many else None,
        "above": above,
        "share": None if above is None else above / n,
        "share_low": low,
        "share_high": high,
        "mean": round(float(record["mean"]), 2),
        "need": None if above is None else round(float(record["need"]), 4),
    }


def _rank(rows: Sequence[Safe]) -> None:
    known = sorted((row for row in rows if row["need"] is not None), key=lambda row: -row["need"])
    for place, row in enumerate(known, 1):
        row["rank_low"], row["rank_high"] = max(1, place - 2), min(len(known), place + 3)
