"""The group's window: what its kernel answers."""

from __future__ import annotations

from typing import Any

import pytest
from people import SMALL
from safe_tables import people, safe_table

from kit.opening import window_state
from kit.widgets.group import Group


@pytest.fixture
def window() -> Group:
    return Group(window_state(SMALL) | {"round": None}, lambda: SMALL)


def ask(window: Group, kind: str, **request: Any) -> dict[str, Any]:
    told: list[dict[str, Any]] = []
    window.send = told.append
    window._receive(window, {"type": kind, "id": "1", "request": request}, [])
    (answer,) = told
    return answer


def test_it_draws_the_tables_that_the_browser_hands_it(window: Group) -> None:
    safe = safe_table(SMALL, people(SMALL, 12))
    answer = ask(window, "draw", tables=safe, views=["areas"], language="sv")
    assert not answer["failed"]
    assert [view["id"] for view in answer["content"]["views"]] == ["areas"]


@pytest.mark.parametrize("tables", [None, {}, {"rows": 3}, "x"])
def test_what_is_no_table_fails_without_ending_the_window(window: Group, tables: Any) -> None:
    assert ask(window, "draw", tables=tables, views=["areas"], language="sv")["failed"]
    assert not ask(window, "gather", period=None, views=["areas"], language="sv")["failed"]


def test_files_in_portions_stay_in_this_window_alone(window: Group) -> None:
    staff = people(SMALL, 6)
    told = [
        {"name": f"{n}.json", "person": f"{n:032x}", "responses": [one.model_dump()]}
        for n, one in enumerate(staff, 1)
    ]
    assert ask(window, "files", files=told[:4], language="sv")["content"] == {"files": 4}
    ask(window, "files", files=told[4:], language="sv")
    said = ask(window, "gather", period=None, views=["areas"], language="sv")["content"]["said"]
    assert said[0] == "Personer vars svar räknas: 6. Filer: 6."
    other = Group(window_state(SMALL) | {"round": None}, lambda: SMALL)
    assert ask(other, "gather", period=None, views=[], language="sv")["content"]["state"] is None
    assert staff[0].response_id not in str(window.get_state())
