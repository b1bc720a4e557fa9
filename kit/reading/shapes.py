"""Hold a file's plain values against the model, and say in plain words where they differ."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kit.conditions import ConditionError, parse
from kit.items import ID_PATTERN, LONGEST_TEXT, OPTION_PATTERN, ROLE_PATTERN, Frozen
from kit.questionnaire import LANGUAGE_PATTERN, VERSION_PATTERN
from kit.reading.findings import Findings, Path
from kit.reading.outline import keys, kinds, places
from kit.reading.source import Tree
from kit.shelf import QUESTIONNAIRE_PATTERN

Model = TypeVar("Model", bound=Frozen)
# What the model says -> what is wrong, and what to do.
SHAPES = {
    "missing": ('"{key}" is missing here.', "Add it."),
    "nothing": ('"{key}" has no value.', "Write one after the colon, or delete the line."),
    "tuple_type": ('"{key}" must be a list.', "Write [a, b], or begin each line with a hyphen."),
    "model_type": ('"{key}" must hold keys with values.', "Write them below it, further in."),
    "dict_type": ('"{key}" must hold keys with values.', "Write them below it, further in."),
    "string_type": ('"{key}" must be a single text.', "Write it without brackets."),
    "too_short": ('"{key}" has too few entries.', "It needs at least {min_length}."),
    "string_too_long": ('"{key}" is too long.', "It may have {max_length} characters."),
    "string_pattern_mismatch": ('"{value}" cannot be used as {key}.', "Write it another way."),
    "int_type": ('"{key}" must be a whole number, not "{value}".', "Write digits only."),
    "number_wrong": ('"{key}" must be a number, not "{value}".', "Write for example 4 or 4.5."),
    "number_large": ('"{key}" is out of bounds ({value}).', "Keep within a million."),
    "greater_than_equal": ('"{key}" is {value}, which is too small.', "Write {ge} or more."),
    "less_than_equal": ('"{key}" is {value}, which is too large.', "Write {le} or less."),
    "bool_type": ('"{key}" must be true or false, not "{value}".', "Write true or false."),
    "required_wrong": ('"{key}" cannot be "{value}".', "Write true, soft or false."),
    "literal_error": ('"{key}" cannot be "{value}".', "Write {expected}."),
    "text_shape": ('"{key}" must be a text.', "Write one text, or one for each language."),
    "text_empty": ('The text under "{key}" is empty.', "Write it, or delete the line."),
    "text_long": ('The text under "{key}" is too long.', "It may have {limit} characters."),
}
OTHERWISE = ('"{key}" cannot be "{value}".', "Compare with a questionnaire that works.")
SMALL_GROUP = "Five is the floor that protects people in small groups; it may only be raised."
PATTERNS = {
    ID_PATTERN: "Begin with a letter a-z; then at most 19 letters a-z or digits.",
    OPTION_PATTERN: "Use 1 to 5 letters a-z or digits.",
    ROLE_PATTERN: "Begin with a letter a-z; then at most 4 letters a-z or digits.",
    QUESTIONNAIRE_PATTERN: "Use at most 40 letters a-z, digits and single hyphens.",
    VERSION_PATTERN: "Use at most 20 letters, digits, points and hyphens.",
    LANGUAGE_PATTERN: "Write a language code such as sv, en or pt-BR.",
}


def shape(tree: Tree, findings: Findings, model: type[Model]) -> Model | None:
    """Make the model of a file's values; None when they do not fit, with every reason noted."""
    try:
        return model.model_validate(tree.value, context={"language": default_language(tree.value)})
    except ValidationError as error:
        known = {path: meaning for path, meaning, _ in places(tree.value, model)}
        for detail in error.errors(include_url=False):
            path = _path(detail["loc"])
            if not any(path[: len(unread)] == unread for unread in tree.unread):
                _note(path, detail, known.get(path[:-1], model), findings)
        return None


def default_language(raw: dict[str, Any]) -> str:
    """Return the first language that the file names, "" when it names none."""
    languages = raw.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else ""
    return first if isinstance(first, str) else ""


def _path(loc: tuple[int | str, ...]) -> Path:
    """Return the file's path; the model also names an item's kind, and marks keys."""
    if loc[-1:] == ("[key]",):
        loc = loc[:-1]
    if loc[:1] == ("pages",) and loc[2:3] == ("items",):
        return loc[:4] + loc[5:]
    return loc


def _note(path: Path, detail: ErrorDetails, within: Any, findings: Findings) -> None:
    kind = detail["type"]
    if kind == "extra_forbidden":
        _unknown_key(path, within, findings)
    elif kind in {"union_tag_invalid", "union_tag_not_found"}:
        _unknown_kind(path, detail, findings)
    elif kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
        return  # the entries are there, but misshapen, and each is reported
    elif kind == "condition":
        _condition(path, str(detail["input"]), findings)
    else:
        _misfit(path, detail, findings)


def _misfit(path: Path, detail: ErrorDetails, findings: Findings) -> None:
    value, kind = detail["input"], detail["type"]
    limits = {"limit": LONGEST_TEXT} | detail.get("ctx", {})
    if kind == "literal_error":
        limits["expected"] = limits["expected"].replace("'", "")
    what, remedy = SHAPES["nothing" if value is None else kind] if kind in SHAPES else OTHERWISE
    if kind == "string_pattern_mismatch":
        remedy = PATTERNS[limits["pattern"]]
    if path == ("privacy", "min_group") and kind == "greater_than_equal":
        remedy = SMALL_GROUP
    shown = value if isinstance(value, str | int | float) else "…"
    findings.add(path, what, remedy, **limits, key=_key(path), value=shown)


def _key(path: Path) -> str:
    """Return the last keys up to the nearest entry of a list, such as text.sv or id."""
    last = [str(step) for step in takewhile(lambda step: isinstance(step, str), reversed(path))]
    return ".".join(reversed(last)) or str(path[-2] if len(path) > 1 else "")


def _unknown_key(path: Path, model: Any, findings: Findings) -> None:
    findings.unknown(
        path,
        'The key "{name}" is not known here.',
        path[-1],
        keys(model),
        "Keys here: {names}.",
    )


def _unknown_kind(path: Path, detail: ErrorDetails, findings: Findings) -> None:
    listed = "Kinds: {names}."
    if detail["type"] == "union_tag_not_found":
        what = 'The item has no "kind".'
        findings.unknown(path, what, "", kinds(), listed)
    else:
        name = detail["ctx"]["tag"]
        what = 'The kind "{name}" does not exist.'
        findings.unknown((*path, "kind"), what, name, kinds(), listed)


def _condition(path: Path, text: str, findings: Findings) -> None:
    try:
        parse(text)
    except ConditionError as error:
        findings.add(path, error.what, error.remedy, **error.params)
