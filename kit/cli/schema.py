"""``kit schema``: the JSON Schema of questionnaire files."""

from __future__ import annotations

import typer

from kit.cli.app import app


@app.command()
def schema() -> None:
    """Print the JSON Schema of questionnaire files, for editors."""
    from kit.schema import editor_schema  # noqa: PLC0415 - each command starts fast

    typer.echo(editor_schema(), nl=False)
