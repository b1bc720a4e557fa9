"""Say which way a person has moved."""

from __future__ import annotations

from kit.dimensions import DECIMALS


def direction_of(before: float, after: float, step: float) -> int:
    """Return 1 for up, -1 for down, 0 for the same: a move of half a step or less is noise.

    A person's mean moves by half a step when one of two statements moves by one, which it may do
    from one day to the next.
    """
    move = after - before
    if abs(move) <= step / 2 + 10**-DECIMALS:
        return 0
    return 1 if move > 0 else -1
