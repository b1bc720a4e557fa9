"""The facilitator's windows: choose, change words, see problems, see the form, save."""

from __future__ import annotations

import shutil
from base64 import b64decode
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from kit.errors import Problem
from kit.widgets.adapt import Adaptation, download_link, place_in_words, problem_table

KINDS = Path(__file__).parent / "data" / "kinds.yaml"


@pytest.fixture
def adaptation(tmp_path: Path) -> Adaptation:
    shutil.copy(KINDS, tmp_path / "kinds.yaml")
    shutil.copy(KINDS, tmp_path / "other.yaml")
    return Adaptation(tmp_path / "kinds.yaml")


def every(widget: ipywidgets.Widget, kind: type) -> list[Any]:
    found = [widget] if isinstance(widget, kind) else []
    return found + [one for child in getattr(widget, "children", ()) for one in every(child, kind)]


def downloaded(window: ipywidgets.Widget) -> tuple[str, str]:
    link = next(one.value for one in every(window, ipywidgets.HTML) if "download=" in one.value)
    name = link.split('download="')[1].split('"')[0]
    return name, b64decode(link.split("base64,")[1].split('"')[0]).decode()


def test_changed_words_reach_the_form_at_once(adaptation: Adaptation) -> None:
    preview, words = adaptation.preview(), adaptation.words()
    title = every(words, ipywidgets.Textarea)[0]
    title.value = "Våra egna frågor"
    assert preview.children[0].state["questionnaire"]["title"]["sv"] == "Våra egna frågor"
    assert preview.children[0].state["keep"] is False
    assert adaptation.problems_found == ()


def test_the_form_stays_where_it_was_when_words_change(adaptation: Adaptation) -> None:
    preview, words = adaptation.preview(), adaptation.words()
    form = preview.children[0]
    every(words, ipywidgets.Textarea)[0].value = "Våra egna frågor"
    assert preview.children == (form,)


def test_a_file_that_cannot_be_read_is_put_right_as_a_whole(adaptation: Adaptation) -> None:
    words, saving = adaptation.words(), adaptation.save()
    part = every(words, ipywidgets.Dropdown)[0]
    part.value = "whole file"
    whole = every(words, ipywidgets.Textarea)[0]
    right, whole.value = whole.value, "schema: 1\n\tid: [\n"
    part.value = "pages"
    assert every(words, ipywidgets.Label)[0].value.startswith("Rätta")
    assert downloaded(saving) == ("kinds.yaml", "schema: 1\n\tid: [\n")
    part.value = "whole file"
    every(words, ipywidgets.Textarea)[0].value = right
    part.value = "title"
    assert len(every(words, ipywidgets.Textarea)) > 1


def test_a_problem_is_shown_with_its_line_and_the_form_stays(adaptation: Adaptation) -> None:
    preview, problems = adaptation.preview(), adaptation.problems()
    assert "Inga problem" in problems.value
    line = adaptation.source.splitlines().index("languages: [sv, en]") + 1
    adaptation.source = adaptation.source.replace("languages: [sv, en]", "languages: [sv, en, fi]")
    assert adaptation.problems_found
    assert "<table>" in problems.value
    assert all(
        problem.line is None or problem.line >= line for problem in adaptation.problems_found
    )
    assert len(preview.children) == 1


def test_the_file_is_saved_under_another_name_with_its_own_id(adaptation: Adaptation) -> None:
    window = adaptation.save()
    name, button = every(window, ipywidgets.Text)[0], every(window, ipywidgets.Button)[0]
    button.click()
    assert "finns redan" in every(window, ipywidgets.HTML)[-1].value
    name.value = "eget-namn"
    button.click()
    saved = (adaptation.folder / "eget-namn.yaml").read_text(encoding="utf-8")
    assert "id: eget-namn" in saved
    assert "eget-namn.yaml" in every(window, ipywidgets.HTML)[-1].value


def test_the_download_has_the_name_that_was_typed(adaptation: Adaptation) -> None:
    window = adaptation.save()
    every(window, ipywidgets.Text)[0].value = "eget-namn"
    name, source = downloaded(window)
    assert name == "eget-namn.yaml"
    assert "id: eget-namn" in source
    every(window, ipywidgets.Text)[0].value = "Eget namn"
    assert downloaded(window) == ("kinds.yaml", adaptation.source)


def test_nothing_is_saved_while_there_are_problems(adaptation: Adaptation) -> None:
    adaptation.source = "schema: 1\n"
    window = adaptation.save()
    every(window, ipywidgets.Text)[0].value = "trasig"
    every(window, ipywidgets.Button)[0].click()
    assert "Rätta problemen först" in every(window, ipywidgets.HTML)[-1].value
    assert not (adaptation.folder / "trasig.yaml").exists()


def test_another_questionnaire_is_chosen(adaptation: Adaptation) -> None:
    words, picker = adaptation.words(), adaptation.choose()
    every(words, ipywidgets.Textarea)[0].value = "Ändrat"
    picker.value = next(path for name, path in picker.options if name == "other")
    assert "Ändrat" not in adaptation.source
    assert every(words, ipywidgets.Textarea)[0].value != "Ändrat"


def test_the_download_holds_the_source_byte_for_byte() -> None:
    text = "title: \"å <script> & 'citat'\"\n"
    link = download_link(text, "namn.yaml", "Ladda ner")
    data = link.split("base64,")[1].split('"')[0]
    assert b64decode(data).decode() == text


def test_words_of_a_file_never_become_markup() -> None:
    nasty = "<img src=x onerror=alert(1)>"
    table = problem_table((Problem("f.yaml", 3, nasty, nasty),), "sv")
    assert "<img" not in table
    assert "&lt;img" in table


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("title", "titel"),
        ("pages › p1 › items › q111 › text", "p1 › q111 › text"),
        ("pages › p1 › items › q111 › help", "p1 › q111 › förklaring"),
        ("areas › a1 › competences › c11 › recommend › l1", "a1 › c11 › nästa steg på nivå › l1"),
        ("scales › s › points › 1 › label", "s › 1 › namn"),
    ],
)
def test_a_field_says_where_it_stands_in_plain_words(place: str, shown: str) -> None:
    assert place_in_words(place, "sv") == shown
