"""Lay the model over a file's plain values, to know what each place in the file is meant to be."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kit.items import Frozen, Item, Text
from kit.reading.findings import Path

Place = tuple[Path, Any, Any]


def places(raw: Any, model: type[Frozen]) -> Iterator[Place]:
    """Walk path, meaning and value of every map and text whose place in the model is known.

    The meaning is a model's class, or ``Text``. Values of the wrong shape are left out.
    """
    yield from _walk((), model, raw)


def _walk(path: Path, meaning: Any, value: Any) -> Iterator[Place]:
    meaning = _needed(meaning)
    if meaning == Text:
        yield path, Text, value
    elif meaning == Item:
        yield from _walk(path, kinds().get(_kind(value)), value)
    elif isinstance(meaning, type) and issubclass(meaning, Frozen):
        yield from _model(path, meaning, value)
    else:
        yield from _collection(path, meaning, value)


def _model(path: Path, model: type[Frozen], value: Any) -> Iterator[Place]:
    if isinstance(value, dict):
        yield path, model, value
        for key, meaning in keys(model).items():
            if key in value:
                yield from _walk((*path, key), meaning, value[key])


def _collection(path: Path, meaning: Any, value: Any) -> Iterator[Place]:
    inner = get_args(_plain(meaning))
    if get_origin(_plain(meaning)) is tuple and isinstance(value, list):
        for number, child in enumerate(value):
            yield from _walk((*path, number), inner[0], child)
    if get_origin(_plain(meaning)) is dict and isinstance(value, dict):
        for key, child in value.items():
            yield from _walk((*path, key), inner[1], child)


@cache
def keys(model: type[Frozen]) -> dict[str, Any]:
    """Return the keys that a map of this kind may have in the file, with their meaning."""
    hints = get_type_hints(model, include_extras=True)
    return {field.alias or name: hints[name] for name, field in model.model_fields.items()}


@cache
def kinds() -> dict[str, type[Frozen]]:
    """Return the kinds of items, by the word that names them in the file."""
    return {get_args(keys(item)["kind"])[0]: item for item in get_args(get_args(Item)[0])}


def _kind(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _needed(meaning: Any) -> Any:
    """Return what stands beside ``None`` in an optional meaning."""
    if get_origin(meaning) in {Union, types.UnionType} and type(None) in get_args(meaning):
        return next(part for part in get_args(meaning) if part is not type(None))
    return meaning


def _plain(meaning: Any) -> Any:
    return get_args(meaning)[0] if get_origin(meaning) is Annotated else meaning
