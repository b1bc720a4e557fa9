"""Keep a store safe, and no longer than promised: ``kit backup``, ``restore`` and ``purge``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.stores import InStore, existing_store, store_url
from kit.language import say

if TYPE_CHECKING:
    from kit.store.purging import Purged


@app.command()
def backup(
    to: Annotated[
        Path | None, typer.Option(help="The file to write; otherwise one beside the store.")
    ] = None,
    store: InStore = None,
    language: InLanguage = None,
) -> None:
    """Copy the whole store to one file; people may go on answering meanwhile."""
    from kit.store.backing_up import back_up  # noqa: PLC0415 - each command starts fast

    language = chosen(language)
    with in_words(), existing_store(store, language) as opened:
        file = back_up(opened, to)
    typer.echo(say(language, "The backup is {file}.", file=file))
    typer.echo(
        say(
            language,
            "It holds everybody's answers: keep it as safe as the store, and delete it when the "
            "rounds in it are to be deleted.",
        )
    )


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup to put in the store's place.")],
    store: InStore = None,
    language: InLanguage = None,
) -> None:
    """Put a backup in the store's place; what was there is kept. Stop the server first."""
    from kit.store.restoring import restore as put_back  # noqa: PLC0415 - each command starts fast

    language = chosen(language)
    with in_words():
        kept = put_back(file, store_url(store), language=language)
    typer.echo(say(language, "The store is now what {file} holds.", file=file))
    if kept is not None:
        typer.echo(say(language, "What was there before is in {file}.", file=kept))
    typer.echo(
        say(
            language,
            "Rounds that were deleted after the backup are there again, and links that were "
            "withdrawn work again: delete and withdraw them once more. Answers that participants "
            "deleted stay deleted, unless the store that was there could not be read.",
        )
    )


@app.command()
def purge(
    backups: Annotated[
        bool, typer.Option("--backups", help="Delete the backups that hold them too.")
    ] = False,
    store: InStore = None,
    language: InLanguage = None,
) -> None:
    """Delete the rounds whose day of deletion has passed; run it every night."""
    from kit.store.copies import overdue  # noqa: PLC0415 - each command starts fast
    from kit.store.purging import drop_backups  # noqa: PLC0415 - likewise
    from kit.store.purging import purge as delete_what_is_due  # noqa: PLC0415 - likewise

    language = chosen(language)
    with in_words(), existing_store(store, language) as opened:
        gone = delete_what_is_due(opened)
        folder, today = opened.address.backups, opened.today()
        dropped = drop_backups(overdue(folder, today), language) if backups else []
        held = overdue(folder, today)
    _tell(gone, language)
    for file in dropped:
        typer.echo(say(language, "Deleted the backup {file}.", file=file))
    if held:
        typer.echo(
            say(
                language,
                "These backups still hold rounds that were to be deleted: {files}. Delete them, "
                "or run kit purge --backups.",
                files=", ".join(str(one.path) for one in held),
            )
        )


def _tell(gone: list[Purged], language: str) -> None:
    if not gone:
        typer.echo(say(language, "No round was due to be deleted."))
    for one in gone:
        typer.echo(
            say(
                language,
                "Deleted {name} ({id}): it was to be kept until {day}, and held the answers of "
                "{people} people.",
                name=one.name,
                id=one.id,
                day=one.delete_after,
                people=one.people,
            )
        )
