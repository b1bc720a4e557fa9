"""Questionnaires, profiles and group results for workshops on a competence of one's own."""

from __future__ import annotations

from kit.workshop import Workshop

__all__ = ["Workshop", "__version__"]
__version__ = "0.1.0"
