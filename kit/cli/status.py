"""``kit status``: one screen on how a running server is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kit.cli.app import InLanguage, app, chosen, give_up
from kit.errors import KitError
from kit.figures import number, whole
from kit.language import say

if TYPE_CHECKING:
    from kit.server.checkup import Checkup

WIDTH = 12


@app.command()
def status(
    address: Annotated[
        str, typer.Argument(help="The pages' address, with its path if there is one.")
    ] = "http://localhost:8866/",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    language: InLanguage = None,
) -> None:
    """Say how a running server is; the exit code is 1 when answers cannot be saved there."""
    from kit.server.checkup import check_up  # noqa: PLC0415 - each command starts fast

    language = chosen(language)
    try:
        found = check_up(address, language)
    except KitError as error:
        give_up(error)
    typer.echo(json.dumps(facts(found), indent=2) if as_json else screen(found, language))
    if not found.store:
        raise typer.Exit(1)


def facts(found: Checkup) -> dict[str, Any]:
    """Return everything as data; what is not known is null."""
    known = found.counts is not None
    figures = {
        "pages": found.count("kit_pages_total"),
        "kernels": found.count("kit_kernels"),
        "kernels_started": found.count("kit_kernel_start_seconds_count"),
        "kernels_failed": found.failed_starts(),
        "kernel_start_p95_s": _finite(found.start_within),
        "queue": found.count("kit_queue"),
        "acks": {name: round(count) for name, count in found.outcomes.items()},
        "ack_p95_s": _finite(found.ack_within),
        "loop_lag_s": (found.counts or {}).get("kit_loop_lag_seconds"),
    }
    shown = figures if known else dict.fromkeys(figures)
    return {"address": found.address, "store": "ok" if found.store else "away", **shown}


def screen(found: Checkup, language: str) -> str:
    """Say everything in plain words, a line a subject."""
    if found.store:
        first = say(language, "The server at {address} is well.", address=found.address)
    else:
        first = say(
            language, "The server at {address} cannot save any answers.", address=found.address
        )
    return "\n".join([first, *lines(found, language)])


def lines(found: Checkup, language: str) -> Iterator[str]:
    """Yield the lines below the first."""
    works = (
        say(language, "answers") if found.store else say(language, "does not answer; see the log")
    )
    yield _line(say(language, "Store"), works)
    if found.counts is None:
        yield say(
            language,
            "It shows its figures only to its own computer: run kit status there, or start it "
            "with --metrics-for and this computer's address.",
        )
        return
    yield _line(say(language, "Answers"), _answers(found, language))
    yield _line(say(language, "Pages"), _pages(found, language))
    yield _line(say(language, "Kernels"), _kernels(found, language))
    waiting = whole(found.count("kit_queue"), language)
    yield _line(say(language, "Line"), say(language, "{count} pages wait", count=waiting))
    lag = number(found.counts.get("kit_loop_lag_seconds", 0.0), language, decimals=2)
    yield _line(
        say(language, "Stillness"),
        say(language, "{seconds} s at most in the last minute", seconds=lag),
    )


def _line(name: str, words: str) -> str:
    return f"  {name:{WIDTH}}{words}"


def _answers(found: Checkup, language: str) -> str:
    lost = round(found.outcomes.get("failed", 0))
    said = say(
        language,
        "{kept} sendings saved since the start, {failed} could not be",
        kept=whole(found.kept(), language),
        failed=whole(lost, language),
    )
    return said + _ninety_five(found.ack_within, language)


def _pages(found: Checkup, language: str) -> str:
    sent = whole(found.count("kit_pages_total"), language)
    return say(language, "{count} sent since the start", count=sent)


def _kernels(found: Checkup, language: str) -> str:
    said = say(
        language,
        "{count} run; {started} started, {failed} could not start",
        count=whole(found.count("kit_kernels"), language),
        started=whole(found.count("kit_kernel_start_seconds_count"), language),
        failed=whole(found.failed_starts(), language),
    )
    return said + _ninety_five(found.start_within, language)


def _ninety_five(seconds: float | None, language: str) -> str:
    if seconds is None:
        return ""
    if math.isinf(seconds):
        return "; " + say(language, "too many of them took very long")
    short = number(seconds, language, decimals=3, trim=True)
    return "; " + say(language, "95 of 100 within {seconds} s", seconds=short)


def _finite(seconds: float | None) -> float | None:
    return None if seconds is None or math.isinf(seconds) else seconds
