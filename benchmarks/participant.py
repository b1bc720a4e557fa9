"""One person of a crowd: joins, opens the page, answers, gets a kernel, sees the profile.

Whatever fails is tried again the way the page's own script does, and written down.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from house import PAGE
from http_line import Answer, Broken, Visitor
from kernel_line import KernelGone, KernelLine, widgets

FIRST_WAIT, LONGEST_WAIT = 1.0, 20.0
DRAWN = re.compile(r'<script[^>]* id="kit-drawn"[^>]*>(.*?)</script>', re.DOTALL)
NEEDED = re.compile(r'(?:<link rel="stylesheet"[^>]* href|<script[^>]* src)="([^"]+)"')
WINDOW = re.compile(r'data-cell="(\d+)" data-window="(\w+)"')
DAY = "2026-11-22"


@dataclass(frozen=True)
class Round:
    """Where everybody answers, and what."""

    id: str
    code: str
    asked: dict[str, Any]
    items: tuple[str, ...]


@dataclass
class Story:
    """What became of one participant; moments are seconds since the link was pressed.

    ``told`` are refusals that the server put into words, ``silent`` are answers that never came
    or said nothing, ``lost`` are kernels that went.
    """

    answerable: float | None = None
    profile: float | None = None
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    sent: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Tell whether the participant missed anything."""
        return self.answerable is None or self.profile is None or self.sent != self.acknowledged


