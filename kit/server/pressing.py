"""Compress what is sent, once, and away from the loop that answers everybody."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import brotli

# Some computers say text/plain for scripts, and then no browser runs them as modules.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
WORTH = 0.9
"""The part of its size under which a body is worth sending compressed."""
QUICK, BEST = 9, 11
"""Brotli's quality while somebody waits, and where there is time: it takes ten times as long."""
ENDS = {"br": "-br", "gzip": "-gz"}
# One thread: a busy server compresses one file after the other, and answers meanwhile.
PRESS = ThreadPoolExecutor(1, "kit-press")


@dataclass(slots=True)
class Asset:
    """Hold one body as it is sent; ``pressed`` has it compressed, by the coding's name."""

    body: bytes
    kind: str
    mark: str
    seen: tuple[int, int] = (0, 0)
    pressed: Mapping[str, bytes] | None = None
    _coming: asyncio.Future[Mapping[str, bytes]] | None = field(default=None, repr=False)

    def press(self, quality: int = QUICK) -> Mapping[str, bytes]:
        """Compress the body, where that is worth something, and keep it."""
        codings = {
            "br": brotli.compress(self.body, quality=quality),
            "gzip": gzip.compress(self.body, mtime=0),
        }
        most = WORTH * len(self.body)
        self.pressed = {name: body for name, body in codings.items() if len(body) < most}
        return self.pressed

    async def pressing(self) -> Mapping[str, bytes]:
        """Return the body compressed; all who ask meanwhile wait for one thread."""
        if self.pressed is not None:
            return self.pressed
        if self._coming is None:
            self._coming = asyncio.get_running_loop().run_in_executor(PRESS, self.press)
        return await asyncio.shield(self._coming)

    def sent(self, accepted: str, pressed: Mapping[str, bytes]) -> tuple[bytes, str | None]:
        """Return the body that a browser with this Accept-Encoding gets, and its coding."""
        for coding in ("br", "gzip"):
            if coding in pressed and takes(coding, accepted):
                return pressed[coding], coding
        return self.body, None

    def mark_of(self, coding: str | None) -> str:
        """Return the ETag of the body in a coding."""
        return f'"{self.mark}{ENDS[coding] if coding else ""}"'


def takes(coding: str, accepted: str) -> bool:
    """Tell whether a browser unpacks a coding."""
    for part in accepted.split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip().lower() == coding:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def asset(name: str, body: bytes, seen: tuple[int, int] = (0, 0)) -> Asset:
    """Return a body under the kind that its name says."""
    suffix = PurePosixPath(name).suffix.lower()
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    mark = hashlib.sha256(body).hexdigest()[:24]
    return Asset(body, TYPES.get(suffix, guessed), mark, seen)
