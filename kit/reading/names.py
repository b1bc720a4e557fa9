"""Check that every id names one thing, and that every name used is there.

The rules look at the file's plain values, not at the model, so that a file with a misshapen
corner still gets every other problem named. Each rule skips what has the wrong shape.
"""

from __future__ import annotations

from collections.abc import Iterable

from kit.conditions import KEYWORDS
from kit.items import Page, RateItem, Scale
from kit.questionnaire import Area, Background, Competence, Goal, Level, Reflection, Role, Tag
from kit.reading.contents import Contents, Found, enumerated_maps, maps, strings, text
from kit.reading.findings import Findings, Path


def unique_ids(contents: Contents, findings: Findings) -> None:
    """Refuse an id that names two things of one sort."""
    sorts = (Level, Tag, Role, Goal, Page, Reflection)
    groups = [contents.of(sort) for sort in sorts]
    groups.append(contents.of(Area, Competence))
    groups.append(contents.items + contents.of(Background))
    groups += [_listed(path, scale, "points", "other") for path, scale in contents.of(Scale)]
    askers = contents.items + contents.of(Background)
    groups += [_listed(path, item, "options") for path, item in askers]
    for group in groups:
        once(group, "id", findings)
    for path, item in contents.items:
        once(_listed(path, item, "also"), "facet", findings)


def _listed(path: Path, value: dict[str, object], *keys: str) -> list[Found]:
    return [
        ((*path, key, place), one) for key in keys for place, one in enumerated_maps(value.get(key))
    ]


def once(group: Iterable[Found], key: str, findings: Findings) -> None:
    """Refuse an id that stands twice in a group of things."""
    first: dict[str, Path] = {}
    for path, value in group:
        name = text(value, key)
        if name and first.setdefault(name, path) != path:
            findings.add(
                (*path, key),
                'The id "{name}" stands twice (first on line {first}).',
                "Give one of them another id.",
                name=name,
                first=findings.line((*first[name], key)),
            )


def reserved_ids(contents: Contents, findings: Findings) -> None:
    """Refuse an item id that conditions would read as a word of their own."""
    for path, item in contents.items:
        if text(item, "id") in KEYWORDS:
            what = 'The id "{name}" is a word that conditions use.'
            findings.add((*path, "id"), what, "Choose another id.", name=item["id"])


def known_names(contents: Contents, findings: Findings) -> None:
    """Refuse names of scales, competences, tags, levels and targets that do not exist."""
    for path, item in contents.of(RateItem):
        _scale((*path, "scale"), item.get("scale"), contents, findings)
        for place, facet in _listed(path, item, "also"):
            _scale((*place, "scale"), facet.get("scale"), contents, findings)
        _competence((*path, "competence"), text(item, "competence"), contents, findings)
        _tags(path, item, contents, findings)
        _anchors(path, item, contents, findings)
    _levels(contents, findings)


def _scale(path: Path, name: object, contents: Contents, findings: Findings) -> None:
    if isinstance(name, str) and name not in contents.scales:
        what, listed = 'The scale "{name}" does not exist.', "Scales in the file: {names}."
        findings.unknown(path, what, name, contents.scales, listed)


def _competence(path: Path, name: str, contents: Contents, findings: Findings) -> None:
    if name and name not in contents.competences:
        what = 'The competence "{name}" does not exist.'
        findings.unknown(path, what, name, contents.competences, "Competences: {names}.")


def _tags(path: Path, item: dict[str, object], contents: Contents, findings: Findings) -> None:
    known = contents.ids(Tag)
    for place, name in enumerate(strings(item.get("tags"))):
        if name not in known:
            what = 'The tag "{name}" does not exist.'
            findings.unknown((*path, "tags", place), what, name, known, "Tags: {names}.")


def _anchors(path: Path, item: dict[str, object], contents: Contents, findings: Findings) -> None:
    anchors, scale = item.get("anchors"), item.get("scale")
    known = [text(point, "id") for point in maps(contents.scale(scale).get("points"))]
    for name in anchors if isinstance(anchors, dict) and known else ():
        if name not in known:
            what = 'The scale has no point "{name}".'
            findings.unknown((*path, "anchors", name), what, name, known, "Points: {names}.")


def _levels(contents: Contents, findings: Findings) -> None:
    known = contents.ids(Level)
    for path, competence in contents.of(Competence):
        recommend = competence.get("recommend")
        for name in recommend if isinstance(recommend, dict) else ():
            if name not in known:
                what = 'The level "{name}" does not exist.'
                findings.unknown((*path, "recommend", name), what, name, known, "Levels: {names}.")
