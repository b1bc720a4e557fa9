"""Reading a questionnaire: every problem at once, with its line, and what to do about it."""

from __future__ import annotations

import ast
import json
import re
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.errors import KitError, ProblemsFound
from kit.language import words
from kit.questionnaire import Questionnaire
from kit.reading import check_text, read_questionnaire
from kit.shelf import find_questionnaire

HERE = Path(__file__).parent
KIT = HERE.parent / "kit"
KINDS = (HERE / "data" / "kinds.yaml").read_text(encoding="utf-8")
SMALL = (HERE / "data" / "small.yaml").read_text(encoding="utf-8")
CASES = json.loads((HERE / "cases" / "problems.json").read_text(encoding="utf-8"))


def edited(*edits: tuple[str, str], text: str = KINDS) -> str:
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def told(text: str, language: str = "sv") -> list[str]:
    questionnaire, problems = check_text(text, "f", language=language)
    assert (questionnaire is None) == bool(problems)
    return [str(problem).removeprefix("f:") for problem in problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_problem_is_told_with_line_and_remedy(case: dict[str, Any]) -> None:
    assert told(edited(*case["edits"])) == case["problems"]


def test_problems_of_every_sort_are_told_at_once_in_the_order_of_the_file() -> None:
    text = edited(
        ("id: kinds", "id: Kinds"),
        ("min_group: 5", "min_group: 1"),
        ("l2, from: 50", "l2, from: 0"),
        ("c21: 4.5", "c21: 9"),
        ("scale: weight", "scale: wait"),
        ("know == 'nej'", "knew == 'nej'"),
        ("{sv: Nej, en: No}", "Nej"),
        ("kind: rank", "kind: rang"),
    )
    lines = [int(problem.partition(":")[0]) for problem in told(text)]
    assert lines == [3, 9, 29, 54, 99, 128, 134, 153]


def test_the_problems_are_told_in_english_too() -> None:
    text = edited(("scale: weight", "scale: wieght"), ("min_group: 5", "min_group: 4"))
    assert told(text, "en") == [
        (
            '9: "privacy.min_group" is 4, which is too small. '
            "Five is the floor that protects people in small groups; it may only be raised."
        ),
        (
            '99: The scale "wieght" does not exist. Did you mean "weight"? '
            "Scales in the file: confidence, weight."
        ),
    ]


def test_a_hundred_problems_are_enough() -> None:
    problems = told(re.sub(r", en: [^}]*}", "}", KINDS) + "\n".join(f"y{n}: 1" for n in range(99)))
    assert len(problems) == 101
    assert problems[-1].endswith("Det finns fler problem. Rätta de här först.")


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "yes",
        "true",
        "12:30",
        "2026.10",
        "1e3",
        "0x10",
        "010",
        "1_000",
        ".inf",
        "2026-01-01",
        "=",
        "-1",
        "3",
        "nan",
    ],
)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_words_stay_the_words_that_were_written(word: str, quote: str) -> None:
    text = edited(("title: {sv: Litet,", f"title: {{sv: {quote}{word}{quote},"), text=SMALL)
    questionnaire, _ = check_text(text, "f")
    assert questionnaire is not None
    assert questionnaire.title["sv"] == word


@pytest.mark.parametrize("labels", [("ja", "nej"), ("no", "on"), ("12:30", "yes"), ("off", "010")])
def test_b06_labels_of_options_stay_text_and_nothing_may_stand_twice(
    labels: tuple[str, str],
) -> None:
    one, other = labels
    options = f"""
      - {{id: q3, kind: choice, text: {{sv: Vilken, en: Which}},
          options: [{{id: o1, label: {{sv: {one}, en: {other}}}}},
                    {{id: o2, label: {{sv: {other}, en: x}}}}]}}
"""
    questionnaire, problems = check_text(SMALL.rstrip() + options, "f")
    assert questionnaire is not None, problems
    asked = questionnaire.pages[0].items[-1]
    assert asked.kind == "choice"
    assert [option.label["sv"] for option in asked.options] == [one, other]
    refused = told(SMALL.rstrip() + options.replace("id: q3,", "id: q3, id: q4,"), "en")
    assert any('"id" stands twice' in one or "“id” stands twice" in one for one in refused), refused


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.mkdir [{0}]",
        "!!python/object/new:os.mkdir [{0}]",
        "!!python/object/apply:pathlib.Path.mkdir [!!python/object/apply:pathlib.Path [{0}]]",
        "!!python/name:os.mkdir",
        "!!python/module:os",
        "!!python/tuple [1]",
        "!<tag:yaml.org,2002:python/object/apply:os.mkdir> [{0}]",
    ],
)
@pytest.mark.parametrize("place", ["@", f"x: @\n{SMALL}", f"{SMALL}\nx: {{a: [@ ]}}\n"])
def test_b04_a_tag_of_python_is_refused_and_runs_nothing(
    tmp_path: Path, tag: str, place: str
) -> None:
    made = tmp_path / "made"
    problems = told(place.replace("@", tag.format(made)), "en")
    assert any("!" in problem for problem in problems)
    assert not made.exists()


