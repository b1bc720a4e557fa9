"""A whole page in HTML, complete without any kernel; drawn once, and then sent to everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from tornado.web import HTTPError

from kit.errors import KitError
from kit.server.collector.problems import wished
from kit.server.drawing import Html
from kit.server.drawing_form import form
from kit.server.foreseeing import Window
from kit.server.handbook import footing
from kit.server.headers import POLICY
from kit.server.notebooks import SUFFIX, Library, Notebook, stamp, words
from kit.server.pressing import BEST, Asset, asset
from kit.server.states import Paper, State, States, in_language
from kit.server.statics import SHEET, START, Statics
from kit.shelf import find_questionnaire, none_such
from kit.workshop import ID

TEMPLATE = Path(__file__).parent / "template"
MOST = 400
WORKING = frozenset({"actions"})
"""The windows whose scripts are in the workshop's pack."""
QUALITY = 5
"""Of brotli: a page is drawn while its first visitor waits."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold what a visitor asks for, as far as it changes the page.

    ``round`` is the round's id, name and api, with ``frozen``, its questionnaire; ``asked`` is the
    questionnaire that the address names; ``languages`` is the browser's Accept-Language.
    """

    notebook: Notebook
    round: State | None = None
    frozen: Path | None = None
    asked: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold a page as it is sent; ``is_live`` says whether a kernel belongs to it."""

    page: Asset
    status: int
    is_live: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold one cell as the template takes it."""

    index: int
    html: Html = field(default=Html(""))
    window: Window | None = None


