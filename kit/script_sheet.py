"""Write the sheet that the room fills in by hand: points, effect and effort, and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from kit.contributions import STEPS
from kit.language import say
from kit.scripts import Script
from kit.weighing import LITTLE, MUCH

LINE: Final = '<td class="line"></td>'
LINES: Final = 10
"""Lines to give points on; more would push the plan off the sheet."""


FEW: Final = 4
"""So many actions get plenty of room each; more share it."""


def sheet(script: Script, language: str) -> Iterator[str]:
    """Write what the script has steps for."""
    # On a phone the tables are moved sideways, by keyboard too.
    yield '<section class="sheet fill" aria-labelledby="fill" tabindex="0">'
    yield f'<h2 id="fill">{escape(say(language, "To fill in by hand"))}</h2>'
    points, grid = script.step_of("points"), script.step_of("grid")
    if points or grid:
        how = say(
            language,
            "Without a screen: print one copy for everybody, and number the ideas on the wall. "
            "Nobody writes their name. The sheets are collected, shuffled and counted. The plan is "
            "written on one common copy.",
        )
        yield f"<p>{escape(how)}</p>"
    yield '<div class="beside">'
    if points:
        yield from _votes(script.limits.points, language)
    if grid:
        yield from _grid(language)
    yield "</div>"
    if script.step_of("plan"):
        yield from _plan(script.limits.actions, language)
    if script.credit:
        licence = f" {script.credit.licence}." if script.credit.licence else ""
        yield f'<p class="small">{escape(script.text(script.credit.text, language) + licence)}</p>'
    yield "</section>"


def _votes(points: int, language: str) -> Iterator[str]:
    blank = "<tr>" + LINE * 2 + "</tr>"
    yield from _table(
        say(language, "My {points} points", points=points),
        (say(language, "Idea, number and a few words"), say(language, "Points")),
        [blank] * LINES,
        "votes",
    )
    total = say(language, "Sum (must be {points})", points=points)
    yield f'<tfoot><tr><th scope="row">{escape(total)}</th><td class="line"></td></tr></tfoot>'
    yield "</table>"


def _grid(language: str) -> Iterator[str]:
    """Write the grid, most effect on top; the corner of the quick wins is tinted."""
    yield '<table class="grid">'
    numbers = say(language, "Effect and effort: write the ideas’ numbers.")
    tinted = say(language, "The tinted squares are good to start with.")
    yield f"<caption>{escape(numbers)} {escape(tinted)}</caption>"
    yield "<tbody>"
    for effect in range(STEPS, 0, -1):
        ends = {STEPS: say(language, "5 much effect"), 1: say(language, "1 little effect")}
        name = escape(ends.get(effect, str(effect)))
        cells = "".join(_square(effect, effort) for effort in range(1, STEPS + 1))
        yield f'<tr><th scope="row">{name}</th>{cells}</tr>'
    yield "</tbody>"
    ends = {1: say(language, "1 little work"), STEPS: say(language, "5 much work")}
    heads = (escape(ends.get(effort, str(effort))) for effort in range(1, STEPS + 1))
    marks = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<tfoot><tr><td></td>{marks}</tr></tfoot>"
    yield "</table>"


def _square(effect: int, effort: int) -> str:
    return '<td class="quick"></td>' if effect >= MUCH and effort <= LITTLE else "<td></td>"


def _plan(most: int, language: str) -> Iterator[str]:
    columns = (
        say(language, "Action"),
        say(language, "Goal"),
        say(language, "Who"),
        say(language, "First step"),
        say(language, "Done by"),
        say(language, "How we will know"),
    )
    blank = "<tr>" + LINE * len(columns) + "</tr>"
    one = say(language, "Our plan: one action")
    several = say(language, "Our plan, at most {most} actions", most=most)
    kind = "plan" if most <= FEW else "plan many"
    yield from _table(one if most == 1 else several, columns, [blank] * most, kind)
    yield "</table>"
    yield '<ul class="blanks">'
    for line in (say(language, "We meet again on"), say(language, "Gets the plan")):
        yield f"<li>{escape(line)}:</li>"
    yield "</ul>"


def _table(caption: str, columns: Sequence[str], rows: Sequence[str], kind: str) -> Iterator[str]:
    """Begin a table; its maker ends it."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    yield f'<table class="{kind}"><caption>{escape(caption)}</caption>'
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    yield from rows
    yield "</tbody>"
