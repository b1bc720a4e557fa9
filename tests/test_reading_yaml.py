"""B03: odd YAML is refused at its line in plain words, or read as exactly what it says."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent

import pytest
from odd_yaml import BROKEN, KEPT, ON_THE_MARGIN, ROUND_A_DOCUMENT, SAID

from kit.errors import Problem
from kit.questionnaire import Questionnaire
from kit.reading import check_text

SMALL = (Path(__file__).parent / "data" / "small.yaml").read_text(encoding="utf-8")
TITLE = re.compile(r"^title: .*$", re.MULTILINE)


def read(text: str) -> Questionnaire:
    questionnaire, problems = check_text(text, "f", language="en")
    assert problems == []
    assert questionnaire is not None
    return questionnaire


def refused(text: str) -> list[Problem]:
    """Return the problems of a text; each is a sentence, in Swedish too."""
    questionnaire, problems = check_text(text, "f", language="en")
    assert questionnaire is None
    assert problems
    for problem in [*problems, *check_text(text, "f", language="sv")[1]]:
        assert re.fullmatch(r"f:(\d+:)? .+[.?]", str(problem)), problem
        assert not re.search(r"ruamel|Error|Token|Traceback|expected <", str(problem)), problem
    return problems


@pytest.mark.parametrize("what", BROKEN)
def test_b03_what_is_broken_is_refused_at_its_line(what: str) -> None:
    begins = f"{SMALL.rstrip()}\nx:\n"
    for text in (begins + indent(BROKEN[what], "  ", lambda _: True), begins + BROKEN[what]):
        lines = [problem.line or 0 for problem in refused(f"{text}\n")]
        assert max(lines) >= begins.count("\n"), "the place is where the oddity is"


@pytest.mark.parametrize("what", ON_THE_MARGIN)
def test_b03_what_is_broken_by_the_margin_is_refused_there(what: str) -> None:
    begins = f"{SMALL.rstrip()}\n"
    lines = [problem.line or 0 for problem in refused(f"{begins}{ON_THE_MARGIN[what]}\n")]
    assert max(lines) >= begins.count("\n")


@pytest.mark.parametrize("what", ROUND_A_DOCUMENT)
def test_b03_what_stands_round_a_document_is_refused(what: str) -> None:
    before, after = ROUND_A_DOCUMENT[what]
    refused(f"{before}{SMALL}{after}")


@pytest.mark.parametrize("way", SAID)
@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_b03_a_text_says_the_same_however_it_is_written(way: str, breaks: str) -> None:
    text = TITLE.sub(lambda _: f"title:\n  sv: {SAID[way]}\n  en: A house", SMALL)
    assert read(text.replace("\n", breaks)).title["sv"] == "Ett hus"


@pytest.mark.parametrize("written", KEPT)
def test_b03_what_is_whole_is_read_as_what_it_is(written: str) -> None:
    lines = indent(f"k: {written}", "  ", lambda line: not line.startswith("k:")).lstrip()
    found = read(f"{SMALL.rstrip()}\nx:\n  {lines}\n").x
    assert found is not None
    assert found["k"] == KEPT[written]
    assert type(found["k"]) is type(KEPT[written])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\n", ""),
        ("--- # a comment\n", ""),
        ("%YAML 1.2\n---\n", ""),
        ("# a comment\n\n%YAML 1.2\n# another\n---\n", "...\n"),
        ("\ufeff", ""),
        ("\n\n\n", "\n\n\n"),
        ("", "...\n"),
        ("", "# the end"),
        ("---\n", "...\n# the end\n"),
    ],
)
def test_b03_what_may_stand_round_a_document_changes_nothing(before: str, after: str) -> None:
    assert read(f"{before}{SMALL}{after}") == read(SMALL)
