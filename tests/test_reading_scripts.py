"""Reading a workshop's script: every problem at once, with its line, and what to do about it."""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from test_reading_mutations import assert_plain, mutated, words_in

from kit.errors import KitError, ProblemsFound
from kit.reading.script_steps import AFTER, ONE, SHOWING
from kit.reading.scripts import INSTEAD, check_script, problems_of, read_script
from kit.schema import script_schema
from kit.script_shelf import find_script, script_names
from kit.scripts import Script, StepKind

DATA = Path(__file__).parent / "data"
FILE = DATA / "script.yaml"
SMALL = FILE.read_text(encoding="utf-8")
SHIPPED = Path(__file__).parents[1] / "questionnaires" / "workshops"
COUNT = int(os.environ.get("KIT_BROKEN_FILES", "2000")) // 5
READING = Path(__file__).parents[1] / "kit" / "reading"


def edited(*edits: tuple[str, str]) -> str:
    text = SMALL
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def told(text: str, language: str = "en") -> list[str]:
    script, problems = check_script(text, "f", language=language)
    assert (script is None) == bool(problems)
    return [str(problem).removeprefix("f:") for problem in problems]


def moved(step: str, before: str) -> str:
    """Return the script with one step's line moved to before another's."""
    lines = SMALL.splitlines(keepends=True)
    (line,) = [line for line in lines if f"id: {step}," in line]
    lines.remove(line)
    (place,) = [place for place, line in enumerate(lines) if re.search(rf"id: {before}\b", line)]
    return "".join([*lines[:place], line, *lines[place:]])


def test_a_script_is_read_with_all_that_it_says() -> None:
    script = read_script(FILE)
    assert [step.id for step in script.steps][:4] == ["hello", "answer", "look", "circles"]
    assert (script.minutes, script.language, script.limits.points) == (42, "sv", 6)
    assert [(phase.circle, phase.minutes) for phase in script.steps[3].phases] == [
        ("alone", 2),
        ("pairs", 5),
    ]
    assert Script.model_validate(script.model_dump(mode="json", by_alias=True)) == script


