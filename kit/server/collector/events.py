"""Tell whoever leads or shows a round as it changes: server-sent events.

One look a second at the round's change number serves everybody who listens to that round, and
works the same when another process wrote. What is sent is the state and the counts in safe steps,
and only when they differ from what was sent before, so that an event never says "somebody has just
answered".
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from kit.errors import KitError
from kit.server.collector.call import Call, Stream
from kit.server.collector.problems import Refusal
from kit.server.collector.states import counts, round_state

LOOK = 1.0
"""Seconds between two looks."""
PING, CHECK = 15.0, 5.0
"""Seconds of silence after which a sign of life goes out, and after which the right is checked."""
LONGEST = 3_600.0
"""Seconds after which a stream ends; the browser opens a new one by itself."""
AGAIN = "retry: 3000\n\n"


async def events(call: Call) -> Stream:
    """Send the event "state" whenever the round's state or counts have changed, and at the start.

    Its data is the round's state and its counts together.
    """
    await call.round()
    return Stream(_pieces(call))


@dataclass
class _Said:
    """What the listener knows, and when it heard from us last."""

    told: object = None
    spoke: float = 0.0
    checked: float = 0.0


async def _pieces(call: Call) -> AsyncIterator[str]:
    yield AGAIN
    start = time.monotonic()
    said = _Said(spoke=start, checked=start)
    while (now := time.monotonic()) - start < LONGEST:
        if now - said.checked >= CHECK:
            if not await call.still_allowed():
                return
            said.checked = now
        piece = await _news(call, said)
        if piece or now - said.spoke >= PING:
            said.spoke = now
            yield piece or ": ping\n\n"
        await asyncio.sleep(LOOK)


async def _news(call: Call, said: _Said) -> str:
    """Return the event, or nothing when the listener knows it all."""
    try:
        seen = await call.desk.seen(call.round_id)
    except (KitError, Refusal):
        return ""  # the store is away: silence, until it is back
    if seen is None:
        return ""
    state = round_state(seen, call.desk.now(), call.role)
    count = counts(seen.round, seen.counted)
    told = state.model_copy(update={"timer_left": None}), count, seen.round.timer_ends
    if told == said.told:
        return ""
    said.told = told
    both = state.model_dump(mode="json") | count.model_dump(mode="json")
    return f"event: state\ndata: {json.dumps(both, ensure_ascii=False)}\n\n"
