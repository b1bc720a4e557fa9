"""What a page costs: server CPU, memory of its own, bytes and requests, time to answer."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil
from playwright.sync_api import Browser, CDPSession, Page

QUIET_CPU_SHARE = 0.03
QUIET_LOOKS = 3


@dataclass
class Visit:
    """One visitor's page, measured from the click on the link to the first answerable question."""

    first_question_s: float
    bytes: int
    requests: int
    cpu_s: float = 0.0
    memory_mb: float = 0.0


@dataclass
class Traffic:
    """Count what the network carries until somebody reads the figures."""

    bytes: int = 0
    requests: int = 0
    ignored: set[str] = field(default_factory=set)

    def listen(self, session: CDPSession) -> None:
        """Start counting; encoded bytes, so that compression counts."""
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.dataReceived", self._received)
        session.on("Network.webSocketFrameReceived", self._framed)

    def _asked(self, event: dict[str, dict[str, str]]) -> None:
        self.requests += not event["request"]["url"].startswith(("blob:", "data:"))

    def _received(self, event: dict[str, int]) -> None:
        self.bytes += event["encodedDataLength"] or event["dataLength"]

    def _framed(self, event: dict[str, dict[str, str]]) -> None:
        self.bytes += len(event["response"]["payloadData"])


def processes(root: psutil.Process) -> list[psutil.Process]:
    """Return the server and everything it started."""
    return [root, *root.children(recursive=True)]


class Account:
    """Keep the CPU seconds of a server and all its processes, dead ones too."""

    def __init__(self, root: psutil.Process) -> None:
        """Watch the process tree under ``root``."""
        self._root = root
        self._seen: dict[int, float] = {}

    def seconds(self) -> float:
        """Return user plus system seconds used so far."""
        for process in processes(self._root):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            self._seen[process.pid] = times.user + times.system
        return sum(self._seen.values())

    def memory_mb(self) -> float:
        """Return the unique memory (USS) of the whole tree in MB."""
        total = 0
        for process in processes(self._root):
            try:
                total += process.memory_full_info().uss
            except psutil.NoSuchProcess:
                continue
        return total / 1e6

    def settle(self) -> float:
        """Wait until the server rests, and return its CPU seconds."""
        quiet, last = 0, self.seconds()
        while quiet < QUIET_LOOKS:
            time.sleep(0.5)
            now = self.seconds()
            quiet = quiet + 1 if (now - last) / 0.5 < QUIET_CPU_SHARE else 0
            last = now
        return last


def visit(
    browser: Browser, url: str, first_question: Callable[[Page], None], account: Account
) -> Visit:
    """Open ``url`` as a lone visitor with an empty cache, and measure until the server rests."""
    cpu, memory = account.settle(), account.memory_mb()
    context = browser.new_context()
    page = context.new_page()
    traffic = Traffic()
    traffic.listen(context.new_cdp_session(page))
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    first_question(page)
    measured = Visit(time.perf_counter() - start, traffic.bytes, traffic.requests)
    measured.cpu_s = account.settle() - cpu
    measured.memory_mb = account.memory_mb() - memory
    # Stays open: a session that ends would give its memory back before the next one is measured.
    return measured


def middle(visits: list[Visit]) -> dict[str, float]:
    """Return the median of each figure."""
    names = ("first_question_s", "cpu_s", "memory_mb", "bytes", "requests")
    return {name: statistics.median(getattr(one, name) for one in visits) for name in names}
