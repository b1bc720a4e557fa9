"""Put rows of the scores table into words: label, figure, level, counts, and since last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit import advice, figures
from kit.dimensions import items_of
from kit.language import say
from kit.questionnaire import Questionnaire

Row = dict[str, Any]
Scored = Mapping[str, Any]
Scores = Mapping[tuple[str, str], Scored]
"""One response's rows of the scores table by dimension and id, None for what is missing."""

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Writer:
    """Write one person's rows: what they estimate now, beside what they estimated then."""

    questionnaire: Questionnaire
    language: str
    now: Scores
    then: Scores

    def row(self, kind: str, id_: str, label: Mapping[str, str]) -> Row:
        """Return one row with its words, see ``kit.reports.profile_state``."""
        scored = self.now[kind, id_]
        wanted = scored["wanted"]
        row = {name: value for name, value in scored.items() if name != "response_id"} | {
            "kind": kind,
            "label": self.questionnaire.text(label, self.language),
            "level": self.level(scored),
            "figure": self.figure(scored),
            "wanted_figure": "" if wanted is None else self._number(wanted, trim=True),
            "reached": scored["gap"] is not None and advice.gap(scored) <= 0,
            "then": self._then(kind, id_),
        }
        row["counts"] = self._counts(row)
        return row | {"sentence": self._sentence(row)}

    def figure(self, row: Scored) -> str:
        """Write a row's value: on its scale, or of 100 where its items' scales differ."""
        if row["mean"] is not None:
            return self._number(row["mean"])
        if row["score"] is not None:
            return figures.number(row["score"], self.language, decimals=0)
        return ""

    def level(self, row: Scored) -> str | None:
        """Return the level's word."""
        found = [level for level in self.questionnaire.levels if level.id == row["level"]]
        return self.questionnaire.text(found[0].label, self.language) if found else None

    def estimate(self, row: Scored) -> str:
        """Say a scored row's value and its level."""
        figure, level = self.figure(row), self.level(row)
        if level is None:
            return say(self.language, "Your estimate: {figure}.", figure=figure)
        return say(self.language, "Your estimate: {figure} ({level}).", figure=figure, level=level)

    def _sentence(self, row: Row) -> str:
        """Say a row in full."""
        language, then = self.language, row["then"]
        if not row["enough"]:
            return f"{say(language, 'Too few answers to show a value.')} {row['counts']}"
        parts = [self.estimate(self.now[row["kind"], row["id"]])]
        if row["wanted_figure"]:
            parts.append(say(language, "Wanted level: {wanted}.", wanted=row["wanted_figure"]))
        parts.append(row["counts"])
        if then:
            figure, change = then["figure"], then["change"]
            parts.append(
                say(language, "Last time: {figure}. Now: {change}.", figure=figure, change=change)
            )
        return " ".join(parts)

    def _counts(self, row: Row) -> str:
        """Say how many are answered, and how many of the others are not relevant."""
        answered = say(
            self.language,
            "Answered: {answered} of {items}",
            answered=row["answered"],
            items=row["items"],
        )
        if not row["not_relevant"]:
            return f"{answered}."
        apart = say(self.language, "Not relevant: {count}", count=row["not_relevant"])
        return f"{answered}. {apart}."

    def _then(self, kind: str, id_: str) -> Row | None:
        """Return last time's value, None where there was none."""
        then = self.then.get((kind, id_))
        if then is None or not then["enough"]:
            return None
        return {
            "mean": then["mean"],
            "score": then["score"],
            "level": self.level(then),
            "figure": self.figure(then),
            "change": self._change(kind, id_, then),
        }

    def _change(self, kind: str, id_: str, then: Scored) -> str:
        """Say in words how the estimate has moved; nothing under a whole step of the scale.

        A smaller change of one person is as likely to be another day as another ability.
        """
        now = self.now[kind, id_]
        if not now["enough"]:
            return ""
        moved = now["score"] - then["score"]
        if abs(moved) < self._step(kind, id_) - ROUNDING:
            return say(self.language, "about the same as before")
        if moved > 0:
            return say(self.language, "higher than last time")
        return say(self.language, "lower than last time")

    def _step(self, kind: str, id_: str) -> float:
        """Return one step of the items' scale on the score 0-100, the coarsest one."""
        items = items_of(self.questionnaire, kind, id_)
        scales = [self.questionnaire.scales[item.scale] for item in items]
        return max(100 / (len(scale.points) - 1) for scale in scales)

    def _number(self, value: float, *, trim: bool = False) -> str:
        return figures.number(value, self.language, trim=trim)
