"""Make what people wrote fit for any file: no mark in it may break what stands round it.

A word processor, a browser and a calendar all refuse some characters that a keyboard, a clipboard
or a prank can give. They become a replacement mark that can be seen; everything else stays as it
was written. Marks that turn the direction of writing are closed where the text ends, so that they
never turn what follows.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"
# What XML 1.0 has no room for, halves of characters among it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_TURNS = "\u202a\u202b\u202d\u202e"
_END_TURN = "\u202c"
_ISOLATES = "\u2066\u2067\u2068"
_END_ISOLATE = "\u2069"


def settled(text: str) -> str:
    """Return a text that any format can hold, its lines parted by line feeds."""
    broken = _BREAKS.sub("\n", text)
    return "\n".join(_closed(line) for line in _FORBIDDEN.sub(REPLACEMENT, broken).split("\n"))


def in_a_line(text: str) -> str:
    """Return a settled text on one line."""
    return " ".join(settled(text).split())


def leads_right(text: str) -> bool:
    """Say whether a text is written from the right: its first letter decides."""
    kinds = (unicodedata.bidirectional(mark) for mark in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def _closed(line: str) -> str:
    """Close the turns of direction that a line leaves open, the last one first."""
    waiting: list[str] = []
    for mark in line:
        if mark in _TURNS:
            waiting.append(_END_TURN)
        elif mark in _ISOLATES:
            waiting.append(_END_ISOLATE)
        elif mark == _END_ISOLATE and mark in waiting:
            # It ends what was turned within it, too (Unicode's rules for both directions, X6a).
            del waiting[len(waiting) - 1 - waiting[::-1].index(mark) :]
        elif mark == _END_TURN and waiting[-1:] == [mark]:
            waiting.pop()
    return line + "".join(reversed(waiting))
