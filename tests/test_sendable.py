"""What the browser sends is what the collector takes, whatever stands in the draft."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

from node import NODE

from kit.answers import check_answers
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import Response

TESTS = Path(__file__).parent
SENDER = TESTS / "js" / "send-copies.mjs"
FILES = [TESTS / "data" / "kinds.yaml", *sorted((TESTS.parent / "questionnaires").glob("*.yaml"))]
ODD: list[Any] = ["", "0", "8", "nobody", 1, 0.5, -1, 10**12, [], ["a"], ["1", "1"], {}, {"x": 1}]


def answer(item: Any, dice: random.Random) -> Any:
    """Return something that a person, or an old file, may have left for this item."""
    options = [option.id for option in getattr(item, "options", ())]
    left: dict[str, Any] = {
        "rate": str(dice.randint(1, 7)),
        "choice": dice.choice(options or [""]),
        "choices": dice.sample(options, dice.randint(0, len(options))),
        "rank": dice.sample(options, dice.choice([len(options), len(options) // 2])),
        "number": dice.choice([0, 3, 12.5, 100, 10**9]),
        "text": "å" * dice.choice([1, 499, 501, 2_001]),
        "points": {option: dice.randint(0, 6) for option in options},
        "odd": dice.choice(ODD),
    }
    return left[dice.choice([item.kind, item.kind, item.kind, "odd"])]


def left_behind(asked: Questionnaire, dice: random.Random) -> dict[str, Any]:
    """Return a draft's response with answers of all sorts, some to questions that are hidden."""
    items = [item for item in asked.items() if item.kind != "note" and dice.random() < 0.8]
    answers = {item.id: answer(item, dice) for item in items}
    answers |= {f"{item.id}.importance": dice.choice(["3", "9"]) for item in items[:2]}
    answers |= {"gone": "1"} if dice.random() < 0.3 else {}
    return {
        "response_id": "a" * 32,
        "round": "abcdefghijkm",
        "seq": 3,
        "questionnaire": {"id": asked.id, "version": asked.version, "hash": asked.hash, "x": 1},
        "language": dice.choice(["sv", "xx"]),
        "role": dice.choice([None, "nobody", *(role.id for role in asked.roles)]),
        "background": {"nobody": "1", **{one.id: "work" for one in asked.background}},
        "answers": answers,
        "day": "2026-11-22",
        "status": dice.choice(["started", "finished"]),
        "left": "by a newer kit",
    }


def test_the_collector_takes_every_copy_and_nothing_sound_is_left_out() -> None:
    dice = random.Random(3)  # noqa: S311 - the same drafts every time are what is wanted
    asked = [read_questionnaire(file) for file in FILES]
    drafts = [(one, left_behind(one, dice)) for one in asked for _ in range(60)]
    lines = "\n".join(json.dumps({"view": one.view(), "response": left}) for one, left in drafts)
    ran = subprocess.run([NODE, SENDER], input=lines, check=True, capture_output=True, text=True)
    whole = 0
    for (one, left), line in zip(drafts, ran.stdout.splitlines(), strict=True):
        sent = json.loads(line)
        copy = Response.model_validate(sent["copy"])
        assert check_answers(one, copy) == []
        assert not copy.model_extra
        assert not copy.questionnaire.model_extra
        assert copy.language in one.languages
        for key in set(left["answers"]) - set(copy.answers):
            again = copy.model_copy(update={"answers": {**copy.answers, key: left["answers"][key]}})
            assert check_answers(one, again), f"{key} is sound and was left out"
        whole += len(copy.answers)
    assert whole > 1_000
