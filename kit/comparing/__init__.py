"""Compare two rounds of the same questionnaire: what may be said of how a group has moved.

What a change holds is said in ``kit.disclosure.changes``; what compares, in ``kit.comparing.ids``;
whose responses belong together, in ``kit.comparing.earlier``; and what may be shown of them, in
``kit.comparing.protecting``.
"""

from kit.comparing.earlier import Earlier, links_of
from kit.comparing.holding import changes_of, leaves_few
from kit.comparing.ids import common_of
from kit.comparing.moves import direction_of
from kit.comparing.table import change_of

__all__ = [
    "Earlier",
    "change_of",
    "changes_of",
    "common_of",
    "direction_of",
    "leaves_few",
    "links_of",
]
