"""The collector alone, without pages: ``kit collect``."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from dataclasses import replace

from tornado.httpserver import HTTPServer
from tornado.web import Application

from kit.language import say
from kit.server import headers
from kit.server.collector.desk import Desk
from kit.server.collector.wiring import handlers
from kit.server.discretion import log_request, start_logging
from kit.server.due import delete_due, delete_when_due
from kit.server.keeping import Keeping, open_desk
from kit.server.options import Options, listen, normal_base_url
from kit.server.stopping import stop_on_signals

LARGEST_BODY = 64 * 1024


def application(desk: Desk) -> Application:
    """Return the Tornado application that serves the API and nothing else."""
    return Application(handlers(desk), log_function=log_request, **headers.settings())


async def serve_until_stopped(
    desk: Desk, sockets: list[socket.socket], ready: str, *, behind_proxy: bool
) -> None:
    """Answer on sockets that listen already, until the process is asked to stop."""
    stopped = asyncio.Event()
    server = HTTPServer(application(desk), xheaders=behind_proxy, max_body_size=LARGEST_BODY)
    server.add_sockets(sockets)
    stop_on_signals(stopped)
    deleting = asyncio.create_task(delete_when_due(desk))
    print(ready, flush=True)  # noqa: T201 - the one line meant for people
    try:
        await stopped.wait()
    finally:
        deleting.cancel()
        server.stop()


def collect(options: Options) -> None:
    """Serve the API until Ctrl-C; KitError says what keeps it from being served."""
    base_url = normal_base_url(options.base_url, options.language)
    options = replace(options, base_url=base_url, notebooks=options.notebooks.absolute())
    sockets = listen(options)
    keeping = Keeping.chosen(options.store, options.notebooks.parent, os.environ)
    desk = open_desk(keeping, options)
    start_logging(debug=options.debug)
    delete_due(desk.store)
    address = f"{options.address(sockets[0].getsockname()[1])}kit/api/"
    ready = say(options.language, "The collector is ready at {address}", address=address)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve_until_stopped(desk, sockets, ready, behind_proxy=options.behind_proxy))
    desk.close()
