"""Notebooks as visitors meet them: read once, and again when the file has changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from tornado.web import HTTPError

from kit.server.drawing import Html
from kit.server.foreseeing import STANDING, Foreseen, Window, foresee

SUFFIX = ".ipynb"
PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
HOST = "facilitator"
"""The tag of cells that visitors do not see, and that are not run for them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one cell that a visitor sees; ``index`` is its place among all the notebook's cells."""

    index: int
    kind: str
    source: str
    attachments: dict[str, Any]


class Notebook:
    """Hold what a page is drawn from."""

    def __init__(self, path: Path, name: str, text: str) -> None:
        """Read the file's text; what is no notebook is no page of ours."""
        try:
            plain = json.loads(text)
            self.metadata: dict[str, Any] = plain["metadata"]
            self.cells = [_cell(index, cell) for index, cell in enumerate(plain["cells"])]
        except (ValueError, KeyError, TypeError) as error:
            raise HTTPError(HTTPStatus.INTERNAL_SERVER_ERROR, f"{path} is no notebook") from error
        self.path = path
        self.name = name
        self.shown = [cell for cell in self.cells if cell is not None]

    @property
    def title(self) -> str:
        """Return the page's title, or the file's name where none is given."""
        return str(self.metadata.get("title", self.path.stem))

    @property
    def language(self) -> str:
        """Return the language of the page's own words."""
        return str(self._own.get("language", "sv"))

    @property
    def has_key(self) -> bool:
        """Tell whether a key may stand in the page's address."""
        return bool(self._own.get("key"))

    @property
    def is_served(self) -> bool:
        """Tell whether the page is for visitors."""
        return self._own.get("served") is not False

    @property
    def code(self) -> list[Cell]:
        """Return the cells that are run."""
        return [cell for cell in self.shown if cell.kind == "code"]

    @cached_property
    def foreseen(self) -> Foreseen:
        """Return what the cells will show, as far as it can be foreseen."""
        return foresee((cell.index, cell.source) for cell in self.code)

    @property
    def windows(self) -> dict[int, Window]:
        """Return the windows that can be foreseen, by their cells' index."""
        return self.foreseen.windows

    @property
    def stands_alone(self) -> bool:
        """Tell whether the page has all that its windows are drawn from, with nothing beside."""
        kinds = {window.kind for window in self.windows.values()}
        return self.foreseen.is_whole and kinds <= STANDING

    @property
    def _own(self) -> dict[str, Any]:
        found = self.metadata.get("kit")
        return found if isinstance(found, dict) else {}


def _cell(index: int, plain: dict[str, Any]) -> Cell | None:
    if plain["cell_type"] == "raw" or HOST in plain.get("metadata", {}).get("tags", []):
        return None
    source = plain["source"] if isinstance(plain["source"], str) else "".join(plain["source"])
    return Cell(index, plain["cell_type"], source, plain.get("attachments", {}))


class Library:
    """Find the notebooks in one folder."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it may change at any time."""
        self.folder = folder
        self._kept: dict[Path, tuple[tuple[int, int], Notebook]] = {}

    def find(self, name: str) -> Path:
        """Return where a page's notebook stands; 404 when there is none.

        ``name`` is the page's address below the base, with or without .ipynb.
        """
        whole = name if name.endswith(SUFFIX) else name + SUFFIX
        parts = PurePosixPath(whole).parts
        odd = any(part.startswith((".", "/")) or "\\" in part or "\0" in part for part in parts)
        path = self.folder.joinpath(*parts) if parts and not odd else None
        if path is None or not path.is_file():
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return path

    def read(self, name: str) -> Notebook:
        """Return a page's notebook; 404 when there is none, 403 when it is not for visitors."""
        path = self.find(name)
        mark = stamp(path)
        kept = self._kept.get(path)
        if kept is None or kept[0] != mark:
            address = path.relative_to(self.folder).with_suffix("").as_posix()
            kept = mark, Notebook(path, address, path.read_text(encoding="utf-8"))
            self._kept[path] = kept
        if not kept[1].is_served:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        return kept[1]


def stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file does."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


class Words(IPythonRenderer):
    """Draw Markdown; pictures beside the notebook come from the address where they are served."""

    def __init__(self, folder: Path | None = None, files: str = "", **more: Any) -> None:
        """``files`` is the address below which pictures in ``folder`` are served."""
        super().__init__(escape=False, **more)
        self.folder = folder
        self.files = files

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Draw a picture."""
        name = url.removeprefix("files/")
        is_ours = Path(name).suffix.lower() in PICTURES and ":" not in name
        beside = self.folder is not None and is_ours and (self.folder / name).is_file()
        return super().image(text, self.files + name if beside else url, title)


def markdown(source: str, renderer: Words | None = None) -> Html:
    """Draw Markdown; a facilitator's own markup in it stays markup."""
    return Html(MarkdownWithMath(renderer=renderer or Words()).render(source))


def words(cell: Cell, folder: Path, files: str) -> Html:
    """Draw a cell of words."""
    return markdown(cell.source, Words(folder, files, attachments=cell.attachments))