class Participant:
    """Do what a browser does."""

    def __init__(
        self,
        where: tuple[str, int],
        round_: Round | None,
        dice: random.Random,
        *,
        wants_profile: bool = True,
    ) -> None:
        """Take where the server is; ``dice`` decides what is answered, and when.

        Without a round the first page is opened, which holds the form then.
        """
        self.key = secrets.token_hex(16)
        self.story = Story()
        self._visitor = Visitor(*where)
        self._round = round_
        self._dice = dice
        self._wants_profile = wants_profile
        self._began = 0.0
        self._drawn: dict[str, Any] = {}
        self._cells: dict[str, int] = {}
        self._config: dict[str, Any] = {}
        self._widgets: dict[int, str] = {}
        self._line: KernelLine | None = None
        self._alone = False
        self._living: asyncio.Task[None] | None = None
        self._seq = 0
        self.settled = False
        """Whether the kernel that the page has now has answered."""

    # --- coming -----------------------------------------------------------------------------

    async def come(self) -> None:
        """Join and open the page, until its words, styles and script are there."""
        self._began = time.monotonic()
        if self._round is not None:
            body = {"code": self._round.code, "response_id": self.key}
            await self._insist(lambda: self._visitor.send("POST", "/kit/api/join", body), "join")
        page = await self._insist(lambda: self._visitor.get(self._address), "page")
        self._read(page.text)
        await asyncio.gather(*(self._fetch(path) for path in NEEDED.findall(page.text)))
        self.story.answerable = self._since()
        self._living = asyncio.create_task(self._live())

    async def leave(self) -> None:
        """Close the page: a browser says goodbye to the kernel, and hangs up meanwhile."""
        goodbye = asyncio.create_task(self._say_goodbye())
        await asyncio.sleep(0)
        self._hang_up()
        await goodbye
        self._visitor.close()

    async def _say_goodbye(self) -> None:
        if not self._config:
            return
        path = f"{self._config['baseUrl']}voila/api/shutdown/{self._config['kernelId']}"
        try:
            await self._visitor.ask("POST", path, b"", {})
        except (OSError, Broken) as error:
            self.story.silent.append(f"goodbye: {error}")

    def vanish(self) -> None:
        """Be gone without a word, like a phone without a network."""
        self._hang_up()
        self._visitor.close()

    def _hang_up(self) -> None:
        if self._living is not None:
            self._living.cancel()
        if self._line is not None:
            self._line.close()

    @property
    def _address(self) -> str:
        return f"/{PAGE if self._round else ''}{self._query}"

    @property
    def _query(self) -> str:
        return f"?round={self._round.id}" if self._round else ""

    def _read(self, page: str) -> None:
        found = DRAWN.search(page)
        if found is None:
            self.story.silent.append("a page without its state")
            return
        self._drawn = json.loads(found.group(1))
        self._cells = {window: int(cell) for cell, window in WINDOW.findall(page)}

    async def _fetch(self, path: str) -> None:
        await self._insist(lambda: self._visitor.get(path), path)

    # --- answering --------------------------------------------------------------------------

    async def answer(self, pause: float, most: int | None = None) -> None:
        """Answer one statement after the other, ``pause`` seconds apart on average.

        With ``most`` only so many: people leave in the middle.
        """
        if self._round is None:
            raise ValueError("Answers go to a round, and this person is in none.")
        api = f"/kit/api/rounds/{self._round.id}"
        key = {"Kit_Response": self.key}
        await self._insist(lambda: self._visitor.get(api), "round")
        await self._insist(lambda: self._visitor.get(f"{api}/response", **key), "response")
        for item in self._round.items[:most]:
            await asyncio.sleep(self._dice.uniform(0, 2 * pause))
            self.story.sent[item] = str(self._dice.randint(1, 7))
            self._seq += 1
            body = self._response(self._round)
            if self._line is not None and not self._alone and (form := self._widget("form")):
                self._line.tell(form, {"type": "change", "id": "change", "response": body})
            send = lambda body=body: self._visitor.send("PUT", f"{api}/response", body, **key)  # noqa: E731
            receipt = await self._insist(send, "answer")
            if receipt.json.get("outcome") in {"stored", "same"}:
                self.story.acknowledged = dict(body["answers"])
            else:
                self.story.told.append(receipt.text)

    def _response(self, round_: Round, *, whole: bool = False) -> dict[str, Any]:
        answers = dict.fromkeys(round_.items, "4") if whole else self.story.sent
        finished = len(answers) == len(round_.items)
        return {
            "response_id": self.key,
            "round": round_.id,
            "seq": self._seq,
            "questionnaire": round_.asked,
            "language": "sv",
            "role": None,
            "background": {},
            "answers": dict(answers),
            "day": DAY,
            "status": "finished" if finished else "started",
        }

    # --- the kernel -------------------------------------------------------------------------

    async def _live(self) -> None:
        """Get a kernel, another one whenever it is lost, and ask each one for the profile."""
        while True:
            try:
                line = await self._tied()
                if self._round is not None and self._wants_profile:
                    await self._see_profile(line, self._round)
                self.settled = True
                await line.closed.wait()
            except KernelGone as gone:
                self.story.lost.append(str(gone))
            self._line, self.settled = None, False
            await self._wait(0)

    async def _see_profile(self, line: KernelLine, round_: Round) -> None:
        """Ask the kernel for the profile; KernelGone when it does not answer."""
        window = self._widget("profile")
        if window is None:
            raise KernelGone("the page shows no profile")
        about = {"response": self._response(round_, whole=True), "earlier": [], "interest": []}
        shown = await line.ask(window, "ask", request={**about, "language": "sv"})
        if not (shown or {}).get("areas"):
            raise KernelGone("an empty profile")
        self.story.profile = self.story.profile or self._since()

    async def _tied(self) -> KernelLine:
        """Open the way to the kernel there is, or to a new one, and greet each widget."""
        if not await self._there():
            part = await self._live_part()
            self._config, self._widgets = part["config"], widgets(part["cells"])
        self._line = line = await KernelLine.opened(self._visitor, self._config)
        told = await asyncio.gather(*(line.ask(one, "ping") for one in self._widgets.values()))
        self._alone = all((one or {}).get("alone") for one in told)
        return line

    async def _there(self) -> bool:
        if not self._config:
            return False
        path = f"{self._config['baseUrl']}api/kernels/{self._config['kernelId']}"
        found = await self._insist(
            lambda: self._visitor.get(path), "kernel", fine=(HTTPStatus.OK, HTTPStatus.NOT_FOUND)
        )
        return found.status == HTTPStatus.OK

    async def _live_part(self) -> dict[str, Any]:
        """Stand in the line until the live part is there."""
        state = self._drawn.get("form") or self._drawn.get("state") or {}
        wish = {"notebook": self._drawn.get("notebook", PAGE), "query": self._query, "turn": None}
        wish["drawn"] = state.get("questionnaire", {}).get("hash", "")
        start = place = str(self._drawn.get("live") or "/kit/live")
        fine = (HTTPStatus.OK, HTTPStatus.ACCEPTED)
        while True:
            ask = lambda: self._visitor.send("POST", place, wish)  # noqa: E731, B023 - asked at once
            answer = await self._insist(ask, "live", fine=fine, once=place != start)
            told = answer.json if answer.status in fine else {}
            if "config" in told:
                return dict(told)
            place, wish["turn"] = str(told.get("live") or start), told.get("turn")
            await asyncio.sleep(float(told.get("again") or FIRST_WAIT))

    def _widget(self, window: str) -> str | None:
        order = ("form", "profile", "file")
        cell = self._cells.get(window)
        if cell is None and len(self._widgets) == len(order):
            cell = sorted(self._widgets)[order.index(window)]
        return self._widgets.get(cell) if cell is not None else None

    # --- patience ---------------------------------------------------------------------------

    async def _insist(
        self,
        ask: Callable[[], Awaitable[Answer]],
        what: str,
        *,
        fine: tuple[int, ...] = (HTTPStatus.OK,),
        once: bool = False,
    ) -> Answer:
        """Ask until the answer is one of the fine ones, and write down what was not."""
        failures = 0
        while True:
            try:
                answer = await ask()
            except (OSError, Broken) as error:
                self.story.silent.append(f"{what}: {error or type(error).__name__}")
            else:
                if answer.status in fine or once:
                    return answer
                where = self.story.told if answer.body else self.story.silent
                where.append(f"{what}: {answer.status} {answer.body[:200]!r}")
            failures += 1
            await self._wait(failures)

    async def _wait(self, failures: int) -> None:
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** max(0, failures - 1))
        await asyncio.sleep(longest * (0.75 + 0.5 * self._dice.random()))

    def _since(self) -> float:
        return time.monotonic() - self._began
