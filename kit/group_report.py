"""Say in pictures and words what a group's protected figures show.

Only a safe table comes in here (``kit.disclosure``); what it does not hold cannot come out. The
state is plain JSON, and the same for a round and for a handful of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kit.errors import KitError
from kit.group_change import TITLE, change_view
from kit.group_tables import view_csv
from kit.group_views import Chart, heat_chart, need_chart, spread_chart
from kit.group_words import Row, Teller, hidden, shown
from kit.language import msgid, say
from kit.look_back import look_backs
from kit.questionnaire import Questionnaire
from kit.theme import COLOURS

State = dict[str, Any]
TITLES = {
    "areas": msgid("Areas"),
    "competences": msgid("Competences"),
    "items": msgid("Statements"),
    "needs": msgid("Needs in order"),
    "tags": msgid("Themes across the areas"),
    "roles": msgid("Areas by role"),
    "units": msgid("Areas by unit"),
    "change": TITLE,
}
VIEWS = tuple(TITLES)
"""Everything that can be shown, in the order that it is shown in."""


def group_state(
    questionnaire: Questionnaire,
    safe: Mapping[str, Any],
    language: str = "sv",
    views: Sequence[str] = VIEWS,
) -> State:
    """Return what there is to show of a safe table, as plain JSON.

    Keys: language; title; standing (sentences on how to read it); colours (the look's tokens on
    light ground, for saved pictures); views, those of ``views`` that the table has rows for, in
    the order of ``VIEWS``. A view has id, title, answers (in words), hidden (in words, "" when
    nothing is), csv (text) and charts. A chart has id, parent (id of the area or competence that
    it opens from, else None), title, spec, wide and large (Vega-Lite), sentence, legend, table, and
    in the view "change" a note that stands below.

    Raises ``KitError`` when the table belongs to another questionnaire.
    """
    _belongs(questionnaire, safe, language)
    teller = Teller(questionnaire, language, safe["rules"])
    report = _Report(questionnaire, teller, safe["rows"], safe.get("change"))
    return {
        "language": language,
        "title": say(language, "The group's result"),
        "standing": _standing(language),
        "colours": {name: colour.light for name, colour in COLOURS.items()},
        "views": [view for name in VIEWS if name in views for view in report.view(name)],
    }


def _belongs(questionnaire: Questionnaire, safe: Mapping[str, Any], language: str) -> None:
    named = safe["questionnaire"]
    if (named["id"], named["version"]) == (questionnaire.id, questionnaire.version):
        return
    raise KitError(
        say(
            language,
            "The figures belong to {given}, not to {asked}.",
            given=f"{named['id']} {named['version']}",
            asked=f"{questionnaire.id} {questionnaire.version}",
        )
    )


def _standing(language: str) -> list[str]:
    return [
        say(language, "This is the group's own estimate of how sure people feel, not an exam."),
        say(
            language,
            "Small groups are not shown, so that nobody's answers can be worked out. "
            "The table under each picture also says what a share could as well be: "
            "on another day, or with a few others answering.",
        ),
    ]


class _Report:
    """Make views from rows; areas, roles and items stand in the questionnaire's order."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        teller: Teller,
        rows: Sequence[Row],
        change: Mapping[str, Any] | None = None,
    ) -> None:
        self.questionnaire = questionnaire
        self.change = change
        self.teller = teller
        self.rows = {_key(row): row for row in _placed(teller, rows)}

    def view(self, name: str) -> Iterator[State]:
        """Yield the view of this name, if there is anything to show in it."""
        if name == "change":
            found = None if self.change is None else change_view(self.teller, self.change)
            yield from [] if found is None else [found]
            return
        make: Callable[[], list[tuple[Chart, list[Row]]]] = getattr(self, f"_{name}")
        made = make()
        if not made:
            return
        # A row that stands in two charts is one row all the same.
        rows = list({_key(row): row for _, own in made for row in own}.values())
        yield {
            "id": name,
            "title": self.teller.say(TITLES[name]),
            "answers": self._answers(rows),
            "hidden": self._hidden(rows),
            "charts": [chart for chart, _ in made],
            "csv": view_csv(self.teller, rows, self._group),
        }

    def _answers(self, rows: Sequence[Row]) -> str:
        """Say how many answered what there is, from the fewest to the most."""
        counts = [row["n"] for row in shown(rows)]
        if not counts:
            return ""
        low, high = min(counts), max(counts)
        return self.teller.say("{count} answers", count=low if low == high else f"{low}–{high}")

    def _hidden(self, rows: Sequence[Row]) -> str:
        count = len(hidden(rows))
        if not count:
            return ""
        return self.teller.say(
            "Rows that are not shown: {count} of {rows}. They have too few answers, or "
            "single answers could be worked out from them.",
            count=count,
            rows=len(rows),
        )

    def _group(self, row: Row) -> str:
        """Name the role or the unit that a row is about."""
        if row["grouping"] == "all":
            return self.teller.say("All")
        return dict(self._roles_and_units(row["grouping"]))[row["group"]]

    def _roles_and_units(self, grouping: str) -> list[tuple[str, str]]:
        """Return a grouping's ids and names: roles as in the questionnaire, units by alphabet."""
        text, language = self.questionnaire.text, self.teller.language
        if grouping == "role":
            return [(role.id, text(role.label, language)) for role in self.questionnaire.roles]
        options = [
            option
            for question in self.questionnaire.background
            if question.id == "unit"
            for option in question.options
        ]
        named = [(option.id, text(option.label, language)) for option in options]
        return sorted(named, key=lambda pair: _alphabetical(pair[1]))

    def _of(
        self, dimension: str, ids: Sequence[str], grouping: str = "all", group: str = ""
    ) -> list[Row]:
        """Return the rows that there are, in the order of ``ids``."""
        found = (self.rows.get((grouping, group, dimension, id_)) for id_ in ids)
        return [row for row in found if row is not None]

    # --- views -------------------------------------------------------------------------------

    def _spread(
        self, id_: str, parent: str | None, title: str, rows: list[Row], alike: Sequence[Row] = ()
    ) -> list[tuple[Chart, list[Row]]]:
        if not rows:
            return []
        chart = spread_chart(self.teller, title, rows, alike)
        return [(chart | {"id": id_, "parent": parent}, rows)]

    def _areas(self) -> list[tuple[Chart, list[Row]]]:
        rows = self._of("area", [area.id for area in self.questionnaire.areas])
        return self._spread("areas", None, self.teller.say(TITLES["areas"]), rows)

    def _competences(self) -> list[tuple[Chart, list[Row]]]:
        alike = self._of("competence", [one.id for one in self.questionnaire.competences()])
        made = []
        for area in self.questionnaire.areas:
            rows = self._of("competence", [one.id for one in area.competences])
            title = self.questionnaire.text(area.label, self.teller.language)
            made += self._spread(f"competences-{area.id}", area.id, title, rows, alike)
        return made

    def _items(self) -> list[tuple[Chart, list[Row]]]:
        rated = list(self.questionnaire.rated())
        alike = self._of("item", [item.id for item in rated])
        made = []
        for competence in self.questionnaire.competences():
            ids = [item.id for item in rated if item.competence == competence.id]
            title = self.questionnaire.text(competence.label, self.teller.language)
            rows = self._of("item", ids)
            made += self._spread(f"items-{competence.id}", competence.id, title, rows, alike)
        backs = look_backs(self.questionnaire)
        apart = [one.id for one in rated if one.competence is None and one.id not in backs]
        others = self._of("item", apart)
        title = self.teller.say("Statements outside the areas")
        return made + self._spread("items-other", None, title, others, alike)

    def _tags(self) -> list[tuple[Chart, list[Row]]]:
        rows = self._of("tag", [tag.id for tag in self.questionnaire.tags])
        return self._spread("tags", None, self.teller.say(TITLES["tags"]), rows)

    def _needs(self) -> list[tuple[Chart, list[Row]]]:
        rows = self._of("competence", [one.id for one in self.questionnaire.competences()])
        if not rows or not any(role.targets for role in self.questionnaire.roles):
            return []
        chart = need_chart(self.teller, self.teller.say(TITLES["needs"]), rows)
        return [(chart | {"id": "needs", "parent": None}, rows)]

    def _roles(self) -> list[tuple[Chart, list[Row]]]:
        made = self._heat("roles", "role")
        alike = [row for _, rows in made for row in rows]
        groups = dict(self._roles_and_units("role"))
        for role, name in groups.items() if made else ():
            rows = [row for row in alike if row["group"] == role]
            # A role that is hidden as a whole has said so in the picture of all of them.
            if shown(rows):
                made += self._spread(f"roles-{role}", None, name, rows, alike)
        return made

    def _units(self) -> list[tuple[Chart, list[Row]]]:
        return self._heat("units", "unit")

    def _heat(self, view: str, grouping: str) -> list[tuple[Chart, list[Row]]]:
        ids = [area.id for area in self.questionnaire.areas]
        named = self._roles_and_units(grouping)
        groups = [(name, self._of("area", ids, grouping, group)) for group, name in named]
        groups = [(name, rows) for name, rows in groups if rows]
        if len(groups) < 2:  # noqa: PLR2004 - one group alone is everybody
            return []
        chart = heat_chart(self.teller, self.teller.say(TITLES[view]), groups)
        return [(chart | {"id": view, "parent": None}, [row for _, rows in groups for row in rows])]


def _placed(teller: Teller, rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows without places among the needs where one of the needs is not shown.

    Such a need could be greater than any that is shown, so that no place would be true.
    """
    all_together = [
        row for row in rows if row["grouping"] == "all" and row["dimension"] == "competence"
    ]
    if not teller.withheld(all_together):
        return rows
    return [{**row, "rank_low": None, "rank_high": None} for row in rows]


def _key(row: Row) -> tuple[str, str, str, str]:
    return row["grouping"], row["group"], row["dimension"], row["id"]


def _alphabetical(name: str) -> str:
    """Return a key that puts å, ä and ö last, as Swedish does."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))
