"""The look of a document's page: the kit's tokens, and how they stand on a screen and on A4."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from kit.theme import COLOURS, css

SHEET: Final = Path(__file__).parent / "page.css"


def style(page: tuple[str, str]) -> str:
    """Return the style sheet; ``page`` are the words before and after the page's number."""
    before, between = (json.dumps(words, ensure_ascii=False) for words in page)
    number = f"content: {before} counter(page) {between} counter(pages);"
    type_ = f"font: 8.5pt sans-serif; color: {COLOURS['ink-soft'].light};"
    paper = f"@page {{ size: A4; margin: 20mm 20mm 18mm; @bottom-right {{ {number} {type_} }} }}"
    return f"{css()}\n\n{SHEET.read_text(encoding='utf-8')}\n{paper}"
