"""The way from a page to its kernel, as the kit's own script opens it."""

from __future__ import annotations

import asyncio
import json
import secrets
import struct
from itertools import accumulate
from typing import Any

from http_line import Visitor
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
WORD = 8
HEADER, CONTENT = 1, 4
PATIENCE = {"ping": 10.0, "ask": 120.0}
"""Seconds that the page's script waits for a kernel's answer."""
VIEW = "application/vnd.jupyter.widget-view+json"


class KernelGone(Exception):
    """Raised when the way to the kernel closes, or cannot be opened."""


class KernelLine:
    """Ask a kernel's widgets, and wait for what they answer."""

    def __init__(self, socket: WebSocketClientConnection, session: str) -> None:
        """Take an open socket; ``opened`` makes one."""
        self._socket = socket
        self._session = session
        self._count = 0
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self.closed = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def opened(cls, visitor: Visitor, config: dict[str, Any]) -> KernelLine:
        """Open the way to a page's kernel."""
        session = secrets.token_hex(16)
        path = f"{config['baseUrl']}api/kernels/{config['kernelId']}/channels?session_id={session}"
        address = f"ws://{visitor.host}:{visitor.port}{path}"
        headers = {"Origin": visitor.origin, "Cookie": visitor.cookie}
        request = HTTPRequest(address, headers=headers)
        try:
            socket = await websocket_connect(request, subprotocols=[PROTOCOL])
        except (OSError, HTTPClientError, WebSocketClosedError) as error:
            raise KernelGone(str(error)) from error
        return cls(socket, session)

    async def ask(self, widget: str, kind: str, **content: Any) -> Any:
        """Send a widget a message and return its answer; KernelGone when none can come."""
        self._count += 1
        number = f"{kind}-{self._count}"
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        self.tell(widget, {"type": kind, "id": number, **content})
        try:
            async with asyncio.timeout(PATIENCE[kind]):
                return await answer
        except TimeoutError as error:
            raise KernelGone(f"no answer to {kind}") from error

    def tell(self, widget: str, content: dict[str, Any]) -> None:
        """Send a widget a message."""
        header = {"session": self._session, "msg_id": secrets.token_hex(16), "username": ""}
        header |= {"version": "5.3", "msg_type": "comm_msg", "date": "2026-11-22T09:00:00.000Z"}
        told = {"comm_id": widget, "data": {"method": "custom", "content": content}}
        try:
            self._socket.write_message(packed("shell", header, told), binary=True)
        except WebSocketClosedError:
            self._gone()

    def close(self) -> None:
        """Hang up."""
        self._listening.cancel()
        self._socket.close()
        self._gone()

    async def _listen(self) -> None:
        while (said := await self._socket.read_message()) is not None:
            header, content = unpacked(said)
            if header["msg_type"] == "comm_msg":
                self._take(content["data"].get("content") or {})
        self._gone()

    def _take(self, content: dict[str, Any]) -> None:
        answer = self._waiting.pop(str(content.get("id")), None)
        if answer is None or answer.done():
            return
        if content.get("failed"):
            answer.set_exception(KernelGone("the kernel could not answer"))
        else:
            answer.set_result(content.get("content"))

    def _gone(self) -> None:
        self.closed.set()
        while self._waiting:
            _, answer = self._waiting.popitem()
            if not answer.done():
                answer.set_exception(KernelGone("the way to the kernel closed"))


def packed(channel: str, header: dict[str, Any], content: dict[str, Any]) -> bytes:
    """Put a message together: a table of where its parts begin, then the parts."""
    parts = [channel.encode(), *(json.dumps(one).encode() for one in (header, {}, {}, content))]
    begin = WORD * (len(parts) + 2)
    offsets = [begin, *(begin + end for end in accumulate(map(len, parts)))]
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


def unpacked(frame: bytes | str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a message's header and content."""
    if isinstance(frame, str):
        raise KernelGone("a message in an old form")
    (count,) = struct.unpack_from("<Q", frame)
    offsets = struct.unpack_from(f"<{count}Q", frame, WORD)
    header, content = (json.loads(frame[offsets[n] : offsets[n + 1]]) for n in (HEADER, CONTENT))
    return header, content


def widgets(cells: list[dict[str, Any]]) -> dict[int, str]:
    """Return which widget each cell shows."""
    return {
        cell["index"]: output["data"][VIEW]["model_id"]
        for cell in cells
        for output in cell["outputs"]
        if VIEW in output.get("data", {})
    }
