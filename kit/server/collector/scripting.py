"""Lead a workshop by its script: choose one, go from step to step, show what the group has made."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from kit.errors import KitError, ProblemsFound
from kit.scripts import Script
from kit.server.collector.call import Call, Reply
from kit.server.collector.leading import settings
from kit.server.collector.problems import Refusal
from kit.server.collector.showing import must_take_part
from kit.server.collector.workshop_messages import ScriptCard
from kit.staging import Part, Stage
from kit.store.seals import ascii_json


async def scripts(call: Call) -> Reply:
    """List the scripts that a workshop can be led by."""
    found = await call.desk.run(call.desk.questionnaires.scripts)
    return Reply([card(one) for one in found])


async def script(call: Call) -> Reply:
    """Return the script that the workshop is led by, as it was when it was chosen."""
    if call.role == "participant":
        await must_take_part(call)
    stage = (await call.known_sight()).stage
    if stage.script is None:
        raise Refusal("no_workshop")
    return Reply(stage.script.model_dump(mode="json", by_alias=True))


async def choose(call: Call) -> Reply:
    """Lead the workshop by another script, from its beginning, or by none.

    The round keeps a copy: the same script once more takes its newest words and stays at the step.
    """
    name = call.body.script
    chosen = None if name is None else await call.desk.run(_read, call, name)
    await call.desk.run(
        call.desk.store.lead, call.round_id, lambda _, stage: stage.with_script(chosen)
    )
    return await settings(call)


async def go(call: Call) -> Reply:
    """Go to a step: its timer starts, and its view of the result is the one that is shown.

    Ideas are shown when their step has been left behind, the plan when its step is reached.
    """
    seen = await call.sight()
    if seen.stage.script is None:
        raise Refusal("no_workshop")
    if call.body.at is not None and call.body.at >= len(seen.stage.script.steps):
        raise Refusal("shape", {"place": "at"})
    step = seen.stage.model_copy(update={"at": call.body.at}).step
    if step is not None and step.view is not None:
        await call.desk.releaser.advance(seen.round, at_once=True)
    await call.desk.run(call.desk.store.lead, call.round_id, lambda *of: _go(call, *of))
    return await settings(call)


async def show(call: Call) -> Reply:
    """Show these parts of what the group has made to everybody, and no others.

    What is shown is as it was at that moment. Ideas that came later are shown with the next step
    or sorting; a vote that is shown is closed.
    """
    parts = call.body.parts
    await call.desk.run(call.desk.store.lead, call.round_id, lambda *of: _show(parts, *of))
    return await settings(call)


def _read(call: Call, name: str) -> Script:
    try:
        found: Script = call.desk.questionnaires.script(name, call.language)
    except ProblemsFound as error:
        raise Refusal("script", problems=error.problems) from None
    except KitError as error:
        raise Refusal("script", detail=str(error)) from None
    return found


def _go(call: Call, values: dict[str, Any], stage: Stage) -> Stage:
    """Move the stage in the store; another facilitator may have changed the script meanwhile."""
    at = call.body.at
    if stage.script is None or (at is not None and at >= len(stage.script.steps)):
        raise Refusal("shape", {"place": "at"})
    moved = stage.moved(at)
    values["timer_ends"] = _ends(call, moved)
    values["screen"] = values["screen"] if at == stage.at else 0
    step = moved.step
    if step is not None and step.view is not None and values["release"]:
        values["revealed"], values["screen"] = _revealed(values, step.view)
    return moved


def _show(parts: tuple[Part, ...], values: dict[str, Any], stage: Stage) -> Stage:
    """Show these parts; the wall, which shows them by screens, begins with the first one."""
    after = stage.showing(parts)
    values["screen"] = values["screen"] if after.shown == stage.shown else 0
    return after


def _revealed(values: dict[str, Any], view: str) -> tuple[str, int]:
    """Return the views with this one last, and the wall's screen of it."""
    views = json.loads(values["revealed"])
    if views[-1:] == [view]:
        return values["revealed"], values["screen"]
    return ascii_json([*(one for one in views if one != view), view]), 0


def _ends(call: Call, stage: Stage) -> int | None:
    step, seconds = stage.step, call.body.seconds
    if seconds is None:
        seconds = 0 if step is None else step.minutes * 60
    return int((call.desk.now() + timedelta(seconds=seconds)).timestamp()) if seconds else None


def card(found: Script) -> ScriptCard:
    """Return what is needed to choose a script."""
    return ScriptCard(
        id=found.id,
        title=found.title,
        intro=found.intro,
        languages=found.languages,
        minutes=found.minutes,
        steps=len(found.steps),
    )
