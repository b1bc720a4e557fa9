"""The command ``kit``: what all its commands share. Each theme of commands has a file beside this.

What a command needs is imported when it runs, so that each starts fast.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer

from kit.errors import KitError

app = typer.Typer(
    help="Self-assessment, reflection and group results for workshops.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
LANGUAGES = ("sv", "en")
InLanguage = Annotated[
    str | None,
    typer.Option("--language", help="sv or en; otherwise the language of your computer."),
]


def main() -> None:
    """Run the command that was typed; whatever a terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


def spoken(environment: Mapping[str, str]) -> str:
    """Return sv where the computer speaks Swedish, otherwise en."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((language for language in named if language), "")
    return "sv" if first.lower().startswith("sv") else "en"


def chosen(language: str | None) -> str:
    """Return the language that was asked for, otherwise the computer's; refuse one unknown."""
    own = spoken(os.environ)
    if language is not None and language not in LANGUAGES:
        from kit.language import say  # noqa: PLC0415 - each command starts fast

        what = "--language takes {known}, not “{given}”."
        give_up(KitError(say(own, what, known=", ".join(LANGUAGES), given=language[:40])))
    return language or own


@contextmanager
def in_words() -> Iterator[None]:
    """Say what keeps a command from its work in one sentence, and exit with 1."""
    try:
        yield
    except KitError as error:
        give_up(error)


def give_up(error: KitError) -> NoReturn:
    """Say what is wrong on the error stream and exit with 1."""
    typer.echo(str(error), err=True)
    raise typer.Exit(1) from None


@app.callback()
def commands() -> None:
    """Keep the commands' names even while there are few of them."""
