"""The node that runs the browser's modules: the machine's own, or else Playwright's."""

from __future__ import annotations

import shutil
from pathlib import Path

import playwright

NODE = shutil.which("node") or str(Path(playwright.__file__).parent / "driver" / "node")
