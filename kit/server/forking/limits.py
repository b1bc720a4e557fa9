"""Keep a kernel that goes wrong from harming anybody but its own visitor."""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path

from kit.server.forking.linux import start_no_processes
from kit.server.forking.requests import Limits

LAST_WORDS = 64 * 1024 * 1024
"""Bytes that are kept back, so that a kernel whose memory is full can still say so."""

FIRST_TO_GO = "500"
"""Of all processes, Linux ends a visitor's kernel first when memory runs out."""


def keep_within(limits: Limits) -> None:
    """Limit this process for good: memory, CPU time, its share of the cores, no processes."""
    _lower(resource.RLIMIT_DATA, limits.memory, limits.memory + LAST_WORDS)
    # At the first the process is ended by a signal; the second is for whoever catches that.
    _lower(resource.RLIMIT_CPU, limits.cpu, limits.cpu + 5)
    _lower(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(OSError):
        os.nice(limits.niceness)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
    start_no_processes()


def leave_room_for_words() -> None:
    """Hand out what was kept back."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _lower(which: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, or keep the one there is where that is lower still."""
    _, most = resource.getrlimit(which)
    hard = soft if hard is None else hard
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(which, (soft, hard))
