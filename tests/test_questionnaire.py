"""The questionnaire's model: what it holds, what the browser gets of it, and what it hashes to."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import assert_sound
from pydantic import ValidationError
from ruamel.yaml import YAML

from kit.items import ChoiceItem, NoteItem, RateItem
from kit.questionnaire import Questionnaire
from kit.reading import check_text, read_questionnaire
from kit.schema import editor_schema

HERE = Path(__file__).parent
ROOT = HERE.parent
KINDS = HERE / "data" / "kinds.yaml"
SMALL = HERE / "data" / "small.yaml"
FILES = [KINDS, SMALL, *sorted((ROOT / "questionnaires").glob("*.yaml"))]


@pytest.fixture(scope="module")
def kinds() -> Questionnaire:
    return read_questionnaire(KINDS)


def test_it_holds_what_the_file_says(kinds: Questionnaire) -> None:
    assert (kinds.id, kinds.version, kinds.languages) == ("kinds", "1.0", ("sv", "en"))
    assert [point.value for point in kinds.scales["confidence"].points] == [1, 2, 3, 4, 5]
    assert (kinds.scales["confidence"].low, kinds.scales["confidence"].high) == (1, 5)
    assert kinds.scales["weight"].values == {"1": 1, "2": 2, "3": 3}
    assert [(level.id, level.from_) for level in kinds.levels] == [("l1", 0), ("l2", 50)]
    assert kinds.roles[1].targets == {"a1": 4, "c21": 4.5}
    assert [one.id for one in kinds.competences()] == ["c11", "c12", "c21"]
    assert kinds.area_of("c21").id == "a2"
    assert kinds.x == {"made_for": "tests", "rounds": 2}


def test_items_are_found_in_the_order_they_are_shown(kinds: Questionnaire) -> None:
    assert [item.id for item in kinds.items()] == [
        *("n1", "q111", "q112", "q121", "q122", "q211", "q212", "know", "why"),
        *("ways", "hours", "order", "spread", "free"),
    ]
    assert isinstance(kinds.item("n1"), NoteItem)
    assert isinstance(kinds.item("know"), ChoiceItem)
    reversed_item = kinds.item("q112")
    assert isinstance(reversed_item, RateItem)
    assert (reversed_item.reverse, reversed_item.required) == (True, "soft")
    assert {item.kind for item in kinds.items()} == {
        *("rate", "choice", "choices", "number", "text", "rank", "points", "note")
    }
    assert [item.id for item in kinds.rated()] == ["q111", "q112", "q121", "q122", "q211", "q212"]


def test_what_is_left_out_has_a_default() -> None:
    small = read_questionnaire(SMALL)
    assert (small.privacy.min_group, small.privacy.min_distribution) == (6, 8)
    assert (small.scoring.method, small.scoring.min_answered, small.scoring.min_items) == (
        *("mean", 0.5, 2),
    )
    assert (small.tags, small.background, small.x) == ((), (), None)


def test_nothing_in_it_can_be_changed(kinds: Questionnaire) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        kinds.version = "2"  # type: ignore[misc]  # the very thing that must not work
    with pytest.raises(ValidationError, match="frozen"):
        kinds.pages[0].items[0].id = "other"  # type: ignore[misc]  # likewise


def test_words_fall_back_to_the_default_language(kinds: Questionnaire) -> None:
    assert kinds.text(kinds.title, "en") == "Every kind of question"
    assert kinds.text(kinds.title, "fi") == "Alla sorters frågor"
    assert kinds.text(None, "sv") == ""


def test_items_are_shown_by_what_was_answered(kinds: Questionnaire) -> None:
    first = kinds.visible({})
    assert not {"q112", "why", "order"} & set(first)
    answers = {"q111": "3", "know": "nej", "ways": ["koll"], "hours": 1}
    assert {"q112", "why", "order"} <= set(kinds.visible(answers))
    assert "why" in kinds.visible({"q121.want": "2"})
    assert "why" not in kinds.visible({"q121.want": "2", "q212": "na"})


def test_the_browser_gets_the_files_own_keys(kinds: Questionnaire) -> None:
    view = kinds.view()
    written = YAML(typ="safe", pure=True).load(KINDS)
    assert view.keys() == written.keys() - {"x"} | {"hash"}
    item = view["pages"][0]["items"][2]
    assert item["when"] == [">=", ["id", "q111"], ["number", 3]]
    assert view["pages"][0]["items"][0]["when"] is None
    assert view["levels"][1]["from"] == 50
    assert view["scales"]["confidence"]["points"][1] == {"id": "2", "value": 2, "label": None}
    assert json.loads(json.dumps(view)) == view


def test_every_text_reaches_the_browser_in_every_language() -> None:
    raw = YAML(typ="safe", pure=True).load(SMALL)
    raw["title"] = {"sv": "Bara svenska"}
    plain = Questionnaire.model_validate(raw)
    assert plain.view()["title"] == {"sv": "Bara svenska", "en": "Bara svenska"}
    assert plain.view()["areas"][0]["label"] == {"sv": "Söka", "en": "Search"}


def test_a_plain_text_needs_a_language_to_belong_to() -> None:
    raw = YAML(typ="safe", pure=True).load(SMALL) | {"title": "Bara svenska"}
    told = Questionnaire.model_validate(raw, context={"language": "sv"})
    assert told.title == {"sv": "Bara svenska"}
    with pytest.raises(ValidationError):
        Questionnaire.model_validate(raw)


def test_the_hash_is_that_of_the_canonical_json() -> None:
    small = read_questionnaire(SMALL)
    plain = json.loads(small.model_dump_json(by_alias=True, exclude_defaults=True))
    # RFC 8785 is this for plain letters as keys and for numbers that are whole or halves.
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert small.hash == hashlib.sha256(canonical.encode()).hexdigest()
    assert small.hash == "67aede683c90f1849b187dc96ce336a78e2241017d738d3d4b061155058402ab"


def test_the_hash_looks_at_the_content_and_not_at_how_it_is_written() -> None:
    text = SMALL.read_text(encoding="utf-8")
    small = read_questionnaire(SMALL)
    for same in (
        text.replace('version: "1"', "version: '1'"),
        text.replace("title: {sv: Litet, en: Small}", "title:\n  en: Small\n  sv: Litet"),
        text.replace("id: small", "schema: 1\nid: small # said again"),
        text + "scoring: {min_answered: 0.50, method: mean}\n",
    ):
        assert same != text
        assert hash_of(same) == small.hash
    for other in (
        text.replace("Litet", "Lite"),
        text.replace("min_group: 6", "min_group: 7"),
        text.replace("min: 0", "min: 1"),
        text + "x: {mine: 1}\n",
    ):
        assert hash_of(other) != small.hash


def hash_of(text: str) -> str:
    questionnaire, problems = check_text(text, "f")
    assert questionnaire is not None, problems
    return questionnaire.hash


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_survives_being_kept_as_json(file: Path) -> None:
    assert_sound(read_questionnaire(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_editors_accept_what_the_reader_accepts(file: Path) -> None:
    raw = YAML(typ="safe", pure=True).load(file)
    jsonschema.validate(raw, json.loads(editor_schema()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: small", "id: Small"),
        ("kind: number", "kind: numbers"),
        ("languages: [sv, en]", "languages: sv"),
        ("min_group: 6", "min_group: 4"),
        ("from: 50", "from: 500"),
        ("reverse: true", "reverse: maybe"),
        ("min: 0", "least: 0"),
        ("title: {sv: Litet, en: Small}", "title: [Litet]"),
    ],
)
def test_editors_mark_what_the_reader_refuses(old: str, new: str) -> None:
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    raw = YAML(typ="safe", pure=True).load(text.replace(old, new))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(raw, json.loads(editor_schema()))


def test_the_schema_for_editors_is_the_models() -> None:
    written = (ROOT / "questionnaires" / "schema.json").read_text(encoding="utf-8")
    assert written == editor_schema(), "write it anew: kit schema > questionnaires/schema.json"


def test_the_schema_explains_every_key() -> None:
    schema = json.loads(editor_schema())
    for definition in [schema, *schema["$defs"].values()]:
        for key, meaning in definition.get("properties", {}).items():
            assert {"description", "$ref"} & meaning.keys() or key == "kind", key


# What YAML may do to words; control characters are refused and tried elsewhere.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(lambda text: bool(text.strip()) and not set(text) & {"\ufeff", "\ufffe", "\uffff"})


def in_json(raw: Any) -> str:
    return json.dumps(raw, ensure_ascii=False)


def in_single_quotes(raw: Any) -> str:
    if isinstance(raw, dict):
        return "{" + ", ".join(f"{key}: {in_single_quotes(raw[key])}" for key in raw) + "}"
    if isinstance(raw, list):
        return "[" + ", ".join(map(in_single_quotes, raw)) + "]"
    return "'" + raw.replace("'", "''") + "'" if isinstance(raw, str) else json.dumps(raw)


def in_blocks(raw: Any) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.width = 1_000_000
    stream = io.StringIO()
    yaml.dump(raw, stream)
    return stream.getvalue()


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=5, max_size=5))
def test_any_words_come_through_any_way_of_writing_yaml(words: list[str]) -> None:
    raw = YAML(typ="safe", pure=True).load(SMALL)
    raw["title"] = {"sv": words[0], "en": words[1]}
    raw["pages"][0]["items"][0]["text"] = {"sv": words[2], "en": words[3]}
    raw["x"] = {"note": words[4]}
    hashes = set()
    for written in (in_json, in_single_quotes, in_blocks):
        questionnaire, problems = check_text(written(raw), "f")
        assert questionnaire is not None, problems
        assert questionnaire.title == raw["title"]
        assert questionnaire.view()["pages"][0]["items"][0]["text"] == {
            "sv": words[2],
            "en": words[3],
        }
        assert questionnaire.x == raw["x"]
        hashes.add(questionnaire.hash)
    assert len(hashes) == 1
