"""Write what was measured into README.md or another page, between the marks of its own block."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
README = HERE / "README.md"
RESULTS = HERE / "results"


def save(name: str, rows: list[dict[str, Any]], out: Path | None = None) -> None:
    """Write the figures to ``results/<name>.json``, or to ``out``."""
    text = json.dumps([rounded(row) for row in rows], indent=1) + "\n"
    (out or RESULTS / f"{name}.json").write_text(text, encoding="utf-8")


def rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with as many decimals as anybody can measure."""
    return {name: round(one, 4) if isinstance(one, float) else one for name, one in row.items()}


def put(name: str, text: str, page: Path = README) -> None:
    """Put ``text`` into a page between ``<!-- name: begin -->`` and ``<!-- name: end -->``."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, mark, rest = page.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)
    if not mark or not after[1]:
        raise SystemExit(f"{page} has no place for {name}: write {begin} and {end} in it.")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after[2]}", encoding="utf-8")


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
