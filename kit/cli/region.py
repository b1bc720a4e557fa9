"""``kit region``: what many municipalities' packages say together, and the report of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.columns import in_columns
from kit.errors import KitError
from kit.language import say

REPORTS = ("docx", "html")


@app.command()
def region(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="The municipalities' packages, zip files."),
    ],
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the report: a name that ends with .docx or .html."
        ),
    ] = None,
    language: InLanguage = None,
) -> None:
    """Put municipalities' packages together; exit 1 if one cannot be read, or nothing is written.

    A file that cannot be read never keeps the others from being read.
    """
    from kit.region.report import region_state  # noqa: PLC0415 - each command starts fast

    language = chosen(language)
    if report is not None:
        with in_words():
            _writable(report, language)
    read, unread = _opened(files, language)
    state = region_state(read, language)
    for problem in unread:
        typer.echo(problem, err=True)
    for one in [*state["refused"], *state["older"]]:
        told = " ".join([*one["reasons"], one["remedy"]]).strip()
        typer.echo(f"{one['name']}: {told}", err=True)
    for line in _lines(state):
        typer.echo(line)
    if report is not None and state["sheets"]:
        with in_words():
            _write(state, report, language)
        typer.echo(say(language, "The report is in {file}.", file=report))
    if unread or state["refused"] or not state["sheets"]:
        raise typer.Exit(1)


def _opened(paths: Sequence[Path], language: str) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Return the files' names and contents, a folder's zip files too, and what cannot be opened."""
    from kit.reasons import reason  # noqa: PLC0415 - each command starts fast
    from kit.region.packing import MOST_BYTES  # noqa: PLC0415 - likewise

    read, unread = [], []
    for path in (one for given in paths for one in _inside(given)):
        try:
            with path.open("rb") as file:
                read.append((path.name, file.read(MOST_BYTES + 1)))
        except OSError as error:
            what = say(language, "The file cannot be opened: {why}.", why=reason(error, language))
            unread.append(f"{path.name}: {what}")
    return read, unread


def _inside(path: Path) -> list[Path]:
    return sorted(path.glob("*.zip")) if path.is_dir() else [path]


def _writable(report: Path, language: str) -> None:
    if report.suffix.lstrip(".") not in REPORTS:
        raise KitError(
            say(
                language,
                "A report's name ends with {endings}, not as in {file}.",
                endings=", ".join(f".{one}" for one in REPORTS),
                file=report.name,
            )
        )


def _write(state: dict[str, Any], report: Path, language: str) -> None:
    from kit.documents.formats import write  # noqa: PLC0415 - each command starts fast
    from kit.documents.region import region_document  # noqa: PLC0415 - likewise
    from kit.reasons import reason  # noqa: PLC0415 - likewise
    from kit.region.paper import report_of  # noqa: PLC0415 - likewise

    today = datetime.now(UTC).date().isoformat()
    data = write(region_document(report_of(state, today), language), report.suffix.lstrip("."))
    try:
        report.write_bytes(data)
    except OSError as error:
        raise KitError(
            say(
                language,
                "{file} could not be written: {reason}. Choose another place.",
                file=report,
                reason=reason(error, language),
            )
        ) from None


def _lines(state: dict[str, Any]) -> Iterator[str]:
    yield " ".join(state["said"])
    for sheet in state["sheets"]:
        for chart in sheet["charts"]:
            yield ""
            yield f"{sheet['title']}: {chart['title']}"
            yield from in_columns([chart["table"]["head"], *chart["table"]["rows"]])
            yield chart["sentence"]
        yield ""
        yield from sheet["said"]
    yield from state["standing"]
