"""``kit rounds``: which rounds there are in the store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.stores import InStore, existing_store
from kit.language import msgid, say

if TYPE_CHECKING:
    from kit.rounds import Round

STATUS = {"new": msgid("not open yet"), "open": msgid("open"), "closed": msgid("closed")}


@app.command()
def rounds(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    store: InStore = None,
    language: InLanguage = None,
) -> None:
    """List the rounds in the store, the latest first."""
    language = chosen(language)
    with in_words(), existing_store(store, language) as opened:
        found = sorted(opened.rounds(), key=lambda one: (one.created, one.id), reverse=True)
    if as_json:
        typer.echo(json.dumps([_facts(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        typer.echo(_line(one, language))
    if not found:
        typer.echo(say(language, "There are no rounds in the store yet."))


def _facts(one: Round) -> dict[str, str]:
    return {
        "id": one.id,
        "name": one.settings.name,
        "status": one.status,
        "created": one.created,
        "delete_after": one.delete_after,
        "questionnaire": one.questionnaire.id,
        "version": one.questionnaire.version,
    }


def _line(one: Round, language: str) -> str:
    return say(
        language,
        "{id}  {created}  {status}  {name} ({questionnaire}), deleted after {delete_after}",
        **{**_facts(one), "status": say(language, STATUS[one.status])},
    )
