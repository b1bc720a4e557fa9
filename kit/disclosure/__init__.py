"""Turn group tables into safe tables, and audit what a family of published tables tells.

What a safe table holds is said in ``kit.disclosure.safe``; what makes it safe, in
``kit.disclosure.layers`` (what can be added and subtracted), ``kit.disclosure.bounds`` (what
follows because no count is below nought), ``kit.disclosure.snapshots`` (what two releases tell) and
``kit.disclosure.across`` (what areas tell of items).
"""

from kit.disclosure.audit import Finding, Publication, audit, derive, is_safe, withhold
from kit.disclosure.dominance import is_close_to_largest, is_dominated
from kit.disclosure.protecting import protect
from kit.disclosure.rules import Rules, steps
from kit.disclosure.safe import SCHEMA, SafeRow, SafeTable

__all__ = [
    "SCHEMA",
    "Finding",
    "Publication",
    "Rules",
    "SafeRow",
    "SafeTable",
    "audit",
    "derive",
    "is_close_to_largest",
    "is_dominated",
    "is_safe",
    "protect",
    "steps",
    "withhold",
]
