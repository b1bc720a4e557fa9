"""What must hold of every accepted questionnaire, checked without the reader's own rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kit.questionnaire import Questionnaire

ID = re.compile(r"[a-z][a-z0-9]{0,19}")
SHORT = re.compile(r"[a-z0-9]{1,5}")


def assert_sound(questionnaire: Questionnaire) -> None:
    """Fail when an accepted questionnaire breaks a promise of the file format."""
    view = questionnaire.view()
    json.dumps(view, allow_nan=False).encode()
    items = [item for page in view["pages"] for item in page["items"]]
    competences = [one for area in view["areas"] for one in area["competences"]]
    assert_ids(view, items, competences)
    assert_texts(view, view["languages"])
    assert_names(view, items, competences)
    assert_conditions(items)
    assert_targets(view, items)
    begins = [level["from"] for level in view["levels"]]
    assert begins == sorted(set(begins))
    assert begins[:1] in ([], [0])
    assert view["privacy"]["min_group"] >= 5
    assert view["privacy"]["min_distribution"] >= 8
    again = Questionnaire.model_validate_json(questionnaire.model_dump_json(by_alias=True))
    assert again == questionnaire
    assert again.hash == questionnaire.hash == view["hash"]


def assert_ids(view: dict[str, Any], items: list[Any], competences: list[Any]) -> None:
    sorts = [
        [*items, *view["background"]],
        [*view["areas"], *competences],
        *(view[name] for name in ("levels", "tags", "roles", "goals", "pages", "reflection")),
    ]
    for sort in sorts:
        assert_once([one["id"] for one in sort], ID)
    for scale in view["scales"].values():
        assert len(scale["points"]) > 1
        assert scale["points"][0]["label"]
        assert scale["points"][-1]["label"]
        assert_once([one["id"] for one in [*scale["points"], *scale["other"]]], SHORT)
    for asker in [*items, *view["background"]]:
        assert_once([one["id"] for one in asker.get("options", [])], SHORT)
        assert_once([one["facet"] for one in asker.get("also", [])], ID)


def assert_once(ids: list[str], form: re.Pattern[str]) -> None:
    assert len(ids) == len(set(ids))
    assert all(form.fullmatch(one) for one in ids)


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Walk every map of a view whose values are all words."""
    if isinstance(value, dict):
        if value and all(isinstance(one, str) for one in value.values()) and "id" not in value:
            yield value
        for one in value.values():
            yield from texts(one)
    if isinstance(value, list):
        for one in value:
            yield from texts(one)


def assert_texts(view: dict[str, Any], languages: list[str]) -> None:
    found = [one for key in view if key not in {"privacy", "scoring"} for one in texts(view[key])]
    assert found
    for text in found:
        assert list(text) == languages
        for words in text.values():
            assert words.strip()
            assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", words)


def assert_names(view: dict[str, Any], items: list[Any], competences: list[Any]) -> None:
    rated = [item for item in items if item["kind"] == "rate"]
    assert {item["scale"] for item in rated} <= view["scales"].keys()
    assert {one["scale"] for item in rated for one in item["also"]} <= view["scales"].keys()
    measured = {item["competence"] for item in rated} - {None}
    assert measured == {one["id"] for one in competences}
    assert {tag for item in rated for tag in item["tags"]} <= {tag["id"] for tag in view["tags"]}
    levels = {level["id"] for level in view["levels"]}
    assert all(one["recommend"].keys() <= levels for one in competences)
    for item in rated:
        values = [point["value"] for point in view["scales"][item["scale"]]["points"]]
        assert not item["reverse"] or values == sorted(set(values))


def named(tree: Any) -> Iterator[str]:
    """Walk the ids in a parsed condition."""
    match tree:
        case ["id" | "answered", str(name)]:
            yield name
        case ["text" | "number", _]:
            return
        case [*parts]:
            for part in parts:
                yield from named(part)


def assert_conditions(items: list[Any]) -> None:
    before: set[str] = set()
    for item in items:
        assert set(named(item["when"])) <= before
        if item["kind"] != "note":
            facets = {f"{item['id']}.{one['facet']}" for one in item.get("also", [])}
            before |= {item["id"]} | facets


def assert_targets(view: dict[str, Any], items: list[Any]) -> None:
    area_of = {one["id"]: area["id"] for area in view["areas"] for one in area["competences"]}
    for item in items:
        if item["kind"] == "rate" and item["competence"]:
            values = [point["value"] for point in view["scales"][item["scale"]]["points"]]
            for role in view["roles"]:
                for name in (item["competence"], area_of[item["competence"]]):
                    wanted = role["targets"].get(name, values[0])
                    assert min(values) <= wanted <= max(values)
