"""Real browsers among the crowd: they see what its members, who read no page, cannot."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from house import PAGE
from http_line import Visitor
from measure import ARGUMENTS, SCRIPT, chromium
from own import OWN
from participant import Round, Story
from playwright.async_api import Page, async_playwright

PATIENCE = 300_000
LOOK = 50


class Screen:
    """Somebody with a real browser, who really ticks."""

    def __init__(self, where: tuple[str, int], round_: Round, page: Page) -> None:
        """Take an empty page."""
        self.key = secrets.token_hex(16)
        self.story = Story()
        self.settled = False
        self._visitor = Visitor(*where)
        self._round = round_
        self._page = page

    async def come(self) -> None:
        """Join and open the page; it can be answered when a press would reach the first radio."""
        began = time.time()
        body = {"code": self._round.code, "response_id": self.key}
        await self._visitor.send("POST", "/kit/api/join", body)
        place = f"{self._visitor.origin}/{PAGE}?round={self._round.id}#mine={self.key}"
        await self._page.goto(place, wait_until="commit")
        while not (moment := await self._page.evaluate("window.answerable ?? 0")):
            await self._page.wait_for_timeout(LOOK)
        self.story.answerable = moment / 1000 - began

    async def answer(self, pause: float) -> None:
        """Tick all statements, page by page, hand them in, and wait for the profile."""
        begin = self._page.get_by_role("button", name="Börja", exact=True)
        if await begin.count():
            await begin.click()
        onward = self._page.get_by_role("button", name="Nästa", exact=True)
        while True:
            await self._answer_page(pause)
            if not await onward.count():
                break
            await onward.click()
        await self._page.get_by_role("button", name="Kontrollera svaren").click()
        await self._page.locator(".kit-check .kit-actions button").first.click()
        await self._page.locator(".kit-keep-line").filter(has_text="Sparat").wait_for()
        self.story.acknowledged = dict(self.story.sent)
        await self._page.locator(".kit-profile[data-stage=ready]").wait_for()
        self.story.profile = self.story.answerable
        self.settled = True

    async def leave(self) -> None:
        """Close the browser."""
        await self._page.context.close()
        self._visitor.close()

    async def _answer_page(self, pause: float) -> None:
        for field in await self._page.locator(".kit-column fieldset[data-key^=q]").all():
            item = str(await field.get_attribute("data-key"))
            radio = field.locator("input[type=radio]").nth(len(self.story.sent) % 7)
            await radio.check()
            self.story.sent[item] = str(await radio.get_attribute("value"))
            await asyncio.sleep(pause)


@asynccontextmanager
async def screens(where: tuple[str, int], round_: Round, count: int) -> AsyncIterator[list[Screen]]:
    """Open empty pages in browsers that know nothing of each other."""
    if not count:
        yield []
        return
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield [Screen(where, round_, await empty_page(browser)) for _ in range(count)]
        finally:
            await browser.close()


async def empty_page(browser: Any) -> Page:
    """Open a page that will note when the first statement can be answered."""
    context = await browser.new_context(locale="sv-SE")
    context.set_default_timeout(PATIENCE)
    page: Page = await context.new_page()
    script = SCRIPT.read_text(encoding="utf-8")
    await page.add_init_script(script.replace("WANTED", json.dumps(asdict(OWN.radio))))
    return page
