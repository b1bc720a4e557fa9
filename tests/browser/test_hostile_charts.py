"""A02: a questionnaire's words that would be code elsewhere are only words in a group's charts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from pretended import Pretended, counts, opened
from safe_tables import people, safe_table, with_units
from test_hostile import HOSTILE, STRAYS
from windows import questionnaire

from kit.group_report import VIEWS, group_state
from kit.questionnaire import Questionnaire

VEGA = [
    "datum.label",
    "{{datum.y}}",
    '{"expr": "hacked=1"}',
    '{"signal": "width"}',
    "'+(window.hacked=1)+'",
    "\\u003cimg src=x onerror=hacked=1\\u003e",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "<tspan onclick=hacked=1>x</tspan>",
    "]]><!-- <title>x</title>",
    "http://evil.example/picture.png",
    "null",
    "NaN %s ${width} %{y}",
]
"""What means something to Vega, SVG or XML rather than to HTML."""


def hostile_questionnaire() -> Questionnaire:
    """Return bibliotek-24 in which each name, statement, point and goal is meant as code."""
    words = cycle([*VEGA, *HOSTILE])
    plain = with_units(questionnaire("bibliotek-24"), ("Norr", *HOSTILE[:2])).model_dump(
        by_alias=True
    )
    for one in _named(plain):
        for key in {"label", "text"} & one.keys():
            if isinstance(one[key], dict):
                one[key] = dict.fromkeys(one[key], f"{next(words)} {one['id']}")
    return Questionnaire.model_validate(plain)


def _named(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything that has an id, of a questionnaire as plain values."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for one in value.values():
            yield from _named(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _named(one)


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return hostile_questionnaire()


@pytest.fixture(scope="module")
def tables(asked: Questionnaire) -> dict[str, Any]:
    return safe_table(asked, people(asked, 45, units=lambda n: f"u{1 + n % 3}"))


@pytest.fixture
def context_with_kernel(
    new_context: Callable[..., BrowserContext], asked: Questionnaire, tables: dict[str, Any]
) -> BrowserContext:
    """Open a browser whose pages have the hostile questionnaire, and a kernel that draws it."""

    def kernel(_: str, request: dict[str, Any]) -> Any:
        return group_state(asked, request["tables"], request["language"], request["views"])

    def collector(path: str) -> Any:
        return {"tables": tables} if path == "tables" else {"release": 1, "revealed": list(VIEWS)}

    context = new_context()
    context.expose_function("kernel", kernel)
    context.expose_function("collector", collector)
    view = json.dumps(asked.view())
    context.route("**/view/*.json", lambda route: route.fulfill(json=json.loads(view)))
    return context


def harmless(page: Page, spoken: list[str]) -> None:
    assert page.evaluate(STRAYS) == []
    assert page.evaluate("window.hacked") is None
    assert spoken == []


def listen(page: Page) -> list[str]:
    """Note every dialog that the words bring about."""
    spoken: list[str] = []

    def note(dialog: Dialog) -> None:
        spoken.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return spoken


def bare(text: str) -> str:
    """Return a label as it is when its lines are put together: no spaces, no hyphens."""
    return "".join(text.split()).replace("-", "")


def test_a02_charts_their_names_and_their_tables_have_hostile_words_as_words(
    context_with_kernel: BrowserContext, static_site: str, asked: Questionnaire
) -> None:
    page = context_with_kernel.new_page()
    spoken = listen(page)
    page.goto(f"{static_site}/page/group.html?view=bibliotek-24&live=participant")
    expect(page.locator("[data-stage=ready]")).to_be_visible()
    closed = page.locator(".kit-area:not([open]) > summary")
    while closed.count():
        closed.first.click()
    expect(page.locator("figure:not(:has(svg))")).to_have_count(0)
    areas = [asked.text(area.label, "sv") for area in asked.areas]
    competences = [asked.text(one.label, "sv") for one in asked.competences()]
    statements = [asked.text(item.text, "sv") for item in asked.rated()]
    heads = page.locator("figure tbody th").all_text_contents()
    assert [label for label in [*areas, *competences, *statements] if label not in heads] == []
    drawn = bare("".join(page.locator("figure svg text").all_text_contents()))
    assert [
        label for label in [*areas, *competences, *statements] if bare(label) not in drawn
    ] == []
    sentences = page.locator(".kit-chart-sentence").all_text_contents()
    named = page.locator("figure svg").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert named == sentences
    assert any(label in " ".join(named) for label in areas)
    harmless(page, spoken)


def test_a02_the_wall_has_hostile_words_as_words(
    context_with_kernel: BrowserContext,
    static_site: str,
    asked: Questionnaire,
    tables: dict[str, Any],
) -> None:
    pretended = Pretended(status="closed", release=1, revealed=["needs"], **counts(45, 45, 45))
    pretended.tables = tables
    wall = opened(context_with_kernel, static_site, pretended, "presenter")
    spoken = listen(wall)
    expect(wall.locator("[data-view=needs] svg")).to_be_visible()
    goals = [asked.text(goal.label, "sv") for goal in asked.goals]
    assert wall.locator(".kit-wall-goals li").all_text_contents() == goals
    drawn = bare("".join(wall.locator("figure svg text").all_text_contents()))
    competences = [asked.text(one.label, "sv") for one in asked.competences()]
    assert [label for label in competences if bare(label) not in drawn] == []
    harmless(wall, spoken)
