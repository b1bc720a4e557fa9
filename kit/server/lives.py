"""What is known of a kernel's page: whose it is, whether it is open, when it last spoke."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

Content = dict[str, Any]


class Line(Protocol):
    """A page's connection, over which the server itself can speak."""

    def tell(self, kind: str, content: Content) -> None:
        """Send the page a message as if its kernel had sent it."""

    def hang_up(self) -> None:
        """Close the connection for good: there is nobody at the other end any longer."""


def now() -> float:
    """Return the loop's own time, which no change of the clock disturbs."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Life:
    """Follow one kernel; ``windows`` are the widget models that its page shows."""

    visitor: str
    heard: float = field(default_factory=now)
    alone_since: float | None = field(default_factory=now)
    lines: list[Line] = field(default_factory=list)
    windows: tuple[str, ...] = ()
    claimed: bool = False
    final: bool = False
    ending: asyncio.TimerHandle | None = None
    age: asyncio.TimerHandle | None = None

    def connect(self, line: Line) -> None:
        """Note that the page is open."""
        self.lines.append(line)
        self.claimed = True
        self.alone_since = None
        self.hear()

    def disconnect(self, line: Line) -> None:
        """Note that the page was closed, or cannot be reached."""
        if line in self.lines:
            self.lines.remove(line)
        if not self.lines and self.alone_since is None:
            self.alone_since = now()

    def hear(self) -> None:
        """Note that the page said something: it is needed, so it may stay."""
        self.heard = now()
        if self.ending is not None and not self.final:
            self.ending.cancel()
            self.ending = None
            self.tell({"type": "staying"})

    def alone(self) -> float:
        """Return for how many seconds no page has been open."""
        return 0.0 if self.alone_since is None else now() - self.alone_since

    def resting(self) -> float:
        """Return for how many seconds the page has said nothing."""
        return now() - self.heard

    def announce(self, seconds: float, end: Callable[[], object], *, final: bool = False) -> None:
        """Tell the page that its kernel ends in so many seconds, and end it then.

        A page that says something meanwhile keeps its kernel, unless the end is ``final``.
        """
        if self.ending is not None:
            if self.final or not final:
                return
            self.ending.cancel()
        self.final = final
        self.ending = asyncio.get_running_loop().call_later(seconds, end)
        told: Content = {"type": "ending", "seconds": round(seconds)}
        self.tell({**told, "final": True} if final else told)

    def tell(self, content: Content) -> None:
        """Tell each window of the page something; it arrives as a widget's custom message."""
        for line in list(self.lines):
            for model in self.windows:
                line.tell(
                    "comm_msg",
                    {"comm_id": model, "data": {"method": "custom", "content": content}},
                )

    def over(self) -> None:
        """Note that the kernel is gone: the page is told at once, and asked to let go."""
        for timer in (self.ending, self.age):
            if timer is not None:
                timer.cancel()
        for line in list(self.lines):
            line.tell("status", {"execution_state": "dead"})
            line.hang_up()
        self.lines.clear()
