"""An export is a whole new folder for its owner's eyes, which shows nothing of who came when."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import stat
from pathlib import Path
from random import Random
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from test_exchange_wide import KINDS, person

from kit.errors import KitError
from kit.exchange.cells import PLAIN, SWEDISH_EXCEL, Dialect
from kit.exchange.folder import export
from kit.exchange.tables import EXTRAS, TABLES, Plan
from kit.reading import read_questionnaire
from kit.records import Response

PEOPLE = [
    person({"q111": "4", "hours": 2.5, "free": "=1+1"}, role="tutor", background={"years": "y1"}),
    person({"q111": "2"}, response_id="cd" * 16, role="all"),
]
DIALECTS = pytest.mark.parametrize("dialect", [PLAIN, SWEDISH_EXCEL], ids=["plain", "excel-sv"])

# The rules of https://datapackage.org/profiles/2.0/ that concern what an export writes.
CATEGORY = {
    "type": "object",
    "required": ["value"],
    "properties": {"value": {"type": "string"}, "label": {"type": "string"}},
}
FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": ["string", "number", "integer"]},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "categories": {"type": "array", "minItems": 1, "items": CATEGORY},
        "categoriesOrdered": {"type": "boolean"},
        "decimalChar": {"type": "string"},
        "constraints": {"type": "object", "properties": {"required": {"type": "boolean"}}},
    },
    "additionalProperties": False,
    # Categories are for strings and integers; a decimal sign is for numbers.
    "allOf": [
        {"if": {"required": ["categories"]}, "then": {"properties": {"type": {"const": "string"}}}},
        {
            "if": {"required": ["decimalChar"]},
            "then": {"properties": {"type": {"const": "number"}}},
        },
    ],
}
NAMES = {"type": "array", "minItems": 1, "items": {"type": "string"}, "uniqueItems": True}
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "schema"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/dataresource.json"},
        "name": {"type": "string", "pattern": r"^[a-z0-9._-]+$"},
        "path": {"type": "string", "pattern": r"^(?=[^./~])(?!file:)((?!/\.\./)(?!\\)(?!://).)*$"},
        "type": {"const": "table"},
        "mediatype": {"type": "string", "pattern": "^(.+)/(.+)$"},
        "bytes": {"type": "integer"},
        "hash": {"type": "string", "pattern": "^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)$"},
        "dialect": {
            "type": "object",
            "properties": {
                "delimiter": {"enum": [",", ";"]},
                "lineTerminator": {"const": "\r\n"},
                "quoteChar": {"const": '"'},
                "doubleQuote": {"const": True},
                "header": {"const": True},
            },
        },
        "schema": {
            "type": "object",
            "required": ["fields"],
            "properties": {
                "fields": {"type": "array", "minItems": 1, "items": FIELD},
                "missingValues": {"type": "array", "items": {"type": "string"}},
                "primaryKey": NAMES,
                "foreignKeys": {
                    "type": "array",
                    "items": {"required": ["fields", "reference"], "properties": {"fields": NAMES}},
                },
            },
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": r"^[a-z0-9._-]+$"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}


def described(folder: Path) -> dict[str, Any]:
    description: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return description


def table(folder: Path, resource: dict[str, Any]) -> list[dict[str, str]]:
    with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=resource["dialect"]["delimiter"], strict=True))


@DIALECTS
def test_the_description_follows_the_standard_and_the_files_follow_it(
    tmp_path: Path, dialect: Dialect
) -> None:
    folder = tmp_path / "out"
    export(KINDS, PEOPLE, folder, Plan("Åbo", extras=EXTRAS, dialect=dialect))
    package = described(folder)
    jsonschema.validate(package, PACKAGE)
    assert {one["path"] for one in package["resources"]} | {"datapackage.json"} == {
        path.name for path in folder.iterdir()
    }
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert data.startswith(b"\xef\xbb\xbf") is dialect.mark
        rows = table(folder, resource)
        assert rows
        keys = resource["schema"].get("primaryKey", [])
        assert all(row[key] for row in rows for key in keys)
        assert not keys or len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
        for field in resource["schema"]["fields"]:
            assert_typed(field, [row[field["name"]] for row in rows])
        assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]


def assert_typed(field: dict[str, Any], cells: list[str]) -> None:
    """Hold a column's cells to its description, by the rules of the standard."""
    whole = [cell for cell in cells if cell]
    if field["type"] == "number":
        assert all(
            float(cell.replace(field.get("decimalChar", "."), ".")) is not None for cell in whole
        )
    if field["type"] == "integer":
        assert all(str(int(cell)) == cell for cell in whole)
    if "categories" in field:
        assert set(whole) <= {category["value"] for category in field["categories"]}
    if field.get("constraints", {}).get("required"):
        assert len(whole) == len(cells)


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        export(KINDS, PEOPLE, tmp_path / "out", Plan("x"))
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()}
    assert modes == {0o600}


