"""``datapackage.json``: what the files are and what stands in them (Data Package standard v2).

Source: https://datapackage.org/standard/data-package/ and /table-schema/, version 2.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.exchange.cells import Dialect
from kit.exchange.tables import Column, Plan, Table
from kit.language import say
from kit.questionnaire import Questionnaire

FILE = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"


@dataclass(frozen=True, slots=True)
class Written:
    """Tell how a table's file turned out."""

    table: Table
    bytes: int
    sha256: str


def datapackage(
    questionnaire: Questionnaire, files: Sequence[Written], plan: Plan, notice: Sequence[str]
) -> dict[str, Any]:
    """Return the description of an export; ``notice`` says what personal data it holds."""
    names = {file.table.name for file in files}
    rules = [_cell_rule(plan.language), say(plan.language, "No text is normalised.")]
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"{questionnaire.id}-export",
        "title": plan.title,
        "description": " ".join([*notice, *rules]),
        "personalData": list(notice),
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "hash": questionnaire.hash,
        },
        "resources": [_resource(file, plan.dialect, names) for file in files],
    }


def _cell_rule(language: str) -> str:
    return say(
        language,
        "A text that a spreadsheet could take for a formula has an apostrophe in front, and so has "
        "a text that begins with an apostrophe: take one away to read it.",
    )


def _resource(file: Written, dialect: Dialect, names: set[str]) -> dict[str, Any]:
    table = file.table
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "path": table.file,
        "type": "table",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {
            "$schema": f"{PROFILES}/tabledialect.json",
            "delimiter": dialect.delimiter,
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": _schema(table, dialect, names),
    }


def _schema(table: Table, dialect: Dialect, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column, dialect) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    whole = "responses_wide"
    if "row_id" in table.key and table.name != whole and whole in names:
        reference = {"resource": whole, "fields": ["row_id"]}
        schema["foreignKeys"] = [{"fields": ["row_id"], "reference": reference}]
    return schema


def _field(column: Column, dialect: Dialect) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "title": column.title}
    if column.about:
        field["description"] = column.about
    if column.kind == "number" and dialect.decimal != ".":
        field["decimalChar"] = dialect.decimal
    if column.categories:
        field["categories"] = [_category(value, words) for value, words in column.categories]
        field["categoriesOrdered"] = column.ordered
    if column.required:
        field["constraints"] = {"required": True}
    return field


def _category(value: str, words: str) -> Mapping[str, str]:
    return {"value": value, "label": words}
