"""``kit demo``: see a group's result within a minute, with invented people."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.app import InLanguage, app, chosen, in_words
from kit.cli.places import BaseUrl, Host, Notebooks, OpenBrowser, Port
from kit.errors import KitError
from kit.language import say
from kit.reasons import reason

if TYPE_CHECKING:
    from kit.questionnaire import Questionnaire
    from kit.samples import Sample


@app.command()
def demo(  # noqa: PLR0913, PLR0917 - each is an option of the command
    notebooks: Notebooks = Path("notebooks"),
    host: Host = "127.0.0.1",
    port: Port = 8866,
    base_url: BaseUrl = "/",
    browser: OpenBrowser = True,
    files: Annotated[
        Path | None,
        typer.Option(help="Write everybody's own files into this new folder instead of serving."),
    ] = None,
    language: InLanguage = None,
) -> None:
    """Serve the pages with invented rounds to look at, in a store that is gone afterwards."""
    language = chosen(language)
    with in_words():
        if files is None:
            _serve(notebooks, (host, port, base_url), browser=browser, language=language)
        else:
            count = _write(notebooks, files, language)
            sentence = "Wrote {count} files of invented people to {folder}."
            typer.echo(say(language, sentence, count=count, folder=files))


def _serve(notebooks: Path, place: tuple[str, int, str], *, browser: bool, language: str) -> None:
    from kit.demo import DemoOptions, fill, today  # noqa: PLC0415 - each command starts fast
    from kit.server.app import serve as serve_pages  # noqa: PLC0415 - likewise
    from kit.store import open_store  # noqa: PLC0415 - likewise

    samples, original = _invented(notebooks, language)
    with tempfile.TemporaryDirectory(prefix="kit-demo-") as folder:
        url = f"sqlite:///{Path(folder, 'kit.sqlite')}"
        with closing(open_store(url, language=language)) as store:
            ways = fill(store, samples, original, today=today())
        serve_pages(
            DemoOptions(
                notebooks, *place, browser=browser, language=language, store=url, ways=tuple(ways)
            )
        )


def _write(notebooks: Path, folder: Path, language: str) -> int:
    """Write everybody's own files into a new folder, and return how many."""
    from kit.samples import everybodys_files  # noqa: PLC0415 - each command starts fast

    samples, original = _invented(notebooks, language)
    written = 0
    try:
        folder.mkdir(parents=True)
        for name, content in everybodys_files(samples, original):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            written += 1
    except FileExistsError:
        what = "{folder} is there already. Give the name of a new folder."
        raise KitError(say(language, what, folder=folder)) from None
    except OSError as error:
        what = "{folder} cannot be written: {reason}. Choose another place or make room."
        raise KitError(say(language, what, folder=folder, reason=reason(error, language))) from None
    return written


def _invented(notebooks: Path, language: str) -> tuple[dict[str, Sample], Questionnaire]:
    """Read the sample rounds beside the notebooks, and the questionnaire that they answer."""
    from kit.reading import read_questionnaire  # noqa: PLC0415 - each command starts fast
    from kit.samples import read_samples  # noqa: PLC0415 - likewise
    from kit.shelf import find_questionnaire  # noqa: PLC0415 - likewise

    home = notebooks.absolute().parent
    samples = read_samples(home / "sample_data", language)
    name = next(iter(samples.values())).head.settings.questionnaire
    path = find_questionnaire(name, home, language=language)
    return samples, read_questionnaire(path, language=language)
