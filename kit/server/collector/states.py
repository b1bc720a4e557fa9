"""What a round looks like from outside: its state, and its counts in steps that isolate nobody."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from kit.disclosure import steps
from kit.rounds import Round
from kit.server.collector.call import Call, Reply, Who
from kit.server.collector.desk import Sight
from kit.server.collector.messages import (
    AskedWith,
    Counter,
    Counts,
    Followed,
    RoundState,
    RoundView,
    WorkshopState,
)
from kit.staging import Stage
from kit.store import Progress


async def state(call: Call) -> Reply:
    """Return what everybody may know about the round; its id is public and opens nothing."""
    return Reply(round_state(await call.known_sight(), call.desk.now(), call.role))


async def progress(call: Call) -> Reply:
    """Return how many have joined, started and finished, in steps that isolate nobody."""
    asked = await call.round()
    counted = await call.desk.run(call.desk.store.progress, call.round_id)
    return Reply(counts(asked, counted))


def round_state(seen: Sight, now: datetime, role: Who) -> RoundState:
    """Return the state that this role sees."""
    return RoundState(**_state(seen, now, role))


def round_view(seen: Sight, now: datetime, role: Who) -> RoundView:
    """Return the state with everything that the facilitator can change."""
    asked = seen.round
    return RoundView(
        **_state(seen, now, role),
        settings=asked.settings,
        first_answer=asked.first_answer,
        code=asked.code,
        code_expires=asked.code_expires,
    )


def counts(asked: Round, counted: Progress) -> Counts:
    """Return the counters in safe steps, and how to join."""
    smallest = asked.settings.min_group
    everybody = counted.finished == counted.joined >= smallest
    return Counts(
        joined=in_steps(counted.joined, smallest),
        started=in_steps(counted.started, smallest),
        finished=in_steps(counted.finished, smallest),
        all_finished=everybody,
        code=asked.code,
        code_expires=asked.code_expires,
        status=asked.status,
    )


def in_steps(number: int, step: int) -> Counter:
    """Return a count as it may be shown live; below the first step only "few"."""
    return Counter(at_least=steps(number, step), few=number < step)


def sees_release(asked: Round, role: Who) -> bool:
    """Tell whether this role sees the latest release: the facilitator always, others once shown."""
    return role == "facilitator" or bool(asked.revealed)


def _state(seen: Sight, now: datetime, role: Who) -> dict[str, Any]:
    asked, ends = seen.round, seen.round.timer_ends
    return {
        "id": asked.id,
        "name": asked.settings.name,
        "status": asked.status,
        "questionnaire": AskedWith(
            id=asked.questionnaire.id,
            version=asked.questionnaire.version,
            title=asked.questionnaire.title,
        ),
        "languages": asked.questionnaire.languages,
        "closes": asked.settings.closes,
        "delete_after": asked.delete_after,
        "revealed": asked.revealed,
        "screen": asked.screen,
        "release": asked.release if sees_release(asked, role) else 0,
        "timer_left": None if ends is None else max(0, math.ceil((ends - now).total_seconds())),
        "min_group": asked.settings.min_group,
        "min_distribution": asked.settings.min_distribution,
        "workshop": _workshop(seen.stage),
        "follows": _followed(seen.follows),
    }


def _workshop(stage: Stage) -> WorkshopState | None:
    if stage.script is None:
        return None
    return WorkshopState(
        script=stage.script.id,
        version=stage.script.version,
        title=stage.script.title,
        at=stage.at,
        steps=len(stage.script.steps),
        shown=stage.shown,
        board=stage.board,
    )


def _followed(earlier: Round | None) -> Followed | None:
    if earlier is None:
        return None
    return Followed(id=earlier.id, name=earlier.settings.name, created=earlier.created)
