"""The kit's own scripts and style sheets under addresses that name what is in them.

``<base>kit/static/<hash>/<name>``: the hash changes when any file does, so browsers keep what they
have for good. A page that was opened before an upgrade goes on asking under its old hash, and gets
what there is now.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from tornado.web import HTTPError

from kit.server.assets import ALWAYS_ASK, LASTING, Sending
from kit.server.discretion import Terse, log
from kit.server.notebooks import stamp
from kit.server.packing import Module, PackingError, pack, pack_styles, shim
from kit.server.pressing import Asset, asset

START = "start.js"
SHEET = "start.css"
SHEETS = ("tokens", "kit", "shell", "form", "form-keep", "profile", "reflection", "file")
ROOTS = (
    START,
    "form.js",
    "profile.js",
    "reflection.js",
    "file.js",
    "page.js",
    "jupyter.js",
    "join.js",
)
"""What a participant needs, with all that these import."""
WORK = "work.js"
WORK_ROOTS = ("together.js",)
"""What a participant needs in the workshop, beside what every page has: a pack of its own."""
READY = frozenset({"vega.js"})
"""What others have packed already."""
PAUSE = 1.0
"""Seconds for which the files are taken to be as they were."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold all files as they are at one time.

    ``source`` is the text of the modules that every page has, ``work`` that of the workshop's.
    """

    hash: str
    assets: dict[str, Asset]
    source: str
    work: str
    stamps: dict[str, tuple[int, int]] = field(repr=False)


class Statics:
    """Keep the current edition of the files in one folder."""

    def __init__(self, folder: Path, base_url: str) -> None:
        """Read and pack the files."""
        self.folder = folder
        self.base_url = base_url
        self._edition = edition(folder)
        self._looked = time.monotonic()

    @property
    def now(self) -> Edition:
        """Return the files as they are, packed anew when one of them has changed."""
        if time.monotonic() - self._looked > PAUSE:
            self._looked = time.monotonic()
            if stamps(self.folder) != self._edition.stamps:
                self._edition = edition(self.folder)
        return self._edition

    @property
    def root(self) -> str:
        """Return the address below which the files stand."""
        return f"{self.base_url}kit/static/{self.now.hash}/"

    def sheet(self) -> dict[str, str]:
        """Return the address of the packed style sheet, and the names of those in it."""
        return {"address": f"{self.root}{SHEET}", "names": " ".join(SHEETS)}


class StaticHandler(Sending, Terse):
    """Answer GET and HEAD for the kit's own files under their hash."""

    def initialize(self, shelf: Statics) -> None:
        """Take what the route says."""
        self.statics = shelf

    async def get(self, mark: str, name: str) -> None:
        """Send the file; under an old hash browsers must ask again the next time."""
        is_now = mark == self.statics.now.hash
        await self.send(self.found(name), LASTING if is_now else ALWAYS_ASK)

    head = get

    def found(self, name: str) -> Asset:
        """Return the file; 404 when there is none."""
        found = self.statics.now.assets.get(name)
        if found is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return found


class PlainHandler(StaticHandler):
    """Answer under the address without a hash, which Binder and JupyterLab have too.

    A module there hands on the one under the hash, so that a page has each module once.
    """

    async def get(self, name: str) -> None:  # type: ignore[override]  # no hash stands before it
        """Send the file."""
        found = self.found(name)
        if name.endswith(".js") and name not in READY:
            lines = f'export * from "{self.statics.root}{name}";\n'
            found = asset(name, lines.encode())
        await self.send(found, ALWAYS_ASK)

    head = get  # type: ignore[assignment]  # like get


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what changes when any file in the folder does."""
    return {path.name: stamp(path) for path in sorted(folder.iterdir()) if path.is_file()}


def edition(folder: Path) -> Edition:
    """Read a folder's files, and pack what can be packed."""
    seen = stamps(folder)
    bodies = {name: (folder / name).read_bytes() for name in seen}
    packed, source, work = packs(bodies)
    assets = {name: asset(name, body) for name, body in (bodies | packed).items()}
    marks = "".join(f"{name} {one.mark}\n" for name, one in sorted(assets.items()))
    return Edition(hashlib.sha256(marks.encode()).hexdigest()[:16], assets, source, work, seen)


def packs(bodies: dict[str, bytes]) -> tuple[dict[str, bytes], str, str]:
    """Return the packs and the shims by name, and the text of the modules in each pack.

    What cannot be packed stays as it is: then browsers load the modules one by one.
    """
    modules = {
        name: body.decode()
        for name, body in bodies.items()
        if name.endswith(".js") and name not in READY
    }
    sheets = {name: body.decode() for name, body in bodies.items() if name.endswith(".css")}
    made = {SHEET: pack_styles(sheets, [f"{name}.css" for name in SHEETS])}
    try:
        start, order = pack(modules, ROOTS)
        work, later = pack(modules, WORK_ROOTS, order, START)
    except PackingError as error:
        log.warning("the scripts are sent one by one: %s", error)
        return encoded(made), "".join(modules.values()).replace('\\"', '"'), ""
    made |= {module.name: shim(module, START) for module in order}
    made |= {module.name: shim(module, WORK) for module in later}
    made |= {START: start, WORK: work}
    return encoded(made), text_of(order, modules), text_of(later, modules)


def encoded(texts: dict[str, str]) -> dict[str, bytes]:
    """Return texts as they are sent."""
    return {name: text.encode() for name, text in texts.items()}


def text_of(order: list[Module], modules: dict[str, str]) -> str:
    """Return what the packed modules' authors wrote, with their quotes as they are meant."""
    return "".join(modules[module.name] for module in order).replace('\\"', '"')
