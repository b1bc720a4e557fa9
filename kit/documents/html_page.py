"""Write a document as one page that needs nothing else: it is read in a browser and prints to A4.

Nothing in it runs and nothing is fetched; the page itself forbids it. What people wrote may be in
any script and direction, and stays within its own part.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from kit.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from kit.documents.html_style import style
from kit.documents.settled import in_a_line
from kit.documents.written import of_figures, said, written
from kit.language import say

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

WHOLE = 17
"""Longest words in a cell that no line break parts: a day fits."""


def html_of(document: Document) -> bytes:
    """Return the bytes of an .html file."""
    return "".join(f"{line}\n" for line in _lines(document)).encode()


def _lines(document: Document) -> Iterator[str]:
    named = ": ".join(filter(None, (document.title, document.subtitle)))
    yield "<!doctype html>"
    yield f'<html lang="{escape(document.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>{escape(in_a_line(named))}</title>"
    yield f"<style>\n{style(_footer(document))}\n</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield from _head(document)
    for block in document.blocks:
        yield from _block(block, document.language)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _footer(document: Document) -> tuple[str, str]:
    """Return the page's number in words, parted where a browser puts the number."""
    known = {"page": "\0", "pages": "\1"}
    words = say(document.language, "Page {page} of {pages}", **known)
    return words.partition("\0")[0], words.partition("\0")[2].partition("\1")[0]


def _head(document: Document) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{_words(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{_words(document.subtitle)}</p>'
    yield "</header>"


def _block(block: Block, language: str) -> Iterable[str]:
    match block:
        case Heading():
            level = block.level + 1
            return [f"<h{level}>{_words(block.text)}</h{level}>"]
        case Paragraph():
            return [f'<p class="{block.tone}" dir="auto">{_words(block.text)}</p>']
        case Bullets():
            items = "".join(f'<li dir="auto">{_words(item)}</li>' for item in block.items)
            return [f"<ul>{items}</ul>"]
        case Facts():
            return _facts(block, language)
        case Table():
            return _table(block, language)
        case Picture():
            return _picture(block)


def _facts(facts: Facts, language: str) -> Iterator[str]:
    yield "<dl>"
    for name, value in facts.pairs:
        words = _words(written(value, language))
        yield f'<div><dt>{_words(name)}</dt><dd dir="auto">{words}</dd></div>'
    yield "</dl>"


def _table(table: Table, language: str) -> Iterator[str]:
    """Write a table; a wide one is moved sideways by itself, by keyboard too."""
    kinds = [' class="figure"' if figure else "" for figure in of_figures(table)]
    label = escape(in_a_line(table.caption))
    yield f'<div class="table" role="region" aria-label="{label}" tabindex="0">'
    yield f"<table><caption>{_words(table.caption)}</caption>"
    head = (
        f'<th scope="col"{kind}>{_words(name)}</th>'
        for name, kind in zip(table.head, kinds, strict=True)
    )
    yield f"<thead><tr>{''.join(head)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_row(table, row, kinds, language))}</tr>"
    yield "</tbody></table></div>"


def _row(table: Table, row: Sequence[Cell], kinds: Sequence[str], language: str) -> Iterator[str]:
    for place, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        tag, scope = ("th", ' scope="row"') if place == table.named_by else ("td", "")
        text = written(cell, language)
        whole = ' class="whole"' if len(text) <= WHOLE and not kind else kind
        yield f'<{tag}{scope}{whole} dir="auto">{_words(text)}</{tag}>'


def _picture(picture: Picture) -> Iterator[str]:
    data = base64.b64encode(picture.png).decode()
    alternative = escape(in_a_line(picture.alternative))
    yield "<figure>"
    yield f'<img src="data:image/png;base64,{data}" alt="{alternative}">'
    if picture.caption:
        yield f"<figcaption>{_words(picture.caption)}</figcaption>"
    yield "</figure>"


def _words(text: str) -> str:
    return escape(said(text)).replace("\n", "<br>")
