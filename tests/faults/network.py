"""F07: a network that resets, cuts, dawdles, swallows and goes away while people answer."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from answerers import Crowd, answering
from apart import apart
from killing import PEOPLE, Result, result
from oracle import judged

Trouble = Literal["reset", "cut", "latency", "blackhole", "down"]
TROUBLES: tuple[Trouble, ...] = ("reset", "cut", "latency", "blackhole", "down")
DRAW = random.Random(2018)  # noqa: S311 - the same troubles each time


@dataclass
class Proxy:
    """Stand between callers and a collector, and make trouble every third time or so."""

    port: int
    trouble: Trouble
    slow: float
    troubles: int = 0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection for as long as the trouble lets it live."""
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        there = asyncio.create_task(self.there(reader, far_writer))
        with suppress(OSError, asyncio.CancelledError):
            await self.back(far_reader, writer)
        there.cancel()
        far_writer.close()
        writer.close()

    async def there(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry what is asked."""
        with suppress(OSError, asyncio.CancelledError):
            while piece := await reader.read(65_536):
                writer.write(piece)
        writer.close()

    async def back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry what is answered, unless there is trouble."""
        while piece := await reader.read(65_536):
            if self.trouble == "latency":
                await asyncio.sleep(self.slow * DRAW.uniform(0.5, 1))
            elif DRAW.random() < 0.3:
                self.troubles += 1
                await self.make_trouble(piece, writer)
                return
            writer.write(piece)

    async def make_trouble(self, piece: bytes, writer: asyncio.StreamWriter) -> None:
        """Spoil an answer that the collector has given already."""
        if self.trouble == "reset":
            # Closing with this set sends a reset instead of a farewell.
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif self.trouble == "cut":
            writer.write(piece[: DRAW.randrange(len(piece))])
        elif self.trouble == "blackhole":
            await asyncio.sleep(self.slow)


async def troubled(crowd: Crowd, store: str, trouble: Trouble, answers: int, slow: float) -> Result:
    """Let people answer through the trouble until so many answers are acknowledged."""
    proxy = Proxy(crowd.port, trouble, slow)
    server = await asyncio.start_server(proxy.carry, "127.0.0.1", 0)
    near: int = server.sockets[0].getsockname()[1]
    stop, direct = asyncio.Event(), crowd.port
    crowd.port = near
    people = [asyncio.create_task(answering(crowd, stop)) for _ in range(PEOPLE)]
    start = crowd.acknowledgements
    if trouble == "down":
        await acknowledged(crowd, start + answers // 2)
        server.close()
        await asyncio.sleep(slow)
        server = await asyncio.start_server(proxy.carry, "127.0.0.1", near)
    await acknowledged(crowd, start + answers)
    stop.set()
    await asyncio.gather(*people)
    server.close()
    crowd.port = direct
    done = crowd.acknowledgements - start
    return result(f"F07 {trouble}", done, judged(store, crowd))


async def acknowledged(crowd: Crowd, wanted: int) -> None:
    """Wait until so many answers have been acknowledged."""
    while crowd.acknowledgements < wanted:  # noqa: ASYNC110 - a number has no event
        await asyncio.sleep(0.005)


def every_trouble(crowd: Crowd, store: str, answers: int, slow: float) -> list[Result]:
    """Try every trouble, one after the other; people lose patience before the slowest answer."""
    crowd.patience = max(0.3, slow * 0.8)
    return [apart(troubled(crowd, store, trouble, answers, slow)) for trouble in TROUBLES]