def test_norwegian_is_a_language_and_not_a_denial() -> None:
    text = SMALL.replace(", en: ", ", no: ").replace("[sv, en]", "[sv, no]")
    questionnaire, _ = check_text(text, "f")
    assert questionnaire is not None
    assert questionnaire.languages == ("sv", "no")


def test_a_version_keeps_its_last_nought() -> None:
    questionnaire, _ = check_text(edited(('version: "1"', "version: 2026.10"), text=SMALL), "f")
    assert questionnaire is not None
    assert questionnaire.version == "2026.10"


def test_keys_of_ones_own_are_kept_as_yaml_means_them() -> None:
    own = "\nx: {n: 3, f: 2.5, t: true, no: ~, s: '3', big: 1e999, l: [on, 12:30], d: {e: 1}}\n"
    questionnaire, _ = check_text(SMALL + own, "f")
    assert questionnaire is not None
    assert questionnaire.x == {
        "n": 3, "f": 2.5, "t": True, "no": None, "s": "3", "big": "1e999",
        "l": ["on", "12:30"], "d": {"e": 1},
    }  # fmt: skip


def test_b05_an_alias_bomb_is_refused_without_being_unfolded() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in pairwise("abcdefghi")]
    tracemalloc.start()
    problems = told("\n".join(lines))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000
    assert problems[0] == (
        "1: &a är ett ankare. Det är inte tillåtet. "
        "Ta bort det. En text som börjar med & behöver citattecken."
    )
    assert any(problem.startswith("9: *h pekar på en annan plats") for problem in problems)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "f.yaml:1: Filen är tom. "),
        (b"\n# only a comment\n", "f.yaml:1: Filen är tom. "),
        (b"- a\n- b\n", "f.yaml:1: Filen är inget formulär. "),
        (b"hello", "f.yaml:1: Filen är inget formulär. "),
        (b"id: a\ntitle: \xe5\n", "f.yaml:2: Filen är inte sparad som UTF-8. "),
        ("id: på\n".encode("utf-16"), "f.yaml: Filen är sparad som UTF-16. "),
        ("id: på\n".encode("utf-16-le"), "f.yaml: Filen är sparad som UTF-16. "),
        ("id: på\n".encode("utf-16-be"), "f.yaml: Filen är sparad som UTF-16. "),
        (b"id: a\0b\n", "f.yaml: Filen är inte text. "),
        (b"\0" * 1000, "f.yaml: Filen är inte text. "),
        (b"PK\x03\x04 and so on", "f.yaml: Filen är inte text. "),
        (bytes(range(256)), "f.yaml: Filen är inte text. "),
        (b"a: b\n" * 200_000, "f.yaml: Filen är för stor: 1.0 MB. Den får vara högst 0.5 MB. "),
        (b"\n" * 30_000, "f.yaml: Filen har fler än 20000 rader. "),
        (b"a: 1\nb: " + b"!" * 30_000, "f.yaml:2: Raden är längre än 20000 tecken. "),
        (b"[" * 10_000, "f.yaml:1: Nycklar och listor ligger mer än 16 nivåer"),
        (b"a: [" + b"{},\n" * 15_000 + b"]", "f.yaml:14998: Filen har fler än 15000 värden. "),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:40],
)
def test_what_is_no_questionnaire_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(data)
    with pytest.raises(ProblemsFound) as found:
        read_questionnaire(file)
    assert str(found.value.problems[0]).replace(f"{tmp_path}/", "").startswith(expected)
    assert found.value.problems[0].remedy