class Draughtsman:
    """Draw pages, each once as long as nothing in it changes."""

    def __init__(self, library: Library, statics: Statics, base_url: str, voila: str) -> None:
        """``voila`` is the address of Voila's script."""
        self.library = library
        self.statics = statics
        self.base_url = base_url
        self.voila = voila
        self.states = States()
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATE), autoescape=True, extensions=["jinja2.ext.do"]
        )
        # A text is in the first of its languages where it lacks another: order is meant.
        plain = {"sort_keys": False, "ensure_ascii": False, "separators": (",", ":")}
        self.templates.policies["json.dumps_kwargs"] = plain
        self._drawn: dict[Hashable, asyncio.Future[Drawn]] = {}
        self._reading = asyncio.Lock()

    async def warm(self) -> None:
        """Draw the pages that most will ask for, before anybody does."""
        packs = [self.statics.now.assets[name] for name in (SHEET, START)]
        for pack in packs:
            await pack.pressing()
        for path in sorted(self.library.folder.glob(f"*{SUFFIX}")):
            with suppress(HTTPError):
                notebook = self.library.read(path.name)
                for language in await self._languages(Visit(notebook)) or [""]:
                    await self.draw(Visit(notebook, languages=language))
        for pack in packs:
            await asyncio.get_running_loop().run_in_executor(None, pack.press, BEST)

    async def draw(self, visit: Visit) -> Drawn:
        """Return the page; whoever comes while it is drawn waits for the same drawing."""
        key = self._key(visit, await self._languages(visit))
        coming = self._drawn.get(key)
        if coming is None:
            while len(self._drawn) >= MOST:
                self._drawn.pop(next(iter(self._drawn)))
            coming = asyncio.get_running_loop().run_in_executor(None, self._draw, visit)
            self._drawn[key] = coming
        try:
            drawn = await asyncio.shield(coming)
        except BaseException:
            if coming.done():
                self._drawn.pop(key, None)
            raise
        if drawn.status != HTTPStatus.OK:  # any name may be asked for, and none of them again
            self._drawn.pop(key, None)
        return drawn

    async def _languages(self, visit: Visit) -> list[str]:
        """Return the languages of the questionnaire that is shown; read once, in a thread."""
        paper, _ = self._paper(visit)
        if paper is None or not paper.path.exists():
            return []
        said = self._said(visit)
        if not self.states.has(paper, said):
            async with self._reading:  # thirty people who open the first page wait for one reading
                read = asyncio.get_running_loop().run_in_executor
                await read(None, self.states.read, paper, said)
        state = self.states.read(paper, said)
        return state["questionnaire"]["languages"] if state else []

    def _said(self, visit: Visit) -> str:
        """Return the text of the scripts that the page runs, for the words in it."""
        edition = self.statics.now
        kinds = {window.kind for window in visit.notebook.windows.values()}
        return edition.source + edition.work if kinds & WORKING else edition.source

    def _key(self, visit: Visit, languages: list[str]) -> Hashable:
        """Return what a drawing depends on; all of it is looked up without reading a file."""
        paper, problem = self._paper(visit)
        about: Hashable = problem
        if paper is not None and paper.path.exists():
            about = paper.mark, wished(visit.languages, languages) if languages else ""
        notebook = visit.notebook.path, stamp(visit.notebook.path)
        return notebook, visit.asked, about, self.statics.now.hash

    def _paper(self, visit: Visit) -> tuple[Paper | None, str]:
        """Return the questionnaire that is shown, or say that the one asked for is not there."""
        if visit.round and visit.frozen:
            return Paper(visit.frozen, visit.round), ""
        windows = list(visit.notebook.windows.values())
        if not windows:
            return None, ""
        folder, language = visit.notebook.path.parent, visit.notebook.language
        if visit.asked and not ID.fullmatch(visit.asked):
            return None, none_such(visit.asked, folder, language)
        name = visit.asked or windows[0].questionnaire
        try:
            return Paper(find_questionnaire(name, folder, language=language)), ""
        except KitError as error:  # a notebook's own mistake is told by its kernel
            return None, str(error) if visit.asked else ""

    def _draw(self, visit: Visit) -> Drawn:
        paper, problem = self._paper(visit)
        status = HTTPStatus.NOT_FOUND if problem else HTTPStatus.OK
        state = self.states.read(paper, self._said(visit)) if paper else None
        state = state and in_language(state, visit.languages)
        is_live = bool(visit.notebook.code) and not problem
        html = self._page(visit, state, problem, is_live=is_live)
        page = asset("page.html", html.encode())
        page.press(QUALITY)
        return Drawn(page, status, is_live)

    def _page(self, visit: Visit, state: State | None, problem: str, *, is_live: bool) -> str:
        notebook, root = visit.notebook, self.statics.root
        windows = foreseen(notebook, visit) if state else {}
        cell = next((index for index, one in windows.items() if one.kind == "form"), None)
        cells = [self._cell(one, notebook, windows) for one in notebook.shown]
        if state and cell is not None:
            drawn = form(state | {"keep": True})
            cells = [Shown(c.index, drawn, c.window) if c.index == cell else c for c in cells]
        told = self._told(visit, state if windows else None, cell, is_live=is_live)
        return self.templates.get_template("page.html.j2").render(
            base=self.base_url,
            cells=[one for one in cells if one.html or is_live],
            handbook=footing(self.library.folder),
            key=f"{root}key.js" if notebook.has_key else None,
            language=notebook.language,
            policy="; ".join(POLICY),
            problem=problem,
            script=f"{root}{START}" if is_live or visit.round else None,
            sheet=self.statics.sheet(),
            state=told if is_live or visit.round else None,
            title=notebook.title,
            waits=is_live and cell is None,
        )

    def _cell(self, cell: Any, notebook: Notebook, windows: dict[int, Window]) -> Shown:
        if cell.kind == "code":
            return Shown(cell.index, window=windows.get(cell.index))
        folder = notebook.path.parent
        beside = folder.relative_to(self.library.folder).as_posix()
        files = f"{self.base_url}voila/files/{'' if beside == '.' else f'{beside}/'}"
        return Shown(cell.index, words(cell, folder, files))

    def _told(
        self, visit: Visit, state: State | None, cell: int | None, *, is_live: bool
    ) -> dict[str, Any]:
        """Return what the page's script needs to know; it holds no secret."""
        has_form = state is not None and cell is not None
        return {
            "form": state and state | {"keep": True} if has_form else None,
            "state": None if has_form else state,
            "cell": cell,
            "notebook": visit.notebook.name,
            "base": self.base_url,
            "static": self.statics.root,
            "api": f"{self.base_url}kit/api/",
            "live": f"{self.base_url}kit/live" if is_live else None,
            "voila": self.voila,
            "round": visit.round,
        }


def foreseen(notebook: Notebook, visit: Visit) -> dict[int, Window]:
    """Return the windows on the questionnaire that the page shows, by their cells' index."""
    windows = notebook.windows
    if visit.asked or visit.round:
        return windows
    first = next((window.questionnaire for window in windows.values()), "")
    return {index: window for index, window in windows.items() if window.questionnaire == first}
