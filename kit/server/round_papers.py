"""What a page of a round is drawn from: the round's own questionnaire, laid out for its kernel.

A kernel gets the frozen questionnaire as a file and the round's public id and name, and nothing
that leads to the store.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from pathlib import Path

from kit.opening import read_frozen, window_state
from kit.questionnaire import Questionnaire
from kit.rounds import ROUND_LENGTH, Round
from kit.server.collector.desk import Desk
from kit.shelf import remembered

ROUND_ID = re.compile(rf"[a-z2-9]{{{ROUND_LENGTH}}}")


class RoundPapers:
    """Lay out rounds' questionnaires in ``folder`` as they are asked for."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder
        self._turn = asyncio.Lock()

    async def variables(self, round_id: str) -> Mapping[str, str] | None:
        """Return what a page's kernel is told of its round; None when there is no such round."""
        if not ROUND_ID.fullmatch(round_id):
            return None
        found = await self._desk.round(round_id)
        if found is None:
            return None
        return {
            "KIT_QUESTIONNAIRE": str(await self._laid_out(found)),
            "KIT_ROUND": json.dumps({"id": found.id, "name": found.settings.name}),
        }

    async def _laid_out(self, found: Round) -> Path:
        path = self._folder / f"{found.questionnaire.hash}.json"
        async with self._turn:  # thirty people who open a round's first page wait for one reading
            if not path.exists():
                await self._desk.run(_lay_out, found.questionnaire, path)
        return path


def _lay_out(questionnaire: Questionnaire, path: Path) -> None:
    """Write the questionnaire, and read it once so that no kernel has to."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    plain = questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    draft.write_text(json.dumps(plain), encoding="utf-8")
    draft.replace(path)
    remembered(path, lambda: window_state(read_frozen(path)))
