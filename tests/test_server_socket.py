"""The wire between a page and its kernel, in rough hands."""

from __future__ import annotations

import json
from contextlib import suppress

from apart import apart
from serving import Server
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect
from visiting import ask, come_alive, goodbye


async def wire(server: Server, kernel: str) -> WebSocketClientConnection:
    address = server.address.replace("http", "ws", 1)
    return await websocket_connect(f"{address}api/kernels/{kernel}/channels")


def message(number: int, padding: int = 0) -> str:
    header = {"msg_id": str(number), "msg_type": "comm_info_request", "session": "s"}
    header |= {"username": "", "version": "5.3", "date": ""}
    content = {"target_name": "x" * padding}
    whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps({**whole, "channel": "shell", "buffers": []})


def test_a14_a_message_of_a_hundred_megabytes_closes_the_wire_and_nothing_else(
    trial: Server,
) -> None:
    kernel = come_alive(trial, "widgets").kernel

    async def shout() -> object:
        client = await wire(trial, kernel)
        with suppress(WebSocketClosedError):
            await client.write_message(message(1, padding=100_000_000))
        while (heard := await client.read_message()) is not None:
            assert "comm_info_reply" not in str(heard)
        client.close()
        return heard

    assert apart(shout()) is None
    assert trial.process.poll() is None
    assert ask(trial).status == 200
    goodbye(trial, kernel)


def test_a14_a_thousand_messages_at_once_harm_nobody_else(trial: Server) -> None:
    kernel = come_alive(trial, "widgets").kernel

    async def chatter() -> int:
        client = await wire(trial, kernel)
        for number in range(1_000):
            await client.write_message(message(number))
        await client.write_message(message(5_000))
        replies = 0
        while replies < 1:
            heard = json.loads(await client.read_message() or "{}")
            replies += heard.get("header", {}).get("msg_type") == "comm_info_reply"
        client.close()
        return replies

    assert apart(chatter()) == 1
    assert ask(trial).status == 200
    goodbye(trial, kernel)
