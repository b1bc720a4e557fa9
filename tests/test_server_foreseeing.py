"""What a notebook will show is read from its cells, and only where there is no doubt."""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serving import ROOT

from kit.server.foreseeing import Window, foresee

OPEN = 'from kit import Workshop\n\nworkshop = Workshop("puls-10")'


def foreseen(*cells: str) -> dict[int, Window]:
    return foresee(enumerate(cells)).windows


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_the_kits_own_pages_are_foreseen_whole(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    if path.stem != "adapt":  # which is not served
        verbs = [cell for cell in code if cell.startswith("workshop.")]
        assert [one.kind for one in foreseen(*code).values()] == [
            ast.parse(verb).body[0].value.func.attr  # type: ignore[attr-defined]  # a bare call
            for verb in verbs
        ]


def test_a_bare_call_is_a_window_and_its_words_are_handed_on() -> None:
    assert foreseen(OPEN, "workshop.form()", 'workshop.profile(following="x.ipynb")') == {
        1: Window("form", "puls-10"),
        2: Window("profile", "puls-10", {"following": "x.ipynb"}),
    }


@pytest.mark.parametrize(
    "cells",
    [
        ["Workshop().form()"],
        ["from kit import Workshop\nWorkshop().form()"],
        [f"{OPEN}\nworkshop = Workshop()\nworkshop.form()"],
        ["%matplotlib inline", "w = Workshop()", "w.form()"],
    ],
)
def test_a_cell_may_do_it_all(cells: Sequence[str]) -> None:
    (window,) = foreseen(*cells).values()
    assert window == Window("form", "bibliotek-24")


@pytest.mark.parametrize(
    "cells",
    [
        [OPEN, "workshop.form() or 1"],
        [OPEN, "form = workshop.form()"],
        [OPEN, "print(1)\nworkshop.form()"],
        [OPEN, "workshop.form()\nprint(1)"],
        [OPEN, "workshop.adapt()"],
        [OPEN, "workshop.profile(following=name)"],
        [OPEN, 'workshop.profile("x.ipynb")'],
        [OPEN, "workshop.profile(**more)"],
        [OPEN, "workshop = other()", "workshop.form()"],
        [OPEN, "for workshop in all_of_them: pass", "workshop.form()"],
        ["workshop.form()"],
        ["workshop = Workshop(name)", "workshop.form()"],
        ['workshop = Workshop("a" + "b")', "workshop.form()"],
        ["", "   ", "# nothing"],
        ["workshop.form(", "\0", "!ls"],
    ],
)
def test_what_is_in_doubt_is_left_to_the_kernel(cells: Sequence[str]) -> None:
    assert foreseen(*cells) == {}


@pytest.mark.parametrize(
    ("cells", "is_whole"),
    [
        ([OPEN, "workshop.form()", ""], True),
        (["from kit import Workshop\nWorkshop().form()"], True),
        ([OPEN, "workshop.form()", "print(1)"], False),
        ([OPEN, "workshop.form()", "%time"], False),
        ([OPEN, "workshop.form()\nworkshop.profile()"], False),
        ([OPEN, "import os\nworkshop.form()"], False),
        ([OPEN, "x = 1"], False),
    ],
)
def test_it_is_known_whether_cells_do_anything_else(cells: Sequence[str], is_whole: bool) -> None:
    assert foresee(enumerate(cells)).is_whole == is_whole


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_cell_stops_a_page(cells: list[str]) -> None:
    assert all(isinstance(window, Window) for window in foreseen(*cells).values())


def test_nothing_is_ever_run(tmp_path: Path) -> None:
    file = tmp_path / "written"
    foreseen(f"open({str(file)!r}, 'w')\nworkshop = Workshop()", "workshop.form()")
    assert not file.exists()
