"""Tell one visitor's browser from another's while it is open, and nothing more about it.

The mark is random, is kept nowhere but in the browser and beside the visitor's own kernels, and
goes when the browser is closed. Without it one person with many tabs could take the room that is
meant for everybody.
"""

from __future__ import annotations

import re
import secrets

from tornado.web import RequestHandler

COOKIE = "kit_visitor"
MARK = re.compile(r"[A-Za-z0-9_-]{22}")


def visitor(handler: RequestHandler) -> str:
    """Return the visitor's mark, empty where the browser brings none."""
    brought = handler.get_cookie(COOKIE, "") or ""
    return brought if MARK.fullmatch(brought) else ""


def mark_visitor(handler: RequestHandler, path: str) -> None:
    """Give the browser a mark of 128 random bits, unless it has one."""
    if visitor(handler):
        return
    handler.set_cookie(
        COOKIE,
        secrets.token_urlsafe(16),
        path=path,
        httponly=True,
        samesite="Lax",
        secure=handler.request.protocol == "https",
    )
