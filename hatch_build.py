"""Build what the package needs beside its own files: the chart library as one browser module.

hatchling runs this for wheels, source archives and editable installs; ``python hatch_build.py``
does it by hand. The module ends up beside the kit's own (and is ignored by git), so that no page
ever fetches a chart library from another host.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import vl_convert
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VEGA = Path("kit", "static", "vega.js")
# The bundle holds vega, vega-lite, vega-embed and vega's interpreter for expressions, which is what
# lets charts run under a content security policy without unsafe-eval.
EXPORTS = "export const embed = vegaEmbed;"


def write_bundle(root: Path) -> Path:
    """Write the bundle under ``root`` and return its path; takes about a second."""
    path = root / VEGA
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(vl_convert.javascript_bundle(EXPORTS), encoding="utf-8")
    return path


class VegaHook(BuildHookInterface[Any]):
    """Write the chart library's bundle into the package before its files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write the bundle, whichever ``version`` (standard or editable) is being built."""
        write_bundle(Path(self.root))


if __name__ == "__main__":
    write_bundle(Path(__file__).parent)
