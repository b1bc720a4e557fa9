"""Say whether answers can be kept, to whoever watches over the server."""

from __future__ import annotations

from kit.server.collector.call import Call, Reply
from kit.server.collector.messages import Health


async def health(call: Call) -> Reply:
    """Say whether answers can be kept; nothing is written."""
    await call.desk.run(call.desk.store.check)
    return Reply(Health(status="ok"))
