"""``kit summary``: what many participants' files say together, in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.columns import in_columns
from kit.language import say


class By(StrEnum):
    """What the lines of the table are about; the value is also the view's name but for its s."""

    AREA = "area"
    COMPETENCE = "competence"
    ITEM = "item"
    NEED = "need"
    TAG = "tag"
    ROLE = "role"
    UNIT = "unit"


@app.command()
def summary(
    questionnaire: Annotated[
        str, typer.Argument(help="The questionnaire: its id, or the path of its file.")
    ],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES...",
            help="Participants' files, responses_wide.csv of exports, or folders of them.",
        ),
    ],
    by: Annotated[By, typer.Option(help="What to list.")] = By.AREA,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole protected table as JSON.")
    ] = False,
    language: InLanguage = None,
) -> None:
    """Show a group's result from files, protected as in a round; exit 1 if nothing can be shown."""
    from kit.collecting import Collection  # noqa: PLC0415 - each command starts fast
    from kit.group_files import counted, nothing_safe, safe_table_of  # noqa: PLC0415 - likewise
    from kit.reading import read_questionnaire  # noqa: PLC0415 - likewise
    from kit.shelf import find_questionnaire  # noqa: PLC0415 - likewise

    language = chosen(language)
    with in_words():
        path = find_questionnaire(questionnaire, language=language)
        asked = read_questionnaire(path, language=language)
    collection = Collection(asked, language)
    for file in files:
        collection.read(file)
    gathered = collection.gather()
    for problem in gathered.refused:
        typer.echo(str(problem), err=True)
    safe = safe_table_of(asked, gathered.responses)
    if safe is None or not any(row["status"] == "shown" for row in safe["rows"]):
        typer.echo(nothing_safe(language, asked.privacy.min_group), err=True)
        raise typer.Exit(1)
    if as_json:
        typer.echo(json.dumps(safe, ensure_ascii=False, indent=1))
        return
    from kit.group_report import group_state  # noqa: PLC0415 - each command starts fast

    state = group_state(asked, safe, language, [f"{by}s"])
    for line in [*counted(gathered, language), *_lines(state, language), *state["standing"]]:
        typer.echo(line)


def _lines(state: dict[str, Any], language: str) -> Iterator[str]:
    for view in state["views"]:
        for chart in view["charts"]:
            yield ""
            yield chart["title"]
            yield from in_columns([chart["table"]["head"], *chart["table"]["rows"]])
            yield chart["sentence"]
        if view["hidden"]:
            yield view["hidden"]
        yield ""
    if not state["views"]:
        yield say(language, "There is nothing of this kind in the questionnaire.")
