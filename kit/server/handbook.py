"""The handbook beside the pages: the same Markdown files as the documentation's own site."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from kit.server.drawing import Html
from kit.server.notebooks import Words, markdown

FOLDER = "docs"
ADDRESS = "handbok"
NAME = r"(?:(?:sv|en)/)?[a-z][a-z-]*"
ACCESSIBILITY = {"sv": f"{ADDRESS}/sv/tillganglighet", "en": f"{ADDRESS}/en/accessibility"}
"""Where each language's accessibility statement stands."""


def beside(notebooks: Path) -> Path | None:
    """Return the folder with the handbook, which stands beside the notebooks' if it is there."""
    folder = notebooks.parent / FOLDER
    return folder if (folder / "index.md").is_file() else None


def footing(notebooks: Path) -> tuple[str, dict[str, str]] | None:
    """Return what the foot of a page leads to: the handbook and its accessibility statements."""
    return (ADDRESS, ACCESSIBILITY) if beside(notebooks) else None


class Pages(Words):
    """Draw Markdown whose links to other files lead to their pages."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Draw a link; ``leda.md`` leads to ``leda``."""
        parts = urlsplit(url)
        if not parts.netloc and parts.path.endswith(".md"):
            url = parts._replace(path=parts.path.removesuffix(".md")).geturl()
        drawn: str = super().link(text, url, title)
        return drawn

    def table(self, text: str) -> str:
        """Draw a table; one that is too wide for a phone scrolls by itself, by keyboard too."""
        return f'<div class="kit-table" role="group" tabindex="0"><table>{text}</table></div>'


@lru_cache(maxsize=100)
def page(file: Path, _: tuple[int, int]) -> tuple[str, Html]:
    """Return a page's title and its words; drawn once as long as the file's stamp is the same."""
    source = file.read_text(encoding="utf-8")
    return source.partition("\n")[0].removeprefix("# "), markdown(source, Pages())
