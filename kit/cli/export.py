"""``kit export``: a round's answers as files, for the municipality that is responsible for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.stores import InStore, existing_store, find_round
from kit.errors import KitError
from kit.language import say

ALL = "wide,long,scores,codebook"


@app.command()
def export(  # noqa: PLR0913, PLR0917 - each is an option of the command
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="A round's id; see kit rounds.")],
    folder: Annotated[Path, typer.Argument(help="A new folder to write into.")],
    store: InStore = None,
    what: Annotated[
        str, typer.Option(help="Which tables, with commas between: wide, long, scores, codebook.")
    ] = ALL,
    extras: Annotated[
        str,
        typer.Option(
            "--with",
            metavar="EXTRAS",
            help="What is otherwise left out of the wide table, with commas between: ids (the "
            "participants' own keys), days, language.",
        ),
    ] = "",
    excel_sv: Annotated[
        bool,
        typer.Option(
            "--excel-sv", help="For Swedish Excel: semicolons, decimal commas, byte order mark."
        ),
    ] = False,
    language: InLanguage = None,
) -> None:
    """Write a round's answers as CSV files and datapackage.json into a new folder.

    These are personal data: the command says which. Rows are shuffled and get new random numbers.
    """
    from kit.exchange.cells import PLAIN, SWEDISH_EXCEL  # noqa: PLC0415 - each command starts fast
    from kit.exchange.folder import export as write  # noqa: PLC0415 - likewise
    from kit.exchange.tables import EXTRAS, TABLES, Plan  # noqa: PLC0415 - likewise

    language = chosen(language)
    with in_words():
        tables = _listed(what, TABLES, "--what", language)
        more = _listed(extras, EXTRAS, "--with", language)
        with existing_store(store, language) as opened:
            one = find_round(opened, round_id, language)
            plan = Plan(
                one.settings.name, tables, more, SWEDISH_EXCEL if excel_sv else PLAIN, language
            )
            told = write(one.questionnaire, opened.responses(round_id), folder, plan)
    typer.echo(say(language, "Written to {folder}.", folder=folder))
    for sentence in told:
        typer.echo(sentence)


def _listed(given: str, known: Sequence[str], option: str, language: str) -> list[str]:
    """Return the names in a list with commas; raises ``KitError`` for one that is not known."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    strange = [name for name in names if name not in known]
    if strange or (option == "--what" and not names):
        raise KitError(
            say(
                language,
                "{option} takes {known}, with commas between, not “{strange}”.",
                option=option,
                known=", ".join(known),
                strange=", ".join(strange)[:80],
            )
        )
    return names
