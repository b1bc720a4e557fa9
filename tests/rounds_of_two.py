"""Two rounds of invented people, some of them linked, for tests of what a change shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from crowds import Person, crowd

from kit.comparing import Earlier
from kit.groups import TALLY, tally_of
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.release import make_release

NOW = 1_000
"""Where the ids of the second round begin."""

Links = Mapping[int, int]
"""Whose responses belong together: place now -> place then."""


def table_of(
    of: Questionnaire, responses: Sequence[Response], *, stayed: int = 0, **more: Any
) -> Any:
    """Release a round; of the first so many nothing has changed since the first release."""
    since = len(more.get("history", ()))
    parts = [tally_of(of, responses[:stayed]), tally_of(of, responses[stayed:], since)]
    tally = pd.concat(parts).groupby(list(TALLY[:-1]), sort=True)["n"].sum().reset_index()
    return make_release(of, tally, responses, **more)


def earlier_of(
    then: tuple[Questionnaire, Sequence[Response]], now: Sequence[Response], links: Links
) -> Earlier:
    of, before = then
    named = {now[mine].response_id: before[other].response_id for mine, other in links.items()}
    tables = table_of(of, before) or {"rows": []}
    return Earlier(of, tables, before, now, named, name="I våras", day="2026-05-11")


def compared(
    then: tuple[Questionnaire, Sequence[Person]],
    now: tuple[Questionnaire, Sequence[Person]],
    links: Links,
    **more: Any,
) -> Any:
    """Return the later round's safe table, with its change."""
    before, after = crowd(then[1]), crowd(now[1], NOW)
    earlier = earlier_of((then[0], before), after, links)
    return table_of(now[0], after, earlier=earlier, **more)


def change_rows(table: Any) -> dict[tuple[str, str], Any]:
    return {(row["dimension"], row["id"]): row for row in table["change"]["rows"]}
