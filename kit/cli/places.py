"""The options that say where pages are served from, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AtStore = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Where answers are kept: sqlite:///folder/kit.sqlite or postgresql://...; otherwise "
        "KIT_STORE, or data/ beside the notebooks' folder.",
    ),
]
BehindProxy = Annotated[
    bool,
    typer.Option(
        "--behind-proxy",
        help="Believe X-Forwarded-For and X-Forwarded-Proto; only behind a proxy of your own.",
    ),
]
Notebooks = Annotated[
    Path, typer.Option(help="The folder with the notebooks; index.ipynb is the first page.")
]
Host = Annotated[
    str, typer.Option(help="The address to listen on; 0.0.0.0 lets other computers in.")
]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes any that is free.")
]
BaseUrl = Annotated[
    str, typer.Option(help="The path before every page's address, such as /workshop/.")
]
OpenBrowser = Annotated[
    bool, typer.Option("--browser/--no-browser", help="Open the first page in a browser.")
]
