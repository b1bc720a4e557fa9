"""The process that every kernel is forked from: it has imported everything, and does nothing else.

It is started by exec, holds one socket to its server and not a single thread beside its own, and
ends with the server. Nothing of a visitor ever happens in it.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager

from kit.figures import number
from kit.language import LOCALE, words
from kit.server.forking.birth import live_as_kernel
from kit.server.forking.linux import die_with_parent
from kit.server.forking.requests import LARGEST, Born, Request
from kit.shelf import own_stamp

IMPORTED = (
    "kit.workshop",
    "ipykernel.ipkernel",
    # What a profile takes, pandas most of all. It costs a page that only asks 4 MB, and saves each
    # page that shows a profile 31 MB and half a second of computing.
    *("encodings.utf_8_sig", "kit.opening", "kit.reading", "kit.records", "kit.reports"),
    "pandas.core.methods.to_dict",
    # What ipykernel and the first cells import only once they run; a test tells what is missing.
    *("encodings.ascii", "faulthandler", "IPython.core.completerlib", "IPython.core.debugger"),
    *("IPython.core.logger", "IPython.core.oinspect", "IPython.extensions.storemagic"),
    *("ipykernel.debugger", "tornado.locks", "tornado.platform.asyncio", "tornado.queues"),
    *("unicodedata", "zmq.utils.garbage"),
)
"""What a participant's page needs; none of it may start a thread."""


def main(wire: int, server: int) -> None:
    """Fork a kernel for every request until the server is gone."""
    die_with_parent(server)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server, and the server us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Linux itself clears kernels away
    prepare()
    with socket.socket(fileno=wire) as connection:
        while packet := connection.recv(LARGEST):
            serve(Request.unpacked(packet), connection)


def prepare() -> None:
    """Import what kernels need, and keep its memory from being copied by the first collection."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # None means: not installed
    for name in IMPORTED:
        importlib.import_module(name)
    remember()
    gc.collect()
    gc.freeze()


def remember() -> None:
    """Work out beforehand what every kernel would work out for itself."""
    own_stamp()
    # The expressions that IPython reads cells with take long to compile.
    TransformerManager().transform_cell("a = 1\n")  # type: ignore[no-untyped-call]  # not typed there
    for language in ("en", *(folder.name for folder in LOCALE.iterdir())):
        words(language)
        number(0.5, language, decimals=1)


def serve(request: Request, wire: socket.socket) -> None:
    """Fork one kernel and tell the server about it."""
    template = os.getpid()
    try:
        single_threaded()
        pid = os.fork()
        if pid == 0:
            live_as_kernel(request, template)
        pidfd = os.pidfd_open(pid)
    except (OSError, RuntimeError) as error:
        Born(request.number, failed=str(error)).send(wire)
        return
    Born(request.number, pid).send(wire, pidfd)
    os.close(pidfd)


def single_threaded() -> None:
    """Raise RuntimeError where a fork could leave a lock locked for ever."""
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise RuntimeError(f"The template has {threads} threads; a fork is safe with one only.")
