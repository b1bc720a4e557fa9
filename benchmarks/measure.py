"""What a page costs: time to answer, server CPU, memory of its own, bytes and requests."""

from __future__ import annotations

import json
import shutil
import statistics
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from account import Account
from playwright.sync_api import Browser, CDPSession, Page
from systems import Radio

SCRIPT = Path(__file__).with_name("answerable.js")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 120_000
REST = 2.0
LOOK = 50


@dataclass(frozen=True)
class Visit:
    """One visitor's page, measured from asking for it to the first answerable question.

    CPU and memory are the whole session's, until the server rests.
    """

    first_question_s: float
    cpu_s: float
    memory_mb: float
    bytes: int
    requests: int


class Traffic:
    """Write down what the network carries and when, to be counted up to a moment afterwards.

    Moments are in seconds of the browser's own clock; ``offset`` leads from there to 1970.
    """

    def __init__(self, session: CDPSession) -> None:
        """Start writing down."""
        self.offset = 0.0
        self.frames = 0
        self._asked: list[float] = []
        self._received: list[tuple[float, str, int]] = []
        self._whole: dict[str, tuple[float, int]] = {}
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._note_request)
        session.on("Network.dataReceived", self._note_data)
        session.on("Network.loadingFinished", self._note_whole)
        session.on("Network.webSocketWillSendHandshakeRequest", self._note_socket)
        session.on("Network.webSocketFrameReceived", self._note_frame)

    def until(self, moment: float) -> tuple[int, int]:
        """Return the bytes received, compressed as they came, and the requests made by then."""
        at = moment - self.offset
        done = {key: size for key, (when, size) in self._whole.items() if when <= at}
        parts = sum(size for when, key, size in self._received if when <= at and key not in done)
        return sum(done.values()) + parts, sum(when <= at for when in self._asked)

    def _note_request(self, event: dict[str, object]) -> None:
        request = event["request"]
        if isinstance(request, dict) and not request["url"].startswith(("blob:", "data:")):
            self._asked.append(number(event["timestamp"]))
            self.offset = number(event["wallTime"]) - number(event["timestamp"])

    def _note_socket(self, event: dict[str, object]) -> None:
        self._asked.append(number(event["timestamp"]))

    def _note_data(self, event: dict[str, object]) -> None:
        size = int(number(event["encodedDataLength"]))
        self._received.append((number(event["timestamp"]), str(event["requestId"]), size))

    def _note_whole(self, event: dict[str, object]) -> None:
        size = int(number(event["encodedDataLength"]))
        self._whole[str(event["requestId"])] = (number(event["timestamp"]), size)

    def _note_frame(self, event: dict[str, object]) -> None:
        response = event["response"]
        size = len(response["payloadData"]) if isinstance(response, dict) else 0
        self.frames += 1
        self._received.append((number(event["timestamp"]), f"frame {self.frames}", size))


def chromium() -> str | None:
    """Return the machine's own Chromium; None means Playwright's."""
    names = ("chromium", "chromium-browser", "chromium-headless-shell")
    return next((found for name in names if (found := shutil.which(name))), None)


def number(value: object) -> float:
    """Return a figure that the browser tells."""
    return float(str(value))


def visit(browser: Browser, url: str, radio: Radio, account: Account) -> Visit:
    """Open ``url`` as a lone visitor with an empty cache, and measure until the server rests.

    The page stays open: a session that ends would give its memory back before the next one. What
    the server uses while it rests (earlier visitors' pages are still open) is taken off.
    """
    account.settle()
    idle = account.share(REST)
    before, memory, since = account.seconds(), account.memory_mb(), time.monotonic()
    page = watched_page(browser, radio)
    traffic = Traffic(page.context.new_cdp_session(page))
    page.goto(url, wait_until="commit")
    start, moment = answerable(page)
    while not traffic.frames:  # the session is whole once its server speaks to it
        page.wait_for_timeout(LOOK)
    cpu = account.settle() - before - idle * (time.monotonic() - since)
    received, requests = traffic.until(moment)
    return Visit(moment - start, cpu, account.memory_mb() - memory, received, requests)


def watched_page(browser: Browser, radio: Radio) -> Page:
    """Open an empty page in a fresh browser that notes when the first statement can be answered."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wanted = json.dumps(asdict(radio))
    page.add_init_script(SCRIPT.read_text(encoding="utf-8").replace("WANTED", wanted))
    return page


def answerable(page: Page) -> tuple[float, float]:
    """Wait for the first statement; return when it was asked for, and when it could be answered.

    Asked again and again, since a page's policy may forbid to have it wait by itself.
    """
    moments = "[performance.timeOrigin / 1000, (window.answerable ?? 0) / 1000]"
    while not (told := page.evaluate(moments))[1]:
        page.wait_for_timeout(LOOK)
    return told[0], told[1]


def tick(page: Page, radio: Radio) -> None:
    """Tick the first statement's first radio for real; an error when it stays unticked."""
    page.locator(radio.first).first.check(force=True)


def middle(visits: list[Visit]) -> dict[str, float]:
    """Return the median of each figure."""
    return {
        field.name: statistics.median(getattr(one, field.name) for one in visits)
        for field in fields(Visit)
    }
