"""Pages: a notebook drawn for one visitor, the way out of it, and what to say when it fails."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupyter_server.services.kernels.handlers import KernelHandler
from nbformat import NotebookNode
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer

from kit.server.discretion import Discreet, Terse, log
from kit.server.kernels import VisitorKernels, kernel_environment, request_variables
from kit.server.round_papers import RoundPapers

HEARTBEAT = 10.0
"""Seconds of silence after which a sign of life goes out, well before a proxy loses patience."""


@dataclass(frozen=True, slots=True)
class Site:
    """Hold what every page is drawn with; counted out once, when the server starts."""

    configuration: VoilaConfiguration
    config: Config
    template_paths: list[str]
    page_config: dict[str, Any]
    papers: RoundPapers


class Notebooks(LargeFileManager):
    """Read the notebooks; nothing is signed, since nothing stored in them is ever shown."""

    def mark_trusted_cells(self, nb: NotebookNode, path: str = "") -> None:
        """Leave the cells alone: pages are always drawn anew."""


class Compiled(BytecodeCache):
    """Keep the templates compiled: Voila makes a new Jinja environment for every page it draws."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from what is kept; Jinja sees for itself whether its source changed."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that has just been compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Handler(Discreet, JupyterHandler):
    """Reach the visitors' kernels."""

    @property
    def kernels(self) -> VisitorKernels:
        """Return the kernels of all visitors."""
        kernels: VisitorKernels = self.settings["kernel_manager"]
        return kernels


class WordsOnError(Handler):
    """Say what went wrong in the kit's own page, in Swedish and English."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Draw the page for this kind of failure."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        template = self.settings["voila_jinja2_env"].get_template("error.html")
        self.finish(
            template.render(status_code=status_code, base_url=self.base_url, home=self.base_url)
        )


class NothingHere(WordsOnError):
    """Answer every address that leads nowhere."""

    async def prepare(self, **_: object) -> None:
        """Say so before anything else is looked at."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class Page(WordsOnError):
    """Draw a notebook: the words that need no Python at once, the rest as its cells are run."""

    kit_page = True

    def initialize(self, site: Site, notebook: str | None = None) -> None:
        """Take what the route says; ``notebook`` is the one that the address itself leaves out."""
        self.site = site
        self.notebook = notebook
        self.drawing: asyncio.Task[None] | None = None
        self.round_variables: Mapping[str, str] = {}

    async def head(self, name: str | None = None) -> None:
        """Say whether there is such a page without starting anything."""
        await self.renderer(self.notebook or with_suffix(name or ""))

    async def get(self, name: str | None = None) -> None:
        """Draw the page for this visitor alone."""
        self.round_variables = await self.variables()
        renderer = await self.renderer(self.notebook or with_suffix(name or ""))
        self.drawing = asyncio.ensure_future(self.draw(renderer))
        try:
            await self.drawing
        except (StreamClosedError, asyncio.CancelledError):
            log.info("%s left before the page was drawn", self.request.path)

    async def variables(self) -> Mapping[str, str]:
        """Return what the kernel is told of the round in the address; 404 when there is none."""
        asked = self.get_query_argument("round", None)
        if asked is None:
            return {}
        known = await self.site.papers.variables(asked)
        if known is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return known

    def on_connection_close(self) -> None:
        """Stop drawing for a visitor who has left."""
        if self.drawing is not None:
            self.drawing.cancel()

    async def renderer(self, path: str) -> NotebookRenderer:
        """Read the notebook; 404 when there is none, or when it is not for visitors."""
        if not self.settings["contents_manager"].file_exists(path):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        renderer = NotebookRenderer(
            request_handler=self,
            voila_configuration=self.site.configuration,
            traitlet_config=self.site.config,
            notebook_path=path,
            template_paths=self.site.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            # Whoever is in a round is kept in it by a script, also on a page without Python.
            page_config={**self.site.page_config, "inRound": bool(self.round_variables)},
        )
        await renderer.initialize()
        renderer.exporter.environment.bytecode_cache = COMPILED
        if renderer.notebook.metadata.get("kit", {}).get("served") is False:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        return renderer

    async def draw(self, renderer: NotebookRenderer) -> None:
        """Send the page piece by piece, and leave no kernel behind when that fails."""
        kernel_id = await self.kernel_for(renderer) if runs_python(renderer.notebook) else None
        drawn = False
        try:
            drawn = await self.send(renderer, kernel_id)
        finally:
            if kernel_id and not drawn:
                await asyncio.shield(self.kernels.end(kernel_id))
        if kernel_id:
            self.kernels.wait_for_visitor(kernel_id)

    async def kernel_for(self, renderer: NotebookRenderer) -> str:
        """Start a kernel; end it at once should the visitor leave meanwhile."""
        starting = asyncio.ensure_future(self.start_kernel(renderer))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            await self.kernels.end(await starting)
            raise

    async def start_kernel(self, renderer: NotebookRenderer) -> str:
        """Start a kernel that knows which page was opened, and nothing else of the server's."""
        asked = {**request_variables(self.request, self.base_url), **self.round_variables}
        started: str = await self.kernels.start_kernel(
            kernel_name=renderer.notebook.metadata.kernelspec.name,
            path=renderer.cwd,
            env=kernel_environment(os.environ, asked),
            **self.settings["kit_kernel_output"],
        )
        return started

    async def send(self, renderer: NotebookRenderer, kernel_id: str | None) -> bool:
        """Send what there is as soon as it is there; tell whether the whole page was drawn."""
        kernel = self.kernels.get_kernel(kernel_id) if kernel_id else None
        pieces = renderer.generate_content_generator(kernel_id, kernel)
        try:
            async for piece in with_heartbeat(pieces):
                if piece is None:
                    await self.flush()
                else:
                    self.write(piece)
        except StreamClosedError:
            raise
        except Exception:  # noqa: BLE001 - the page is half sent, and its visitor must be told
            log.exception("%s could not be drawn", self.request.path)
            template = self.settings["voila_jinja2_env"].get_template("broken.html")
            self.write(template.render())
            return False
        finally:
            stop_listening(renderer)
        return True


