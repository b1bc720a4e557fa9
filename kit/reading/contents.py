"""Give the rules easy hold of a file's plain values: what there is, and by which id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from kit.items import Frozen, Scale, Text
from kit.questionnaire import Area, Background, Competence, Questionnaire
from kit.reading.findings import Path
from kit.reading.outline import places

Found = tuple[Path, dict[str, Any]]
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)


class Contents:
    """Look things up in a file; whatever has the wrong shape is not there."""

    def __init__(self, raw: dict[str, Any], model: type[Frozen] = Questionnaire) -> None:
        """Walk the file once."""
        self.raw = raw
        self._places = list(places(raw, model))

    def of(self, *models: type[Frozen]) -> list[Found]:
        """Return path and values of everything of these sorts, in file order."""
        return [(path, value) for path, meaning, value in self._places if meaning in models]

    def ids(self, *models: type[Frozen]) -> list[str]:
        """Return the ids of everything of these sorts, in file order."""
        return [value["id"] for _, value in self.of(*models) if isinstance(value.get("id"), str)]

    @cached_property
    def texts(self) -> list[tuple[Path, Any]]:
        """Return path and value of every text."""
        return [(path, value) for path, meaning, value in self._places if meaning == Text]

    @cached_property
    def items(self) -> list[Found]:
        """Return every item, of known kind or not, in the order it is shown."""
        return [
            (("pages", place, "items", number), item)
            for place, page in enumerated_maps(self.raw.get("pages"))
            for number, item in enumerated_maps(page.get("items"))
        ]

    @cached_property
    def languages(self) -> list[str]:
        """Return the languages of the file."""
        return strings(self.raw.get("languages"))

    @cached_property
    def scales(self) -> dict[str, dict[str, Any]]:
        """Return the scales by name."""
        return {str(path[-1]): value for path, value in self.of(Scale)}

    @cached_property
    def areas(self) -> dict[str, list[str]]:
        """Return area id -> its competences' ids."""
        return {
            area["id"]: [one["id"] for one in maps(area.get("competences")) if text(one, "id")]
            for _, area in self.of(Area)
            if text(area, "id")
        }

    @cached_property
    def competences(self) -> list[str]:
        """Return the ids of all competences."""
        return self.ids(Competence)

    @cached_property
    def background(self) -> list[str]:
        """Return the ids of the questions about the person."""
        return self.ids(Background)

    def scale(self, name: object) -> dict[str, Any]:
        """Return the scale with this name, empty when there is none."""
        return self.scales.get(name, {}) if isinstance(name, str) else {}

    def values(self, scale: object) -> list[float]:
        """Return the values of a scale's points, [] when they cannot all be read."""
        points = maps(self.scale(scale).get("points"))
        found = [number(point.get("value")) for point in points]
        return [value for value in found if value is not None] if None not in found else []

    def answers(self, item: dict[str, Any]) -> list[str]:
        """Return the ids of everything that can be answered to an item or facet."""
        held = self.scale(item.get("scale"))
        options = [held.get("points"), held.get("other"), item.get("options")]
        return [one["id"] for listed in options for one in maps(listed) if text(one, "id")]

    def measured(self) -> Iterator[tuple[Path, dict[str, Any], list[tuple[str, str]]]]:
        """Walk the rated items with what each counts for, as (sort of thing, id)."""
        area_of = {one: area for area, held in self.areas.items() for one in held}
        for path, item in self.items:
            if item.get("kind") == "rate":
                competence = text(item, "competence")
                counted = [("competence", competence), ("area", area_of.get(competence, ""))]
                counted += [("tag", tag) for tag in strings(item.get("tags"))]
                yield path, item, [(sort, name) for sort, name in counted if name]


def enumerated_maps(value: object) -> list[tuple[int, dict[str, Any]]]:
    """Return the maps in a list with their places, [] when it is none."""
    listed = value if isinstance(value, list) else []
    return [(place, one) for place, one in enumerate(listed) if isinstance(one, dict)]


def maps(value: object) -> list[dict[str, Any]]:
    """Return the maps in a list, [] when it is none."""
    return [one for _, one in enumerated_maps(value)]


def strings(value: object) -> list[str]:
    """Return the texts in a list, [] when it is none."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def text(value: dict[str, Any], key: str) -> str:
    """Return the text under a key, "" when there is none."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


def number(value: object) -> float | None:
    """Return a written number, None when it is none."""
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None
