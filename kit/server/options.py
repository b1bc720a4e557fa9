"""What `kit serve` is told, checked before anything starts."""

from __future__ import annotations

import errno
import os
import re
import socket
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from tornado.netutil import bind_sockets

from kit.errors import KitError
from kit.language import say
from kit.reasons import reason
from kit.server.letting_in import LOOPBACK, Networks, networks

INDEX = "index.ipynb"
EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 - names of addresses to recognise, none is listened on
BASE_URL = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what the person who starts the server may decide; ``language`` is that person's.

    ``number`` is which of several ``workers`` this process is, from 1; 0 when it is alone.
    """

    notebooks: Path = Path("notebooks")
    host: str = "127.0.0.1"
    port: int = 8866
    base_url: str = "/"
    browser: bool = True
    debug: bool = False
    language: str = "en"
    store: str | None = None
    behind_proxy: bool = False
    metrics_for: tuple[str, ...] = ()
    let_in: Networks = LOOPBACK
    workers: int = 1
    number: int = 0
    max_kernels: int | None = None

    @property
    def live_base(self) -> str:
        """Return the path of what only this process has: its kernels, and its line for them."""
        return f"{self.base_url}w{self.number}/" if self.number else self.base_url

    def share(self, whole: int) -> int:
        """Return this process's part of something that all workers have together; at least 1."""
        return max(1, -(-whole // self.workers))

    def checked(self) -> Options:
        """Return the options in the form that the server needs; KitError says what is wrong."""
        return replace(self.addressed(), notebooks=notebook_folder(self.notebooks, self.language))

    def addressed(self) -> Options:
        """Return the options with every address in its normal form; KitError when one is none."""
        return replace(
            self,
            base_url=normal_base_url(self.base_url, self.language),
            let_in=networks(self.metrics_for, self.language),
        )

    def address(self, port: int, host: str | None = None) -> str:
        """Return the address that a browser opens; without a host, one on this computer."""
        host = host or ("localhost" if self.host in EVERYWHERE else self.host)
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{port}{self.base_url}"

    def ready(self, port: int) -> str:
        """Say in one line that the pages are there, and where."""
        address = self.address(port)
        if self.host not in EVERYWHERE:
            return say(self.language, "The pages are ready at {address}", address=address)
        others = self.address(port, socket.gethostname())
        return say(
            self.language,
            "The pages are ready at {address} and, from other computers, at {others}",
            address=address,
            others=others,
        )


def notebook_folder(folder: Path, language: str) -> Path:
    """Return the folder in full; KitError when no pages can be served from it."""
    if not folder.is_dir():
        raise KitError(
            say(
                language,
                "There is no folder {folder}. Start from the folder that has the notebooks in "
                "notebooks/, or say with --notebooks where they are.",
                folder=folder,
            )
        )
    if not (folder / INDEX).is_file():
        raise KitError(
            say(
                language,
                "There is no {index} in {folder}, so there is no first page to show. "
                "Add one, or choose another folder with --notebooks.",
                index=INDEX,
                folder=folder,
            )
        )
    return folder.resolve()


def normal_base_url(base_url: str, language: str) -> str:
    """Return the path with a slash at both ends; KitError when it is no plain path."""
    path = f"/{base_url.strip('/')}/" if base_url.strip("/") else "/"
    if not BASE_URL.fullmatch(path) or ".." in path:
        raise KitError(
            say(
                language,
                "“{base_url}” cannot be a base URL. Give only the path before the pages' "
                "addresses, such as /workshop/: letters a-z, digits, hyphens, dots and slashes.",
                base_url=base_url,
            )
        )
    return path


def listen(options: Options) -> list[socket.socket]:
    """Take the port; KitError when it cannot be had. Port 0 takes any that is free."""
    try:
        return bind_sockets(options.port, options.host)
    except OSError as error:
        raise KitError(refusal(error, options)) from error


def refusal(error: OSError, options: Options) -> str:
    """Say why the port cannot be had, and what to do."""
    port = options.port
    if error.errno == errno.EADDRINUSE:
        return say(
            options.language,
            "Port {port} is already in use. Stop what uses it, or choose another one, "
            "for example --port {other}.",
            port=port,
            other=port + 1,
        )
    if error.errno == errno.EACCES:
        return say(
            options.language,
            "Port {port} may not be used without special rights. Choose one above 1023.",
            port=port,
        )
    return say(
        options.language,
        "“{host}” is no address of this computer. Use --host 127.0.0.1, or --host 0.0.0.0 to let "
        "other computers in.",
        host=options.host,
    )


def runtime_folder(language: str) -> Path:
    """Make a folder that only this user can read, for the kernels' connections.

    It is made in JUPYTER_RUNTIME_DIR where that is set, otherwise where temporary files go.
    """
    place = os.environ.get("JUPYTER_RUNTIME_DIR")
    try:
        if place:
            Path(place).mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="kit-", dir=place or None))
    except OSError as error:
        raise KitError(
            say(
                language,
                "Nothing can be written in {folder} ({reason}). Say with the variable "
                "JUPYTER_RUNTIME_DIR where temporary files may be kept.",
                folder=error.filename or place,
                reason=reason(error, language),
            )
        ) from error
