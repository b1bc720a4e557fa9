"""The second step of a page: a kernel of the visitor's own, and what the cells show in it."""

from __future__ import annotations

import asyncio
import json
import os
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from kit.server.admission import Gate, Turn
from kit.server.collector.problems import Refusal, wished
from kit.server.discretion import Discreet, log
from kit.server.kernels import VisitorKernels, kernel_environment, request_variables
from kit.server.pages import is_own
from kit.server.running import WIDGET, run
from kit.server.site import Asked, Site
from kit.server.visitors import visitor

HEARTBEAT = 10.0
"""Seconds of silence after which a sign of life goes out, well before a proxy loses patience."""
JSON = "application/json"
LONGEST = 2000
"""Characters of a notebook's name and of a query."""
FAILED = {"failed": True}
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Describe the page to its kernel in the way that a request for it would."""

    path: str
    query: str
    version: str = "HTTP/1.1"


class LivePart(Discreet):
    """Give a page its place in the line, and its live part when it is its turn."""

    kit_page = True

    def initialize(self, site: Site) -> None:
        """Take what the route says."""
        self.site = site
        self.work: asyncio.Task[Any] | None = None

    def check_xsrf_cookie(self) -> None:
        """Need no token: what counts is where the request comes from."""

    async def post(self) -> None:
        """Answer 202 with the place in the line, or 200 with the live part."""
        self._refuse_strangers()
        name, query, turn_id, drawn = self._read()
        asked = await self.site.asked(name, query)
        gate: Gate = self.settings["kit_gate"]
        turn = await self._stop_when_left(gate.ask(turn_id, visitor(self)))
        if turn.place:
            self.set_status(HTTPStatus.ACCEPTED)
            self._tell(
                {
                    "turn": turn.id,
                    "place": turn.place,
                    "again": round(turn.again, 2),
                    # Where several workers serve, the line is this one's.
                    "live": f"{self.site.page_config['baseUrl']}kit/live",
                }
            )
            return
        try:
            self._tell(await self._stop_when_left(self._live(gate, turn, asked, drawn), signs=True))
        except (HTTPError, StreamClosedError, asyncio.CancelledError):
            raise
        except Exception:  # noqa: BLE001 - whatever failed, the page must be told instead of left waiting
            log.exception("%s could not be brought to life", name)
            self._tell_failure()

    def _refuse_strangers(self) -> None:
        """Refuse what another site sends; a form there cannot send JSON either."""
        if not is_own(self):
            raise Refusal("origin")
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip() != JSON:
            raise Refusal("type")

    def _read(self) -> tuple[str, str, str | None, str]:
        """Return the notebook's name, the query, the turn and the questionnaire that is drawn."""
        try:
            body = json.loads(self.request.body)
            name, turn = body["notebook"], body.get("turn")
            query, drawn = (body.get(key) or "" for key in ("query", "drawn"))
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Refusal("json") from None
        texts = (name, query, turn or "", drawn)
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
            raise Refusal("json")
        return name, query.removeprefix("?"), turn, drawn if HASH.fullmatch(drawn) else ""

    async def _live(self, gate: Gate, turn: Turn, asked: Asked, drawn: str) -> dict[str, Any]:
        """Start a kernel and run the cells; leave no kernel behind when that fails."""
        async with gate.starting(turn):
            kernel_id = await self._started(turn, asked, drawn)
            try:
                cells = await run(self.kernels.get_kernel(kernel_id), asked.notebook.code)
            except BaseException:
                await asyncio.shield(self.kernels.end(kernel_id))
                raise
        self.kernels.wait_for_visitor(kernel_id)
        self.kernels.shows(kernel_id, models(cells))
        return {"config": self.site.page_config | {"kernelId": kernel_id}, "cells": cells}

    async def _started(self, turn: Turn, asked: Asked, drawn: str) -> str:
        """Start a kernel; end it at once should the visitor leave meanwhile."""
        starting = asyncio.ensure_future(self._start(turn, asked, drawn))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            await self.kernels.end(await starting)
            raise

    async def _start(self, turn: Turn, asked: Asked, drawn: str) -> str:
        """Start a kernel that knows which page was opened, and nothing else of the server's."""
        base = self.site.base_url
        page = PageRequest(f"{base}{asked.notebook.name}", asked.query)
        told = {**request_variables(page, base), **asked.variables}
        if drawn and asked.notebook.stands_alone:
            told["KIT_DRAWN"] = drawn
        started: str = await self.kernels.start_kernel(
            kernel_name="python3",
            path=str(asked.notebook.path.parent),
            env=kernel_environment(os.environ, told),
            visitor=turn.visitor,
            **self.settings["kit_kernel_output"],
        )
        return started

    @property
    def kernels(self) -> VisitorKernels:
        """Return the kernels of all visitors."""
        kernels: VisitorKernels = self.settings["kernel_manager"]
        return kernels

    # --- the way out -----------------------------------------------------------------------

    async def _stop_when_left(self, coming: Any, *, signs: bool = False) -> Any:
        """Wait for something, and stop it when the visitor leaves.

        With ``signs`` a line break goes out now and then, so that proxies see that the server is
        at work; JSON may begin with as many as one likes.
        """
        self.work = asyncio.ensure_future(coming)
        try:
            while signs and not (await asyncio.wait({self.work}, timeout=HEARTBEAT))[0]:
                self.set_header("Content-Type", JSON)
                self.write("\n")
                await self.flush()
            return await self.work
        finally:
            self.work.cancel()

    def on_connection_close(self) -> None:
        """Stop working for a visitor who has left."""
        if self.work is not None:
            self.work.cancel()

    def _tell(self, body: dict[str, Any]) -> None:
        self.set_header("Content-Type", JSON)
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(body, ensure_ascii=False))

    def _tell_failure(self) -> None:
        """Say that it went wrong, also where a sign of life has gone out before."""
        if self._headers_written:
            self.finish(json.dumps(FAILED))
        else:
            self._tell_problem(Refusal("broken"))

    def _tell_problem(self, refusal: Refusal) -> None:
        language = wished(self.request.headers.get("Accept-Language", ""))
        self.set_status(refusal.status)
        self.set_header("Content-Type", "application/problem+json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(refusal.as_problem(language), ensure_ascii=False))

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        """Log what went wrong in our own code; refusals have their line already."""
        if not isinstance(value, Refusal):
            super().log_exception(typ, value, tb)

    def write_error(self, status_code: int, **how: Any) -> None:
        """Say what went wrong as a problem."""
        error = how.get("exc_info", (None, None))[1]
        if isinstance(error, Refusal):
            self._tell_problem(error)
        else:
            gone = status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
            self._tell_problem(Refusal("address" if gone else "broken"))


def models(cells: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the widgets' models that the cells show."""
    outputs = [output for cell in cells for output in cell["outputs"]]
    views = [output["data"][WIDGET] for output in outputs if WIDGET in output.get("data", {})]
    return [str(view["model_id"]) for view in views]
