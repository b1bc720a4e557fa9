"""What a workshop's windows carry: all there is, or little for a page that was drawn before."""

from __future__ import annotations

from typing import Any

import pytest
from serving import ROOT

from kit import Workshop

FILE = ROOT / "questionnaires" / "puls-10.yaml"


def states() -> list[dict[str, Any]]:
    workshop = Workshop(FILE)
    shown = (workshop.form(), workshop.profile(), workshop.reflection(), workshop.file())
    return [dict(window.state) for window in shown]


def test_windows_carry_all_that_they_are_drawn_from() -> None:
    for state in states():
        assert state["words"]["sv"]
        assert state["questionnaire"]["pages"]


@pytest.mark.parametrize("is_same", [True, False])
def test_a_page_that_was_drawn_from_it_is_not_told_again(
    monkeypatch: pytest.MonkeyPatch, is_same: bool
) -> None:
    whole = states()[0]["questionnaire"]
    monkeypatch.setenv("KIT_DRAWN", whole["hash"] if is_same else "0" * 64)
    for state in states():
        assert state["questionnaire"]["hash"] == whole["hash"]
        assert ("words" in state, "pages" in state["questionnaire"]) == (not is_same, not is_same)
