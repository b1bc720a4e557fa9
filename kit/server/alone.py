"""The collector alone, without pages: ``kit collect``."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from dataclasses import replace

from tornado.httpserver import HTTPServer
from tornado.web import Application

from kit import __version__
from kit.language import say
from kit.server import headers, telling
from kit.server.collector.desk import Desk
from kit.server.collector.wiring import handlers
from kit.server.discretion import log_request, start_logging
from kit.server.due import delete_due, delete_when_due
from kit.server.keeping import Keeping, open_desk
from kit.server.letting_in import LOOPBACK, Networks
from kit.server.measures import Measures
from kit.server.options import Options, listen
from kit.server.stopping import stop_on_signals
from kit.server.watching import Watch

LARGEST_BODY = 64 * 1024


def application(desk: Desk, base_url: str = "/", let_in: Networks = LOOPBACK) -> Application:
    """Return the Tornado application that serves the API and the counts, and nothing else."""
    routes = [*handlers(desk), (f"{base_url}metrics", Measures, {"let_in": let_in})]
    return Application(routes, log_function=log_request, **headers.settings())


async def serve_until_stopped(
    desk: Desk, sockets: list[socket.socket], ready: str, options: Options
) -> None:
    """Answer on sockets that listen already, until the process is asked to stop."""
    stopped = asyncio.Event()
    serving = application(desk, options.base_url, options.let_in)
    server = HTTPServer(serving, xheaders=options.behind_proxy, max_body_size=LARGEST_BODY)
    server.add_sockets(sockets)
    stop_on_signals(stopped)
    deleting = asyncio.create_task(delete_when_due(desk))
    watching = asyncio.create_task(Watch().go_on())
    print(ready, flush=True)  # noqa: T201 - the one line meant for people
    try:
        await stopped.wait()
    finally:
        deleting.cancel()
        watching.cancel()
        server.stop()


def collect(options: Options) -> None:
    """Serve the API until Ctrl-C; KitError says what keeps it from being served."""
    options = replace(options.addressed(), notebooks=options.notebooks.absolute())
    sockets = listen(options)
    keeping = Keeping.chosen(options.store, options.notebooks.parent, os.environ)
    desk = open_desk(keeping, options)
    start_logging(debug=options.debug)
    telling.speak(options.language)
    telling.serving(__version__, desk.store.address.place)
    delete_due(desk.store)
    address = f"{options.address(sockets[0].getsockname()[1])}kit/api/"
    ready = say(options.language, "The collector is ready at {address}", address=address)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve_until_stopped(desk, sockets, ready, options))
    desk.close()
    telling.stopped()
