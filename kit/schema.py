"""Write the JSON Schema of questionnaires and of scripts, so that editors check while you type."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from kit.items import Frozen, Text
from kit.questionnaire import Questionnaire
from kit.scripts import Script

NOTHING = {"type": "null"}


def editor_schema() -> str:
    """Return ``questionnaires/schema.json`` as text: every key with its place and its purpose.

    It knows shapes only; ``kit check`` knows the rules that tie the parts together too.
    """
    purpose = "A questionnaire for self-assessment: words, scales, areas and pages."
    return _schema(Questionnaire, purpose)


def script_schema() -> str:
    """Return ``questionnaires/workshops/schema.json`` as text, likewise."""
    return _schema(Script, "The script of a workshop: its steps with minutes and words.")


def _schema(model: type[Frozen], purpose: str) -> str:
    schema = _tidy(model.model_json_schema(by_alias=True, mode="validation"))
    schema["$defs"]["Text"] = {
        "description": "One text in the default language, or a text for each language.",
        "anyOf": _text_forms(),
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.__name__,
        "description": purpose,
    }
    return json.dumps(schema | head, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _tidy(schema: Any, *, named: bool = False) -> Any:
    """Shorten what pydantic writes; in a ``named`` map the keys are the file's own.

    Titles only repeat the keys, a text has one definition, and what may be left out need not
    also be allowed to be null.
    """
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if not named:
        schema = _shorter(schema)
    return {
        key: _tidy(value, named=key in {"properties", "$defs"} and not named)
        for key, value in schema.items()
    }


def _shorter(schema: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in schema.items() if key != "title"}
    if "default" in kept and kept["default"] is None:
        del kept["default"]
    forms: list[dict[str, Any]] = [form for form in kept.pop("anyOf", []) if form != NOTHING]
    if forms == _text_forms():
        return kept | {"$ref": "#/$defs/Text"}
    if len(forms) == 1:
        return forms[0] | kept
    return kept | ({"anyOf": forms} if forms else {})


def _text_forms() -> Any:
    return TypeAdapter(Text).json_schema()["anyOf"]
