"""What serves the pages: Voila with the kit's own template, limits and headers."""

from __future__ import annotations

import sys

# Jupyter's event schemas bring jsonschema, and that a grammar of all international addresses which
# takes two seconds to build. Nothing here checks such addresses; without the grammar jsonschema
# leaves that one format out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None means: not installed
