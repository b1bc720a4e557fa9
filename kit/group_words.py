"""Put the rows of a safe table into words: figures, small print, and why something is not shown.

The one place where a group's figures are written, so that chart, sentence and table agree. Under
twenty people there are only counts, never percentages: one person of eight is not 12.5 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from kit import figures
from kit.group_scale import Levels, label_of, levels_of
from kit.language import say
from kit.lines import Line, lines_of
from kit.questionnaire import Questionnaire

PERCENT_FROM = 20
"""Fewest answers for percentages."""

Row = Mapping[str, Any]
"""A row of a safe table: see ``kit.disclosure``."""


@dataclass(frozen=True)
class Teller:
    """Write a safe table's rows in one language; ``rules`` are the table's own."""

    questionnaire: Questionnaire
    language: str
    rules: Mapping[str, int]

    @cached_property
    def lines(self) -> dict[tuple[str, str], Line]:
        """Return how each line is counted, by dimension and id."""
        return {(line.dimension, line.id): line for line in lines_of(self.questionnaire)}

    def say(self, sentence: str, **params: object) -> str:
        """Say a sentence in the teller's language."""
        return say(self.language, sentence, **params)

    def label(self, row: Row) -> str:
        """Return the name of what a row is about."""
        return label_of(self.questionnaire, row["dimension"], row["id"], self.language)

    def levels(self, row: Row) -> Levels:
        """Return the levels that a row is counted on."""
        line = self.lines[row["dimension"], row["id"]]
        return levels_of(self.questionnaire, line, self.language)

    def few(self) -> str:
        """Say that a row is not shown: alike for too few answers and for what tells of somebody."""
        return self.say("not shown")

    def wants(self, row: Row) -> bool:
        """Say whether a level is wanted of what a row is about."""
        return bool(self.lines[row["dimension"], row["id"]].wanted)

    def lacks_share(self, row: Row) -> bool:
        """Say whether a row has figures and a wanted level, but not how many reach it."""
        return row["status"] == "shown" and self.wants(row) and row["above"] is None

    def withheld(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that were asked and whose share and need, or all figures, are hidden."""
        return [row for row in rows if row["status"] == "few" or self.lacks_share(row)]

    def is_small(self, row: Row) -> bool:
        """Say whether a row has too few answers for more than their number and mean."""
        return row["status"] == "shown" and int(row["n"]) < self.rules["min_distribution"]

    def unseen(self, row: Row) -> str:
        """Say why a row has nothing to draw; "" where it has."""
        if row["status"] == "few":
            return self.few()
        if row["status"] == "not_asked":
            return self.say("not asked here")
        if row["counts"] is not None:
            return ""
        if self.is_small(row):
            least = self.rules["min_distribution"]
            return self.say("only the mean is shown below {least} answers", least=least)
        return self.say("how they spread would give single answers away")

    def instead(self, row: Row) -> str:
        """Say what stands in the place of a row's marks; a space where the chart's words say it."""
        return " " if self.is_small(row) else self.unseen(row)

    def figure(self, row: Row) -> str:
        """Write a row's main figure: the share where a level is wanted, else the mean."""
        if not self.wants(row):
            return self.mean(row)
        if self.lacks_share(row):
            return self.say("mean {mean}", mean=self.mean(row))
        return self.share(row)

    def note(self, row: Row) -> str:
        """Return the small print of a row: answers, those beside the scale, the wanted level."""
        if row["status"] != "shown":
            return ""
        parts = [self.answers(row["n"])]
        if row["not_relevant"]:
            parts.append(self.say("{count} not relevant", count=row["not_relevant"]))
        if row["wanted"] is not None:
            parts.append(self.say("wanted level {wanted}", wanted=self.wanted(row)))
        return ", ".join(parts)

    def answers(self, count: int) -> str:
        """Count answers: "18 svar"."""
        return self.say("{count} answers", count=count)

    def part(self, count: int, n: int) -> str:
        """Write a part of n: a count, or from twenty on a percentage."""
        return str(count) if n < PERCENT_FROM else self.percent(Fraction(count, n))

    def percent(self, share: float | Fraction) -> str:
        """Write a share of 1 as a whole percentage."""
        number = figures.number(float(share) * 100, self.language, decimals=0)
        return self.say("{number}%", number=number)

    def share(self, row: Row) -> str:
        """Write how many are at or above what is wanted; "" where that is not known."""
        if row["above"] is None:
            return ""
        if row["n"] < PERCENT_FROM:
            return self.counted(row)
        return self.percent(Fraction(row["above"], row["n"]))

    def counted(self, row: Row) -> str:
        """Write how many are at or above what is wanted, and of how many."""
        return self.say("{count} of {n}", count=row["above"], n=row["n"])

    def shares(self, rows: Sequence[Row]) -> list[str]:
        """Write several shares in the same form: as counts where one is of too few for percent."""
        few = any(row["n"] < PERCENT_FROM for row in rows)
        return [self.counted(row) if few else self.share(row) for row in rows]

    def interval(self, row: Row) -> str:
        """Write what the share could as well be, in the same measure as the share."""
        if row["above"] is None or row["share_low"] is None:
            return ""
        low, high = row["share_low"], row["share_high"]
        if row["n"] < PERCENT_FROM:
            span = f"{round(low * row['n'])}–{round(high * row['n'])}"
            return self.say("{count} of {n}", count=span, n=row["n"])
        span = "–".join(figures.number(100 * end, self.language, decimals=0) for end in (low, high))
        return self.say("{number}%", number=span)

    def wanted(self, row: Row) -> str:
        """Write the wanted level; "" where there is none, or not the same for all."""
        return self._number(row["wanted"], trim=True)

    def mean(self, row: Row) -> str:
        """Write the mean, with one decimal."""
        return self._number(row["mean"])

    def need(self, row: Row) -> str:
        """Write the need as a number from 0 to 100."""
        if row["need"] is None:
            return ""
        return figures.number(100 * row["need"], self.language, decimals=0)

    def places(self, row: Row) -> str:
        """Write which places among the needs a row could have: "plats 2–6"."""
        low, high = row["rank_low"], row["rank_high"]
        if low is None or high is None:
            return ""
        span = str(low) if low == high else f"{low}–{high}"
        return self.say("place {places}", places=span)

    def listed(self, rows: Iterable[Row]) -> str:
        """Name rows after each other; statements stand in quotation marks."""
        return ", ".join(
            f"”{self.label(row)}”" if row["dimension"] == "item" else self.label(row)
            for row in rows
        )

    def _number(self, value: float | None, *, trim: bool = False) -> str:
        return "" if value is None else figures.number(value, self.language, trim=trim)


def shown(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose figures may be seen."""
    return [row for row in rows if row["status"] == "shown"]


def hidden(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have too few answers, or would give somebody away."""
    return [row for row in rows if row["status"] == "few"]


def share_of(row: Row) -> Fraction:
    """Return the exact share at or above what is wanted; only where ``above`` is known."""
    return Fraction(row["above"], row["n"])
