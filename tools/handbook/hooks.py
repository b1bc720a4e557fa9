"""What the handbook's own site takes from the kit: its look."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

STATIC = Path(__file__).parents[2] / "kit" / "static"
SHEETS = ("tokens", "kit", "shell", "handbook")


def on_files(files: Files, config: Any, **_: Any) -> Files:
    """Put the style sheets beside the pages."""
    for name in SHEETS:
        sheet = STATIC / f"{name}.css"
        files.append(File.generated(config, sheet.name, abs_src_path=str(sheet)))
    return files


def on_page_content(html: str, **_: Any) -> str:
    """Let tables that are too wide for a phone scroll by themselves, by keyboard too."""
    wrapped = '<div class="kit-table" role="group" tabindex="0"><table>'
    return re.sub("</table>", "</table></div>", html.replace("<table>", wrapped))
