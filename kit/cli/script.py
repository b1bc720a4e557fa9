"""``kit script``: which scripts for workshops there are, how one goes, and its paper version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, give_up, in_words
from kit.cli.columns import in_columns
from kit.errors import KitError
from kit.language import say

if TYPE_CHECKING:
    from kit.scripts import Script


@app.command()
def script(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[SCRIPT]", help="The script: its id, or the path of its file."),
    ] = None,
    paper: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the version to print, one page of HTML."),
    ] = None,
    language: InLanguage = None,
) -> None:
    """List the scripts for workshops, show the steps of one, or write it for printing."""
    language = chosen(language)
    with in_words():
        asked = [_read(each, language) for each in ([name] if name else _names())]
        if paper is None:
            lines = _steps(asked[0], language) if name else _list(asked, language)
            typer.echo("\n".join(lines))
        elif name is None:
            raise KitError(say(language, "Say which script to write on paper."))
        else:
            _write(asked[0], paper, language)


def _names() -> list[str]:
    from kit.script_shelf import script_names  # noqa: PLC0415 - each command starts fast

    return script_names()


def _read(name: str, language: str) -> Script:
    from kit.reading.scripts import read_script  # noqa: PLC0415 - each command starts fast
    from kit.script_shelf import find_script  # noqa: PLC0415 - likewise

    return read_script(find_script(name, language=language), language=language)


def _list(scripts: list[Script], language: str) -> Iterator[str]:
    if not scripts:
        folder = "questionnaires/workshops/"
        raise KitError(say(language, "There are no scripts in {folder} here.", folder=folder))
    columns = in_columns([(one.id, str(one.minutes)) for one in scripts])
    for one, line in zip(scripts, columns, strict=True):
        yield f"{line}  {one.text(one.title, language)}"


def _steps(asked: Script, language: str) -> Iterator[str]:
    yield asked.text(asked.title, language)
    rows = [(asked.text(step.title, language), str(step.minutes)) for step in asked.steps]
    yield from in_columns([*rows, ("", str(asked.minutes))])


def _write(asked: Script, file: Path, language: str) -> None:
    from kit.reasons import reason  # noqa: PLC0415 - each command starts fast
    from kit.script_paper import paper  # noqa: PLC0415 - likewise

    try:
        file.write_text(paper(asked, language), encoding="utf-8")
    except OSError as error:
        why = reason(error, language)
        what = "{file} could not be written: {reason}. Choose another place."
        give_up(KitError(say(language, what, file=str(file), reason=why)))
    typer.echo(say(language, "{file}: open it in a browser and print it.", file=str(file)))
