"""``kit check``: what is wrong with questionnaires and workshop scripts, line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kit.cli.app import InLanguage, app, chosen
from kit.errors import Problem
from kit.language import say

AsJson = Annotated[bool, typer.Option("--json", help="Print the problems as a JSON list.")]


@app.command()
def check(
    files: Annotated[
        list[str], typer.Argument(help="Questionnaires and workshop scripts.", metavar="FILE...")
    ],
    as_json: AsJson = False,
    language: InLanguage = None,
) -> None:
    """Say what is wrong with questionnaires and scripts, line by line; exit 1 if anything is."""
    language = chosen(language)
    problems: list[Problem] = []
    for file in files:
        found = _problems(file, language)
        problems += found
        if not found and not as_json:
            typer.echo(say(language, "{file}: no problems.", file=file))
    if as_json:
        typer.echo(json.dumps([one.as_dict() for one in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            typer.echo(str(problem))
    raise typer.Exit(1 if problems else 0)


def _problems(file: str, language: str) -> list[Problem]:
    from kit.reading.scripts import problems_of  # noqa: PLC0415 - each command starts fast

    return problems_of(Path(file), language=language)
