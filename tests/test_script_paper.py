"""A script on paper: all its words, blanks to fill in, and nothing from anywhere else."""

from __future__ import annotations

import base64
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli_words import kit
from test_questionnaires import FOLDER

from kit.reading.scripts import read_script
from kit.script_paper import paper
from kit.scripts import Script
from kit.widgets.script_paper import answer_papers
from kit.widgets.window import Window

SCRIPTS = [read_script(file) for file in sorted((FOLDER / "workshops").glob("*.yaml"))]
SMALL = read_script(Path(__file__).parent / "data" / "script.yaml")
VOID = {"meta", "br"}
each = pytest.mark.parametrize("script", [*SCRIPTS, SMALL], ids=lambda script: script.id)
both = pytest.mark.parametrize("language", ["sv", "en"])


class Tags(HTMLParser):
    """Read a page as strictly as a browser does not: every element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[tag] += 1
        self.attributes += attrs
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def words(page: str) -> str:
    return " ".join(
        unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split()
    )


def changed(script: Script, **changes: Any) -> Script:
    plain = script.model_dump(mode="json", by_alias=True)
    return Script.model_validate(plain | changes)


@each
@both
def test_all_that_the_script_says_is_on_the_paper(script: Script, language: str) -> None:
    said = words(paper(script, language))
    for step in script.steps:
        for text in (step.title, step.room, step.facilitator, *(one.text for one in step.phases)):
            assert script.text(text, language) in said
    assert script.text(script.title, language) in said
    assert script.text(script.intro, language) in said
    if script.credit:
        assert script.text(script.credit.text, language) in said


@each
@both
def test_the_page_is_well_made_and_needs_nothing_from_anywhere(
    script: Script, language: str
) -> None:
    page = paper(script, language)
    tags = Tags(page)
    assert (tags.counts["h1"], tags.counts["main"]) == (1, 1)
    assert ("lang", language) in tags.attributes
    assert not {"script", "link", "img", "iframe"} & tags.counts.keys()
    assert not {"src", "href", "style"} & {name for name, _ in tags.attributes}
    assert "url(" not in page
    assert "@import" not in page


def test_each_step_has_its_minutes_a_clock_to_fill_in_and_when_it_begins() -> None:
    page = paper(SMALL, "en")
    minutes = re.findall(r'class="minutes">(\d+)<', page)
    assert minutes == ["2", "5", "3", "7", "5", "4", "3", "2", "4", "6", "1"]
    after = re.findall(r'class="clock"><span>(?:after (\d+))?</span>', page)
    assert after == ["", "2", "7", "10", "17", "22", "26", "29", "31", "35", "41"]


def test_there_is_room_for_points_grid_and_plan_as_the_limits_say() -> None:
    page = paper(SMALL, "sv")
    assert "Mina 6 poäng" in words(page)
    assert "Summa (ska bli 6)" in words(page)
    assert "högst 2 åtgärder" in words(page)
    grid = page[page.index('class="grid"') :].partition("</table>")[0]
    assert len(re.findall(r"<td(?: class=\"quick\")?></td>", grid)) - 1 == 25
    assert grid.count('class="quick"') == 4
    plan = page[page.index('class="plan"') :].partition("</table>")[0]
    assert plan.count("<tr>") - 1 == 2


def test_what_the_script_has_no_step_for_is_not_on_the_sheet() -> None:
    plain = SMALL.model_dump(mode="json", by_alias=True)
    steps = [step for step in plain["steps"] if step["kind"] not in {"points", "grid"}]
    page = paper(changed(SMALL, steps=steps), "sv")
    assert 'class="grid"' not in page
    assert 'class="votes"' not in page
    assert 'class="plan"' in page
    one = changed(SMALL, limits={"points": 5, "shortlist": 3, "actions": 1})
    assert "Vår plan: en åtgärd" in words(paper(one, "sv"))


def test_a_language_that_the_script_lacks_gets_the_scripts_own_words() -> None:
    one = changed(SMALL, languages=["sv"])
    plain = one.model_dump(mode="json", by_alias=True)
    for step in plain["steps"]:
        for key in ("title", "room", "facilitator"):
            del step[key]["en"]
    page = words(paper(Script.model_validate(plain), "en"))
    assert "To everybody" in page
    assert "Lyssna" in page


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip))
def test_whatever_a_script_says_stays_words(text: str) -> None:
    plain = SMALL.model_dump(mode="json", by_alias=True)
    plain["steps"][0]["room"] = plain["title"] = {"sv": f"<b>&{text}", "en": text}
    page = paper(Script.model_validate(plain), "sv")
    tags = Tags(page)
    assert tags.counts == Tags(paper(SMALL, "sv")).counts
    assert " ".join(f"<b>&{text}".split()) in words(page)


def test_the_command_lists_the_scripts_and_shows_the_steps_of_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(FOLDER.parent)
    listed = kit("script", language="sv").stdout.splitlines()
    assert [line.split()[:2] for line in listed] == [
        ["halvdag", "210"],
        ["personalmote-30", "30"],
        ["workshop-90", "90"],
    ]
    shown = kit("script", "workshop-90", language="sv").stdout.splitlines()
    assert shown[0] == "Workshop på 90 minuter"
    assert [shown[1].split(), shown[-1].split()] == [["Välkommen", "5"], ["90"]]


def test_the_command_writes_the_paper_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER.parent)
    file = tmp_path / "halvdag.html"
    done = kit("script", "halvdag", "--paper", str(file), language="sv")
    assert done.stdout == f"{file}: öppna filen i en webbläsare och skriv ut den.\n"
    assert file.read_text(encoding="utf-8") == paper(SCRIPTS[0], "sv")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["workshop-9"], 'Menade du "workshop-90"?'),
        (["--paper", "x.html"], "Skriv vilket manus"),
        (["halvdag", "--paper", "."], "kunde inte skrivas: det är en mapp"),
        (["nowhere.yaml"], "Filen finns inte."),
    ],
)
def test_what_the_command_cannot_do_it_says(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER.parent)
    done = kit("script", *arguments, language="sv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr


def test_without_scripts_the_command_says_where_they_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "questionnaires/workshops/" in kit("script", language="sv").stderr


def asked(**request: str) -> dict[str, Any]:
    window = Window("console", {})
    answer_papers(window)
    told: list[dict[str, Any]] = []
    window.send = told.append
    window._receive(window, {"type": "paper", "id": "1", "request": request}, [])
    (answer,) = told
    assert not answer["failed"]
    content: dict[str, Any] = answer["content"]
    return content


def test_the_leaders_page_gets_the_paper_as_a_file() -> None:
    made = asked(script="halvdag", language="en")
    assert (made["name"], made["type"], made["problem"]) == ("halvdag-en.html", "text/html", "")
    assert base64.b64decode(made["base64"]).decode() == paper(SCRIPTS[0], "en")


@pytest.mark.parametrize(
    "script", ["gone", "../halvdag", "/etc/hosts.yaml", "tests/data/script.yaml"]
)
def test_a_page_can_ask_for_scripts_of_the_kit_alone(script: str) -> None:
    made = asked(script=script, language="sv")
    assert made.keys() == {"problem"}
    assert "finns inte" in made["problem"]
