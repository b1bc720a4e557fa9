"""Conditions: what is accepted, what is shown, and the same in Python and in the browser."""

from __future__ import annotations

import json
import random
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from node import NODE

from kit.conditions import KEYWORDS, ConditionError, evaluate, ids, parse, visible
from kit.grammar import LONGEST
from kit.language import words

HERE = Path(__file__).parent
CASES = json.loads((HERE / "cases" / "conditions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda case: case["what"])
def test_a_condition_shows_its_item_or_not(case: dict[str, Any]) -> None:
    assert parse(case["when"]) == case["ast"]
    asked = {"id": "asked", "kind": "text", "when": case["ast"]}
    shown = visible([*CASES["items"], asked], case["answers"], CASES["scales"])
    assert ("asked" in shown) is case["shown"]


@pytest.mark.parametrize("case", CASES["visible"], ids=lambda case: case["what"])
def test_hidden_items_count_as_unanswered(case: dict[str, Any]) -> None:
    assert visible(case["items"], case["answers"], CASES["scales"]) == case["visible"]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["when"][:40])
def test_what_is_no_condition_is_refused_with_its_place(case: dict[str, Any]) -> None:
    with pytest.raises(ConditionError) as refused:
        parse(case["when"])
    assert refused.value.position == case["position"]
    assert {refused.value.what, refused.value.remedy} <= words("sv").keys()
    assert "{" not in str(refused.value)


def test_every_id_that_a_condition_looks_at_is_found() -> None:
    tree = parse("not (q1 >= 3 or q2.want in ['a']) and answered(q3) and 2 < q4 and q5 == q6")
    assert ids(tree) == ["q1", "q2.want", "q3", "q4", "q5", "q6"]


def test_a_condition_of_the_greatest_length_can_be_decided() -> None:
    longest = " or ".join(["a<1"] * (LONGEST // 7))
    assert evaluate(parse(longest), lambda _: None) is False


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,9}(\.[a-z]{1,5})?", fullmatch=True).filter(
    lambda name: name not in KEYWORDS
)
NUMBERS = st.integers(-999, 999) | st.sampled_from([0.5, -1.25, 3.75])
TEXTS = st.text(st.characters(exclude_characters="'\"", codec="utf-8"), max_size=8)
ID = NAMES.map(lambda name: ["id", name])
LITERAL = NUMBERS.map(lambda number: ["number", number]) | TEXTS.map(lambda text: ["text", text])
COMPARISON = (
    st.tuples(st.sampled_from(["==", "!="]), ID, ID | LITERAL)
    | st.tuples(
        st.sampled_from(["<", "<=", ">", ">="]), ID, ID | NUMBERS.map(lambda n: ["number", n])
    )
    | st.tuples(st.just("in"), ID, st.lists(LITERAL, min_size=1, max_size=3))
    | st.tuples(st.just("answered"), NAMES)
).map(list)
TREE = st.recursive(
    COMPARISON,
    lambda inner: (
        st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(list)
        | st.tuples(st.just("not"), inner).map(list)
    ),
    max_leaves=6,
)


WRITTEN = {
    "and": "({} and {})",
    "or": "({} or {})",
    "not": "not {}",
    "answered": "answered({})",
    "in": "{} in [{}]",
    "text": "'{}'",
    "id": "{}",
    "number": "{}",
}


def written(tree: Any) -> str:
    if not isinstance(tree, list):
        return str(tree)
    if isinstance(tree[0], list):
        return ", ".join(map(written, tree))
    return WRITTEN.get(tree[0], f"{{}} {tree[0]} {{}}").format(*map(written, tree[1:]))


@settings(deadline=None)
@given(TREE)
def test_what_is_written_is_what_is_read(tree: Any) -> None:
    assert parse(written(tree)) == tree


@settings(deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "q1",
                "(",
                ")",
                "not",
                "and",
                "in",
                "[",
                "'a'",
                "<",
                ">=",
                "3",
                ",",
                ".",
                "answered",
                "=",
                " ",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_is_a_condition_or_a_sentence_about_why_not(text: str) -> None:
    with suppress(ConditionError):
        tree = parse(text)
        assert evaluate(tree, lambda _: None) in {True, False}
        assert parse(written(tree)) == tree


def question(chance: random.Random, number: int) -> dict[str, Any]:
    kind = chance.choice(["rate", "rate", "choice", "choices", "number", "text"])
    names = [f"i{before}" for before in range(number)]
    item: dict[str, Any] = {"id": f"i{number}", "kind": kind, "when": None}
    if kind == "rate":
        item |= {"scale": "five", "also": [{"facet": "want", "scale": "words"}]}
    if names and chance.random() < 0.7:
        item["when"] = condition(chance, names, 2)
    return item


def condition(chance: random.Random, names: list[str], depth: int) -> list[Any]:
    if depth and chance.random() < 0.5:
        inner = [condition(chance, names, depth - 1) for _ in range(2)]
        return chance.choice([["and", *inner], ["or", *inner], ["not", inner[0]]])
    name = chance.choice(names) + chance.choice(["", "", ".want"])
    if chance.random() < 0.2:
        return ["answered", name]
    literals = [["text", one] for one in ("3", "na", "hi", "", "0")] + [
        ["number", one] for one in (0, 3, -1.5)
    ]
    if chance.random() < 0.2:
        return ["in", ["id", name], chance.sample(literals, 2)]
    other = chance.choice([["id", chance.choice(names)], *literals])
    return [chance.choice(["==", "!=", "<", "<=", ">", ">="]), ["id", name], other]


def answers(chance: random.Random, items: list[dict[str, Any]]) -> dict[str, Any]:
    values: dict[str, list[Any]] = {
        "rate": ["1", "3", "5", "na", None],
        "choice": ["3", "na", ""],
        "choices": [[], ["3"], ["na", "0"]],
        "number": [0, 3, -1.5],
        "text": ["", "3", "hi", " "],
    }
    found = {item["id"]: chance.choice(values[item["kind"]]) for item in items}
    found |= {f"{name}.want": chance.choice(["lo", "mid", "hi"]) for name in found}
    return {name: value for name, value in found.items() if chance.random() < 0.8}


def test_python_and_the_browser_decide_alike(tmp_path: Path) -> None:
    chance = random.Random(24)  # noqa: S311 - the same cases every time
    cases: list[dict[str, Any]] = []
    for _ in range(2_000):
        items = [question(chance, number) for number in range(6)]
        cases.append({"items": items, "answers": answers(chance, items)})
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ visible }} from {json.dumps((HERE.parent / "kit/static/conditions.js").as_uri())};
        const scales = {json.dumps(CASES["scales"])};
        const cases = JSON.parse(readFileSync({json.dumps(str(tmp_path / "cases.json"))}, "utf8"));
        const shown = cases.map((one) => visible(one.items, one.answers, scales));
        process.stdout.write(JSON.stringify(shown));
    """
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", script],
        check=True,
        capture_output=True,
        text=True,
    )
    expected = [visible(one["items"], one["answers"], CASES["scales"]) for one in cases]
    assert json.loads(done.stdout) == expected
    assert len({tuple(shown) for shown in expected}) > 20
