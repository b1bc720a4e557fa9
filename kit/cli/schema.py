"""``kit schema``: JSON Schemas of questionnaires and scripts, and the collector's description."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.cli.app import app


@app.command()
def schema(
    api: Annotated[
        bool, typer.Option("--api", help="Print the collector's OpenAPI description instead.")
    ] = False,
    script: Annotated[
        bool, typer.Option("--script", help="Print the schema of workshop scripts instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of questionnaire files, for editors."""
    if api:
        from kit.server.collector.openapi import api_description  # noqa: PLC0415 - see below

        typer.echo(api_description(), nl=False)
        return
    from kit.schema import editor_schema, script_schema  # noqa: PLC0415 - each command starts fast

    typer.echo(script_schema() if script else editor_schema(), nl=False)
