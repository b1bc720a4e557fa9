"""What a server and everything it has started use: CPU seconds, memory, descriptors, processes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import psutil

LOOK = 0.25
QUIET_SHARE = 0.03
"""The part of a core below which a server counts as resting."""
QUIET_LOOKS = 6


@dataclass(frozen=True)
class Footprint:
    """What all processes of a server hold at a moment; ``memory_mb`` is unique memory (USS)."""

    memory_mb: float
    processes: int
    descriptors: int


class Account:
    """Keep the CPU seconds of a server and all its processes, dead ones too."""

    def __init__(self, root: psutil.Process) -> None:
        """Watch the process tree under ``root``."""
        self._root = root
        self._seen: dict[tuple[int, float], float] = {}

    def processes(self) -> list[psutil.Process]:
        """Return the server and everything it started, as it is now."""
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def seconds(self) -> float:
        """Return user plus system seconds used so far."""
        for process in self.processes():
            try:
                self._seen[process.pid, process.create_time()] = cpu(process)
            except psutil.NoSuchProcess:
                continue
        return sum(self._seen.values())

    def footprint(self) -> Footprint:
        """Return what is held now."""
        memory = descriptors = count = 0
        for process in self.processes():
            try:
                memory += process.memory_full_info().uss
                descriptors += process.num_fds()
            except (psutil.NoSuchProcess, psutil.ZombieProcess):
                continue
            count += 1
        return Footprint(memory / 1e6, count, descriptors)

    def memory_mb(self) -> float:
        """Return the unique memory (USS) of the whole tree in MB."""
        return self.footprint().memory_mb

    def settle(self) -> float:
        """Wait until the server rests, and return its CPU seconds."""
        quiet, last = 0, self.seconds()
        while quiet < QUIET_LOOKS:
            time.sleep(LOOK)
            now = self.seconds()
            quiet = quiet + 1 if (now - last) / LOOK < QUIET_SHARE else 0
            last = now
        return last

    def share(self, seconds: float) -> float:
        """Return the part of a core that the server takes while it rests, looked at for a while."""
        before = self.seconds()
        time.sleep(seconds)
        return (self.seconds() - before) / seconds


def cpu(process: psutil.Process) -> float:
    """Return a process's CPU seconds, to the nanosecond where Linux tells."""
    times = process.cpu_times()
    coarse: float = times.user + times.system
    try:
        tasks = list(Path(f"/proc/{process.pid}/task").iterdir())
        return max(coarse, sum(map(on_core, tasks)))
    except (FileNotFoundError, ProcessLookupError):
        return coarse


def on_core(task: Path) -> float:
    """Return the seconds that a thread has run; 0 for one that has just ended."""
    try:
        return int((task / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0.0
