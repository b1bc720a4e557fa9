"""Write a script as one page to print: the leader's sheet, and one for the room to fill in by hand.

The page needs nothing else and nothing in it runs. With it a workshop can be led without a screen.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from kit.language import msgid, say
from kit.script_sheet import sheet
from kit.scripts import Circle, Script, Step
from kit.theme import css

STYLE: Final = Path(__file__).with_suffix(".css")
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
SHORT: Final = 3_000
LONG: Final = 4_200
"""Signs in all from which one sheet takes smaller type; a short script gets larger type."""
CIRCLES: Final[dict[Circle, str]] = {
    "alone": msgid("On your own"),
    "pairs": msgid("In pairs"),
    "fours": msgid("In fours"),
    "all": msgid("All together"),
}


def paper(script: Script, language: str) -> str:
    """Return the whole page, in ``language``; words that the script lacks stand in its own."""
    return "".join(f"{line}\n" for line in _page(script, language))


def paper_file(script: Script, language: str) -> dict[str, str]:
    """Return the page as a file that a browser can save: ``name``, ``type`` and ``base64``."""
    data = base64.b64encode(paper(script, language).encode()).decode()
    name = f"{script.id}-{language}.html"
    return {"name": name, "type": "text/html", "base64": data, "problem": ""}


def _page(script: Script, language: str) -> Iterator[str]:
    title = escape(script.text(script.title, language))
    yield "<!doctype html>"
    yield f'<html lang="{escape(language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{css()}\n{STYLE.read_text(encoding='utf-8')}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield from _leaders(script, language, title)
    yield from sheet(script, language)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _leaders(script: Script, language: str, title: str) -> Iterator[str]:
    known = {"steps": len(script.steps), "minutes": script.minutes}
    extent = say(language, "{steps} steps, {minutes} minutes.", **known)
    signs = _signs(script, language)
    size = "short" if signs <= SHORT else "long" if signs > LONG else "middling"
    yield f'<section class="sheet {size}">'
    yield f"<h1>{title}</h1>"
    yield f"<p>{escape(script.text(script.intro, language))} {escape(extent)}</p>"
    yield '<ul class="blanks">'
    for blank in (say(language, "Place"), say(language, "Day"), say(language, "Begins at")):
        yield f"<li>{escape(blank)}:</li>"
    yield "</ul>"
    yield from _steps(script, language)
    yield "</section>"


def _signs(script: Script, language: str) -> int:
    """Count how much there is to print."""
    told = [text for step in script.steps for text in (step.title, step.room, step.facilitator)]
    told += [phase.text for step in script.steps for phase in step.phases]
    return sum(len(script.text(text, language)) for text in told)


def _steps(script: Script, language: str) -> Iterator[str]:
    columns = (
        say(language, "Clock"),
        say(language, "Min."),
        say(language, "To everybody"),
        say(language, "For you who lead"),
    )
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    yield f'<table class="steps"><caption>{escape(say(language, "The steps"))}</caption>'
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    begins = 0
    for step in script.steps:
        yield _step(script, step, begins, language)
        begins += step.minutes
    yield "</tbody></table>"


def _step(script: Script, step: Step, begins: int, language: str) -> str:
    after = say(language, "after {minutes}", minutes=begins) if begins else ""
    room = escape(script.text(step.room, language)) + "".join(_phases(script, step, language))
    facilitator = escape(script.text(step.facilitator, language))
    cells = (
        f'<td class="clock"><span>{escape(after)}</span></td>',
        f'<td class="minutes">{step.minutes}</td>',
        f"<td><strong>{escape(script.text(step.title, language))}</strong> {room}</td>",
        f"<td>{facilitator}</td>",
    )
    kind = ' class="pause"' if step.kind == "break" else ""
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _phases(script: Script, step: Step, language: str) -> Iterator[str]:
    for phase in step.phases:
        circle = say(language, CIRCLES[phase.circle])
        time = say(language, "{minutes} min", minutes=phase.minutes)
        words = escape(script.text(phase.text, language))
        yield f'<span class="phase"><b>{escape(circle)} {escape(time)}:</b> {words}</span>'
