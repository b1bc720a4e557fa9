"""Read the round before and the rounds after, so that two rounds are published as one family."""

from __future__ import annotations

from typing import Any

from kit.comparing import Earlier, links_of
from kit.rounds import Round
from kit.store import Store


def followed(store: Store, asked: Round) -> Round | None:
    """Return the closed round that this one is compared with, None when there is none."""
    named = asked.settings.follows
    found = None if named is None else store.round(named)
    if found is None or found.status != "closed":
        return None
    return found if found.questionnaire.id == asked.questionnaire.id else None


def earlier_of(store: Store, asked: Round) -> Earlier | None:
    """Return the round before with its result and everybody in both, None without a result."""
    before = followed(store, asked)
    published = None if before is None else store.latest(before.id)
    if before is None or published is None:
        return None
    now = list(store.responses(asked.id))
    return Earlier(
        questionnaire=before.questionnaire,
        tables=published.tables,
        then=list(store.responses(before.id)),
        now=now,
        links=links_of(now),
        name=before.settings.name,
        day=before.created,
    )


def changes_after(store: Store, round_id: str) -> list[dict[str, Any]]:
    """Return the changes that later rounds have published of this round's people."""
    return [
        published["change"]
        for one in store.rounds()
        if one.settings.follows == round_id
        for published in store.releases(one.id)
        if "change" in published
    ]
