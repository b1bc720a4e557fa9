"""HTML as the browser's own windows would make it: elements of text, nothing read as markup.

``element`` mirrors ``element`` in static/words.js, so that what is drawn here and what is drawn in
the browser can be held against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from babel import Locale, UnknownLocaleError

from kit import figures
from kit.language import say

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
BLANK_LINES = re.compile(r"\n\s*\n")
LONGEST = 70
"""Characters of a sentence that a link or a button's name takes."""


class Html(str):
    """Hold markup that has been made here; any other string is words, and is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell templates that this is markup already."""
        return self


Child = str | int | float | None | bool


def element(tag: str, /, *children: Child, **attributes: Any) -> Html:
    """Make an element; None and False among the children are left out, as in words.js.

    An attribute that is True is written without a value; None and False leave it out, except that
    ``aria_`` ones are written as they are. ``class_`` is the class, ``aria_label`` aria-label.
    """
    start = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    if tag in VOID:
        return Html(start)
    return Html(f"{start}{together(*children)}</{tag}>")


def together(*children: Child) -> Html:
    """Put children one after the other."""
    told = (child for child in children if child is not None and child is not False)
    return Html(
        "".join(one if isinstance(one, Html) else escape(plain(one), False) for one in told)
    )


def plain(word: str | float) -> str:
    """Write a word or a number as JavaScript does: 1.0 is "1"."""
    return str(int(word)) if isinstance(word, float) and word.is_integer() else str(word)


def _attribute(name: str, value: Any) -> str:
    plain = name.rstrip("_").replace("_", "-")
    is_aria = plain.startswith("aria-")
    if value is None or (value is False and not is_aria):
        return ""
    if isinstance(value, bool):
        return f' {plain}="{str(value).lower()}"' if is_aria else f' {plain}=""'
    return f' {plain}="{escape(str(value))}"'


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what a question needs from the form it stands in: the language, the scales, the ids."""

    language: str
    scales: dict[str, Any]
    prefix: str = "kit1-"

    def say(self, msgid: str, **params: object) -> str:
        """Say one of the interface's sentences."""
        return say(self.language, msgid, **params)

    def tell(self, text: Any) -> str:
        """Return a questionnaire's text, in the first language it has where this one is missing."""
        if isinstance(text, dict):
            return text.get(self.language) or next(iter(text.values()), "")
        return text or ""

    def count(self, number: int) -> str:
        """Write a whole number with its thousands apart."""
        return figures.whole(number, self.language)


def button(text: str, kind: str = "", **more: Any) -> Html:
    """Make a button, as press.js does."""
    return element("button", text, type="button", class_=f"kit-button {kind}".strip(), **more)


def asking(desk: Desk, text: str, kind: str, yes: str, *, hidden: bool = False) -> Html:
    """Draw a button that asks before it acts, not pressed yet, as press.js does."""
    answers = element(
        "div",
        button(yes, "kit-button-danger"),
        button(desk.say("Cancel"), "kit-button-quiet"),
        class_="kit-actions",
    )
    panel = element("p", tabindex=-1) + answers
    opener = button(text, kind, aria_expanded=False)
    asked = element("div", Html(panel), class_="kit-asking", hidden=True, role="group")
    return element("div", opener, asked, class_="kit-asks", hidden=hidden)


def paragraphs(text: str, kind: str | None = None) -> list[Html]:
    """Split a text at its empty lines."""
    return [element("p", part.strip(), class_=kind) for part in BLANK_LINES.split(text)]


def short(text: str, most: int = LONGEST) -> str:
    """Cut a sentence at a word, as form-rules.js does."""
    if len(text) <= most:
        return text
    cut = text[:most]
    space = cut.rfind(" ")
    kept = cut[:space] if space > most / 2 else cut
    return kept.rstrip(" \t\n,.;:") + " …"


def language_name(language: str) -> str:
    """Name a language in itself, "Svenska"; its code where nobody knows its name."""
    try:
        name = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        name = language
    return name[:1].upper() + name[1:]
