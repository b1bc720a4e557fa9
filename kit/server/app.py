"""Serve the notebooks as pages: Voila's application with the kit's template, limits and headers.

Voila is asked to draw notebooks and to carry messages to kernels. Everything that it offers beside
that (listing of folders, other templates, kernels to start from outside) has no address here.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import shutil
import socket
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

import voila
from jupyter_server.auth import IdentityProvider, User
from tornado.httpserver import HTTPServer
from tornado.web import RequestHandler
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.static_file_handler import AllowListFileHandler
from voila.utils import get_page_config

from kit import __version__
from kit.server import headers, telling
from kit.server.admission import EACH, PARALLEL, Gate, bearable
from kit.server.assets import LASTING, AssetHandler, Shelf
from kit.server.collector.desk import Desk
from kit.server.collector.wiring import handlers
from kit.server.discretion import Terse, log_request, start_logging
from kit.server.drawing_page import Draughtsman
from kit.server.due import delete_due, delete_when_due
from kit.server.handbook import ADDRESS, NAME, beside
from kit.server.handbook_page import HandbookPage
from kit.server.joining import JoinPage
from kit.server.keeping import Keeping, open_desk, way_in
from kit.server.kernels import OwnKernelSpecs, VisitorKernels
from kit.server.live import LivePart
from kit.server.measures import Measures
from kit.server.notebooks import Library
from kit.server.options import INDEX, Options, listen, runtime_folder
from kit.server.pages import Goodbye, KernelCard, NothingHere, Page
from kit.server.passing import READY, Door, Passing
from kit.server.round_papers import RoundPapers
from kit.server.site import Site
from kit.server.statics import PlainHandler, StaticHandler, Statics
from kit.server.stopping import stop_on_signals, stop_when_alone
from kit.server.watching import Watch
from kit.server.wires import Wire

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
STATIC = HERE.parent / "static"
EXTENSIONS = (
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
)
KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
SOCKET_PATH = 42
"""Longest runtime folder whose sockets still fit into the 107 characters of a socket's path."""


class Visitors(IdentityProvider):
    """Know nobody: every visitor is the same, and no cookie tells one from another."""

    def get_user(self, handler: RequestHandler) -> User:
        """Return the one visitor."""
        del handler
        return User(username="visitor")


class Files(Terse, AllowListFileHandler):
    """Send the pictures that lie beside the notebooks."""


