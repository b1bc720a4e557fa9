"""Read JSON from outside as every program would; what programs disagree on is refused.

Refused are keys that stand twice, numbers that are none (NaN) or too large to be exact everywhere,
halves of characters, endless depth, and bytes that are not UTF-8.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 32
LARGEST = 2**53 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(data: bytes) -> Any:
    """Return what the JSON text holds; ValueError when programs could disagree on it.

    A byte order mark is skipped, and 1.0 is the whole number 1, as in a browser.
    """
    try:
        content = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_without_twins,
            parse_constant=_no_number,
            parse_float=_number,
            parse_int=_number,
        )
    except RecursionError:
        raise ValueError("the text is nested too deep") from None
    if _unsafe(content):
        raise ValueError("the text is nested too deep or holds half a character")
    return content


def whole(value: Any) -> Any:
    """Return the value with halves of characters replaced, which no file can hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {whole(key): whole(inner) for key, inner in value.items()}
    return [whole(inner) for inner in value] if isinstance(value, list | tuple) else value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: programs disagree on which one counts."""
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a key stands twice")
    return members


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number in JSON")


def _number(digits: str) -> float:
    """Read a number as JavaScript does: 1.0 is the whole number 1."""
    value = float(digits)
    if abs(value) > LARGEST:
        raise ValueError("the number is larger than all programs can hold exactly")
    return int(value) if value.is_integer() else value


def _unsafe(value: Any, depth: int = 1) -> bool:
    """Say whether programs would read this differently: too deep, or half a character."""
    if isinstance(value, str):
        return _SURROGATE.search(value) is not None
    if not isinstance(value, dict | list):
        return False
    if depth > DEEPEST:
        return True
    inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
    return any(_unsafe(part, depth + 1) for part in inner)
