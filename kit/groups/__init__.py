"""Turn many people's answers into one table: responses, their tally, the group table.

Nothing in here is safe to show: ``kit.disclosure`` decides what leaves.
"""

from kit.groups.needs import rank_intervals
from kit.groups.table import COLUMNS, GROUPINGS, summarise
from kit.groups.tally import CELL, PEOPLE, TALLY, cells_of, group_of, tally_of, units_of

__all__ = [
    "CELL",
    "COLUMNS",
    "GROUPINGS",
    "PEOPLE",
    "TALLY",
    "cells_of",
    "group_of",
    "rank_intervals",
    "summarise",
    "tally_of",
    "units_of",
]
