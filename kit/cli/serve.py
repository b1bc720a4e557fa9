"""``kit serve``: the notebooks as pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, give_up
from kit.errors import KitError


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

    try:
        serve_pages(Options(notebooks, host, port, base_url, browser, debug, chosen(language)))
    except KitError as error:
        give_up(error)
