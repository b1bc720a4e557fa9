"""The kit's commands. What a command needs is imported when it runs, so that each starts fast."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kit.errors import KitError, Problem, ProblemsFound
from kit.language import say

app = typer.Typer(
    help="Self-assessment, reflection and group results for workshops.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print the problems as a JSON list.")]
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


@app.callback()
def commands() -> None:
    """Keep the commands' names even while there are few of them."""


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="Questionnaire files.", metavar="FILE...")],
    as_json: AsJson = False,
    language: InLanguage = None,
) -> None:
    """Say what is wrong with questionnaire files, line by line; exit 1 if anything is."""
    language = language or spoken(os.environ)
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


@app.command()
def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    notebooks: Annotated[
        Path, typer.Option(help="The folder with the notebooks; index.ipynb is the first page.")
    ] = Path("notebooks"),
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 lets other computers in.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes any that is free.")
    ] = 8866,
    base_url: Annotated[
        str, typer.Option(help="The path before every page's address, such as /workshop/.")
    ] = "/",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the first page in a browser.")
    ] = True,
    debug: Annotated[
        bool,
        typer.Option(
            help="Show errors in the pages, and here what kernels print; for notebook work."
        ),
    ] = False,
    language: InLanguage = None,
) -> None:
    """Serve the notebooks as pages until Ctrl-C."""
    from kit.server.app import serve as serve_pages  # noqa: PLC0415 - each command starts fast
    from kit.server.options import Options  # noqa: PLC0415 - likewise

    language = language or spoken(os.environ)
    try:
        serve_pages(Options(notebooks, host, port, base_url, browser, debug, language))
    except KitError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@app.command()
def schema() -> None:
    """Print the JSON Schema of questionnaire files, for editors."""
    from kit.schema import editor_schema  # noqa: PLC0415 - each command starts fast

    typer.echo(editor_schema(), nl=False)


def spoken(environment: Mapping[str, str]) -> str:
    """Return sv where the computer speaks Swedish, otherwise en."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((language for language in named if language), "")
    return "sv" if first.lower().startswith("sv") else "en"


def _problems(file: str, language: str) -> tuple[Problem, ...]:
    from kit.reading import read_questionnaire  # noqa: PLC0415 - each command starts fast

    try:
        read_questionnaire(Path(file), language=language)
    except ProblemsFound as found:
        return found.problems
    return ()
