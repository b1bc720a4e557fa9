"""Turn group tables into safe tables, and audit what a family of published tables tells.

What a safe table holds is said in ``kit.disclosure.safe``.
"""

from kit.disclosure.protecting import protect
from kit.disclosure.rules import Rules, steps
from kit.disclosure.safe import SCHEMA, SafeRow, SafeTable

__all__ = ["SCHEMA", "Rules", "SafeRow", "SafeTable", "protect", "steps"]
