"""Go on from an earlier round: make one that follows it, with its plan to go through."""

from __future__ import annotations

from kit.rounds import RoundSettings
from kit.server.collector.call import Call, Reply
from kit.server.collector.organising import made_round


async def suggest(call: Call) -> Reply:
    """Return settings for a round that follows this one: the same, with no last day."""
    asked = await call.round()
    return Reply(_after(asked.id, asked.settings).model_copy(update={"closes": None}))


async def create(call: Call) -> Reply:
    """Make a round that follows this one, not open yet; its keys are shown now and never again."""
    asked = await call.round()
    wished = _after(asked.id, call.body)
    return Reply(await call.desk.run(made_round, call.desk, wished, call.language), 201)


def _after(round_id: str, settings: RoundSettings) -> RoundSettings:
    return settings.model_copy(update={"follows": round_id})