CASES = {
    "an id twice": (
        [("id: rest", "id: look")],
        '22: The id "look" stands twice (first on line 12). Give one of them another id.',
    ),
    "no view": (
        [("minutes: 3, view: needs,", "minutes: 3,")],
        (
            '12: The step "look" looks at the result, but names no view. '
            "Add view: needs, or another view."
        ),
    ),
    "a view where none disturbs": (
        [("kind: break, ", "kind: break, view: areas, ")],
        (
            '22: A step of the kind "break" shows no view of the result. '
            "Delete the view, or put it at a step of the kind look."
        ),
    ),
    "an unknown view": (
        [("view: needs", "view: need")],
        (
            '12: "view" cannot be "need". '
            "Write areas, competences, items, needs, tags, roles, units or change."
        ),
    ),
    "phases that do not fill": (
        [("minutes: 7", "minutes: 8")],
        (
            '15: The phases of "circles" take 7 minutes together, but the step takes 8. '
            "Mend one of them."
        ),
    ),
    "phases elsewhere": (
        [("kind: circles", "kind: talk")],
        '19: A step of the kind "talk" has no phases. Delete them, or write kind: circles.',
    ),
    "two plans": (
        [("id: close, kind: close", "id: close, kind: plan")],
        (
            '28: There are two steps of the kind "plan"; a workshop has one. '
            "Put them together, or delete one."
        ),
    ),
    "more actions than ideas": (
        [("actions: 2", "actions: 5")],
        (
            "8: The plan would take more actions (5) than ideas go on to the grid (4). "
            "Lower actions, or raise shortlist."
        ),
    ),
    "an unknown kind": (
        [("kind: break", "kind: brake")],
        (
            '22: "kind" cannot be "brake". Write talk, break, answer, look, reflect, circles, '
            "review, ideas, sort, points, grid, plan or close."
        ),
    ),
    "a missing language": (
        [("{sv: Hej, en: Hello}", "Hej")],
        (
            "10: steps.hello.title is not translated to en. Write a text for each language, "
            'for example {sv: "…", en: "…"}.'
        ),
    ),
    "no minutes": (
        [("minutes: 6", "minutes: 0")],
        '27: "minutes" is 0, which is too small. Write 1 or more.',
    ),
    "an alias": (
        [("{sv: Tacka, en: Thank}", "*thanks")],
        (
            "28: *thanks points at another place in the file; that is not allowed. "
            "Write out what it stands for. A text that begins with * needs quotation marks."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_problem_is_told_with_line_and_remedy(case: str) -> None:
    edits, expected = CASES[case]
    assert told(edited(*edits)) == [expected]


def test_a_misspelt_key_is_named_with_the_one_that_was_meant() -> None:
    assert sorted(told(edited(("circle: alone, minutes", "circle: alone, minuts")))) == [
        '20: "minutes" is missing here. Add it.',
        (
            '20: The key "minuts" is not known here. Did you mean "minutes"? '
            "Keys here: circle, minutes, text."
        ),
    ]


def test_circles_without_phases_are_missed() -> None:
    lines = SMALL.splitlines(keepends=True)
    text = "".join(line for line in lines if "phases:" not in line and "{circle:" not in line)
    assert told(text) == [
        (
            '13: The step "circles" goes in circles, but has no phases. '
            "Add phases, each with circle, minutes and text."
        )
    ]


@pytest.mark.parametrize(
    ("step", "before", "expected"),
    [
        ("look", "answer", "The result is shown before everybody has answered."),
        ("sort", "ideas", 'The step of the kind "sort" has nothing to go on from.'),
        ("points", "ideas", 'The step of the kind "points" has nothing to go on from.'),
        ("grid", "ideas", 'The step of the kind "grid" has nothing to go on from.'),
        ("plan", "ideas", 'The step of the kind "plan" has nothing to go on from.'),
        ("points", "sort", "The ideas are sorted after they have been weighed."),
        ("grid", "sort", "The ideas are sorted after they have been weighed."),
        ("close", "plan", "Steps come after the one that closes the workshop."),
    ],
)
def test_steps_that_cannot_be_gone_through_in_their_order_are_refused(
    step: str, before: str, expected: str
) -> None:
    assert any(expected in one for one in told(moved(step, before)))


def test_without_an_answer_step_everybody_has_answered_before_the_workshop() -> None:
    text = "".join(line for line in SMALL.splitlines(keepends=True) if "id: answer" not in line)
    assert told(text) == []


def test_a_follow_up_may_go_from_the_review_straight_to_the_plan() -> None:
    gone = ("id: ideas,", "id: sort,", "id: points,", "id: grid,")
    lines = [line for line in SMALL.splitlines(keepends=True) if not any(g in line for g in gone)]
    text = "".join(lines)
    assert told(text) != []
    assert told(text.replace("id: rest, kind: break", "id: rest, kind: review")) == []


def test_problems_of_every_sort_are_told_at_once_in_the_order_of_the_file() -> None:
    text = edited(
        ("id: small", "id: Small"),
        ("points: 6", "points: many"),
        ("minutes: 3, view: needs", "minutes: 3"),
        ("minutes: 7", "minutes: 9"),
        ("id: rest", "id: hello"),
        ("{sv: Slut, en: End}", "{sv: Slut, de: Ende}"),
    )
    lines = [int(one.partition(":")[0]) for one in told(text)]
    assert lines == [3, 8, 12, 15, 22, 28, 28]


def test_it_speaks_of_scripts_also_where_it_cannot_read_one() -> None:
    assert told("", "sv") == ["1: Filen är tom. Utgå från en kopia av ett manus som fungerar."]
    (line,) = told("- a", "sv")
    assert line.startswith("1: Filen är inget manus.")
    assert "ett manus" in told(SMALL + "---\na: 1\n", "sv")[0]


def test_every_sentence_about_questionnaires_has_one_about_scripts() -> None:
    modules = ("files", "source", "checking", "shapes")
    texts = "".join((READING / f"{name}.py").read_text(encoding="utf-8") for name in modules)
    said = re.findall(r'(?<!")"([A-Z][^"\n]*questionnaire[^"\n]*)"(?!")', texts)
    assert {*said} == {*INSTEAD}


def test_a_script_is_known_by_its_folder_or_by_its_steps(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    places = [tmp_path / "mine.yaml", folder / "mine.yaml"]
    for place in places:
        place.write_text(SMALL, encoding="utf-8")
        assert problems_of(place) == []
    places[1].write_text("", encoding="utf-8")
    assert "a script that works" in str(problems_of(places[1], language="en")[0])
    places[0].write_bytes((DATA / "small.yaml").read_bytes())
    assert problems_of(places[0]) == []
    places[1].write_bytes((DATA / "small.yaml").read_bytes())
    assert problems_of(places[1]) == []


def test_a_file_that_is_no_text_is_told_of_in_a_scripts_words(tmp_path: Path) -> None:
    folder = tmp_path / "workshops"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(b"PK\x03\x04" + b"\0" * 50)
    with pytest.raises(ProblemsFound, match="A script is a text file"):
        read_script(folder / "a.yaml", language="en")
    assert "A script is" in str(problems_of(folder / "a.yaml", language="en")[0])


def test_scripts_are_found_here_and_above(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires" / "workshops"
    folder.mkdir(parents=True)
    (folder / "vart-eget.yaml").write_text(SMALL, encoding="utf-8")
    below = tmp_path / "notebooks" / "more"
    below.mkdir(parents=True)
    assert find_script("vart-eget", below) == folder / "vart-eget.yaml"
    assert script_names(below) == ["vart-eget"]
    for odd in ("vart-egen", "../vart-eget", "/etc/passwd", "", "VART-EGET"):
        with pytest.raises(KitError, match="There is no script"):
            find_script(odd, below, language="en")
    with pytest.raises(KitError, match='Menade du "vart-eget"'):
        find_script("vart-egen", below)


def test_editors_accept_what_the_reader_accepts_and_explain_every_key() -> None:
    schema = json.loads(script_schema())
    for file in [FILE, *SHIPPED.glob("*.yaml")]:
        jsonschema.validate(YAML(typ="safe", pure=True).load(file), schema)
    for definition in [schema, *schema["$defs"].values()]:
        for key, meaning in definition.get("properties", {}).items():
            assert {"description", "$ref"} & meaning.keys(), key


def test_the_schema_for_editors_is_the_models() -> None:
    written = (SHIPPED / "schema.json").read_text(encoding="utf-8")
    again = "write it anew: kit schema --script > questionnaires/workshops/schema.json"
    assert written == script_schema(), again


def assert_sound(script: Script) -> None:
    """Hold a script to what whoever leads a workshop by it relies on."""
    kinds: list[StepKind] = [step.kind for step in script.steps]
    assert len({step.id for step in script.steps}) == len(kinds)
    assert all(kinds.count(kind) <= 1 for kind in ONE)
    assert "close" not in kinds[:-1]
    for place, step in enumerate(script.steps):
        needed = AFTER.get(step.kind)
        assert needed is None or {*needed} & {*kinds[:place]}
        assert step.view is None or step.kind in SHOWING
        assert step.view is not None or step.kind != "look"
        assert step.view is None or "answer" not in kinds[place:]
        parts = sum(phase.minutes for phase in step.phases)
        assert parts == (step.minutes if step.kind == "circles" else 0)
        for text in (step.title, step.room, step.facilitator):
            assert set(text) == set(script.languages)
            assert all(words.strip() for words in text.values())
    assert script.limits.actions <= script.limits.shortlist


def test_broken_scripts_are_refused_in_words_or_sound(tmp_path: Path) -> None:
    chance = random.Random(2027)  # noqa: S311 - the same ones every time
    seed = SMALL.encode()
    path = tmp_path / "broken.yaml"
    broken = Counter(mutated(chance, seed) for _ in range(COUNT))
    accepted = 0
    for data, times in broken.items():
        path.write_bytes(data)
        try:
            script = read_script(path, language="en")
        except ProblemsFound as found:
            breaks = rb"\r\n|\r|\n|\xc2\x85|\xe2\x80[\xa8\xa9]"
            assert_plain(found.problems, len(re.split(breaks, data)))
            continue
        accepted += times
        assert_sound(script)
        other = yaml.load(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
        assert words_in(other) <= words_in(script.model_dump(by_alias=True))
    assert COUNT / 20 < accepted < COUNT * 2 / 3, "the mutations have become too weak or too strong"


LINES = [line for line in SMALL.splitlines() if line.startswith("  - {id:")]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=9, unique=True))
def test_any_order_of_steps_is_refused_in_words_or_sound(lines: list[str]) -> None:
    head = SMALL.partition("steps:\n")[0]
    script, problems = check_script(head + "steps:\n" + "\n".join(lines) + "\n", "f")
    if script is None:
        assert problems
        assert all(problem.line and problem.remedy for problem in problems)
    else:
        assert_sound(script)
