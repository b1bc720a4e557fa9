"""Pages of the handbook, for those who are in the middle of something."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from kit.server.handbook import ACCESSIBILITY, ADDRESS, page
from kit.server.notebooks import stamp
from kit.server.pages import WordsOnError
from kit.server.statics import Statics


class HandbookPage(WordsOnError):
    """Send a page of the handbook; no kernel and no script belongs to it."""

    kit_page = True

    def initialize(self, statics: Statics, folder: Path | None) -> None:
        """Take what the route says."""
        self.statics = statics
        self.folder = folder

    async def get(self, name: str | None = None) -> None:
        """Draw the page; 404 when the handbook has none of that name."""
        file = self.folder and self.folder / f"{name or 'index'}.md"
        if file is None or not file.is_file():
            raise HTTPError(HTTPStatus.NOT_FOUND)
        title, drawn = page(file, stamp(file))
        # What stands in no language's folder is in English, but for the first page.
        is_english = bool(name) and not str(name).startswith("sv/")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        template = self.settings["voila_jinja2_env"].get_template("handbook.html")
        told: dict[str, Any] = {"base": self.base_url, "title": title, "drawn": drawn}
        told |= {"handbook": (ADDRESS, ACCESSIBILITY)}
        told |= {"contents": f"{self.base_url}{ADDRESS}/{'en/index' if is_english else ''}"}
        told |= {"sheet": self.statics.sheet(), "static": self.statics.root}
        self.finish(template.render(**told, language="en" if is_english else "sv"))

    head = get