async def with_heartbeat(pieces: AsyncIterator[tuple[str, Any]]) -> AsyncIterator[str | None]:
    """Yield the pieces, and None whenever what was written so far should be sent.

    A line break goes out after ten silent seconds: the page is between two cells then, where it
    does no harm, and proxies see that the server is still at work.
    """
    while True:
        coming = asyncio.ensure_future(next_piece(pieces))
        try:
            await asyncio.wait({coming}, timeout=0)
            if not coming.done():
                yield None
            while not (await asyncio.wait({coming}, timeout=HEARTBEAT))[0]:
                yield "\n"
                yield None
        finally:
            coming.cancel()
        if (piece := coming.result()) is None:
            return
        yield piece


async def next_piece(pieces: AsyncIterator[tuple[str, Any]]) -> str | None:
    """Return the next piece of the page, or None when it is complete."""
    try:
        return (await anext(pieces))[0]
    except StopAsyncIteration:
        return None


def stop_listening(renderer: NotebookRenderer) -> None:
    """Close the channels over which the cells were run."""
    executor = getattr(renderer, "executor", None)
    if executor is not None and executor.kc is not None:
        executor.kc.stop_channels()


def runs_python(notebook: NotebookNode) -> bool:
    """Tell whether a page needs a kernel at all; one with words only does not."""
    return any(
        cell.cell_type == "code" and "facilitator" not in cell.metadata.get("tags", [])
        for cell in notebook.cells
    )


def with_suffix(name: str) -> str:
    """Return the notebook's file name for a page's address, which may leave .ipynb out."""
    return name if Path(name).suffix == ".ipynb" else f"{name}.ipynb"


class Bare(Terse, Handler):
    """Answer a page's script; Jupyter's own way of refusing strangers logs the kernel's id."""

    def check_origin(self, origin_to_satisfy_tornado: str = "") -> bool:
        """Tell whether the request comes from our own pages, or from no page at all."""
        del origin_to_satisfy_tornado
        origin = self.request.headers.get("Origin")
        return origin is None or urlsplit(origin).netloc == self.request.headers.get("Host")


class Goodbye(Bare, APIHandler):
    """End the kernel of a page that was closed.

    The browser's beacon cannot carry a token of ours, so what counts is that it comes from the
    kit's own pages; the kernel's id, 122 random bits, is known to nobody but its page.
    """

    def check_xsrf_cookie(self) -> None:
        """Refuse what another site sends."""
        if not self.check_origin():
            raise HTTPError(HTTPStatus.FORBIDDEN)

    async def post(self, kernel_id: str) -> None:
        """End the kernel; one that is gone already has got what was wished for."""
        await self.kernels.end(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


class KernelCard(Bare, KernelHandler):
    """Tell a page about its own kernel; nothing else can be done to kernels from outside."""

    SUPPORTED_METHODS = ("GET",)
