"""Build what the package needs beside its Python files."""

from __future__ import annotations

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VegaHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's generic has no use here
    """Write the chart library's bundle into the package."""