def test_a_mark_of_utf_8_at_the_start_and_windows_lines_are_welcome(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_questionnaire(file).hash == read_questionnaire(HERE / "data" / "small.yaml").hash


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kindes.yaml", 'Filen finns inte. Menade du "kinds.yaml"?'),
        ("nowhere/kinds.yaml", "Filen finns inte. Kontrollera namnet och mappen."),
        (".", "Det här är en mapp. Skriv namnet på filerna i den"),
        ("\0", "Filen finns inte. Kontrollera namnet och mappen."),
        ("å" * 300, "Filen går inte att öppna (namnet är för långt)."),
    ],
)
def test_what_is_no_file_is_refused(name: str, expected: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_questionnaire(HERE / "data" / name)
    problem = found.value.problems[0]
    assert problem.line is None
    assert f"{problem.what} {problem.remedy}".startswith(expected)


def test_a_device_is_refused_unread() -> None:
    with pytest.raises(ProblemsFound, match="Det här är ingen fil"):
        read_questionnaire("/dev/zero")


def test_a_name_never_breaks_the_line(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_questionnaire(tmp_path / "a\nb\udcff.yaml")
    assert str(found.value).splitlines() == [str(found.value)]
    assert str(found.value).encode()


def test_a_questionnaire_is_found_here_and_above(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    deep = tmp_path / "notebooks" / "mine"
    folder.mkdir()
    deep.mkdir(parents=True)
    (folder / "puls-10.yaml").write_text(SMALL, encoding="utf-8")
    assert find_questionnaire("puls-10", tmp_path) == folder / "puls-10.yaml"
    assert find_questionnaire("puls-10", deep) == folder / "puls-10.yaml"
    assert find_questionnaire("mine.yaml", deep) == deep / "mine.yaml"
    assert find_questionnaire(folder / "puls-10.yaml", deep) == folder / "puls-10.yaml"


@pytest.mark.parametrize(
    "name", ["puls10", "../puls-10", "/etc/passwd", "PULS-10", "puls-10\n", ""]
)
def test_a_name_that_is_none_says_which_there_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "puls-10.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(KitError) as refused:
        find_questionnaire(name, tmp_path)
    assert str(refused.value).startswith(f'Formuläret "{name}" finns inte.')
    assert str(refused.value).endswith("Formulär som finns: puls-10.")


def test_every_sentence_of_the_reader_is_there_in_swedish() -> None:
    sentence = re.compile(r"[^a-z\s][^\n]* [^\n]*[.?]")
    for path in [KIT / "grammar.py", *(KIT / "reading").glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        said = {str(node.value) for node in constants if id(node) not in docstrings}
        assert {text for text in said if sentence.fullmatch(text)} <= words("sv").keys()


# Pieces from which YAML's oddities are made; the corners of the language meet by chance.
PIECES = [
    "a",
    "id",
    "sv",
    " ",
    "  ",
    "\n",
    "\n  ",
    "\n- ",
    ": ",
    "? ",
    "- ",
    ", ",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "!<x> ",
    "|",
    "|2-\n",
    ">+\n",
    "'",
    '"',
    "\\",
    "#",
    " #",
    "%TAG ! x\n",
    "%YAML 1.2\n",
    "---\n",
    "...\n",
    "\t",
    "<<: ",
    "~",
    "null",
    "\r",
    "\x85",
    "\u2028",
    "\ufeff",
    "\x07",
    "\ud800",
    "😀",
    "0o7",
    ".inf",
    "@",
    "`",
    "=",
    "x: ",
    "pages: ",
    "schema: 1\n",
]


@settings(max_examples=1_000, deadline=None)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_b03_odd_yaml_is_refused_in_plain_words(text: str) -> None:
    problems = told(text, "en")
    assert problems
    assert all(re.fullmatch(r"(\d+: |f: ).+[.?]", problem) for problem in problems)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, SMALL.count("\n") - 1),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
)
def test_b03_odd_yaml_within_a_questionnaire_is_refused_or_harmless(line: int, odd: str) -> None:
    lines = SMALL.split("\n")
    questionnaire, problems = check_text("\n".join([*lines[:line], odd, *lines[line:]]), "f")
    assert problems or isinstance(questionnaire, Questionnaire)
