"""Show the latest release of the group's result: to each reader what is revealed to that reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.server.collector.call import Call, Reply
from kit.server.collector.messages import Tables
from kit.server.collector.problems import Refusal

VIEW_OF = {"area": "areas", "competence": "competences", "item": "items", "tag": "tags"}
GROUPING_OF = {"role": "roles", "unit": "units"}
NEEDS = frozenset({"need", "rank_low", "rank_high"})


async def tables(call: Call) -> Reply:
    """Return the latest release: all of it to the facilitator, what is revealed to all others.

    A release leaves out the few who answer after it (see ``kit.disclosure``). So while the round
    is open there is none until the facilitator chooses to show something already.
    """
    asked = await call.round()
    if call.role == "participant":
        await must_take_part(call)
    elif asked.status == "closed" or asked.revealed:
        await call.desk.releaser.advance(asked)
        asked = await call.round()
    if call.role != "facilitator" and not asked.revealed:
        return Reply(Tables(release=0, day=None, tables=None))
    published = await call.desk.published(asked)
    if published is None:
        return Reply(Tables(release=0, day=None, tables=None))
    safe = published.tables
    shown = safe if call.role == "facilitator" else revealed(safe, asked.revealed)
    return Reply(Tables(release=published.number, day=published.day, tables=shown))


async def must_take_part(call: Call) -> None:
    """Refuse whoever has no answers in the round."""
    if await call.desk.run(call.desk.store.response, call.round_id, call.response_id) is None:
        raise Refusal("unknown")


def revealed(safe: dict[str, Any], views: Iterable[str]) -> dict[str, Any]:
    """Return the safe table with only the rows of these views.

    A role's or unit's row is shown when both its grouping and what it is about are; areas are shown
    with either. Needs and their ranks go with the view "needs" alone, and what has changed since
    the round before with "change"; of single statements only where these are shown as well.
    """
    shown = set(views)
    rows = [_row(row, shown) for row in safe["rows"] if _is_shown(row, shown)]
    told = {key: value for key, value in safe.items() if key != "change"}
    return told | {"rows": rows} | _change(safe.get("change"), shown)


def _change(change: dict[str, Any] | None, shown: set[str]) -> dict[str, Any]:
    if change is None or "change" not in shown:
        return {}
    rows = [row for row in change["rows"] if row["dimension"] != "item" or "items" in shown]
    return {"change": change | {"rows": rows}}


def _is_shown(row: dict[str, Any], shown: set[str]) -> bool:
    about = VIEW_OF.get(row["dimension"])
    if row["grouping"] == "all":
        return about in shown or (about == "competences" and "needs" in shown)
    return GROUPING_OF.get(row["grouping"]) in shown and (about == "areas" or about in shown)


def _row(row: dict[str, Any], shown: set[str]) -> dict[str, Any]:
    return row if "needs" in shown else row | dict.fromkeys(NEEDS & row.keys())
