"""``kit plan``: a round's plan as a file, for the archive of whoever owns the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.stores import InStore, existing_store, find_round
from kit.errors import KitError
from kit.language import say

if TYPE_CHECKING:
    from kit.documents.plan_words import Agreement
    from kit.store import Store


@app.command()
def plan(
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="A round's id; see kit rounds.")],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help="A new file; its ending says what it becomes: .docx, .xlsx, .html, .csv or .ics.",
        ),
    ],
    store: InStore = None,
    language: InLanguage = None,
) -> None:
    """Write a round's plan as a document, a table, a page to print, or days for a calendar.

    It holds what the group has agreed on, and of its result what has been released; nobody's
    answers. The day in it is today.
    """
    from kit.documents.formats import TYPES, write  # noqa: PLC0415 - each command starts fast
    from kit.documents.plan import plan_document  # noqa: PLC0415 - likewise

    language = chosen(language)
    ending = out.suffix.removeprefix(".").lower()
    with in_words():
        if ending not in TYPES:
            raise KitError(_no_format(out, tuple(TYPES), language))
        with existing_store(store, language) as opened:
            agreed = _agreement(opened, round_id, language)
        _save(out, write(plan_document(agreed), ending), language)
    typer.echo(say(language, "The plan is in {file}.", file=out))


def _agreement(store: Store, round_id: str, language: str) -> Agreement:
    """Return the round's plan with what stands round it, as far as it has been shown."""
    from kit.documents.plan_request import numbered  # noqa: PLC0415 - each command starts fast
    from kit.documents.plan_words import Agreement  # noqa: PLC0415 - likewise
    from kit.plans import gaps  # noqa: PLC0415 - likewise

    one, kept = find_round(store, round_id, language), store.plan(round_id)
    if not kept.actions and not kept.earlier:
        raise KitError(
            say(
                language,
                "The round {round} has no plan yet. It is written on the page of the person who "
                "leads the round.",
                round=one.id,
            )
        )
    stage, released = store.stage(round_id), store.latest(round_id)
    tables = None if released is None else released.tables
    points = store.shown_points(round_id) if "points" in stage.shown else None
    grid = store.shown_grid(round_id) if "grid" in stage.shown else None
    script, goals = stage.script, [goal.id for goal in one.questionnaire.goals]
    return Agreement(
        questionnaire=one.questionnaire,
        name=one.settings.name,
        plan=kept,
        gaps=gaps(kept, goals, (tables or {}).get("rows", ())),
        day=datetime.now(UTC).astimezone().date().isoformat(),
        language=language,
        goals=numbered(one.settings.goals),
        workshop="" if script is None else script.text(script.title, language),
        most=None if script is None else script.limits.actions,
        tables=tables,
        cards=store.cards(round_id),
        points=points.result if points else None,
        grid=grid.result if grid else None,
        round_id=one.id,
    )


def _no_format(file: Path, known: tuple[str, ...], language: str) -> str:
    return say(
        language,
        "{file} has none of the endings {known}. Choose one of them: it says what the plan "
        "becomes.",
        file=file,
        known=", ".join(f".{ending}" for ending in known),
    )


def _save(file: Path, data: bytes, language: str) -> None:
    """Write a new file, whole or not at all."""
    from kit.reasons import reason  # noqa: PLC0415 - each command starts fast

    try:
        with file.open("xb") as opened:
            try:
                opened.write(data)
            except BaseException:
                file.unlink()
                raise
    except FileExistsError:
        what = "{file} is there already: choose another name."
        raise KitError(say(language, what, file=file)) from None
    except (OSError, ValueError) as error:
        raise KitError(
            say(
                language,
                "{file} could not be written: {reason}. Choose another place.",
                file=file,
                reason=reason(error, language),
            )
        ) from None
