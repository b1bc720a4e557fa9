"""Carry messages between a page and its own kernel, and let the server put in a word."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from jupyter_client.jsonutil import json_default
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import (
    VoilaKernelWebsocketHandler,
    read_header_from_binary_message,
)

from kit.server.discretion import Discreet
from kit.server.kernels import VisitorKernels
from kit.server.lives import Content

IN_PARTS = "v1.kernel.websocket.jupyter.org"
DONE = 1000
"""The code that tells Jupyter's own scripts not to try again and again."""


class Wire(Discreet, VoilaKernelWebsocketHandler):
    """Carry messages between a page and its own kernel."""

    kernel_session = ""

    @property
    def kernels(self) -> VisitorKernels:
        """Return the kernels of all visitors."""
        kernels: VisitorKernels = self.settings["kernel_manager"]
        return kernels

    def get_websocket_protocol(self) -> Any:
        """Leave pinging to Jupyter, whose milliseconds Tornado would take for seconds."""
        protocol = super().get_websocket_protocol()
        if protocol is not None:
            protocol.params.ping_interval = None
        return protocol

    async def open(self, kernel_id: str) -> None:
        """Connect the page to its kernel."""
        self.kernels.connected(kernel_id, self)
        await super().open(kernel_id)

    def on_message(self, ws_message: Any) -> None:
        """Pass on what the page says."""
        self.kernels.heard(self.kernel_id)
        super().on_message(ws_message)

    def on_close(self) -> None:
        """Note that the page is closed, or out of reach."""
        self.kernels.disconnected(self.kernel_id, self)
        super().on_close()

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Pass on what the kernel says, and note by what name it goes."""
        if not self.kernel_session and isinstance(message, bytes):
            header = read_header_from_binary_message(message) or {}
            self.kernel_session = header.get("session", "")
        return super().write_message(message, binary)

    def tell(self, kind: str, content: Content) -> None:
        """Send the page a message as if its kernel had sent it; a page that is gone hears none.

        Jupyter's scripts drop what comes under another name than the kernel's latest.
        """
        if self.connection is None:
            return
        message = self.connection.session.msg(kind, content)
        if self.kernel_session:
            message["header"]["session"] = self.kernel_session
        with contextlib.suppress(WebSocketClosedError):
            if self.connection.subprotocol == IN_PARTS:
                pack = self.connection.session.pack
                packed = serialize_msg_to_ws_v1(message, "iopub", pack)  # type: ignore[no-untyped-call]  # not typed there
                self.write_message(packed, binary=True)
            else:
                self.write_message(
                    json.dumps({**message, "channel": "iopub"}, default=json_default)
                )

    def hang_up(self) -> None:
        """Close the connection for good."""
        self.close(DONE)
