"""``kit reliability``: how the statements of an area go together, for whoever looks after them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.columns import in_columns
from kit.cli.stores import InStore, existing_store, find_round
from kit.language import say

if TYPE_CHECKING:
    from kit.questionnaire import Questionnaire
    from kit.statistics import Reliability


@app.command()
def reliability(
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="A round's id; see kit rounds.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    store: InStore = None,
    language: InLanguage = None,
) -> None:
    """Show Cronbach's alpha for every area, competence and tag; from 30 people.

    For whoever looks after the questionnaire, not for the room.
    """
    from kit.statistics import reliability as work_out  # noqa: PLC0415 - each command starts fast

    language = chosen(language)
    with in_words(), existing_store(store, language) as opened:
        one = find_round(opened, round_id, language)
        found = work_out(one.questionnaire, list(opened.responses(round_id)), language)
    if as_json:
        typer.echo(json.dumps([_plain(asdict(one)) for one in found], indent=1))
        return
    for line in _lines(one.questionnaire, found, language):
        typer.echo(line)


def _plain(value: Any) -> Any:
    """Return the value with null for what there is none of: JSON knows no nan."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _lines(questionnaire: Questionnaire, found: list[Reliability], language: str) -> Iterator[str]:
    from kit.statistics.reliability import FEWEST  # noqa: PLC0415 - each command starts fast

    head = [
        *("", say(language, "complete answers"), say(language, "alpha")),
        *(say(language, "95 % interval"), say(language, "with the rest")),
        say(language, "alpha without it"),
    ]
    yield from in_columns([head, *_rows(questionnaire, found, language)])
    yield ""
    yield say(
        language,
        "Only those count who answered every statement of the line; with fewer than {fewest} of "
        "them there is no figure. A low alpha is no fault in itself: statements about competence "
        "are more of a checklist than signs of one single thing.",
        fewest=FEWEST,
    )


def _rows(
    questionnaire: Questionnaire, found: list[Reliability], language: str
) -> Iterator[list[str]]:
    labels = _labels(questionnaire, language)
    for one in found:
        interval = f"{_two(one.low, language)}–{_two(one.high, language)}"
        both = "" if math.isnan(one.low) else interval
        yield [
            labels[one.dimension, one.id],
            str(one.people),
            _two(one.alpha, language),
            both,
            "",
            "",
        ]
        for item in one.items:
            rest, without = _two(item.rest, language), _two(item.alpha_without, language)
            yield [f"  {item.id}", "", "", "", rest, without]


def _labels(questionnaire: Questionnaire, language: str) -> dict[tuple[str, str], str]:
    areas = {("area", one.id): one.label for one in questionnaire.areas}
    competences = {("competence", one.id): one.label for one in questionnaire.competences()}
    tags = {("tag", one.id): one.label for one in questionnaire.tags}
    texts = areas | competences | tags
    return {key: questionnaire.text(label, language) for key, label in texts.items()}


def _two(value: float, language: str) -> str:
    """Write a figure with two decimals, nothing for none."""
    from kit import figures  # noqa: PLC0415 - each command starts fast

    return "" if math.isnan(value) else figures.number(value, language, decimals=2)