@pytest.mark.parametrize("what", TABLES)
def test_only_what_was_asked_for_is_written(tmp_path: Path, what: str) -> None:
    notice = export(KINDS, PEOPLE, tmp_path / "out", Plan("x", what=(what,), language="en"))
    assert len(list((tmp_path / "out").iterdir())) == 2
    personal = "These are personal data" in notice[0]
    assert personal is (what != "codebook")


def test_it_says_what_personal_data_there_are(tmp_path: Path) -> None:
    notice = export(KINDS, PEOPLE, tmp_path / "a", Plan("x", language="en", extras=("ids",)))
    told = " ".join(notice)
    assert "the answers of 2 people" in told
    asked = "“Role of the participant”, “How long have you worked in libraries?”"
    assert f"2 of them gave answers to {asked} that" in told
    assert "words to “What would be needed?”, “Anything else?” (1 in all)" in told
    assert "own keys go along, in the column response_id of responses_wide.csv" in told
    assert described(tmp_path / "a")["personalData"] == notice
    odd = person({"q111": "4", "gone": "old words"}, role="all")
    told = " ".join(export(KINDS, [odd] * 5, tmp_path / "b", Plan("x", language="en")))
    assert "people share" not in told
    assert "5 answers to questions that were not asked are left out" in told
    assert b"old words" not in b"".join(one.read_bytes() for one in (tmp_path / "b").iterdir())


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_never_touched(tmp_path: Path, there: str) -> None:
    out = tmp_path / "out"
    if there == "folder":
        out.mkdir()
    elif there == "file":
        out.write_text("mine")
    else:
        out.symlink_to("/nowhere")
    before = out.lstat()
    with pytest.raises(KitError, match="is there already"):
        export(KINDS, PEOPLE, out, Plan("x", language="en"))
    assert (out.lstat(), len(list(tmp_path.iterdir()))) == (before, 1)


def test_a_failure_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KitError, match=r"the disk is full\. Nothing was left there"):
        export(KINDS, PEOPLE, tmp_path / "out", Plan("x", language="en"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file/out", "x" * 300])
def test_a_place_that_cannot_be_is_said_in_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KitError, match="could not be written"):
        export(KINDS, PEOPLE, tmp_path / place, Plan("x", language="en"))


def test_nobody_has_answered_yet(tmp_path: Path) -> None:
    notice = export(KINDS, [], tmp_path / "out", Plan("x", language="en"))
    assert notice == ["There are no personal data in these files."]
    jsonschema.validate(described(tmp_path / "out"), PACKAGE)


def joined(count: int) -> list[Response]:
    """Return people in the order they joined, who wrote their place in the queue as an answer."""
    ids = Random(11)  # noqa: S311 - invented people
    return [
        person(
            {"hours": place % 40, "free": str(place)}, response_id=f"{ids.getrandbits(128):032x}"
        )
        for place in range(count)
    ]


def test_p11_the_order_of_the_rows_says_nothing_about_the_order_of_joining(tmp_path: Path) -> None:
    people = joined(1_000)
    orders = []
    for name in ("a", "b"):
        export(KINDS, people, tmp_path / name, Plan("x", what=("wide", "long")))
        wide, long = (
            table(tmp_path / name, one) for one in described(tmp_path / name)["resources"]
        )
        orders.append([int(row["free"]) for row in wide])
        assert [row["row_id"] for row in wide] == sorted(row["row_id"] for row in wide)
        texts = [int(row["text"]) for row in long if row["question"] == "free"]
        assert texts == orders[-1]
    for order in orders:
        # Five standard errors of the correlation of 1,000 pairs at random.
        assert abs(correlation(order, list(range(1_000)))) < 5 / 1_000**0.5
    assert abs(correlation(*orders)) < 5 / 1_000**0.5


def test_p11_exports_cannot_be_joined_with_the_store_or_with_each_other(tmp_path: Path) -> None:
    people = joined(20)
    numbers = []
    for name in ("a", "b"):
        export(KINDS, people, tmp_path / name, Plan("x"))
        written = b"".join(one.read_bytes() for one in (tmp_path / name).iterdir())
        assert not any(one.response_id.encode() in written for one in people)
        assert people[0].day.encode() not in written
        numbers.append(
            {
                row["row_id"]
                for row in table(tmp_path / name, described(tmp_path / name)["resources"][0])
            }
        )
    assert not numbers[0] & numbers[1]


def correlation(left: list[int], right: list[int]) -> float:
    mean = (len(left) - 1) / 2
    both = sum((a - mean) * (b - mean) for a, b in zip(left, right, strict=True))
    return both / sum((a - mean) ** 2 for a in left)


FILES = sorted((Path(__file__).parents[1] / "questionnaires").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_questionnaire_of_the_kit_can_be_exported(tmp_path: Path, file: Path) -> None:
    export(read_questionnaire(file), [], tmp_path / "out", Plan("x"))
    jsonschema.validate(described(tmp_path / "out"), PACKAGE)
