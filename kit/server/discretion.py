"""Log what an operator needs, and nothing of what a visitor wrote or who it was."""

from __future__ import annotations

import logging
import re
from types import TracebackType

from tornado.web import HTTPError, RequestHandler

from kit.server.metrics import PAGES

log = logging.getLogger("kit.server")

# Whoever knows a kernel's id can talk to the kernel.
KERNEL_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FAILED = 400


def place(handler: RequestHandler) -> str:
    """Return what was asked for, without the query and without secrets."""
    return f"{handler.request.method} {KERNEL_ID.sub('…', handler.request.path)}"


def log_request(handler: RequestHandler) -> None:
    """Log pages and failures in one short line; files that went well are not worth one."""
    status = handler.get_status()
    if status < FAILED and getattr(handler, "kit_page", False) and handler.request.method == "GET":
        PAGES.inc()
    if status < FAILED and not getattr(handler, "kit_page", False):
        return
    spent = 1000 * handler.request.request_time()
    level = logging.INFO if status < FAILED else logging.WARNING
    log.log(level, "%d %s %.0f ms", status, place(handler), spent)


class Discreet(RequestHandler):
    """Keep the request itself out of what is logged when a handler fails."""

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log what went wrong in our own code; refusals have their line already."""
        if value is not None and not isinstance(value, HTTPError):
            log.error("%s failed", place(self), exc_info=(typ or type(value), value, tb))


class Terse(Discreet):
    """Answer a failure with its number alone, where no person reads it."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Say only the number."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))


def start_logging(*, debug: bool, worker: int = 0) -> None:
    """Send the kit's own lines to stderr; those of one of several workers with its number."""
    who = f" w{worker}" if worker else ""
    logging.basicConfig(format=f"%(asctime)s{who} %(message)s", datefmt="%H:%M:%S")
    log.setLevel(logging.DEBUG if debug else logging.INFO)
