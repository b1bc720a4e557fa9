"""Break words into lines by an estimate of their width, for pictures that cannot ask a browser.

The estimate is for the system's sans-serif fonts and errs on the wide side.
"""

from __future__ import annotations

import re

NARROW_LETTERS = frozenset("fijlrtI.,:;!'|()[]- \u00a0")
WIDE_LETTERS = frozenset("mwMW@%")
SPACE = re.compile(r"[ \t\r\n]+")
"""Where a text may be broken; a number and its percent sign are held together by another space."""

VOWELS = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
SHARES = (0.37, 0.61, 0.72, 0.93)
"""Width of narrow, common, capital and wide letters, in sizes of type."""

SYLLABLE = 4
"""How many letters before the last one that fits a word may be broken, for a better place."""


def width_of(text: str, size: float) -> float:
    """Estimate the width of a text in pixels; give bold type as a tenth larger."""
    return size * sum(_share(letter) for letter in text)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines of ``width`` pixels, as many as it takes: nothing is left out.

    A word that is too long for a line is broken with a hyphen.
    """
    lines = [""]
    for word in _pieces(text, width, size):
        longer = f"{lines[-1]} {word}".lstrip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


def _share(letter: str) -> float:
    narrow, common, capital, wide = SHARES
    if letter in NARROW_LETTERS:
        return narrow
    if letter in WIDE_LETTERS:
        return wide
    return capital if letter.isupper() else common


def _pieces(text: str, width: float, size: float) -> list[str]:
    """Split a text into words, and words that are too long into parts."""
    pieces = []
    for word in SPACE.split(text.strip()):
        rest = word
        while width_of(rest, size) > width and len(rest) > 1:
            place = _spoken(rest, _most(rest, width - width_of("-", size), size))
            pieces.append(f"{rest[:place]}-")
            rest = rest[place:]
        pieces.append(rest)
    return pieces


def _most(word: str, width: float, size: float) -> int:
    """Return how many letters fit, at least one and never all of them."""
    fitting = [n for n in range(1, len(word)) if width_of(word[:n], size) <= width]
    return max(fitting, default=1)


def _spoken(word: str, most: int) -> int:
    """Return a place to break at, ``most`` or a little before: where a new syllable may begin.

    That is before a consonant that a vowel follows; no dictionary is asked.
    """
    for place in range(most, max(most - SYLLABLE, 1), -1):
        here, after = word[place], word[place + 1 : place + 2]
        if here.isalpha() and here not in VOWELS and after in VOWELS:
            return place
    return most
