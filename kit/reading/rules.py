"""Check that the parts of a questionnaire agree with each other.

The rules look at the file's plain values, not at the model, so that a file with a misshapen
corner still gets every other problem named. Each rule skips what has the wrong shape.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import pairwise

from kit.items import NumberItem, RateItem, Scale
from kit.questionnaire import Competence, Level, Role
from kit.reading.contents import Contents, maps, number, text
from kit.reading.findings import Findings, Path

Span = tuple[float, float]


def wanted_levels(contents: Contents, findings: Findings) -> None:
    """Refuse targets for what does not exist, and targets outside the scale."""
    known = [*contents.areas, *contents.competences]
    spans = _spans(contents)
    for path, role in contents.of(Role):
        targets = role.get("targets")
        for name, wanted in targets.items() if isinstance(targets, dict) else ():
            place = (*path, "targets", name)
            if name not in known:
                what = 'There is no area or competence "{name}".'
                findings.unknown(place, what, name, known, "Areas and competences: {names}.")
            _within(place, name, number(wanted), spans.get(name, []), findings)


def _within(
    place: Path, name: str, wanted: float | None, spans: list[Span], findings: Findings
) -> None:
    for low, high in spans:
        if wanted is not None and not low <= wanted <= high:
            findings.add(
                place,
                'The wanted level {wanted} for "{name}" is outside the scale.',
                "Write a number from {low} to {high}.",
                name=name,
                wanted=f"{wanted:g}",
                low=f"{low:g}",
                high=f"{high:g}",
            )
            return


def _spans(contents: Contents) -> dict[str, list[Span]]:
    """Return area or competence id -> the lowest and highest values of its items' scales."""
    spans: dict[str, list[Span]] = {}
    for _, item, counted in contents.measured():
        values = contents.values(item.get("scale"))
        for sort, name in counted if values else ():
            if sort != "tag":
                spans.setdefault(name, []).append((min(values), max(values)))
    return spans


def one_scale(contents: Contents, findings: Findings) -> None:
    """Refuse a competence, area or tag whose items run over different numbers: no mean fits."""
    first: dict[tuple[str, str], Span] = {}
    for path, item, counted in contents.measured():
        values = contents.values(item.get("scale"))
        if not values:
            continue
        span = (min(values), max(values))
        for measure in counted:
            if first.setdefault(measure, span) != span:
                low, high = first[measure]
                findings.add(
                    (*path, "scale"),
                    'Other items of "{name}" are rated from {low} to {high}, this one is not.',
                    "Use scales with the same numbers, or the mean says nothing.",
                    name=measure[1],
                    low=f"{low:g}",
                    high=f"{high:g}",
                )
                break


def reversible(contents: Contents, findings: Findings) -> None:
    """Refuse to reverse on a scale whose values do not ascend."""
    for path, item in contents.of(RateItem):
        values = contents.values(item.get("scale"))
        if item.get("reverse") == "true" and any(a >= b for a, b in pairwise(values)):
            findings.add(
                (*path, "reverse"),
                'The scale "{name}" has no order, so it cannot be reversed.',
                "Let the values of its points ascend, or delete reverse.",
                name=item["scale"],
            )


def labelled_ends(contents: Contents, findings: Findings) -> None:
    """Ask for words at both ends of every scale."""
    for path, scale in contents.of(Scale):
        points = maps(scale.get("points"))
        for place in {0, len(points) - 1} if points else ():
            if points[place].get("label") is None:
                findings.add(
                    (*path, "points", place),
                    'The first and the last point of the scale "{name}" need words.',
                    "Add a label to this point.",
                    name=path[-1],
                )


def ascending_levels(contents: Contents, findings: Findings) -> None:
    """Ask for levels that begin at 0 and ascend."""
    before: float | None = None
    for path, level in contents.of(Level):
        begins = number(level.get("from"))
        if begins is None:
            continue
        if before is None and begins != 0:
            what, remedy = "The first level must begin at 0.", "Write from: 0."
            findings.add((*path, "from"), what, remedy)
        if before is not None and begins <= before:
            findings.add(
                (*path, "from"),
                "The levels do not ascend: {begins} comes after {before}.",
                "Put the levels in order, each from a higher number.",
                begins=f"{begins:g}",
                before=f"{before:g}",
            )
        before = begins


def used_competences(contents: Contents, findings: Findings) -> None:
    """Refuse a competence that no item measures."""
    used = {text(item, "competence") for _, item in contents.of(RateItem)}
    # A misspelt name is a problem of its own; the competence it was meant for is in use.
    for name in used - {*contents.competences}:
        used |= {*get_close_matches(name[:100], contents.competences, n=1)}
    for path, competence in contents.of(Competence):
        name = text(competence, "id")
        if name and name not in used:
            findings.add(
                (*path, "id"),
                'No item measures the competence "{name}".',
                "Add an item with competence: {name}, or delete the competence.",
                name=name,
            )


def ordered_limits(contents: Contents, findings: Findings) -> None:
    """Refuse a number whose smallest value is larger than its largest."""
    for path, item in contents.of(NumberItem):
        low, high = number(item.get("min")), number(item.get("max"))
        if low is not None and high is not None and low > high:
            what, remedy = '"min" is larger than "max".', "Swap them, or mend one."
            findings.add((*path, "min"), what, remedy)
