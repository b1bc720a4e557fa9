"""``kit schema``: the JSON Schema of questionnaire files, and the description of the collector."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.cli.app import app


@app.command()
def schema(
    api: Annotated[
        bool, typer.Option("--api", help="Print the collector's OpenAPI description instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of questionnaire files, for editors."""
    if api:
        from kit.server.collector.openapi import api_description  # noqa: PLC0415 - see below

        typer.echo(api_description(), nl=False)
        return
    from kit.schema import editor_schema  # noqa: PLC0415 - each command starts fast

    typer.echo(editor_schema(), nl=False)
