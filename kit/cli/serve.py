"""``kit serve``: the notebooks as pages, with the collector. ``kit collect``: the latter alone."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.places import AtStore, BaseUrl, BehindProxy, Host, Notebooks, OpenBrowser, Port

MaxKernels = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Kernels that may run at once, all workers together; otherwise what the memory bears.",
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        min=1,
        help="Processes that serve together on this computer; two or more where one core is not "
        "enough.",
    ),
]
Number = Annotated[
    int,
    typer.Option(
        min=0,
        max=99,
        help="This is number N of several services behind a proxy, which sends it all addresses "
        "that begin with wN/ and any others.",
    ),
]
MetricsFor = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ADDRESS",
        help="Let this address or network, such as 10.0.0.0/24, read /metrics too; otherwise only "
        "this computer may. Can be given several times.",
    ),
]


@app.command()
def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    notebooks: Notebooks = Path("notebooks"),
    host: Host = "127.0.0.1",
    port: Port = 8866,
    base_url: BaseUrl = "/",
    browser: OpenBrowser = True,
    debug: Annotated[
        bool,
        typer.Option(
            help="Show errors in the pages, and here what kernels print; for notebook work."
        ),
    ] = False,
    store: AtStore = None,
    behind_proxy: BehindProxy = False,
    metrics_for: MetricsFor = None,
    max_kernels: MaxKernels = None,
    workers: Workers = 1,
    number: Number = 0,
    language: InLanguage = None,
) -> None:
    """Serve the notebooks as pages until Ctrl-C."""
    from kit.server.options import Options  # noqa: PLC0415 - each command starts fast

    options = Options(
        notebooks,
        host,
        port,
        base_url,
        browser,
        debug,
        chosen(language),
        store,
        behind_proxy,
        tuple(metrics_for or ()),
        workers=workers,
        number=number,
        max_kernels=max_kernels,
    )
    with in_words():
        if workers > 1:
            from kit.server.workers import serve_together  # noqa: PLC0415 - likewise

            serve_together(options)
        else:
            from kit.server.app import serve as serve_pages  # noqa: PLC0415 - likewise

            serve_pages(options)


@app.command()
def collect(  # noqa: PLR0913, PLR0917 - each is an option of the command
    notebooks: Notebooks = Path("notebooks"),
    host: Host = "127.0.0.1",
    port: Port = 8867,
    base_url: BaseUrl = "/",
    store: AtStore = None,
    behind_proxy: BehindProxy = False,
    metrics_for: MetricsFor = None,
    debug: Annotated[bool, typer.Option(help="Log more.")] = False,
    language: InLanguage = None,
) -> None:
    """Take answers and show results over HTTP, without any pages, until Ctrl-C."""
    from kit.server.alone import collect as collect_answers  # noqa: PLC0415 - see above
    from kit.server.options import Options  # noqa: PLC0415 - likewise

    spoken = chosen(language)
    options = Options(
        notebooks,
        host,
        port,
        base_url,
        browser=False,
        debug=debug,
        language=spoken,
        store=store,
        behind_proxy=behind_proxy,
        metrics_for=tuple(metrics_for or ()),
    )
    with in_words():
        collect_answers(options)


@app.command()
def key(
    notebooks: Notebooks = Path("notebooks"),
    store: AtStore = None,
    new: Annotated[
        bool, typer.Option("--new", help="Make a new key; the old one opens nothing any longer.")
    ] = False,
    round_id: Annotated[
        str | None,
        typer.Option(
            "--round",
            metavar="ID",
            help="Print a further link to lead this round instead; kit rounds lists them.",
        ),
    ] = None,
    language: InLanguage = None,
) -> None:
    """Print the organiser's key, which starts rounds: your pages' address, then ledare#KEY."""
    from kit.server.keeping import (  # noqa: PLC0415 - each command starts fast
        Keeping,
        further_link,
        welcome,
    )
    from kit.store import open_store  # noqa: PLC0415 - likewise
    from kit.store.addresses import read_address  # noqa: PLC0415 - likewise

    spoken = chosen(language)
    with in_words():
        keeping = Keeping.chosen(store, notebooks.absolute().parent, os.environ)
        read_address(keeping.url, language=spoken)
        found = "" if round_id else keeping.key(os.environ, spoken, new=new)
        if new or round_id:
            with closing(open_store(keeping.url, language=spoken)) as opened:
                if round_id:
                    found = further_link(opened, round_id, spoken)
                else:
                    welcome(opened, found)
    typer.echo(found)
