"""A kernel that answers as a test wishes, at the other end of a page's own small way to it."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from playwright.sync_api import Page, Route, WebSocketRoute

VIEW = "application/vnd.jupyter.widget-view+json"


def part(kernel: str = "k1") -> dict[str, Any]:
    """Return the live part of the drawn page, as the server gives it."""
    cells = [{"index": index, "outputs": [view(f"{kernel}-{index}")]} for index in (2, 3)]
    return {"config": {"kernelId": kernel, "baseUrl": "/"}, "cells": cells}


def view(model: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {VIEW: {"model_id": model}}, "metadata": {}}


class Kernels:
    """Stand for all kernels of a page; each is known by its id."""

    def __init__(self, page: Page, questionnaire: str | None = None) -> None:
        """Answer signs of life; ``questionnaire`` is the hash of what the kernel has read."""
        self.said: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Any] = {"ping": {"questionnaire": questionnaire}, "change": {}}
        self.answers["finish"] = {}
        self.card = 200
        self.open: list[WebSocketRoute] = []
        page.route_web_socket("**/channels?*", self._connect)
        page.route("**/api/kernels/*", self._tell)

    def kinds(self) -> list[str]:
        """Return what kinds of things the page has said, in order."""
        return [
            message.get("content", message).get("type", message["method"])
            for _, message in self.said
        ]

    def tells(self, content: dict[str, Any], widget: str = "k1-2") -> None:
        """Say something to a widget's window unasked."""
        self._send(self.open[-1], widget, {"method": "custom", "content": content})

    def go(self) -> None:
        """End, as a kernel that has crashed or been ended."""
        self.card = 404
        self.open.pop().close()

    def _connect(self, socket: WebSocketRoute) -> None:
        self.open.append(socket)
        socket.on_message(lambda frame: self._hear(socket, frame))

    def _hear(self, socket: WebSocketRoute, frame: str | bytes) -> None:
        _, (*_, last) = deserialize_msg_from_ws_v1(frame)  # type: ignore[no-untyped-call]  # not typed there
        content = json.loads(last)
        widget, data = content["comm_id"], content["data"]
        self.said.append((widget, data))
        if data["method"] == "request_state":
            self._send(
                socket, widget, {"method": "update", "state": {"state": self.answers["state"]}}
            )
        elif (kind := data["content"]["type"]) in self.answers:
            told = {"type": "answer", "id": data["content"]["id"], "content": self.answers[kind]}
            self._send(socket, widget, {"method": "custom", "content": told})

    def _send(self, socket: WebSocketRoute, widget: str, data: dict[str, Any]) -> None:
        parts = [{"msg_type": "comm_msg"}, {}, {}, {"comm_id": widget, "data": data}]
        packed = [json.dumps(part).encode() for part in parts]
        socket.send(serialize_msg_to_ws_v1(packed, "iopub"))  # type: ignore[no-untyped-call]  # likewise

    def _tell(self, route: Route) -> None:
        route.fulfill(status=self.card, json={})
