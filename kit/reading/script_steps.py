"""Check that the steps of a script can be gone through in their order.

The rules look at the file's plain values, as those of a questionnaire do: a misshapen step is
passed over, and every other problem is still named.
"""

from __future__ import annotations

from typing import Final

from kit.items import as_whole
from kit.reading.contents import Contents, Found, maps, text
from kit.reading.findings import Findings
from kit.reading.names import once
from kit.scripts import Step

SHOWING: Final = ("look", "reflect", "circles", "review")
"""Kinds of steps that may show a view of the result; the others need the room's eyes elsewhere."""
ONE: Final = ("answer", "points", "grid", "plan", "close")
"""Kinds that a workshop has at most one step of: a round has one set of answers and of votes."""
AFTER: Final[dict[str, tuple[str, ...]]] = {
    "sort": ("ideas",),
    "points": ("ideas",),
    "grid": ("points", "ideas"),
    "plan": ("ideas", "review"),
}
"""Kind -> the kinds of which one has to come before it."""


def step_ids(contents: Contents, findings: Findings) -> None:
    """Refuse an id that names two steps."""
    once(contents.of(Step), "id", findings)


def views(contents: Contents, findings: Findings) -> None:
    """Ask for a view where the result is looked at, and refuse one where it would disturb."""
    for path, step in contents.of(Step):
        kind, view = text(step, "kind"), step.get("view")
        if kind == "look" and view is None:
            findings.add(
                path,
                'The step "{name}" looks at the result, but names no view.',
                "Add view: needs, or another view.",
                name=text(step, "id"),
            )
        if kind and kind not in SHOWING and view is not None:
            findings.add(
                (*path, "view"),
                'A step of the kind "{kind}" shows no view of the result.',
                "Delete the view, or put it at a step of the kind look.",
                kind=kind,
            )


def no_view_before_answers(contents: Contents, findings: Findings) -> None:
    """Refuse to show the result before everybody has answered: it would lead their answers."""
    steps = contents.of(Step)
    kinds = _kinds(steps)
    for path, step in steps[: kinds.index("answer")] if "answer" in kinds else ():
        if step.get("view") is not None:
            findings.add(
                (*path, "view"),
                "The result is shown before everybody has answered.",
                "Move the view to a step after the one of the kind answer.",
            )


def phases(contents: Contents, findings: Findings) -> None:
    """Ask for phases that fill a step in circles, and refuse them elsewhere."""
    for path, step in contents.of(Step):
        kind, parts = text(step, "kind"), step.get("phases")
        if kind == "circles" and not maps(parts):
            what = 'The step "{name}" goes in circles, but has no phases.'
            remedy = "Add phases, each with circle, minutes and text."
            findings.add(path, what, remedy, name=text(step, "id"))
        elif kind == "circles":
            _filled((path, step), findings)
        elif kind and parts is not None:
            what = 'A step of the kind "{kind}" has no phases.'
            findings.add((*path, "phases"), what, "Delete them, or write kind: circles.", kind=kind)


def _filled(found: Found, findings: Findings) -> None:
    path, step = found
    whole = as_whole(step.get("minutes"))
    parts = [as_whole(phase.get("minutes")) for phase in maps(step.get("phases"))]
    if not all(isinstance(minutes, int) for minutes in (whole, *parts)) or sum(parts) == whole:
        return
    findings.add(
        (*path, "minutes"),
        'The phases of "{name}" take {sum} minutes together, but the step takes {whole}.',
        "Mend one of them.",
        name=text(step, "id"),
        sum=sum(parts),
        whole=whole,
    )


def order(contents: Contents, findings: Findings) -> None:
    """Refuse steps that need what comes later, and what a workshop can have only one of."""
    steps = contents.of(Step)
    kinds = _kinds(steps)
    for place, (path, _) in enumerate(steps):
        kind, before, later = kinds[place], kinds[:place], kinds[place + 1 :]
        needed = AFTER.get(kind, ())
        if needed and not {*needed} & {*before}:
            what = 'The step of the kind "{kind}" has nothing to go on from.'
            remedy = "Put a step of the kind {needed} before it."
            findings.add((*path, "kind"), what, remedy, kind=kind, needed=needed[-1])
        if kind in ONE and kind in before:
            what = 'There are two steps of the kind "{kind}"; a workshop has one.'
            findings.add((*path, "kind"), what, "Put them together, or delete one.", kind=kind)
        if kind == "sort" and {"points", "grid"} & {*before}:
            what = "The ideas are sorted after they have been weighed."
            remedy = "Move this step before points and grid: votes for doubles are split."
            findings.add((*path, "kind"), what, remedy)
        if kind == "close" and later:
            what = "Steps come after the one that closes the workshop."
            findings.add((*path, "kind"), what, "Move it to the end, or make it a talk.")


def room_to_choose(contents: Contents, findings: Findings) -> None:
    """Refuse a plan with more actions than there are ideas to choose them from."""
    limits = contents.raw.get("limits")
    held = limits if isinstance(limits, dict) else {}
    shortlist, actions = as_whole(held.get("shortlist", 8)), as_whole(held.get("actions", 3))
    if isinstance(shortlist, int) and isinstance(actions, int) and actions > shortlist:
        findings.add(
            ("limits", "actions"),
            "The plan would take more actions ({actions}) than ideas go on to the grid ({ideas}).",
            "Lower actions, or raise shortlist.",
            actions=actions,
            ideas=shortlist,
        )


def _kinds(steps: list[Found]) -> list[str]:
    return [text(step, "kind") for _, step in steps]
