"""Give a chart what belongs to it: a sentence that says what it shows, a legend, and a table.

Works on the rows of a profile (see ``kit.reports``), so that picture, sentence and table can
never say different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kit import figures
from kit.charts import Band, Line, profile_chart
from kit.items import Scale
from kit.language import msgid, say
from kit.questionnaire import Questionnaire

Row = dict[str, Any]

CAPTIONS = {
    "area": msgid("Your own estimate, area by area"),
    "competence": msgid("Your own estimate, competence by competence"),
    "tag": msgid("Your own estimate in themes that run across the areas"),
}
NAMES = {"area": msgid("Area"), "competence": msgid("Competence"), "tag": msgid("Theme")}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Painter:
    """Know what is the same in all of one profile's pictures.

    ``role`` is whose wanted levels are shown, ``then`` the day of the earlier response; both in
    words, and None where there is none.
    """

    questionnaire: Questionnaire
    language: str
    role: str | None
    then: str | None

    def picture(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Return the chart of rows of one kind, for narrow and wide pages, and its words."""
        lines = [_line(row) for row in rows]
        bands, ends = self._bands(), [self._ends("{value} {word}"), self._ends("{value}")]
        few = say(self.language, "too few answers")
        narrow, wide = (
            profile_chart(lines, bands=bands, ends=ends, few=few, wide=wide)
            for wide in (False, True)
        )
        return {
            "spec": narrow,
            "wide": wide,
            "sentence": self._sentence(rows),
            "legend": self._legend(rows),
            "table": self._table(rows),
        }

    def _sentence(self, rows: Sequence[Row]) -> str:
        """Say what the picture shows: highest and lowest, the scale, and what is reached."""
        language = self.language
        known = [row for row in rows if row["enough"]]
        parts = [*self._extremes(known), *self._scale(rows)]
        if reached := [row for row in known if row["gap"] is not None and row["reached"]]:
            there = msgid("Here you are at or above the wanted level: {labels}.")
            parts.append(say(language, there, labels=self._listed(reached)))
        if len(known) < len(rows):
            labels = self._listed([row for row in rows if not row["enough"]])
            parts.append(say(language, "Too few answers: {labels}.", labels=labels))
        return " ".join(parts)

    def _extremes(self, known: Sequence[Row]) -> list[str]:
        """Name the highest and the lowest rows; those that are written the same are the same."""
        if not known:
            return []
        by_score = sorted(known, key=lambda row: float(row["score"]))
        top, bottom = by_score[-1]["figure"], by_score[0]["figure"]
        if top == bottom:
            labels = self._listed(known)
            return [
                say(
                    self.language,
                    "Your estimate is {figure} in {labels}.",
                    figure=top,
                    labels=labels,
                )
            ]
        return [
            say(
                self.language,
                "Your estimate is highest in {high} ({top}) and lowest in {low} ({bottom}).",
                high=self._listed([row for row in known if row["figure"] == top]),
                top=top,
                low=self._listed([row for row in known if row["figure"] == bottom]),
                bottom=bottom,
            )
        ]

    def _scale(self, rows: Sequence[Row]) -> list[str]:
        """Name the ends of the scale, in the picture that comes first."""
        if rows[0]["kind"] != "area":
            return []
        low, high = self._ends("{value} ({word})")
        return [say(self.language, "The scale goes from {low} to {high}.", low=low, high=high)]

    def _listed(self, rows: Sequence[Row]) -> str:
        return ", ".join(row["label"] for row in rows)

    def _legend(self, rows: Sequence[Row]) -> list[dict[str, str]]:
        """Say what the marks mean; an area's competences stand below where that was done."""
        if rows[0]["kind"] == "competence":
            return []
        legend = [{"mark": "dot", "text": say(self.language, "Your estimate")}]
        if self.role is not None and any(row["gap"] is not None for row in rows):
            text = say(self.language, "Wanted level ({role})", role=self.role)
            legend.append({"mark": "tick", "text": text})
        if self.then is not None and any(row["then"] and row["then"]["figure"] for row in rows):
            text = say(self.language, "Last time, {day}", day=self.then)
            legend.append({"mark": "hollow", "text": text})
        return legend

    def _table(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Return the same figures as a table; a column that would be empty is left out."""
        language = self.language
        head = [
            say(language, NAMES[rows[0]["kind"]]),
            say(language, "Your estimate"),
            say(language, "Level"),
            say(language, "Wanted level"),
            say(language, "Answered"),
            say(language, "Not relevant"),
            say(language, "Last time"),
            say(language, "Since then"),
        ]
        body = [self._cells(row) for row in rows]
        kept = [place for place in range(len(head)) if any(cells[place] for cells in body)]
        return {
            "open": say(language, "Show the figures as a table"),
            "caption": say(language, CAPTIONS[rows[0]["kind"]]),
            "head": [head[place] for place in kept],
            "rows": [[cells[place] or NOTHING for place in kept] for cells in body],
        }

    def _cells(self, row: Row) -> list[str]:
        few = say(self.language, "too few answers")
        then = row["then"] or {"figure": "", "change": ""}
        return [
            row["label"],
            row["figure"] or few,
            row["level"] or "",
            row["wanted_figure"],
            say(
                self.language,
                "{answered} of {items}",
                answered=row["answered"],
                items=row["items"],
            ),
            str(row["not_relevant"] or ""),
            then["figure"],
            then["change"],
        ]

    def _bands(self) -> list[Band]:
        levels = sorted(self.questionnaire.levels, key=lambda level: level.from_)
        ends = [level.from_ for level in levels[1:]] + [100]
        return [
            Band(level.from_, end, self.questionnaire.text(level.label, self.language))
            for level, end in zip(levels, ends, strict=True)
        ]

    def _ends(self, pattern: str) -> tuple[str, str]:
        """Return words for the two ends of the scale, or 0 and 100 where scales differ."""
        scales = [self.questionnaire.scales[item.scale] for item in self.questionnaire.rated()]
        if len({(scale.low, scale.high) for scale in scales}) != 1:
            return "0", "100"
        low, high = (
            self._end(scales[0], value, pattern) for value in (scales[0].low, scales[0].high)
        )
        return low, high

    def _end(self, scale: Scale, value: float, pattern: str) -> str:
        """Write one end of a scale: its number, and its words where it has any."""
        point = next(point for point in scale.points if point.value == value)
        figure = figures.number(value, self.language, trim=True)
        if not point.label:
            return figure
        return pattern.format(
            value=figure, word=self.questionnaire.text(point.label, self.language)
        )


def _line(row: Row) -> Line:
    """Place a row on the score's 0-100."""
    wanted = None
    if row["wanted"] is not None:
        wanted = 100 * (row["wanted"] - row["low"]) / (row["high"] - row["low"])
    then = row["then"]["score"] if row["then"] else None
    return Line(row["label"], row["figure"], row["score"], wanted, then)
