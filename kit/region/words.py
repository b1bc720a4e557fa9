"""Write a package's figures: the one place, so that picture, sentence, table and report agree.

As in ``kit.group_words``: under twenty answers there are only counts, never percentages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kit import figures
from kit.language import say
from kit.region.shape import About, Figure, Span

PERCENT_FROM = 20
"""Fewest answers for percentages."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Write figures in one language."""

    language: str

    def say(self, sentence: str, **params: object) -> str:
        """Say a sentence in the teller's language."""
        return say(self.language, sentence, **params)

    def told(self, labels: Mapping[str, str]) -> str:
        """Return a text in the teller's language, else in the first that it has."""
        return labels.get(self.language) or next(iter(labels.values()), "")

    def number(self, value: float | None, *, trim: bool = False) -> str:
        """Write a number with at most one decimal; "" for none."""
        return "" if value is None else figures.number(value, self.language, trim=trim)

    def percent(self, share: float | Fraction) -> str:
        """Write a share of 1 as a whole percentage."""
        number = figures.number(float(share) * 100, self.language, decimals=0)
        return self.say("{number}%", number=number)

    def span(self, span: Span | None) -> str:
        """Write from how many to how many answered."""
        if span is None:
            return self.say("not shown")
        low, high = (figures.whole(count, self.language) for count in (span.low, span.high))
        return low if low == high else f"{low}–{high}"

    def part(self, above: int, n: int) -> str:
        """Write how many of n: a count, or from twenty answers on a percentage."""
        if n < PERCENT_FROM:
            return self.say("{count} of {n}", count=above, n=n)
        return self.percent(Fraction(above, n))

    def between(self, low: float, high: float, n: int) -> str:
        """Write what a share could as well be, in the same measure as the share."""
        if n < PERCENT_FROM:
            return self.say("{count} of {n}", count=f"{round(low * n)}–{round(high * n)}", n=n)
        ends = (figures.number(100 * end, self.language, decimals=0) for end in (low, high))
        return self.say("{number}%", number="–".join(ends))

    def share(self, row: Figure) -> str:
        """Write how many are at or above what is wanted; "" where that is not known."""
        return "" if row.above is None or row.n is None else self.part(row.above, row.n)

    def interval(self, row: Figure) -> str:
        """Write what a municipality's share could as well be."""
        if row.share_low is None or row.share_high is None or row.n is None:
            return ""
        return self.between(row.share_low, row.share_high, row.n)

    def unseen(self, row: Figure) -> str:
        """Say why a row has no figures."""
        if row.status == "not_asked":
            return self.say("not asked here")
        return self.say("not shown")

    def wanted(self, about: About, row: Figure) -> str:
        """Write the wanted level; in words where roles have levels of their own."""
        if row.wanted is not None:
            return self.number(row.wanted, trim=True)
        if about.level is None:
            return ""
        return self.say("{level}, or the own role's", level=self.number(about.level, trim=True))
