"""Turn a fresh fork of the template into a kernel of its own, sharing nothing but memory pages."""

from __future__ import annotations

import atexit
import logging
import os
import random
import signal
import sys
import time
import traceback
from collections import UserDict
from types import ModuleType
from typing import Any, NoReturn

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from kit.server.forking.limits import keep_within, leave_room_for_words
from kit.server.forking.linux import die_with_parent
from kit.server.forking.requests import Request

# A parent of 1 is ipykernel's word for: look after no parent, and print no advice on quitting.
NO_PARENT = 1


class KernelApp(IPKernelApp):
    """Leave out reading a command line and a configuration: a third of what starting costs."""

    def parse_command_line(self, argv: Any = None) -> None:
        """There is none."""

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Whoever started the server may have settings of their own; they are not for visitors."""


class Unlisted(UserDict[str, ModuleType]):
    """Hold the imported modules, and give no list of them all.

    ipykernel asks for one, for a debugger that is not there, and IPython for one, for ``%reset
    --aggressive``; looking at each of a thousand modules would copy a quarter of a kernel's memory.
    """

    def __init__(self, modules: dict[str, ModuleType]) -> None:
        self.data = modules

    def copy(self) -> Any:
        """Return nothing."""
        return {}

    def keys(self) -> Any:
        """Return nothing."""
        return ()


def live_as_kernel(request: Request, template: int) -> NoReturn:
    """Be the kernel that was asked for until it is shut down; never return."""
    code = 1
    try:
        stand_alone(request, template)
        run(request.connection_file)
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, it must not reach the template's own loop
        traceback.print_exc()
    finally:
        # The interpreter's own way out would touch, and so copy, every page shared with the others.
        atexit._run_exitfuncs()  # noqa: SLF001 - as multiprocessing does after a fork
        os._exit(code)


def stand_alone(request: Request, template: int) -> None:
    """Cut every tie to the template and the other kernels."""
    os.setsid()
    die_with_parent(template)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python itself starts
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.set_wakeup_fd(-1)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    redirect(quiet=request.quiet)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    os.chdir(request.folder)
    reseed()
    keep_within(request.limits)


def redirect(*, quiet: bool) -> None:
    """Read from nowhere, and print nowhere unless the server is asked to show it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2) if quiet else (0,):
        os.dup2(nowhere, number)
    os.close(nowhere)


def reseed() -> None:
    """Throw other dice than the template and all its children."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def run(connection_file: str) -> None:
    """Run ipykernel's own application, with nothing to read from a command line or a home folder.

    What is written to the descriptors beneath ``sys.stdout`` is for nobody's page, and watching
    them would take two threads. History is no visitor's business.
    """
    logging.getLogger().handlers.clear()
    told = Config({"HistoryManager": {"enabled": False}})
    app = KernelApp.instance(
        config=told,
        connection_file=connection_file,
        parent_handle=NO_PARENT,
        capture_fd_output=False,
    )
    imported = sys.modules
    sys.modules = Unlisted(imported)  # type: ignore[assignment]  # all that a dict can, and less
    try:
        app.initialize([])  # type: ignore[no-untyped-call]  # not typed there
    finally:
        sys.modules = imported
    shell: Any = app.shell
    if not getattr(shell, "_sys_modules_keys", True):
        del shell._sys_modules_keys  # noqa: SLF001 - without a list it resets no modules
    shell.set_custom_exc((MemoryError, RuntimeError), say_that_memory_is_full)
    app.start()  # type: ignore[no-untyped-call]  # likewise


def say_that_memory_is_full(
    shell: Any, kind: type[BaseException], error: BaseException, trace: Any, tb_offset: Any = None
) -> None:
    """Show the error, which takes some memory too; without it the page would wait for ever."""
    if isinstance(error, MemoryError) or "thread" in str(error):  # whose stack found no room
        leave_room_for_words()
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
