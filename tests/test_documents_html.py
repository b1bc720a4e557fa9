"""The web page: one file that fetches nothing, says what it is in, and holds any text."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from agreements import ANYTHING, NAUGHTY, agreement, everything, filled_with
from hypothesis import example, given, settings

from kit.documents.html_page import html_of
from kit.documents.plan import plan_document
from kit.documents.settled import settled
from kit.theme import COLOURS

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """What a browser would find: elements with their texts, in order."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, Any], list[str]]] = []
        self.open: list[int] = []
        self.feed(data.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        if tag == "br":
            self.handle_data("\n")
        if tag not in VOID:
            self.open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.found[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for place in self.open:
            self.found[place][2].append(data)

    def texts(self, *tags: str) -> list[str]:
        return ["".join(text) for tag, _, text in self.found if tag in tags]

    def each(self, tag: str) -> list[dict[str, Any]]:
        return [attrs for name, attrs, _ in self.found if name == tag]


@cache
def made(language: str = "sv") -> Page:
    return Page(html_of(plan_document(agreement(language))))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_says_its_language_and_its_title(language: str) -> None:
    page = made(language)
    assert page.each("html") == [{"lang": language}]
    (title,) = page.texts("title")
    assert title.endswith(": Påhittsby, hösten 2026")
    assert (len(page.each("main")), len(page.each("h1"))) == (1, 1)


def test_it_fetches_nothing_and_runs_nothing() -> None:
    data = html_of(plan_document(agreement()))
    page = Page(data)
    assert {attrs.get("src", "data:")[:5] for _, attrs, _ in page.found} == {"data:"}
    assert not {"script", "link", "iframe", "form", "object"} & {tag for tag, _, _ in page.found}
    assert [name for _, attrs, _ in page.found for name in attrs if name.startswith("on")] == []
    assert re.findall(rb"url\(|@import|https?:", data) == []
    (policy,) = [one["content"] for one in page.each("meta") if "http-equiv" in one]
    assert policy.startswith("default-src 'none';")


def test_every_header_of_a_table_says_what_it_heads() -> None:
    page = made()
    assert {one["scope"] for one in page.each("th")} == {"col", "row"}
    assert len(page.texts("caption")) == len(page.each("table")) == 6
    regions = [one for one in page.each("div") if one.get("role") == "region"]
    assert [one["aria-label"] for one in regions] == page.texts("caption")
    assert all(one["tabindex"] == "0" for one in regions)


def test_it_has_the_look_of_the_kit_and_prints_to_a4() -> None:
    (style,) = made().texts("style")
    assert f"--kit-accent: {COLOURS['accent'].dark};" in style
    assert re.search(r"@page \{ size: A4;", style)
    assert 'content: "Sida " counter(page) " av " counter(pages);' in style


@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 90))
def test_b01_naughty_strings_break_nothing(start: int) -> None:
    page = Page(html_of(plan_document(filled_with(NAUGHTY[start : start + 90]))))
    read = "\n".join(page.texts("main"))
    for text in NAUGHTY[start : start + 60]:
        assert settled(text[:80]).strip() in read, repr(text)


@settings(max_examples=60)
@given(text=ANYTHING, more=ANYTHING)
@example(text="</style><script>alert(1)</script>", more='"><img src=x onerror=alert(1)>')
@example(text="\x00\x0b\x1b\ud800", more="\u202eabc")
@example(text="", more=" ")
def test_any_text_can_be_read_back(text: str, more: str) -> None:
    page = Page(html_of(everything(text, more)))
    shown = settled(text).strip() or "–"
    assert page.texts("h1") == [shown]
    assert page.texts("li")[0] == shown
    assert {tag for tag, _, _ in page.found} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3"),
        *("p", "ul", "li", "dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr"),
        *("th", "td", "figure", "img", "figcaption", "br"),
    }
    assert page.each("img")[0]["alt"] == " ".join(settled(text).split())
