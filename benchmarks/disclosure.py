"""What protecting small groups costs: how much of a result is held back, and how long it takes.

    .venv/bin/python benchmarks/disclosure.py

Invented people answer bibliotek-24, in as many workplaces as a municipality of that size has, some
of them with a role of their own. Printed, kept in ``results/disclosure.json`` and written into
``README.md``: for each size the share of rows shown, of those with five answers or more, of
distributions (with shares and needs) of those with eight or more, and seconds of CPU for one
release; then the seconds of the sixth release of a round of 120 people.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from kit.disclosure import Rules
from kit.groups import summarise, tally_of
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import Response
from kit.release import make_release

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "disclosure.json"
SIZES = {8: 2, 12: 2, 18: 3, 46: 4, 120: 6}
"""People, and workplaces."""

README = ROOT / "benchmarks" / "README.md"
HEAD = "<!-- disclosure: begin -->", "<!-- disclosure: end -->"

RULES = Rules()
NOT_RELEVANT, BLANK = 0.03, 0.01
"""How many answers of all are none on the scale."""


def questionnaire(units: int, roles: int) -> Questionnaire:
    """Return bibliotek-24 with workplaces, and with as many roles that want different levels."""
    plain = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml").model_dump(
        by_alias=True, exclude_defaults=True
    )
    areas = [area["id"] for area in plain["areas"]]
    plain["roles"] = [
        {"id": f"r{n}", "label": {"sv": f"Roll {n}"}, "targets": dict.fromkeys(areas, 4 + n % 2)}
        for n in range(1, roles + 1)
    ]
    options = [{"id": f"u{n}", "label": {"sv": f"Hus {n}"}} for n in range(1, units + 1)]
    question = {"id": "unit", "kind": "choice", "text": {"sv": "Var?"}, "options": options}
    plain["background"] = [question, *plain.get("background", [])]
    return Questionnaire.model_validate(plain)


def people(of: Questionnaire, size: int, random: Random) -> list[Response]:
    """Invent people: some surer than others, a few answers blank or not relevant."""
    units = [option.id for option in of.background[0].options]
    return [_person(of, number, units, random) for number in range(size)]


def _person(of: Questionnaire, number: int, units: Sequence[str], random: Random) -> Response:
    sure = random.gauss(4.3, 1.0)
    marks = {item.id: _mark(sure, random) for item in of.rated()}
    sizes = [1 / place for place in range(1, len(units) + 1)]
    record = {
        "response_id": f"{number:032x}",
        "seq": 1,
        "questionnaire": {"id": of.id, "version": of.version, "hash": of.hash},
        "language": "sv",
        "role": random.choice([role.id for role in of.roles]),
        "background": {"unit": random.choices(units, sizes)[0]},
        "answers": {item: mark for item, mark in marks.items() if mark},
        "day": "2026-11-22",
        "status": "finished",
    }
    return Response.model_validate(record)


def _mark(sure: float, random: Random) -> str:
    chance = random.random()
    if chance < NOT_RELEVANT + BLANK:
        return "na" if chance < NOT_RELEVANT else ""
    return str(min(7, max(1, round(random.gauss(sure, 1.3)))))


def measure(size: int, units: int, roles: int = 2, times: int = 5) -> dict[str, Any]:
    """Release invented rounds, and count what is shown of rows with five answers or more."""
    found: Counter[str] = Counter()
    seconds = []
    for seed in range(times):
        of = questionnaire(units, roles)
        responses = people(of, size, Random(seed))  # noqa: S311 - invented people
        tally = tally_of(of, responses)
        start = time.process_time()
        safe = make_release(of, tally, responses)
        seconds.append(time.process_time() - start)
        table = summarise(of, tally)
        for row, raw in zip(safe["rows"] if safe else [], table.to_dict("records"), strict=True):
            if raw["n"] >= RULES.min_group:
                kind = "all" if raw["grouping"] == "all" else "groups"
                found.update([kind, *([f"{kind} shown"] if row["status"] == "shown" else [])])
                found.update(["many"] if raw["n"] >= RULES.min_distribution else [])
                found.update(["bins"] if row["counts"] is not None else [])
    return {
        "people": size,
        "units": units,
        "roles": roles,
        "all_shown": round(found["all shown"] / max(found["all"], 1), 3),
        "groups_shown": round(found["groups shown"] / max(found["groups"], 1), 3),
        "distributions_shown": round(found["bins"] / max(found["many"], 1), 3),
        "seconds": round(sorted(seconds)[len(seconds) // 2], 3),
    }


def measure_history(releases: int = 6) -> dict[str, Any]:
    """Release a round again and again while people come, at last with all its groups."""
    of = questionnaire(6, 4)
    everybody = people(of, 120, Random(1))  # noqa: S311 - invented people
    history: list[Any] = []
    seconds = 0.0
    for number in range(1, releases + 1):
        responses = everybody[: 20 * number]
        # Whoever came after a release is in its cohort.
        parts = [tally_of(of, everybody[20 * n : 20 * n + 20], n) for n in range(number)]
        tally = pd.concat(parts, ignore_index=True)
        start = time.process_time()
        status = "closed" if number > releases - 2 else "open"
        safe = make_release(of, tally, responses, status=status, history=history)
        seconds = time.process_time() - start
        history += [safe] if safe else []
    return {
        "people": 120,
        "units": 6,
        "roles": 4,
        "releases": releases,
        "seconds": round(seconds, 3),
    }


def table(results: Sequence[dict[str, Any]]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| people | workplaces | roles | of all | of roles and workplaces | distributions | CPU |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(line, results)])


def line(row: dict[str, Any]) -> str:
    """Return one result as a row of the table."""
    shown = ("all_shown", "groups_shown", "distributions_shown")
    shares = [f"{row[name]:.1%}" if name in row else "" for name in shown]
    cells = [f"{row['people']}", f"{row['units']}", f"{row['roles']}", *shares]
    cells += [f"{row['seconds']:.2f} s" + (", 6th release" if "releases" in row else "")]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, print and keep."""
    results = [measure(size, units) for size, units in SIZES.items()]
    results += [measure(120, 6, roles=4), measure_history()]
    for result in results:
        print(result)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(f"{json.dumps(results, indent=1)}\n", encoding="utf-8")
    before, _, rest = README.read_text(encoding="utf-8").partition(HEAD[0])
    after = rest.partition(HEAD[1])[2]
    text = f"{before}{HEAD[0]}\n{table(results)}\n{HEAD[1]}{after}"
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
