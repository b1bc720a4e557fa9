"""Serve files that never change while they are open: scripts, styles, pictures.

Each file is read and compressed once and then kept: a workshop in which thirty people open a page
at the same time asks for the same hundred files thirty times over.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tornado.web import HTTPError

from kit.server.discretion import Terse

# Some computers say text/plain for scripts, and then no browser runs them as modules.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
ALWAYS_ASK = "no-cache"
LASTING = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """Hold one file as it is sent: compressed when that makes it smaller."""

    body: bytes
    squeezed: bytes | None
    kind: str
    mark: str
    seen: tuple[int, int]


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
            kept = self._kept[path] = load(path, seen)
        return kept

    def _find(self, name: str) -> Path | None:
        parts = PurePosixPath(name).parts
        refused = not parts or any(part.startswith((".", "/")) or os.sep in part for part in parts)
        if refused or "\\" in name or not name.startswith(self._prefixes):
            return None
        return next((path for path in self._places(parts) if path.is_file()), None)

    def _places(self, parts: tuple[str, ...]) -> list[Path]:
        return [folder.joinpath(*parts) for folder in self._folders]


def load(path: Path, seen: tuple[int, int]) -> Asset:
    """Read a file, and compress it where that is worth something."""
    body = path.read_bytes()
    squeezed = gzip.compress(body, mtime=0)
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(
        body=body,
        squeezed=squeezed if len(squeezed) < 0.9 * len(body) else None,
        kind=TYPES.get(path.suffix.lower(), guessed),
        mark=hashlib.sha256(body).hexdigest()[:24],
        seen=seen,
    )


class AssetHandler(Terse):
    """Answer GET and HEAD for the files on a shelf; ``caching`` is the Cache-Control to give."""

    def initialize(self, shelf: Shelf, caching: str) -> None:
        """Take what the route says."""
        self.shelf = shelf
        self.caching = caching
        self.mark: str | None = None

    def get(self, name: str) -> None:
        """Send the file, or say that the browser's own copy is still right."""
        asset = self.shelf.read(name)
        if asset is None:
            raise HTTPError(404)
        squeezed = asset.squeezed if self.takes_gzip() else None
        self.mark = f'"{asset.mark}{"-gz" if squeezed else ""}"'
        self.set_header("Content-Type", asset.kind)
        self.set_header("Cache-Control", self.caching)
        self.set_header("Vary", "Accept-Encoding")
        if squeezed:
            self.set_header("Content-Encoding", "gzip")
        self.finish(squeezed or asset.body)

    head = get

    def takes_gzip(self) -> bool:
        """Tell whether this browser unpacks gzip."""
        return "gzip" in self.request.headers.get("Accept-Encoding", "")

    def compute_etag(self) -> str | None:
        """Return the file's own mark instead of counting it out anew for each visitor."""
        return self.mark
