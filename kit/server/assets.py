"""Serve files that never change while they are open: scripts, styles, pictures.

Each file is read and compressed once and then kept: a workshop in which thirty people open a page
at the same time asks for the same hundred files thirty times over.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from tornado.web import HTTPError, RequestHandler

from kit.server.discretion import Terse
from kit.server.pressing import Asset, asset

ALWAYS_ASK = "no-cache"
LASTING = "public, max-age=31536000, immutable"


class Source(Protocol):
    """Find what is served under a name; None when there is nothing."""

    def read(self, name: str) -> Asset | None:
        """Return what stands under a name."""


class Shelf:
    """Find files in some folders, the first folder first.

    ``prefixes`` names what may be taken from them (``("anywidget/",)``); nothing named means all.
    """

    def __init__(self, folders: Sequence[str | Path], prefixes: tuple[str, ...] = ("",)) -> None:
        """Remember where to look; the folders need not exist yet."""
        self._folders = [Path(folder) for folder in folders]
        self._prefixes = prefixes
        self._kept: dict[Path, Asset] = {}

    def read(self, name: str) -> Asset | None:
        """Return the file of this name, or None when there is none to serve."""
        path = self._find(name)
        if path is None:
            return None
        status = path.stat()
        seen = (status.st_mtime_ns, status.st_size)
        kept = self._kept.get(path)
        if kept is None or kept.seen != seen:
            kept = self._kept[path] = asset(path.name, path.read_bytes(), seen)
        return kept

    def _find(self, name: str) -> Path | None:
        parts = PurePosixPath(name).parts
        refused = not parts or any(part.startswith((".", "/")) or os.sep in part for part in parts)
        if refused or "\\" in name or not name.startswith(self._prefixes):
            return None
        return next((path for path in self._places(parts) if path.is_file()), None)

    def _places(self, parts: tuple[str, ...]) -> list[Path]:
        return [folder.joinpath(*parts) for folder in self._folders]


class Sending(RequestHandler):
    """Send a body in the best coding that a browser takes, or say that its own is still right."""

    mark: str | None = None

    async def send(self, found: Asset, caching: str) -> None:
        """Send a body; ``caching`` is the Cache-Control to give."""
        accepted = self.request.headers.get("Accept-Encoding", "")
        pressed = await found.pressing() if accepted else {}
        body, coding = found.sent(accepted, pressed)
        self.mark = found.mark_of(coding)
        self.set_header("Content-Type", found.kind)
        self.set_header("Cache-Control", caching)
        self.add_header("Vary", "Accept-Encoding")
        if coding:
            self.set_header("Content-Encoding", coding)
        self.finish(body)

    def compute_etag(self) -> str | None:
        """Return the body's own mark instead of counting it out anew for each visitor."""
        return self.mark


class AssetHandler(Sending, Terse):
    """Answer GET and HEAD for the files on a shelf; ``caching`` is the Cache-Control to give."""

    def initialize(self, shelf: Source, caching: str) -> None:
        """Take what the route says."""
        self.shelf = shelf
        self.caching = caching

    async def get(self, name: str) -> None:
        """Send the file, or say that the browser's own copy is still right."""
        found = self.shelf.read(name)
        if found is None:
            raise HTTPError(404)
        await self.send(found, self.caching)

    head = get
