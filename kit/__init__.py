"""Questionnaires, profiles and group results for workshops on a competence of one's own."""

from __future__ import annotations

from typing import Any

__all__ = ["Workshop", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The commands and the server need the package, but not its windows.
    if name == "Workshop":
        from kit.workshop import Workshop  # noqa: PLC0415 - see above

        return Workshop
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