class KitServer(Voila):
    """Serve one folder of notebooks."""

    name = "kit"

    def __init__(
        self,
        options: Options,
        sockets: list[socket.socket],
        desk: Desk,
        keeping: Keeping,
        door: Door | None = None,
        **traits: Any,
    ) -> None:
        """Take checked options, sockets that listen already, and where answers are kept.

        One of several workers has a ``door`` of its own.
        """
        super().__init__(**traits)
        self.options = options
        self.desk = desk
        self.keeping = keeping
        self.door = door
        self.sockets = sockets
        self.root_dir = str(options.notebooks)
        self.base_url = options.base_url

    def setup_template_dirs(self) -> None:
        """Take the template from the package itself, so that a change in it shows at once."""
        self.template_paths = [str(TEMPLATE)]
        self.static_paths = collect_static_paths(["voila"], "base", prune=True)

    def init_settings(self) -> dict[str, Any]:
        """Add to Voila's settings what the kit does its own way."""
        nowhere = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
        settings = super().init_settings()
        share = self.options.share
        gate = Gate(
            self.kernel_manager,
            ceiling=share(self.options.max_kernels or bearable()),
            parallel=share(PARALLEL),
            # With one alone, somebody's second page would end the first.
            each=max(2, share(EACH)),
        )
        self.watch = Watch(self.kernel_manager.count, lambda: gate.waiting)
        self.kernel_manager.when_gone.append(gate.go_on)
        return {
            **settings,
            **headers.settings(),
            "default_handler_class": NothingHere,
            "identity_provider": Visitors(parent=self),
            "kit_gate": gate,
            "kit_kernel_output": {} if self.options.debug else nowhere,
            "log_function": log_request,
        }

    def init_handlers(self) -> list[Any]:
        """Give an address to what a visitor needs, and to nothing else."""
        site = self.site()
        page = {"site": site}
        statics = site.draughtsman.statics
        handbook = beside(self.options.notebooks)
        scripts = {"shelf": Shelf(self.static_paths), "caching": LASTING}
        allowed = tuple(f"{name}/static/" for name in EXTENSIONS)
        extensions = {"shelf": Shelf(self.labextensions_path, allowed), "caching": LASTING}
        files = {"path": self.root_dir, "allowlist": self.voila_configuration.file_allowlist}
        files["denylist"] = self.voila_configuration.file_denylist
        live: list[Any] = [
            (rf"voila/api/shutdown/{KERNEL}", Goodbye),
            (rf"api/kernels/{KERNEL}", KernelCard),
            (rf"api/kernels/{KERNEL}/channels", Wire),
            (r"kit/live", LivePart, page),
        ]
        routes: list[Any] = [
            *live,
            (r"", Page, {**page, "notebook": INDEX}),
            (r"kit/static/([0-9a-f]+)/(.*)", StaticHandler, {"shelf": statics}),
            (r"voila/templates/kit/static/(.*)", PlainHandler, {"shelf": statics}),
            (rf"voila/static/{voila.__version__}/(.*)", AssetHandler, scripts),
            (r"voila/labextensions/(.*)", AssetHandler, extensions),
            (r"voila/files/(.*)", Files, files),
            (r"voila/render/(.*)", Page, page),
            (r"anslut", JoinPage, {"statics": statics, "notebooks": self.options.notebooks}),
            (rf"{ADDRESS}/({NAME})?", HandbookPage, {"statics": statics, "folder": handbook}),
            (r"metrics", Measures, {"let_in": self.options.let_in}),
            (r"([^/]+)", Page, page),
        ]
        if self.options.number:
            routes += [(rf"w{self.options.number}/{path}", *rest) for path, *rest in live]
        if self.door is not None:
            routes.append((r"w([1-9][0-9]?)/.*", Passing, {"ports": self.door.ports}))
        pages = [(self.base_url + path, *rest) for path, *rest in routes]
        return [*handlers(self.desk), *pages]

    def site(self) -> Site:
        """Count out what every page is drawn and brought to life with."""
        page_config = get_page_config(
            base_url=self.base_url,
            settings=self.app.settings,
            log=self.log,
            voila_configuration=self.voila_configuration,
        )
        voila_static = f"{self.base_url}voila/static/{voila.__version__}"
        statics = Statics(STATIC, self.base_url)
        page_config |= {
            "server": "kit",
            "baseUrl": self.options.live_base,
            "fullStaticUrl": voila_static,
            "fullMathjaxUrl": f"{statics.root}math.js",
            "mathjaxConfig": "none",
        }
        library = Library(self.options.notebooks)
        voila_script = f"{voila_static}/voila.js"
        self.draughtsman = Draughtsman(library, statics, self.base_url, voila_script)
        papers = RoundPapers(self.desk, Path(self.connection_dir_root, "rounds"))
        return Site(library, self.draughtsman, papers, page_config, self.base_url)

    def start(self) -> None:
        """Serve until the process is told to stop."""
        asyncio.run(self.serve_until_stopped())

    async def serve_until_stopped(self) -> None:
        """Let Voila put itself together, wait, and leave nothing behind."""
        stopped = asyncio.Event()
        super().start()
        self.kernel_manager.warm()
        stop_on_signals(stopped)
        tasks = [asyncio.create_task(self.watch.go_on())]
        tasks.append(asyncio.create_task(self.draughtsman.warm()))
        if self.options.number <= 1:
            tasks.append(asyncio.create_task(delete_when_due(self.desk)))
        # What is here now stays: looking through it again and again would hold everybody up.
        gc.collect()
        gc.freeze()
        self.announce(stopped)
        try:
            await stopped.wait()
        finally:
            for task in tasks:
                task.cancel()
            telling.stopping(len(self.kernel_manager))
            self.server.stop()
            self.desk.close()
            await self.kernel_manager.shutdown_all(now=True)
            shutil.rmtree(self.connection_dir, ignore_errors=True)
            telling.stopped()

    def listen(self) -> None:
        """Answer on the sockets that are open already."""
        # Nothing but a beacon's few bytes is sent to the pages; the collector has its own limits.
        self.server = HTTPServer(
            self.app, max_body_size=64 * 1024, xheaders=self.options.behind_proxy
        )
        self.server.add_sockets(self.sockets)
        if self.door is not None:
            self.door.open(self.app, self.options.live_base)
        self.port = self.sockets[0].getsockname()[1]

    def announce(self, stopped: asyncio.Event) -> None:
        """Say that the pages are there, and open them where there is a screen to open them on.

        One of several workers says it to whoever started it, and stops when that one is gone.
        """
        if self.door is not None:
            print(READY, flush=True)  # noqa: T201 - for the process at the other end
            stop_when_alone(stopped, sys.stdin.fileno())
            return
        print(self.options.ready(self.port), flush=True)  # noqa: T201 - for people
        print(way_in(self.keeping, self.options, self.port), flush=True)  # noqa: T201 - likewise
        if self.options.browser and has_screen():
            address = self.options.address(self.port)
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def has_screen() -> bool:
    """Tell whether a browser could open; without a screen one would open in the terminal."""
    elsewhere = sys.platform in {"darwin", "win32"}
    return elsewhere or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def configuration(*, debug: bool, runtime: Path) -> Config:
    """Return the settings of everything that Voila starts."""
    short = sys.platform == "linux" and len(str(runtime)) <= SOCKET_PATH
    return Config(
        {
            "KitServer": {"config_file_paths": [], "log_level": "INFO" if debug else "WARN"},
            "VoilaConfiguration": {
                "template": "kit",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "extension_allowlist": list(EXTENSIONS),
                "multi_kernel_manager_class": VisitorKernels,
                "kernel_spec_manager_class": OwnKernelSpecs,
                "show_tracebacks": debug,
            },
            # A closed tab says goodbye; this is for those that could not.
            "MappingKernelManager": {
                "cull_interval": 60,
                "cull_idle_timeout": 30 * 60,
                "cull_connected": False,
            },
            # Sockets in a folder of our own: no ports, and no other user of the computer listens.
            "KernelManager": {"transport": "ipc" if short else "tcp"},
            # A kernel that was started anew knows nothing of its page, which asks for another one.
            "KernelRestarter": {"restart_limit": 0},
        }
    )


def serve(options: Options) -> None:
    """Serve the pages until Ctrl-C; KitError says what keeps them from being served."""
    options = options.checked()
    serve_on(options, listen(options))


def serve_on(options: Options, sockets: list[socket.socket], door: Door | None = None) -> None:
    """Serve checked options on sockets that listen already, as ``serve`` does.

    One of several workers has a ``door``; what is done once for all is done already then.
    """
    runtime = runtime_folder(options.language) if door is None else door.folder
    try:
        keeping = Keeping.chosen(options.store, options.notebooks.parent, os.environ)
        desk = open_desk(keeping, options)
        start_logging(debug=options.debug, worker=options.number)
        telling.speak(options.language)
        if door is None:
            telling.serving(__version__, desk.store.address.place)
            delete_due(desk.store)
        settings = configuration(debug=options.debug, runtime=runtime)
        server = KitServer(options, sockets, desk, keeping, door, config=settings)
        server.connection_dir_root = str(runtime)
        server.initialize([])
        with contextlib.suppress(KeyboardInterrupt):
            server.start()
    finally:
        shutil.rmtree(runtime, ignore_errors=True)
