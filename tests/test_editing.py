"""A facilitator changes words; everything else in the file stays as it was."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.editing import Manuscript, save_questionnaire
from kit.errors import KitError
from kit.reading import check_text

SOURCE = """\
# Anteckning: frågorna är prövade i våras
schema: 1
id: prov
version: "1"
languages: [sv, en]
title: {sv: "Prov", en: "Trial"}   # kort titel
scales:
  s:
    points:
      - {id: "1", value: 1, label: {sv: "osäker", en: "unsure"}}
      - {id: "2", value: 2, label: {sv: "säker", en: "sure"}}
areas:
  - id: a1
    label: {sv: "Område", en: "Area"}
    competences:
      - {id: c1, label: {sv: "Kompetens", en: "Competence"}}
pages:
  - id: p1
    title: {sv: "Sida", en: "Page"}
    items:
      - {id: q1, kind: rate, scale: s, competence: c1, text: {sv: "Jag kan", en: "I can"}}
"""
TITLE = ("title",)
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029")
)


def test_every_text_is_listed_in_the_order_of_the_file() -> None:
    listed = [(one.section, one.place, one.words["en"]) for one in Manuscript(SOURCE).wordings()]
    assert listed == [
        ("title", "title", "Trial"),
        ("scales", "scales › s › points › 1 › label", "unsure"),
        ("scales", "scales › s › points › 2 › label", "sure"),
        ("areas", "areas › a1 › label", "Area"),
        ("areas", "areas › a1 › competences › c1 › label", "Competence"),
        ("pages", "pages › p1 › title", "Page"),
        ("pages", "pages › p1 › items › q1 › text", "I can"),
    ]


def test_a_change_replaces_one_text_and_not_a_letter_more() -> None:
    manuscript = Manuscript(SOURCE)
    manuscript.change(TITLE, "sv", "Nytt prov")
    assert manuscript.source == SOURCE.replace('"Prov"', '"Nytt prov"')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title: {sv: "Prov"}', 'title: {sv: "Prov", en: "Trial"}'),
        ("title:\n  sv: Prov", 'title:\n  sv: Prov\n  en: "Trial"'),
        ("title:\n  sv: |-\n    Prov\n", 'title:\n  sv: |-\n    Prov\n  en: "Trial"\n'),
    ],
)
def test_a_missing_translation_can_be_filled_in(before: str, after: str) -> None:
    manuscript = Manuscript(f"languages: [sv, en]\n{before}\nid: prov\n")
    manuscript.change(TITLE, "en", "Trial")
    assert manuscript.source == f"languages: [sv, en]\n{after}\nid: prov\n"


def test_a_text_in_paragraphs_is_listed_and_changed_like_any_other() -> None:
    swedish = "  sv: |-\n    Ett\n\n    Två\n\n  # lång\n"
    english = "  en: >-\n    a\n    b\n"
    manuscript = Manuscript(f"languages: [sv, en]\ntitle:\n{swedish}{english}")
    assert manuscript.wordings()[0].words == {"sv": "Ett\n\nTvå", "en": "a b"}
    manuscript.change(TITLE, "sv", "Nytt\n\nProv")
    manuscript.change(TITLE, "en", "New")
    assert manuscript.source == (
        'languages: [sv, en]\ntitle:\n  sv: "Nytt\\n\\nProv"\n\n  # lång\n  en: "New"\n'
    )


@settings(deadline=None)
@given(words)
def test_whatever_is_typed_is_read_back_as_it_was_typed(typed: str) -> None:
    manuscript = Manuscript(SOURCE)
    manuscript.change(TITLE, "sv", typed)
    again = Manuscript(manuscript.source)
    assert again.wordings()[0].words["sv"] == typed
    questionnaire, problems = check_text(manuscript.source, "prov.yaml")
    if questionnaire is not None:
        assert questionnaire.text(questionnaire.title, "sv") == typed
    else:
        assert problems


def test_saving_never_replaces_a_file_unasked(tmp_path: Path) -> None:
    path = save_questionnaire(tmp_path, "prov", SOURCE)
    with pytest.raises(KitError, match=r"prov\.yaml finns redan"):
        save_questionnaire(tmp_path, "prov", "annat")
    assert path.read_text(encoding="utf-8") == SOURCE
    save_questionnaire(tmp_path, "prov", "annat", replace=True)
    assert path.read_text(encoding="utf-8") == "annat"


@pytest.mark.parametrize(
    "name", ["", "../prov", "Prov", "a/b", "prov.yaml", "p\0", "é", "x" * 99, "prov-"]
)
def test_b08_a_file_name_never_leaves_the_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    with pytest.raises(KitError, match="kan inte vara filnamn"):
        save_questionnaire(folder, name, SOURCE)
    assert [path.name for path in tmp_path.rglob("*")] == ["questionnaires"]


@pytest.mark.parametrize("source", ["a: [", "a:\n\tb: 1", "a: \0", "[" * 5000])
def test_what_is_no_yaml_has_no_words(source: str) -> None:
    with pytest.raises(ValueError, match="not YAML"):
        Manuscript(source)


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_questionnaire(tmp_path, "prov", SOURCE)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kit.editing.os.fsync", full)
    with pytest.raises(KitError, match="kunde inte sparas"):
        save_questionnaire(tmp_path, "prov", "annat", replace=True)
    assert path.read_text(encoding="utf-8") == SOURCE
    assert [left.name for left in tmp_path.iterdir()] == ["prov.yaml"]
