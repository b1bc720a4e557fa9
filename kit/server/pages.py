"""Pages: sent whole at once, a way out of them, and what to say when something fails."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import HTTPError, RequestHandler

from kit.server.assets import Sending
from kit.server.discretion import Discreet, Terse
from kit.server.kernels import VisitorKernels
from kit.server.site import Site
from kit.server.visitors import mark_visitor

# The page is the visitor's own, and is drawn anew when anything in it changes.
CACHING = "private, no-cache"


class WordsOnError(Discreet):
    """Say what went wrong in the kit's own page, in Swedish and English."""

    @property
    def base_url(self) -> str:
        """Return the path below which all pages stand."""
        return str(self.settings["base_url"])

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

    async def prepare(self) -> None:
        """Say so before anything else is looked at."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class Page(Sending, WordsOnError):
    """Send a notebook as a page, whole and at once; its kernel is asked for by the page itself."""

    kit_page = True

    def initialize(self, site: Site, notebook: str | None = None) -> None:
        """Take what the route says; ``notebook`` is the one that the address itself leaves out."""
        self.site = site
        self.notebook = notebook

    async def get(self, name: str | None = None) -> None:
        """Send the page in the visitor's language."""
        languages = self.request.headers.get("Accept-Language", "")
        asked = await self.site.asked(self.notebook or name or "", self.request.query)
        drawn = await self.site.draughtsman.draw(asked.visit(languages))
        self.set_status(drawn.status)
        if drawn.is_live:
            mark_visitor(self, self.base_url)
        self.add_header("Vary", "Accept-Language")
        await self.send(drawn.page, CACHING)

    head = get


class KernelsHandler(Discreet, JupyterHandler):
    """Reach the visitors' kernels."""

    @property
    def kernels(self) -> VisitorKernels:
        """Return the kernels of all visitors."""
        kernels: VisitorKernels = self.settings["kernel_manager"]
        return kernels


def is_own(handler: RequestHandler) -> bool:
    """Tell whether a request comes from our own pages, or from no page at all."""
    origin = handler.request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == handler.request.headers.get("Host")


class Bare(Terse, KernelsHandler):
    """Answer a page's script; Jupyter's own way of refusing strangers logs the kernel's id."""

    def check_origin(self, origin_to_satisfy_tornado: str = "") -> bool:
        """Tell whether the request comes from our own pages, or from no page at all."""
        del origin_to_satisfy_tornado
        return is_own(self)


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
